"""ValueCounter: how many documents have each value of a field, with values numbered through all segments."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.columns.layout import Numbers
from index.day_ordinals import years
from index.fields import YEAR
from index.store.segments import Segment, Segments
from search.execution.snapshot import ValueCounts


class ValueCounter:
    """Counts one field in one generation."""

    def __init__(self, segments: Segments, field: str) -> None:
        known = [_values(segment, field) for segment in segments]
        self._values = sorted({value for values, _ in known for value in values})
        ordinals = {value: ordinal for ordinal, value in enumerate(self._values)}
        self._ordinals = [np.array([ordinals[value] for value in values], np.int64) for values, _ in known]
        self._columns = [numbers for _, numbers in known]
        self._live = [
            np.arange(segment.documents) if segment.live_docs is None else np.flatnonzero(segment.live_docs)
            for segment in segments
        ]

    @cached_property
    def everything(self) -> ValueCounts:
        """The counts of the whole archive."""
        return self.count(self._live)

    def count(self, documents: Sequence[Numbers]) -> ValueCounts:
        """Count documents, given by number in each segment."""
        total = np.zeros(len(self._values), np.int64)
        for own, column, ordinals in zip(documents, self._columns, self._ordinals, strict=True):
            if len(own):
                np.add.at(total, ordinals, np.bincount(column[own], minlength=len(ordinals)))
        return ValueCounts(self._values, total)


def _values(segment: Segment, field: str) -> tuple[list[str], Numbers]:
    """Return a segment's distinct values of a field, and the number of each document's value among them."""
    if field != YEAR:
        texts = [value.decode() for value in segment.columns.value_strings(field).all()]
        return texts, segment.columns.values(field)
    distinct, numbers = np.unique(years(segment.columns.values("day")), return_inverse=True)
    return [str(year) if year else "" for year in distinct.tolist()], numbers
