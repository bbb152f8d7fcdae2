"""Filters and states as OpenSearch queries."""

from typing import Any

from index.fields import FILTER_FIELDS, YEAR
from index.opensearch.mapping import Moment, in_state
from search.model.filters import Filters, Period, is_year

Query = dict[str, Any]
MATCH_NONE: Query = {"match_none": {}}


def filter_clauses(filters: Filters, state: Moment) -> tuple[list[Query], list[Query]]:
    """Return what articles of a state that pass the filters must match, and what they must not."""
    must: list[Query] = list(in_state(state))
    must_not: list[Query] = []
    if filters.since or filters.until:
        must.append(_days(Period(filters.since, filters.until)))
    must_not += [_days(gap) for gap in sorted(filters.gaps, key=str)]
    for field in FILTER_FIELDS:
        if wanted := filters.values_of(field):
            must.append(_values(field, wanted))
        if unwanted := filters.excluded_values(field):
            must_not.append(_values(field, unwanted))
    return must, must_not


def _days(period: Period) -> Query:
    """Return a query for the articles of some days; without a bound it is any day."""
    bounds = {}
    if period.since:
        bounds["gte"] = period.since.toordinal()
    if period.until:
        bounds["lte"] = period.until.toordinal()
    return {"range": {"day": bounds or {"gte": 1}}}


def _values(field: str, values: frozenset[str]) -> Query:
    chosen = sorted(values)
    if field == YEAR:
        chosen = [str(int(value)) if value else "" for value in chosen if not value or is_year(value)]
    return {"terms": {field: chosen}} if chosen else MATCH_NONE
