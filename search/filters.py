"""Filters: which articles a search may find, by date and by value, whatever they say."""

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import VALUES, WORD, words_of
from index.segments import Segment


@dataclass(frozen=True)
class Filters:
    """Days from `since` to `until`, both included, and the allowed values of a field; empty sets allow all.

    An article without a date is not found where a date is asked for.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    source: frozenset[str] = frozenset()
    section: frozenset[str] = frozenset()
    author: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    converted: frozenset[str] = frozenset()


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
    for name in VALUES:
        wanted: frozenset[str] = getattr(filters, name)
        if wanted:
            known = segment.columns.value_strings(name)
            numbers = [number for value in wanted if (number := known.find(value.encode())) is not None]
            passing &= np.isin(segment.columns.values(name), numbers)
    return Allowed(mask)
