"""The bigrams of a segment: pairs of frequent terms that stand one behind the other, with postings of their own.

Nearly every article contains both words of a phrase such as के लिए, and looking through all places where they
stand takes a hundred times longer than any other search. So where both terms are frequent, the documents that
hold the pair are kept, with its impacts. A pair with a rarer term needs none: that term leaves few documents.
The file is described in layout.py.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.layout import RANGE_BITS, Numbers


class BigramPostings(NamedTuple):
    """int64[n] documents that hold a bigram, ascending, and float16[n] its impact in each."""

    docs: Numbers
    impacts: NDArray[np.float16]


class Bigrams:
    """The bigrams of one segment. Raises IndexDamagedError, when opened and whenever damaged pages are met."""

    def __init__(self, path: Path) -> None:
        self.file = ColumnFile(path)
        self._ranks = {term: rank for rank, term in enumerate(self.file["frequent"].all().tolist())}
        self._ranges = (len(self.file["starts"]) - 1) // max(1, len(self.file["keys"]))

    def __len__(self) -> int:
        """Return the number of bigrams."""
        return len(self.file["keys"])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of both terms of each bigram."""
        terms = list(self._ranks)
        for number in self.file["keys"].all().tolist():
            yield terms[number // len(terms)], terms[number % len(terms)]

    def postings(self, first: int, second: int) -> BigramPostings | None:
        """Return where two terms, by number, stand one behind the other; None if one of them is not frequent."""
        one, other = self._ranks.get(first), self._ranks.get(second)
        if one is None or other is None:
            return None
        keys = self.file["keys"].all()
        key = one * len(self._ranks) + other
        at = int(np.searchsorted(keys, key))
        if at == len(keys) or keys[at] != key:
            return BigramPostings(np.zeros(0, np.int64), np.zeros(0, np.float16))
        starts = self.file["starts"].slice(at * self._ranges, (at + 1) * self._ranges + 1).astype(np.int64)
        start, end = int(starts[0]), int(starts[-1])
        origins = np.repeat(np.arange(self._ranges) << RANGE_BITS, np.diff(starts))
        docs = origins + self.file["docs"].slice(start, end)
        return BigramPostings(docs, self.file["impacts"].slice(start, end))
