"""Document masks: which documents of a segment pass the filters and are not deleted."""

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.day_ordinals import years
from index.fields import FILTER_FIELDS, YEAR
from index.store.segments import Segment
from search.model.filters import NO_FILTERS, Filters, is_year


class DocumentMask(NamedTuple):
    """bool[words · 64]: the documents of a segment that may be found; None if all may."""

    mask: NDArray[np.bool_] | None

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return 0 if self.mask is None else self.mask.nbytes


def document_mask(segment: Segment, filters: Filters) -> DocumentMask:
    """Return which documents of a segment pass the filters and are not deleted."""
    if filters == NO_FILTERS and segment.live_docs is None:
        return DocumentMask(None)
    mask = bitset.empty_mask(segment.documents)
    passing = mask[: segment.documents]
    passing[:] = True if segment.live_docs is None else segment.live_docs
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
    for field in FILTER_FIELDS:
        if wanted := filters.values_of(field):
            passing &= _with_values(segment, field, wanted)
        if unwanted := filters.excluded_values(field):
            passing &= ~_with_values(segment, field, unwanted)
    return DocumentMask(mask)


def _with_values(segment: Segment, field: str, wanted: frozenset[str]) -> NDArray[np.bool_]:
    """Return bool[documents]: which have any of the values of a field."""
    if field == YEAR:
        numbers = [int(value or 0) for value in wanted if not value or is_year(value)]
        return np.isin(years(segment.columns.values("day")), numbers)
    known = segment.columns.value_strings(field)
    ordinals = (known.find(value.encode("utf-8", "replace")) for value in wanted)
    return np.isin(segment.columns.values(field), [ordinal for ordinal in ordinals if ordinal is not None])
