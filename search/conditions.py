"""What a query asks of the article itself (source:BBC, date:2024), against the values an archive holds."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from search.fields import DATE_NAMES, language_code
from search.filters import NO_FILTERS, NOTHING, Filters
from search.notes import NoteKind
from search.periods import Period, parse_period
from search.query import Condition

FindValues = Callable[[str, str], frozenset[str]]
"""(field, text) → the values of the field that the text names."""


class Resolved(NamedTuple):
    """The filters that conditions come to, and what is to be said about them."""

    filters: Filters
    notes: list[NoteKind]


def resolved(conditions: Iterable[Condition], find_values: FindValues) -> Resolved:
    """Conditions as filters: of one field any may hold, of different fields all must."""
    filters, notes = NO_FILTERS, []
    wanted: dict[str, frozenset[str]] = {}
    excluded: set[tuple[str, str]] = set()
    for condition in conditions:
        if condition.field in DATE_NAMES:
            period = _period(condition)
            if period is None:
                notes.append(NoteKind.UNKNOWN_DATE)
            elif condition.excluded:
                filters = filters.narrowed(Filters(gaps=frozenset({period})))
            else:
                filters = filters.narrowed(Filters(*period))
            continue
        text = language_code(condition.text) if condition.field == "language" else condition.text
        values = find_values(condition.field, text)
        if not values:
            notes.append(NoteKind.UNKNOWN_VALUE)
        if condition.excluded:
            excluded.update((condition.field, value) for value in values)
        else:
            wanted[condition.field] = wanted.get(condition.field, frozenset()) | values
    only: dict[str, Any] = {field: found or frozenset({NOTHING}) for field, found in wanted.items()}
    return Resolved(filters.narrowed(replace(NO_FILTERS, **only, excluded=frozenset(excluded))), notes)


def _period(condition: Condition) -> Period | None:
    """The days that a condition names."""
    period = parse_period(condition.text)
    if period is None:
        return None
    if condition.field == "since":
        return Period(period.since, None) if period.since else None
    if condition.field == "until":
        return Period(None, period.until) if period.until else None
    return period
