"""Facets, timeline, folding and cursors against plain counting."""

import collections
import datetime

import pytest

from index.fields import FACET_FIELDS
from search.embedded.local_archive import LocalArchive
from search.model.aggregations import AggregationRequest
from search.model.filters import Filters
from search.model.question import Question
from search.model.timeline import TimeUnit
from tests.conftest import MakeArchive
from tests.search.execution.conftest import SOURCES, Record
from tests.searching import count


def having(held: list[Record], word: str) -> list[Record]:
    return [record for record in held if word in record["body"].split()]


def test_facets_count_what_is_found(archive: LocalArchive, held: list[Record]) -> None:
    survey = count(archive, Question("मोदी"))
    found = having(held, "मोदी")
    assert survey.total == len(found)
    by_field = {facet.field: facet for facet in survey.facets}
    assert list(by_field) == list(FACET_FIELDS)
    for field in ("source", "section", "author"):
        counts = collections.Counter(record[field] for record in found if record[field])
        everything = collections.Counter(record[field] for record in held)
        shown = by_field[field].values
        assert [(value.value, value.count, value.background) for value in shown] == [
            (value, count, everything[value]) for value, count in counts.most_common(2)
        ]
        assert by_field[field].other_values == max(0, len(counts) - 2)
    years = collections.Counter(record["date"][:4] for record in found if record["date"])
    assert {value.value: value.count for value in by_field["year"].values} == dict(years)


def test_a_facet_does_not_follow_its_own_filter(archive: LocalArchive, held: list[Record]) -> None:
    filters = Filters.where(source=frozenset({"BBC"}), excluded=frozenset({("section", "खेल")}))
    survey = count(
        archive, Question("मोदी", filters=filters), AggregationRequest(all_values=frozenset({"source"}))
    )
    found = [record for record in having(held, "मोदी") if record["section"] != "खेल"]
    assert survey.total == sum(record["source"] == "BBC" for record in found)
    by_field = {facet.field: {value.value: value.count for value in facet.values} for facet in survey.facets}
    assert by_field["source"] == {
        source: sum(record["source"] == source for record in found) for source in SOURCES if source
    }
    # A value that is excluded stays in sight, so that it can be let in again.
    assert by_field["section"] == {"देश": survey.total, "खेल": 0}


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_the_timeline_counts_by_calendar(archive: LocalArchive, held: list[Record], unit: TimeUnit) -> None:
    survey = count(archive, Question("मोदी"), AggregationRequest(unit=unit))
    found = having(held, "मोदी")
    line = survey.timeline
    assert (line.unit, line.undated) == (unit, sum(not record["date"] for record in found))
    days = sorted(datetime.date.fromisoformat(record["date"]) for record in found if record["date"])
    first, last = line.buckets[0], line.buckets[-1]
    assert first.since <= days[0] <= first.until
    assert last.since <= days[-1] <= last.until
    if unit is TimeUnit.WEEK:
        assert (first.since.weekday(), last.until.weekday()) == (0, 6)
    if unit in {TimeUnit.MONTH, TimeUnit.YEAR}:
        assert (first.since.day, (last.until + datetime.timedelta(days=1)).day) == (1, 1)
    for one, other in zip(line.buckets, line.buckets[1:], strict=False):
        assert one.until + datetime.timedelta(days=1) == other.since
        if unit is TimeUnit.WEEK:
            assert other.since.weekday() == 0
        if unit is TimeUnit.MONTH:
            assert other.since.day == 1
        if unit is TimeUnit.YEAR:
            assert (other.since.month, other.since.day) == (1, 1)
    for bucket in line.buckets:
        inside = [day for day in days if bucket.since <= day <= bucket.until]
        every = [
            record
            for record in held
            if record["date"] and str(bucket.since) <= record["date"] <= str(bucket.until)
        ]
        assert (bucket.count, bucket.background) == (len(inside), len(every))


def test_what_passes_the_filters_is_what_shares_are_of(archive: LocalArchive, held: list[Record]) -> None:
    filters = Filters.where(source=frozenset({"BBC"}), year=frozenset({"2024"}))
    survey = count(
        archive, Question("मोदी", filters=filters), AggregationRequest(TimeUnit.MONTH, frozenset({"source"}))
    )
    of_2024 = [record for record in held if record["date"].startswith("2024")]
    own = [record for record in of_2024 if record["source"] == "BBC"]
    months = [f"2024-{month:02}" for month in range(1, 13)]
    assert [str(bucket.since)[:7] for bucket in survey.timeline.buckets] == months
    counts = collections.Counter(record["date"][:7] for record in own)
    assert [bucket.background for bucket in survey.timeline.buckets] == [counts[month] for month in months]
    by_field = {facet.field: facet for facet in survey.facets}
    of = {value.value: value.background for value in by_field["source"].values}
    assert of == collections.Counter(record["source"] for record in of_2024 if record["source"])


def test_those_without_a_value_are_counted_too(archive: LocalArchive, held: list[Record]) -> None:
    survey = count(archive, Question("मोदी"), AggregationRequest(all_values=frozenset(FACET_FIELDS)))
    for facet in survey.facets:
        assert sum(value.count for value in facet.values) + facet.missing == survey.total, facet.field
    by_field = {facet.field: facet.missing for facet in survey.facets}
    assert by_field["author"] == sum(not record["author"] for record in having(held, "मोदी")) > 0
    assert by_field["year"] == survey.timeline.undated > 0


def test_each_spelling_is_counted_among_what_is_found(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "कज़ाखस्तान की ख़बर।\nमोदी बोले।",
        "कजाखिस्तान की ख़बर।\nमोदी बोले।",
        "कजाखिस्तान का मेला।\nभीड़ रही।",
        "कजाखस्तान।\nमोदी।",
    )
    question = Question("कज़ाखस्तान मोदी", filters=Filters(since=datetime.date(1990, 1, 1)))
    counts = count(archive, question, AggregationRequest(spellings=True)).spellings
    assert counts == {"कजाखिस्तान": 1, "कजाखस्तान": 1}
    assert count(archive, question).spellings == {}


def test_a_timeline_covers_the_days_that_are_asked_for(archive: LocalArchive) -> None:
    filters = Filters(since=datetime.date(2020, 1, 1), until=datetime.date(2020, 3, 31))
    line = count(archive, Question("मोदी", filters=filters), AggregationRequest(unit=TimeUnit.MONTH)).timeline
    assert [(str(bucket.since), bucket.count) for bucket in line.buckets] == [
        ("2020-01-01", 0), ("2020-02-01", 0), ("2020-03-01", 0),
    ]  # fmt: skip


def test_a_unit_that_would_need_too_many_buckets_gives_way_to_a_coarser_one(archive: LocalArchive) -> None:
    filters = Filters(since=datetime.date(1950, 1, 1), until=datetime.date(2024, 12, 31))
    line = count(archive, Question("मोदी", filters=filters), AggregationRequest(unit=TimeUnit.DAY)).timeline
    assert (line.unit, len(line.buckets)) == (TimeUnit.YEAR, 75)
