"""Filter resolver: what a query asks of the article itself (source:BBC, date:2024) becomes filters."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from index.fields import DATE_FIELDS, DAY_FIELDS
from index.language_names import language_code
from search.model.filters import NO_FILTERS, NO_VALUE, FieldValue, Filters, Period
from search.model.messages import QueryWarning
from search.query.parser import Condition
from search.query.periods import parse_days, parse_period

MatchValues = Callable[[str, str], frozenset[str]]
"""(field, text) → the values of the field that the text names."""


class ResolvedFilters(NamedTuple):
    """The filters of a query, and what could not be understood."""

    filters: Filters
    warnings: tuple[QueryWarning, ...]


def resolve_filters(conditions: Iterable[Condition], match_values: MatchValues) -> ResolvedFilters:
    """Return conditions as filters: of one field any may hold, of different fields all must."""
    filters = NO_FILTERS
    warnings: list[QueryWarning] = []
    included: dict[str, frozenset[str]] = {}
    excluded: set[FieldValue] = set()
    for condition in conditions:
        if condition.field in DATE_FIELDS:
            period = _period(condition)
            if period is None:
                warnings.append(QueryWarning.UNKNOWN_DATE)
            elif condition.excluded:
                filters = filters.intersect(Filters(gaps=frozenset({period})))
            else:
                filters = filters.intersect(Filters(*period))
            continue
        text = language_code(condition.text) if condition.field == "language" else condition.text
        values = match_values(condition.field, text)
        if condition.field in DAY_FIELDS:
            if parse_days(text) is None:
                warnings.append(QueryWarning.UNKNOWN_DATE)
                continue
        elif not values:
            warnings.append(QueryWarning.UNKNOWN_VALUE)
        if condition.excluded:
            excluded.update((condition.field, value) for value in values)
        else:
            included[condition.field] = included.get(condition.field, frozenset()) | values
    allowed = {field: values or frozenset({NO_VALUE}) for field, values in included.items()}
    for field, values in allowed.items():
        filters = filters.intersect(NO_FILTERS.with_values(field, values))
    return ResolvedFilters(filters.intersect(Filters(excluded=frozenset(excluded))), tuple(warnings))


def _period(condition: Condition) -> Period | None:
    """Return the days that a condition names."""
    period = parse_period(condition.text)
    if period is None:
        return None
    if condition.field == "since":
        return Period(period.since, None) if period.since else None
    if condition.field == "until":
        return Period(None, period.until) if period.until else None
    return period
