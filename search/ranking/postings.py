"""Postings of query words in one segment: which documents contain a word, and how often.

A word may be several terms of different weight (its slot). SparsePostings list all documents. DensePostings
are for words in many documents, whose lists are never read as a whole: single documents are probed, and each
block of 16 documents has the highest impact in it (`block_max_impacts`). CombinedPostings are several of these.

Frequencies are BM25F's: occurrences weighted by field and length (`index/columns/impacts.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.bitset import Bits, DocIds
from index.columns.layout import BLOCK, BLOCKS_A_WORD, distinct, ranges, words_of
from index.columns.segment_columns import DenseTables, SegmentColumns

Floats = NDArray[np.float64]

_BLOCK_MASKS = np.array([(1 << (BLOCK * block)) - 1 for block in range(BLOCKS_A_WORD)], np.uint64)
"""Bits of the documents before each block of a word."""


@dataclass(frozen=True)
class SparsePostings:
    """documents int64[n] ascending, frequencies float64[n] > 0."""

    documents: DocIds
    frequencies: Floats

    @property
    def count(self) -> int:
        """The number of documents."""
        return len(self.documents)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return self.documents.nbytes + self.frequencies.nbytes

    @cached_property
    def max_impact(self) -> float:
        """The largest frequency."""
        return float(self.frequencies.max(initial=0.0))

    def at(self, documents: DocIds) -> Floats:
        """Return float64: the frequency in each document (ascending), 0 where there is none."""
        if not len(self.documents):
            return np.zeros(len(documents))
        ordinals = self.posting_ordinals(documents)
        return np.where(self.documents[ordinals] == documents, self.frequencies[ordinals], 0.0)

    def contains(self, documents: DocIds) -> NDArray[np.bool_]:
        """Return bool: whether each document (ascending) is one of these."""
        if not len(self.documents):
            return np.zeros(len(documents), np.bool_)
        same: NDArray[np.bool_] = self.documents[self.posting_ordinals(documents)] == documents
        return same

    def posting_ordinals(self, documents: DocIds) -> DocIds:
        """Return int64[n]: for each document (ascending) the index of its posting, or of the first one after it."""
        return np.minimum(np.searchsorted(self.documents, documents), len(self.documents) - 1)

    def in_blocks(self, blocks: DocIds) -> Floats:
        """Return float64[blocks, 16]: the frequencies in blocks of documents (ascending)."""
        found = np.zeros((len(blocks), BLOCK))
        starts = np.searchsorted(self.documents, blocks * BLOCK)
        sizes = np.searchsorted(self.documents, (blocks + 1) * BLOCK) - starts
        present = ranges(starts, sizes)
        rows = np.repeat(np.arange(len(blocks)), sizes)
        found[rows, self.documents[present] - blocks[rows] * BLOCK] = self.frequencies[present]
        return found

    def bits(self, documents: int) -> Bits:
        """Return one bit for each of `documents`."""
        return bitset.from_doc_ids(self.documents, documents)

    def block_max_impacts(self, documents: int) -> NDArray[np.float32]:
        """Return float32[blocks]: no less than the largest frequency in each block of `documents`."""
        peaks = np.zeros(words_of(documents) * BLOCKS_A_WORD, np.float32)
        np.maximum.at(
            peaks, self.documents // BLOCK, np.nextafter(self.frequencies.astype(np.float32), np.inf)
        )
        return peaks


ADDED_CEILING = 0.2
"""Upper bound of the BM25F frequency of an article that contains only added terms. Nearly every article with the
typed word exceeds it, so the typed word ranks first."""


class WordPart(NamedTuple):
    """The postings of one term of a word, their weight, and whether the term was added to a typed one."""

    weight: float
    postings: "SparsePostings | DensePostings"
    is_added: bool = False


def subordinate(frequencies: Floats) -> Floats:
    """Return the frequencies of added terms scaled into [0, ADDED_CEILING), order preserved."""
    squeezed: Floats = ADDED_CEILING * frequencies / (1.0 + frequencies)
    return squeezed


NO_POSTINGS = SparsePostings(np.zeros(0, np.int64), np.zeros(0))


class DensePostings:
    """A term in many documents: bits, the highest impact of each block, and impacts in the order of the bits."""

    def __init__(self, tables: DenseTables, impacts: NDArray[np.float16]) -> None:
        self._words = tables.bits
        self._impacts = impacts
        self._peaks = tables.block_max_impacts
        self.count = len(impacts)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """int64[words]: the number of postings before each word of 64 documents."""
        counts = np.bitwise_count(self._words)
        return np.cumsum(counts, dtype=np.int64) - counts

    @property
    def nbytes(self) -> int:
        """Bytes of memory besides the mapped file."""
        return len(self._words) * (8 + 4 * BLOCKS_A_WORD)

    @cached_property
    def _block_max_impacts(self) -> NDArray[np.float32]:
        return self._peaks.astype(np.float32)

    @cached_property
    def max_impact(self) -> float:
        """The largest frequency."""
        return float(self._block_max_impacts.max(initial=0.0))

    def at(self, documents: DocIds) -> Floats:
        """Return float64: the frequency in each document, 0 where there is none."""
        words = documents >> 6
        bits = self._words[words]
        bit = (documents & 63).astype(np.uint64)
        present = np.flatnonzero((bits >> bit) & np.uint64(1))
        found = np.zeros(len(documents))
        before = np.bitwise_count(bits[present] & ((np.uint64(1) << bit[present]) - np.uint64(1)))
        found[present] = self._impacts[self.starts[words[present]] + before]
        return found

    def posting_ordinals(self, documents: DocIds) -> DocIds:
        """Return int64: the index of the posting of each document; all must contain the term."""
        words = documents >> 6
        below = (np.uint64(1) << (documents & 63).astype(np.uint64)) - np.uint64(1)
        found: DocIds = self.starts[words] + np.bitwise_count(self._words[words] & below)
        return found

    def contains(self, documents: DocIds) -> NDArray[np.bool_]:
        """Return bool: whether each document contains the term."""
        return bitset.contains(self._words, documents)

    def in_blocks(self, blocks: DocIds) -> Floats:
        """Return float64[blocks, 16]: the frequencies in blocks of documents (ascending)."""
        halves = self._words.view(np.uint16)[blocks]
        words = blocks // BLOCKS_A_WORD
        before = np.bitwise_count(self._words[words] & _BLOCK_MASKS[blocks % BLOCKS_A_WORD])
        present = bitset.in_blocks(halves)
        found = np.zeros(len(present))
        found[present] = self._impacts[
            ranges(self.starts[words] + before, np.bitwise_count(halves).astype(np.int64))
        ]
        return found.reshape(-1, BLOCK)

    def bits(self, _documents: int) -> Bits:
        """Return one bit for each document."""
        return self._words

    def block_max_impacts(self, _documents: int) -> NDArray[np.float32]:
        """Return float32[blocks]: the largest frequency in each block."""
        return self._block_max_impacts


@dataclass(frozen=True)
class CombinedPostings:
    """Several terms of different weight that count as one word, at least one of them dense."""

    parts: tuple[WordPart, ...]
    documents: int
    """Documents of the segment."""

    @cached_property
    def _bits(self) -> Bits:
        together: Bits = np.bitwise_or.reduce([part.postings.bits(self.documents) for part in self.parts])
        return together

    @cached_property
    def _block_max_impacts(self) -> NDArray[np.float32]:
        peaks = self._together(lambda part: part.block_max_impacts(self.documents).astype(np.float64))
        return np.nextafter((peaks * (1 + 1e-6)).astype(np.float32), np.float32(np.inf))

    def _together(self, frequencies: Callable[["SparsePostings | DensePostings"], Floats]) -> Floats:
        """Return what the typed terms give, and what the added ones may bring besides."""
        typed = [part.weight * frequencies(part.postings) for part in self.parts if not part.is_added]
        added = [part.weight * frequencies(part.postings) for part in self.parts if part.is_added]
        if not added:
            return summed(typed)
        besides = subordinate(summed(added))
        return summed([*typed, besides])

    @cached_property
    def count(self) -> int:
        """The number of documents."""
        return bitset.count(self._bits)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        own = len(self._bits) * (8 + 4 * BLOCKS_A_WORD)
        return own + sum(part.postings.nbytes for part in self.parts)

    @cached_property
    def max_impact(self) -> float:
        """No less than the largest frequency."""
        return float(self._block_max_impacts.max(initial=0.0))

    def at(self, documents: DocIds) -> Floats:
        """Return float64: the frequency in each document (ascending), 0 where there is none."""
        return self._together(lambda part: part.at(documents))

    def contains(self, documents: DocIds) -> NDArray[np.bool_]:
        """Return bool: whether each document contains any of the terms."""
        return bitset.contains(self._bits, documents)

    def in_blocks(self, blocks: DocIds) -> Floats:
        """Return float64[blocks, 16]: the frequencies in blocks of documents (ascending)."""
        return self._together(lambda part: part.in_blocks(blocks))

    def bits(self, _documents: int) -> Bits:
        """Return one bit for each document."""
        return self._bits

    def block_max_impacts(self, _documents: int) -> NDArray[np.float32]:
        """Return float32[blocks]: no less than the largest frequency in each block."""
        return self._block_max_impacts


Postings = SparsePostings | DensePostings | CombinedPostings


def summed(parts: Sequence[Floats]) -> Floats:
    """Return the sum of arrays of one shape."""
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def term_postings(columns: SegmentColumns, term: int) -> SparsePostings | DensePostings:
    """Return all postings of a term, deleted documents included."""
    start, end = columns.posting_range(term)
    tables = columns.dense_tables(term)
    if tables is not None:
        return DensePostings(tables, columns.impacts(start, end))
    return SparsePostings(columns.docs(term).astype(np.int64), columns.impacts(start, end).astype(np.float64))


def combined(parts: Sequence[WordPart], documents: int) -> Postings:
    """Return the postings of a word from those of its terms."""
    parts = [part for part in parts if part.postings.count]
    if not parts:
        return NO_POSTINGS
    if len(parts) == 1 and parts[0].weight == 1.0 and not parts[0].is_added:
        return parts[0].postings
    if any(isinstance(part.postings, DensePostings) for part in parts):
        return CombinedPostings(tuple(parts), documents)
    lists = [part.postings for part in parts if isinstance(part.postings, SparsePostings)]
    everywhere = np.concatenate([part.documents for part in lists])
    present = distinct(everywhere)
    columns = np.searchsorted(present, everywhere)
    typed, added = np.zeros(len(present)), np.zeros(len(present))
    position = 0
    for part, own in zip(parts, lists, strict=True):
        # A term has one posting per document, so no index occurs twice and += adds every value.
        (added if part.is_added else typed)[columns[position : position + own.count]] += (
            part.weight * own.frequencies
        )
        position += own.count
    return SparsePostings(present, typed + subordinate(added))
