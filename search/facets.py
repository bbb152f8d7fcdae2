"""Facets: how many of the found articles have each value of a field."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.columns.layout import Numbers
from index.store.segments import Segment, Segments
from search.years import YEAR, years

FACETS = ("source", "section", "language", "author", YEAR)
"""Fields that are counted, in the order in which they are shown."""


@dataclass(frozen=True)
class FacetValue:
    """A value, the found articles that have it, and all articles that have it and pass the other filters."""

    value: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """Which part (0 to 1) of the articles of this value was found."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Facet:
    """The most frequent values of a field among the found articles, and how many more values there are.

    `without` counts the found articles that have no value.
    """

    field: str
    values: tuple[FacetValue, ...]
    more: int
    without: int = 0


class FacetCounter:
    """Counts one field in one generation. Its values are numbered through all segments."""

    def __init__(self, segments: Segments, field: str) -> None:
        self.field = field
        self._numbers: list[Numbers | None] = []
        held = [_values(segment, field) for segment in segments]
        distinct = sorted({value for values, _ in held for value in values})
        place = {value: number for number, value in enumerate(distinct)}
        self._texts = distinct
        self._maps = [np.array([place[value] for value in values], np.int64) for values, _ in held]
        self._columns = [numbers for _, numbers in held]
        everything = [
            np.arange(segment.documents) if segment.kept is None else np.flatnonzero(segment.kept)
            for segment in segments
        ]
        self._all = self._counts(everything)

    def facet(
        self,
        found: Sequence[Numbers],
        most: int,
        always: frozenset[str],
        everything: Sequence[Numbers] | None = None,
    ) -> Facet:
        """The `most` most frequent values of found documents (of each segment), and those to be shown always.

        `everything` are the documents of which the found ones are a part; None stands for the whole archive.
        """
        counts = self._counts(found)
        of = self._all if everything is None else self._counts(everything)
        without = 0
        if self._texts and self._texts[0] == "":
            without, counts[0] = int(counts[0]), 0
        held = np.flatnonzero(counts)
        order = held[np.lexsort((held, -counts[held]))]
        if self.field == YEAR:
            order = np.sort(held)[::-1]
        chosen = order[:most].tolist()
        chosen += [
            number for number in range(len(self._texts)) if self._texts[number] in always and number not in chosen
        ] if always else []  # fmt: skip
        values = [FacetValue(self._texts[each], int(counts[each]), int(of[each])) for each in chosen]
        return Facet(self.field, tuple(values), max(0, len(held) - most), without)

    def counts(self, found: Sequence[Numbers]) -> dict[str, int]:
        """How many of the found documents have each value."""
        held = self._counts(found)
        return {self._texts[number]: int(held[number]) for number in np.flatnonzero(held).tolist()}

    def _counts(self, found: Sequence[Numbers]) -> Numbers:
        total = np.zeros(len(self._texts), np.int64)
        for documents, column, numbers in zip(found, self._columns, self._maps, strict=True):
            if len(documents):
                counts = np.bincount(column[documents], minlength=len(numbers))
                np.add.at(total, numbers, counts)
        return total


def _values(segment: Segment, field: str) -> tuple[list[str], Numbers]:
    """A segment's distinct values of a field, and the number of each document's value among them."""
    if field != YEAR:
        texts = [value.decode() for value in segment.columns.value_strings(field).all()]
        return texts, segment.columns.values(field)
    distinct, numbers = np.unique(years(segment.columns.values("day")), return_inverse=True)
    return [str(year) if year else "" for year in distinct.tolist()], numbers
