"""The n-grams of a segment: frequent terms that are adjacent in this order, with postings of their own.

Nearly every article contains both words of a phrase such as के लिए, and looking through all places where they
occur takes a hundred times longer than any other search. So where two terms are frequent, the documents that
hold them side by side (a bigram) are indexed, with how often each field has it; and of three terms (a trigram)
where both of its bigrams are frequent, too. A phrase with a rarer term needs none: that term leaves few documents.
(Lucene's CommonGramsFilter does the like for a list of words.) The file is described in layout.py.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.layout import NGRAM_SIZES, RANGE_BITS, Numbers

BODY_BITS, STANDFIRST_BITS, HEADLINE_BITS = 4, 2, 2
UNCOUNTED = 255
"""Stands for more occurrences in a field than its bits hold."""


class NgramPostings(NamedTuple):
    """int64[n] documents that hold an n-gram, ascending, and uint8[n] its packed counts in each."""

    docs: Numbers
    packed: NDArray[np.uint8]


def packed_counts(headline: Numbers, standfirst: Numbers, body: Numbers) -> NDArray[np.uint8]:
    """Return uint8[postings]: how many occurrences each field has, or UNCOUNTED."""
    packed = (headline << STANDFIRST_BITS + BODY_BITS) | (standfirst << BODY_BITS) | body
    fits = (headline < 1 << HEADLINE_BITS) & (standfirst < 1 << STANDFIRST_BITS) & (body < 1 << BODY_BITS)
    return np.where(fits, packed, UNCOUNTED).astype(np.uint8)


def unpacked_counts(packed: NDArray[np.uint8]) -> tuple[Numbers, Numbers, Numbers]:
    """Return int64[postings] three times: occurrences in headline, standfirst and body; of UNCOUNTED any."""
    wide = packed.astype(np.int64)
    headline = wide >> STANDFIRST_BITS + BODY_BITS
    return headline, wide >> BODY_BITS & (1 << STANDFIRST_BITS) - 1, wide & (1 << BODY_BITS) - 1


class Ngrams:
    """The n-grams of one segment. Raises IndexDamagedError, when opened and whenever damaged pages are met."""

    def __init__(self, path: Path) -> None:
        self.file = ColumnFile(path)
        self._ranks = {term: rank for rank, term in enumerate(self.file["frequent"].all().tolist())}

    def faults(self, documents: int, terms: int) -> Iterator[str]:
        """Yield what is wrong with the arrays, for a segment of the given numbers of documents and terms."""
        frequent = self.file["frequent"].all().astype(np.int64)
        if (np.diff(frequent) <= 0).any() or frequent.max(initial=-1) >= terms:
            yield "frequent terms of n-grams are out of order or out of bounds"
            return
        for size in NGRAM_SIZES:
            keys, starts = (self.file[f"{name}_{size}"].all().astype(np.int64) for name in ("keys", "starts"))
            docs, counts = (self.file[f"{name}_{size}"].all() for name in ("docs", "counts"))
            if (np.diff(keys) <= 0).any() or keys.max(initial=-1) >= len(frequent) ** size:
                yield f"n-grams of {size} terms are out of order or out of bounds"
            elif (
                (len(starts) - 1) % max(1, len(keys))
                or (np.diff(starts) < 0).any()
                or not starts[0] == 0 <= starts[-1] == len(docs) == len(counts)
            ):
                yield f"postings of n-grams of {size} terms are out of bounds"
            elif (counts == 0).any():
                yield f"n-grams of {size} terms have postings without occurrences"
            else:
                yield from self._unordered(size, documents, keys, starts, docs)

    def _unordered(
        self, size: int, documents: int, keys: Numbers, starts: Numbers, docs: NDArray[np.uint16]
    ) -> Iterator[str]:
        """Yield a fault if an n-gram's documents do not ascend or exceed the segment."""
        ranges = (len(starts) - 1) // max(1, len(keys))
        wide = docs + (np.repeat(np.tile(np.arange(ranges), len(keys)), np.diff(starts)) << RANGE_BITS)
        firsts = np.zeros(len(wide) + 1, np.bool_)
        firsts[starts[:: max(1, ranges)]] = True
        if wide.max(initial=-1) >= documents or ((np.diff(wide) <= 0) & ~firsts[1:-1]).any():
            yield f"documents of n-grams of {size} terms are out of order or out of bounds"

    def count(self, terms: Sequence[int]) -> int | None:
        """Return how many documents hold two or three adjacent terms, given by number; None if that is not indexed."""
        found = self._find(terms)
        return found if found is None else sum(found[1].tolist())

    def postings(self, terms: Sequence[int]) -> NgramPostings | None:
        """Return the postings of two or three adjacent terms, given by number; None if they are not indexed."""
        found = self._find(terms)
        if found is None:
            return None
        start, sizes = found
        end = start + int(sizes.sum())
        docs = np.repeat(np.arange(len(sizes)) << RANGE_BITS, sizes)
        docs += self.file[f"docs_{len(terms)}"].slice(start, end)
        return NgramPostings(docs, self.file[f"counts_{len(terms)}"].slice(start, end))

    def _find(self, terms: Sequence[int]) -> tuple[int, Numbers] | None:
        """Return where the postings of an n-gram begin, and int64[ranges] how many there are in each range."""
        key = 0
        for term in terms:
            rank = self._ranks.get(term)
            if rank is None:
                return None
            key = key * len(self._ranks) + rank
        keys = self.file[f"keys_{len(terms)}"].all()
        position = int(np.searchsorted(keys, key))
        if position == len(keys) or keys[position] != key:
            # Every bigram of frequent terms is indexed, so there is none; of trigrams, those of frequent bigrams alone.
            return (0, np.zeros(0, np.int64)) if len(terms) == NGRAM_SIZES[0] else None
        starts = self.file[f"starts_{len(terms)}"]
        ranges = (len(starts) - 1) // len(keys)
        here = starts.slice(position * ranges, (position + 1) * ranges + 1).astype(np.int64)
        return int(here[0]), np.diff(here)
