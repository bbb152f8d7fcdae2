"""Counts are read from answers; that they are those of the embedded engine is asked in test_matches.py."""

import datetime

from search.execution.snapshot import Sort
from search.model.question import SortOrder
from search.opensearch.counts import Summary, day_counts, sort_by, summary_of, value_counts

DAY = datetime.date(2024, 6, 25).toordinal()


def test_copies_count_once_among_stories() -> None:
    reply = {
        "hits": {"total": {"value": 10}},
        "aggregations": {"copied": {"doc_count": 5, "stories": {"value": 2}}},
    }
    assert summary_of(reply, is_partial=False) == Summary(10, 7, is_partial=False)
    estimated_too_high = {**reply, "aggregations": {"copied": {"doc_count": 5, "stories": {"value": 6}}}}
    assert summary_of(estimated_too_high, is_partial=True).stories == 10


def test_values_are_ascending_and_chosen_ones_there_without_a_hit() -> None:
    buckets = {"buckets": [{"key": "भास्कर", "doc_count": 3}, {"key": "BBC", "doc_count": 2}]}
    found = value_counts(buckets, frozenset({"जागरण", "BBC"}))
    assert found.values == ["BBC", "जागरण", "भास्कर"]
    assert [found.of(value) for value in ("BBC", "जागरण", "भास्कर", "x")] == [2, 0, 3, 0]


def test_days_are_added_up() -> None:
    buckets = [{"key": float(DAY), "doc_count": 2}, {"key": float(DAY + 3), "doc_count": 1}]
    found = day_counts({"days": {"buckets": buckets}, "undated": {"doc_count": 4}})
    assert (found.first, found.last, found.undated, found.sums.tolist()) == (DAY, DAY + 3, 4, [0, 2, 2, 2, 3])
    none = day_counts({"days": {"buckets": []}, "undated": {"doc_count": 4}})
    assert (none.last < none.first, none.undated) == (True, 4)


def test_ties_go_to_the_newest_and_then_by_id() -> None:
    assert [next(iter(each)) for each in sort_by(Sort(SortOrder.RELEVANCE, 0, 0), by_score=True)] == [
        "_score", "day", "id",
    ]  # fmt: skip
    assert sort_by(Sort(SortOrder.OLDEST, 0, 0), by_score=False)[0]["day"]["missing"] == "_last"
