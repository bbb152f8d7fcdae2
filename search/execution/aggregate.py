"""Aggregations: everything that a query matches, counted by value, by time and by spelling."""

import datetime

import numpy as np

from index.fields import FACET_FIELDS, YEAR
from index.settings import Settings
from search.execution.day_counts import DayCounts, build_timeline, count_days
from search.execution.prepared_query import PreparedQuery
from search.execution.snapshot import ValueCounts
from search.execution.spelling_matrix import in_spelling
from search.model.aggregations import AggregationRequest, Aggregations, Facet, FacetValue
from search.model.filters import NO_VALUE, Filters
from search.model.timeline import MAX_BUCKETS, MIN_DAYS, Span, TimeUnit


def aggregate(query: PreparedQuery, request: AggregationRequest, settings: Settings) -> Aggregations:
    """Count everything that a query matches."""
    background = query.match(None, query.filters).day_counts()
    if query.is_empty:
        return Aggregations(0, (), build_timeline(count_days([]), background, request.unit, request.span))
    days = query.matches.day_counts()
    facets = [_facet(query, field, request, settings) for field in FACET_FIELDS if field in request.facets]
    spellings = _spelling_counts(query) if request.spellings else {}
    return Aggregations(
        query.matches.total,
        tuple(facets),
        build_timeline(days, background, *_unit_and_span(days, query.filters, request)),
        query.matches.is_partial or query.deadline.is_over,
        spellings,
    )


def _facet(query: PreparedQuery, field: str, request: AggregationRequest, settings: Settings) -> Facet:
    """Count one field with every filter applied except the one on itself, as multi-select facets are."""
    filters = query.filters
    others = filters.with_values(field, ())
    found = query.match(query.clause, others).value_counts(field)
    background = query.match(None, others).value_counts(field)
    size = settings.max_facet_values if field in request.all_values else settings.facet_values
    chosen = filters.values_of(field) | filters.excluded_values(field)
    return build_facet(field, found, background, size, chosen - {NO_VALUE})


def build_facet(
    field: str, found: ValueCounts, background: ValueCounts, size: int, always: frozenset[str] = frozenset()
) -> Facet:
    """Return the `size` most frequent values of what was found, and those that are always listed."""
    counts = found.counts
    missing = 0
    if found.values and found.values[0] == "":
        missing, counts = int(counts[0]), np.concatenate(([0], counts[1:]))
    present = np.flatnonzero(counts)
    order = present[np.lexsort((present, -counts[present]))]
    if field == YEAR:
        order = np.sort(present)[::-1]
    listed = [found.values[ordinal] for ordinal in order[:size].tolist()]
    listed += sorted(value for value in always.difference(listed) if value in found.values)
    values = [FacetValue(value, found.of(value) if value else 0, background.of(value)) for value in listed]
    return Facet(field, tuple(values), max(0, len(present) - size), missing)


def _unit_and_span(
    found: DayCounts, filters: Filters, request: AggregationRequest
) -> tuple[TimeUnit | None, Span | None]:
    """Return what a timeline covers: what is asked for, or whole units around what is found."""
    if request.span is not None:
        return request.unit, request.span
    since, until = filters.since, filters.until
    years = sorted(
        int(year) for year in filters.values_of(YEAR) if year.isdecimal() and 0 < int(year) < datetime.MAXYEAR
    )
    if years:
        since = max(filter(None, (since, datetime.date(years[0], 1, 1))))
        until = min(filter(None, (until, datetime.date(years[-1], 12, 31))))
    if not (since or until):
        return request.unit, None
    if found.last < found.first and not (since and until):
        return request.unit, None
    wanted = Span(found.first, found.last).bounded_by(since, until)
    if not 0 < wanted.days <= MAX_BUCKETS * MIN_DAYS[TimeUnit.YEAR]:
        return request.unit, None
    unit = wanted.fitting_unit(request.unit)
    return unit, wanted.widened_to(unit).bounded_by(since, until)


def _spelling_counts(query: PreparedQuery) -> dict[str, int]:
    """Return how many of the found articles contain each added spelling, as far as there is time."""
    if query.clause is None or query.deadline.is_over:
        return {}
    spellings = [added.spelling for added in query.plan.added if " " not in added.spelling]
    clauses = [in_spelling(query.clause, spelling) for spelling in spellings]
    counts: dict[str, int] = {}
    for spelling, matches in zip(spellings, query.match_all(clauses), strict=True):
        if query.deadline.is_over:
            break
        counts[spelling] = matches.total
    return counts
