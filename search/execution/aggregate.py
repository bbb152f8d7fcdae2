"""Aggregations: everything that a query matches, counted by value, by time and by spelling."""

import datetime

import numpy as np

from index.fields import FACET_FIELDS, YEAR
from index.settings import Settings
from search.execution.day_counts import DayCounts, build_timeline, count_days, without_outliers
from search.execution.prepared_query import PreparedQuery
from search.execution.snapshot import ValueCounts
from search.execution.spelling_matrix import in_spelling
from search.model.aggregations import AggregationRequest, Aggregations, Facet, FacetValue
from search.model.filters import NO_VALUE, Filters, is_year
from search.model.timeline import MAX_BUCKETS, MIN_DAYS, Span, Timeline, TimeUnit


def aggregate(query: PreparedQuery, request: AggregationRequest, settings: Settings) -> Aggregations:
    """Count everything that a query matches."""
    fields = [field for field in FACET_FIELDS if field in request.facets]
    unfiltered = [field for field in fields if query.filters.with_values(field, ()) == query.filters]
    background = query.match(None, query.filters).aggregate([] if query.is_empty else unfiltered)
    if query.is_empty:
        days = build_timeline(count_days([]), background.days, request.unit, request.span)
        return Aggregations(0, tuple(Facet(field, (), 0) for field in fields), days)
    matching = query.matches.aggregate(unfiltered)
    facets = []
    for field in fields:
        if field in unfiltered:
            counts, all_counts = matching.values[field], background.values[field]
        else:
            # As in any multi-select: every filter applies except the one on the field itself.
            others = query.filters.with_values(field, ())
            counts = query.match(query.clause, others).aggregate([field]).values[field]
            all_counts = query.match(None, others).aggregate([field]).values[field]
        size = settings.max_facet_values if field in request.all_values else settings.facet_values
        chosen = query.filters.values_of(field) | query.filters.excluded_values(field)
        facets.append(build_facet(field, counts, all_counts, size, chosen - {NO_VALUE}))
    spellings = _spelling_counts(query) if request.spellings else {}
    return Aggregations(
        query.matches.total,
        tuple(facets),
        _timeline(query, matching.days, background.days, request),
        query.matches.is_partial or query.deadline.is_over,
        spellings,
    )


def build_facet(
    field: str,
    matching: ValueCounts,
    background: ValueCounts,
    size: int,
    always: frozenset[str] = frozenset(),
) -> Facet:
    """Return the `size` most frequent values of what matches, and those that are always listed."""
    counts = matching.counts
    missing = 0
    if matching.values and matching.values[0] == "":
        missing, counts = int(counts[0]), np.concatenate(([0], counts[1:]))
    present = np.flatnonzero(counts)
    order = present[np.lexsort((present, -counts[present]))]
    if field == YEAR:
        order = np.sort(present)[::-1]
    listed = [matching.values[ordinal] for ordinal in order[:size].tolist()]
    known = {*matching.values, *background.values}
    listed += sorted(value for value in always.difference(listed) if value in known)
    values = [FacetValue(value, matching.of(value) if value else 0, background.of(value)) for value in listed]
    return Facet(field, tuple(values), max(0, len(present) - size), missing)


def _timeline(
    query: PreparedQuery, matching: DayCounts, background: DayCounts, request: AggregationRequest
) -> Timeline:
    unit, span = _unit_and_span(matching, query.filters, request)
    if span is not None or not request.leaves_out_outliers or matching.last < matching.first:
        return build_timeline(matching, background, unit, span)
    main, outliers = without_outliers(matching)
    unit = main.fitting_unit(unit)
    timeline = build_timeline(matching, background, unit, main.widened_to(unit))
    return timeline._replace(outliers=outliers)


def _unit_and_span(
    matching: DayCounts, filters: Filters, request: AggregationRequest
) -> tuple[TimeUnit | None, Span | None]:
    """Return what a timeline covers: what is asked for, or whole units around what is matching."""
    if request.span is not None:
        return request.unit, request.span
    since, until = filters.since, filters.until
    years = sorted(int(year) for year in filters.values_of(YEAR) if is_year(year))
    if years:
        since = max(filter(None, (since, datetime.date(years[0], 1, 1))))
        until = min(filter(None, (until, datetime.date(years[-1], 12, 31))))
    if not (since or until):
        return request.unit, None
    if matching.last < matching.first and not (since and until):
        return request.unit, None
    wanted = Span(matching.first, matching.last).bounded_by(since, until)
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
    totals = query.snapshot.count_matches(clauses, query.filters, query.deadline)
    return dict(zip(spellings, totals, strict=False))
