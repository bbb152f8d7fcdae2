"""The n-grams of a segment: frequent terms that stand one behind the other, with postings of their own.

Nearly every article contains both words of a phrase such as के लिए, and looking through all places where they
stand takes a hundred times longer than any other search. So where two terms are frequent, the documents that
hold them side by side (a bigram) are kept, with its impacts; and of three terms (a trigram) where both of its
bigrams are frequent, too. A phrase with a rarer term needs none: that term leaves few documents. The file is
described in layout.py.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.layout import NGRAM_SIZES, RANGE_BITS, Numbers


class NgramPostings(NamedTuple):
    """int64[n] documents that hold an n-gram, ascending, and float16[n] its impact in each."""

    docs: Numbers
    impacts: NDArray[np.float16]


class Ngrams:
    """The n-grams of one segment. Raises IndexDamagedError, when opened and whenever damaged pages are met."""

    def __init__(self, path: Path) -> None:
        self.file = ColumnFile(path)
        self._ranks = {term: rank for rank, term in enumerate(self.file["frequent"].all().tolist())}

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """Yield the numbers of the terms of each n-gram."""
        terms = list(self._ranks)
        for size in NGRAM_SIZES:
            powers = [len(terms) ** power for power in reversed(range(size))]
            for key in self.file[f"keys_{size}"].all().tolist():
                yield tuple(terms[key // power % len(terms)] for power in powers)

    def postings(self, terms: Sequence[int]) -> NgramPostings | None:
        """Return where two or three terms, by number, stand one behind the other; None where that is not kept."""
        key = 0
        for term in terms:
            rank = self._ranks.get(term)
            if rank is None:
                return None
            key = key * len(self._ranks) + rank
        size = len(terms)
        keys = self.file[f"keys_{size}"].all()
        at = int(np.searchsorted(keys, key))
        if at < len(keys) and keys[at] == key:
            return self._read(size, at, len(keys))
        # Every bigram of frequent terms is kept, so there is none; of trigrams, those of frequent bigrams alone.
        return (
            NgramPostings(np.zeros(0, np.int64), np.zeros(0, np.float16)) if size == NGRAM_SIZES[0] else None
        )

    def _read(self, size: int, at: int, keys: int) -> NgramPostings:
        starts = self.file[f"starts_{size}"]
        ranges = (len(starts) - 1) // keys
        here = starts.slice(at * ranges, (at + 1) * ranges + 1).astype(np.int64)
        start, end = int(here[0]), int(here[-1])
        origins = np.repeat(np.arange(ranges) << RANGE_BITS, np.diff(here))
        docs = origins + self.file[f"docs_{size}"].slice(start, end)
        return NgramPostings(docs, self.file[f"impacts_{size}"].slice(start, end))
