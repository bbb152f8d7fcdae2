"""What is counted of everything that matches, asked of a cluster and read from its answers."""

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np

from search.execution.day_counts import DayCounts
from search.execution.snapshot import Sort, ValueCounts
from search.model.coverage import Coverage
from search.model.question import SortOrder
from search.opensearch.connection import Reply

MAX_VALUES = 10_000
"""Distinct values of one field that are counted."""
MAX_MONTHS = 3_000
CARDINALITY = 40_000
"""Stories up to which OpenSearch counts exactly."""


@dataclass(frozen=True)
class Summary:
    """How many articles match, and how many stories they tell."""

    total: int
    stories: int
    is_partial: bool


STORIES: dict[str, Any] = {
    "copied": {
        "filter": {"term": {"is_copied": True}},
        "aggs": {"stories": {"cardinality": {"field": "story", "precision_threshold": CARDINALITY}}},
    }
}
DAYS: dict[str, Any] = {
    "days": {"histogram": {"field": "day", "interval": 1, "min_doc_count": 1}},
    "undated": {"missing": {"field": "day"}},
}


COVERAGE: dict[str, Any] = {
    "sources": {
        "terms": {"field": "source", "size": MAX_VALUES},
        "aggs": {
            "months": {"terms": {"field": "month", "size": MAX_MONTHS}},
            "first": {"min": {"field": "day"}},
            "last": {"max": {"field": "day"}},
        },
    }
}


def coverage_from(counted: dict[str, Any]) -> tuple[Coverage, ...]:
    """Return the coverage of each source from the aggregation COVERAGE, the largest first."""
    found = []
    for bucket in counted["sources"]["buckets"]:
        months = {str(month["key"]): int(month["doc_count"]) for month in bucket["months"]["buckets"]}
        undated = months.pop("", 0)
        days = [bucket[name]["value"] for name in ("first", "last")]
        bounds = [datetime.date.fromordinal(int(day)) if day else None for day in days]
        found.append(Coverage(str(bucket["key"]), dict(sorted(months.items())), undated, *bounds))
    return tuple(sorted(found, key=lambda one: (-one.total, one.source)))


def terms_of(field: str) -> dict[str, Any]:
    """Return the aggregation that counts the values of a field."""
    return {"terms": {"field": field, "size": MAX_VALUES, "shard_size": MAX_VALUES}}


def sort_by(sort: Sort, *, by_score: bool) -> list[dict[str, Any]]:
    """Return what results are sorted by: best, newest or latest to arrive first, then newest, then by id."""
    newest = {"day": {"order": "desc", "missing": 0}}
    by_id = {"id": {"order": "asc"}}
    if by_score:
        return [{"_score": {"order": "desc"}}, newest, by_id]
    if sort.order is SortOrder.OLDEST:
        return [{"day": {"order": "asc", "missing": "_last"}}, by_id]
    if sort.order is SortOrder.ARRIVED:
        return [{"arrived": {"order": "desc"}}, newest, by_id]
    return [newest, by_id]


def summary_of(reply: Reply, *, is_partial: bool) -> Summary:
    """Return the numbers of articles and stories of an answer."""
    total = int(reply["hits"]["total"]["value"])
    copied = reply["aggregations"]["copied"]
    hidden = int(copied["doc_count"]) - int(copied["stories"]["value"])
    return Summary(total, total - max(0, hidden), is_partial)


def value_counts(aggregation: dict[str, Any], besides: frozenset[str] = frozenset()) -> ValueCounts:
    """Return the counts of an aggregation of terms, and 0 for some values besides that it has not."""
    counts = dict.fromkeys(besides, 0)
    counts |= {str(bucket["key"]): int(bucket["doc_count"]) for bucket in aggregation["buckets"]}
    values = sorted(counts)
    return ValueCounts(values, np.array([counts[value] for value in values], np.int64))


def day_counts(counted: dict[str, Any]) -> DayCounts:
    """Return the counts of the aggregations DAYS."""
    buckets = counted["days"]["buckets"]
    undated = int(counted["undated"]["doc_count"])
    if not buckets:
        return DayCounts(1, np.zeros(1, np.int64), undated)
    days = np.array([int(bucket["key"]) for bucket in buckets], np.int64)
    counts = np.zeros(int(days[-1] - days[0]) + 1, np.int64)
    counts[days - days[0]] = [int(bucket["doc_count"]) for bucket in buckets]
    return DayCounts(int(days[0]), np.concatenate(([0], np.cumsum(counts))), undated)
