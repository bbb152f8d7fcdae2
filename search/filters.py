"""Filters: which articles a search may find, by date and by value, whatever they say."""

import datetime
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import VALUES, WORD, words_of
from index.store.segments import Segment
from search.periods import Period
from search.years import YEAR, years

FILTERED = (*VALUES, YEAR)
"""What articles can be filtered by, beside days."""
NOTHING = "\x00"
"""A value that no article has."""


@dataclass(frozen=True)
class Filters:
    """Days from `since` to `until`, both included, and the allowed values of a field; empty sets allow all.

    `excluded` are (field, value) pairs that no found article may have, `gaps` stretches of days of which none may
    be. Years are four digits, "" for no date. An article without a date is not found where a day is asked for.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    source: frozenset[str] = frozenset()
    section: frozenset[str] = frozenset()
    author: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    converted: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    excluded: frozenset[tuple[str, str]] = frozenset()
    gaps: frozenset[Period] = frozenset()

    def allowing_all(self, field: str) -> "Filters":
        """The same without what is asked of one field."""
        return replace(self, **{field: frozenset()}) if getattr(self, field) else self  # type: ignore[arg-type]

    def narrowed(self, other: "Filters") -> "Filters":
        """Only what both let pass."""
        since = max(filter(None, (self.since, other.since)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        values = {}
        for field in FILTERED:
            one, two = getattr(self, field), getattr(other, field)
            values[field] = (one & two or frozenset({NOTHING})) if one and two else one | two
        return Filters(
            since, until, **values, excluded=self.excluded | other.excluded, gaps=self.gaps | other.gaps
        )


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Allowed:
    """bool[words · 64]: the documents of a segment that may be found; None when all may."""

    mask: NDArray[np.bool_] | None

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return 0 if self.mask is None else self.mask.nbytes


def allowed(segment: Segment, filters: Filters) -> Allowed:
    """Which documents of a segment pass the filters and are not deleted."""
    if filters == NO_FILTERS and segment.kept is None:
        return Allowed(None)
    mask = np.zeros(words_of(segment.documents) * WORD, np.bool_)
    passing = mask[: segment.documents]
    passing[:] = True if segment.kept is None else segment.kept
    if filters.since or filters.until:
        days = segment.columns.values("day")
        passing &= days >= (filters.since.toordinal() if filters.since else 1)
        if filters.until:
            passing &= days <= filters.until.toordinal()
    for gap in filters.gaps:
        days = segment.columns.values("day")
        first = gap.since.toordinal() if gap.since else 1
        last = gap.until.toordinal() if gap.until else datetime.date.max.toordinal()
        passing &= (days < first) | (days > last)
    for name in FILTERED:
        wanted: frozenset[str] = getattr(filters, name)
        unwanted = frozenset(value for field, value in filters.excluded if field == name)
        if wanted:
            passing &= _having(segment, name, wanted)
        if unwanted:
            passing &= ~_having(segment, name, unwanted)
    return Allowed(mask)


def _having(segment: Segment, name: str, wanted: frozenset[str]) -> NDArray[np.bool_]:
    """bool[documents]: which have any of some values of a field."""
    if name == YEAR:
        numbers = [int(value or 0) for value in wanted if not value or (value.isdecimal() and len(value) < 5)]
        return np.isin(years(segment.columns.values("day")), numbers)
    known = segment.columns.value_strings(name)
    places = (known.find(value.encode("utf-8", "replace")) for value in wanted)
    return np.isin(segment.columns.values(name), [place for place in places if place is not None])
