"""Snapshot archive: pages, cursors, neighbours, filters and comparisons against plain lists."""

import collections
import datetime
from pathlib import Path

import pytest

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.aggregations import AggregationRequest
from search.model.cursor import parse_cursor
from search.model.filters import Filters
from search.model.messages import QueryWarning
from search.model.question import Question, SortOrder
from search.model.results import Adjacent
from search.model.timeline import Span, TimeUnit
from tests.search.execution.conftest import Record
from tests.search.execution.test_aggregate import having
from tests.searching import adjacent, count, search


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


@pytest.mark.parametrize("text", ["", "!", "W10", "e30", "x" * 5_000, "WzEsMl0", "\ud800"])
def test_strange_cursors_are_no_cursors(text: str) -> None:
    assert parse_cursor(text) is None


def test_a_query_that_runs_out_of_time_says_so(archive: LocalArchive, tmp_path: Path) -> None:
    slow = LocalArchive(Settings(index=archive.current().path.parents[1], max_query_seconds=1e-9))
    page = search(slow, Question("मोदी चीन"))
    assert page.is_partial
    assert QueryWarning.OUT_OF_TIME in page.warnings
