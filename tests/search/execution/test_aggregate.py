"""Facets, timeline, folding and cursors against plain counting."""

import collections
import datetime
import json
import random
from pathlib import Path

import pytest

from index.fields import FACET_FIELDS
from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.aggregations import AggregationRequest
from search.model.cursor import Cursor, parse_cursor
from search.model.filters import Filters
from search.model.messages import QueryWarning
from search.model.question import Question, SortOrder
from search.model.results import Adjacent
from search.model.timeline import Span, TimeUnit
from tests.conftest import MakeArchive
from tests.searching import adjacent, count, search

SOURCES = ("जागरण", "भास्कर", "BBC", "")
AUTHORS = ("अनिल वर्मा", "सुनीता", "")
Record = dict[str, str]


def records(count: int) -> list[Record]:
    chance = random.Random(5)
    found = []
    for number in range(count):
        day = datetime.date(2023, 11, 1) + datetime.timedelta(days=chance.randrange(200))
        words = " ".join(chance.choice(("मोदी", "पुतिन", "चीन", "नदी", "पुल")) for _ in range(12))
        found.append({
            "id": f"{chance.randrange(10**6):06d}-{number}", "title": f"सुर्खी {number}", "body": f"{words} {number}।",
            "source": chance.choice(SOURCES), "author": chance.choice(AUTHORS), "section": chance.choice(("देश", "खेल")),
            "date": str(day) if chance.random() < 0.9 else "", "language": "hi",
        })  # fmt: skip
    return found


@pytest.fixture(scope="module")
def held() -> list[Record]:
    return records(300)


@pytest.fixture(scope="module", params=[1, 3], ids=["one segment", "several"])
def archive(
    tmp_path_factory: pytest.TempPathFactory, held: list[Record], request: pytest.FixtureRequest
) -> LocalArchive:
    folder = tmp_path_factory.mktemp("survey")
    settings = Settings(index=folder / "index", facet_values=2)
    gone = [{**record, "body": "मोदी पुराना पाठ।"} for record in held[:5]]
    parts = (
        [held]
        if request.param == 1
        else [[*held[:220], *held[290:]], held[220:280], gone + held[280:290], held[:5]]
    )
    for number, part in enumerate(parts):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(map(json.dumps, part)), encoding="utf-8")
        reindex([path], settings)
    return LocalArchive(settings)


def having(held: list[Record], word: str) -> list[Record]:
    return [record for record in held if word in record["body"].split()]


def test_facets_count_what_is_found(archive: LocalArchive, held: list[Record]) -> None:
    survey = count(archive, Question("मोदी"))
    found = having(held, "मोदी")
    assert survey.total == len(found)
    by_field = {facet.field: facet for facet in survey.facets}
    assert list(by_field) == ["source", "section", "language", "author", "year"]
    for field in ("source", "section", "author"):
        counts = collections.Counter(record[field] for record in found if record[field])
        everything = collections.Counter(record[field] for record in held)
        shown = by_field[field].values
        assert [(each.value, each.count, each.background) for each in shown] == [
            (value, count, everything[value]) for value, count in counts.most_common(2)
        ]
        assert by_field[field].other_values == max(0, len(counts) - 2)
    years = collections.Counter(record["date"][:4] for record in found if record["date"])
    assert {each.value: each.count for each in by_field["year"].values} == dict(years)


def test_a_facet_does_not_follow_its_own_filter(archive: LocalArchive, held: list[Record]) -> None:
    filters = Filters.where(source=frozenset({"BBC"}), excluded=frozenset({("section", "खेल")}))
    survey = count(
        archive, Question("मोदी", filters=filters), AggregationRequest(all_values=frozenset({"source"}))
    )
    found = [record for record in having(held, "मोदी") if record["section"] != "खेल"]
    assert survey.total == sum(record["source"] == "BBC" for record in found)
    by_field = {facet.field: {each.value: each.count for each in facet.values} for facet in survey.facets}
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
    of = {each.value: each.background for each in by_field["source"].values}
    assert of == collections.Counter(record["source"] for record in of_2024 if record["source"])


def test_those_without_a_value_are_counted_too(archive: LocalArchive, held: list[Record]) -> None:
    survey = count(archive, Question("मोदी"), AggregationRequest(all_values=frozenset(FACET_FIELDS)))
    for facet in survey.facets:
        assert sum(each.count for each in facet.values) + facet.missing == survey.total, facet.field
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


@pytest.mark.parametrize("order", list(SortOrder))
@pytest.mark.parametrize("folded", [True, False])
def test_cursors_lead_through_everything_once(archive: LocalArchive, order: SortOrder, folded: bool) -> None:
    question = Question("मोदी OR चीन", sort=order, collapse=folded)
    ids: list[str] = []
    page = search(archive, question, 1, 7)
    while True:
        ids += [hit.article.id for hit in page.hits]
        if page.next_cursor is None:
            break
        cursor = parse_cursor(page.next_cursor)
        assert cursor is not None
        page = search(archive, question, 1, 7, cursor)
    assert len(ids) == len(set(ids)) == page.shown_total
    whole = search(archive, question, 1, 1000)
    assert ids == [hit.article.id for hit in whole.hits]
    if not folded:
        assert ids == [hit.article.id for hit in archive.scan(question).hits]


def test_neighbours_are_the_results_before_and_behind(archive: LocalArchive) -> None:
    question = Question("मोदी")
    ids = [hit.article.id for hit in search(archive, question, 1, 1000).hits]
    beside = adjacent(archive, question, 1, ids[0])
    assert (beside.previous, beside.following) == (None, ids[1])
    assert adjacent(archive, question, 5, ids[4]).previous == ids[3]
    assert adjacent(archive, question, len(ids), ids[-1]).following is None
    for place, other in ((5, ids[5]), (9_999, ids[0]), (0, ids[0])):  # the address does not tell the truth
        assert adjacent(archive, question, place, other) == Adjacent()


def test_filters_alone_find_all_that_pass_newest_first(archive: LocalArchive, held: list[Record]) -> None:
    page = search(archive, Question("", filters=Filters.where(source=frozenset({"BBC"}))), 1, 1000)
    dates = [hit.article.date or datetime.date.min for hit in page.hits]
    assert page.total == sum(record["source"] == "BBC" for record in held)
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("मोदी source:bbc", lambda record: record["source"] == "BBC"),
        ("मोदी स्रोत:(जागरण BBC)", lambda record: record["source"] in ("जागरण", "BBC")),
        ("मोदी -अनुभाग:खेल", lambda record: record["section"] != "खेल"),
        ("मोदी लेखक:वर्मा", lambda record: record["author"] == "अनिल वर्मा"),
        ("मोदी date:2024-01", lambda record: record["date"].startswith("2024-01")),
        ("मोदी since:2024 source:भास्कर", lambda record: record["date"] >= "2024" and record["source"] == "भास्कर"),
        ("मोदी date:2023..2023-12", lambda record: "2023" <= record["date"] < "2024"),
        ("मोदी -(source:BBC OR section:खेल)", lambda record: record["source"] != "BBC" and record["section"] != "खेल"),
        ("मोदी -date:2024-01", lambda record: not record["date"].startswith("2024-01")),
        ("मोदी -(date:2023 OR date:2024-02..2024-03)", lambda record: record["date"][:7] in ("2024-01", "2024-04", "2024-05", "")),
        ("मोदी -since:2024", lambda record: record["date"] < "2024"),
        ("मोदी date:2024-03..2024-01", lambda record: "2024-01" <= record["date"] < "2024-04"),
        ("मोदी year:2023", lambda record: record["date"].startswith("2023")),
        ("मोदी -(-source:BBC)", lambda record: record["source"] == "BBC"),
        ("मोदी -(पुतिन OR source:BBC)", lambda record: record["source"] != "BBC" and "पुतिन" not in record["body"].split()),
    ],
)  # fmt: skip
def test_conditions_of_a_query_filter(
    archive: LocalArchive, held: list[Record], text: str, test: object
) -> None:
    assert callable(test)
    expected = {record["id"] for record in having(held, "मोदी") if test(record)}
    page = search(archive, Question(text, collapse=False), 1, 1000)
    assert {hit.article.id for hit in page.hits} == expected
    assert page.warnings == ()


def test_words_may_be_excluded_from_a_selection(archive: LocalArchive, held: list[Record]) -> None:
    expected = {
        record["id"] for record in held if record["source"] == "BBC" and "मोदी" not in record["body"].split()
    }
    page = search(archive, Question("source:BBC -मोदी", collapse=False), 1, 1000)
    assert {hit.article.id for hit in page.hits} == expected
    assert page.warnings == ()
    assert count(archive, Question("source:BBC -मोदी")).total == len(expected)
    assert QueryWarning.ONLY_EXCLUDED in search(archive, Question("-मोदी")).warnings
    for text in ("source:BBC (-मोदी)", "source:BBC -(-(-मोदी))", "source:BBC (मोदी OR -मोदी) -मोदी"):
        assert count(archive, Question(text)).total == len(expected) * ("OR" not in text), text


def test_exclusions_in_parentheses_exclude(archive: LocalArchive, held: list[Record]) -> None:
    both = [record for record in having(held, "मोदी") if "पुतिन" in record["body"].split()]
    without = [record for record in having(held, "मोदी") if "पुतिन" not in record["body"].split()]
    for text, expected in (("मोदी (-पुतिन)", without), ("मोदी -(-पुतिन)", both), ("मोदी ((-पुतिन))", without)):
        assert count(archive, Question(text, any_word=False)).total == len(expected), text
    gone = [record for record in held if not {"मोदी", "पुतिन"} & set(record["body"].split())]
    either = [record for record in held if {"मोदी", "पुतिन"} & set(record["body"].split())]
    assert count(archive, Question("since:1990 OR -मोदी")).total >= 0
    assert count(archive, Question("language:hi -(मोदी OR पुतिन)")).total == len(gone)
    assert count(archive, Question("language:hi -(-मोदी -पुतिन)")).total == len(either)


def test_curves_that_are_compared_cover_the_same_days(archive: LocalArchive, held: list[Record]) -> None:
    days = Span(datetime.date(2024, 1, 1).toordinal(), datetime.date(2024, 3, 31).toordinal())
    options = AggregationRequest(TimeUnit.MONTH, facets=frozenset(), span=days)
    for text in ("मोदी", "source:BBC -मोदी", "मोदी date:2024-02", "ऐसाकोईशब्दनहीं"):
        buckets = count(archive, Question(text, any_word=False), options).timeline.buckets
        assert [str(bucket.since)[:7] for bucket in buckets] == ["2024-01", "2024-02", "2024-03"]
    counted = collections.Counter(record["date"][:7] for record in having(held, "मोदी"))
    buckets = count(archive, Question("मोदी"), options).timeline.buckets
    assert [bucket.count for bucket in buckets] == [
        counted[month] for month in ("2024-01", "2024-02", "2024-03")
    ]


def test_words_that_never_meet_are_relaxed_only_where_that_is_said(archive: LocalArchive) -> None:
    text = "मोदी पुराना"  # these stand together in no article that is still there
    loose, strict = Question(text), Question(text, any_word=False)
    assert search(archive, loose).is_relaxed
    assert count(archive, loose).total > 0
    assert (search(archive, strict).total, count(archive, strict).total) == (0, 0)
    assert archive.ids(loose) == []
    assert archive.scan(loose).total == 0


def test_conditions_that_name_nothing_say_so(archive: LocalArchive) -> None:
    page = search(archive, Question("मोदी source:कोईनहीं"))
    assert (page.total, QueryWarning.UNKNOWN_VALUE in page.warnings) == (0, True)
    page = search(archive, Question("मोदी date:कल"))
    assert page.total > 0
    assert QueryWarning.UNKNOWN_DATE in page.warnings


@pytest.mark.parametrize("text", ["", "!", "W10", "e30", "x" * 5_000, "WzEsMl0", "\ud800"])
def test_strange_cursors_are_no_cursors(text: str) -> None:
    assert parse_cursor(text) is None


def test_a_cursor_survives_being_written_down() -> None:
    assert parse_cursor(str(Cursor(7, 'क/"x'))) == Cursor(7, 'क/"x')


def test_a_query_that_runs_out_of_time_says_so(archive: LocalArchive, tmp_path: Path) -> None:
    slow = LocalArchive(Settings(index=archive.current().path.parents[1], max_query_seconds=1e-9))
    page = search(slow, Question("मोदी चीन"))
    assert page.is_partial
    assert QueryWarning.OUT_OF_TIME in page.warnings
