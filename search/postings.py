"""Postings of query words in one segment: which documents hold a word, and how often.

A word may be several terms of different weight (its slot). Two forms, one meaning: Sparse lists all
documents; Dense is for words in many documents, whose lists are never read as a whole: single documents
are probed, and blocks of 16 documents carry the most that any of them can hold (`block_peaks`).

Frequencies are BM25F's: occurrences weighted by field and length (index/columns/impacts.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import BLOCK, BLOCKS_A_WORD, WORD, ranges, words_of
from index.columns.segment_columns import DenseTables, SegmentColumns

Documents = NDArray[np.int64]
Floats = NDArray[np.float64]
Bits = NDArray[np.uint64]
"""uint64[words]: one bit a document, lowest bit first."""

_BLOCK_MASKS = np.array([(1 << (BLOCK * block)) - 1 for block in range(BLOCKS_A_WORD)], np.uint64)
"""Bits of the documents before each block of a word."""


@dataclass(frozen=True)
class Sparse:
    """documents int64[n] ascending, frequencies float64[n] > 0."""

    documents: Documents
    frequencies: Floats

    @property
    def count(self) -> int:
        """How many documents."""
        return len(self.documents)

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.documents.nbytes + self.frequencies.nbytes

    @cached_property
    def peak(self) -> float:
        """The largest frequency."""
        return float(self.frequencies.max(initial=0.0))

    def at(self, documents: Documents) -> Floats:
        """float64: frequency in each of some documents (ascending), 0 where there is none."""
        if not len(self.documents):
            return np.zeros(len(documents))
        places = self.places(documents)
        return np.where(self.documents[places] == documents, self.frequencies[places], 0.0)

    def holds(self, documents: Documents) -> NDArray[np.bool_]:
        """bool: whether each of some documents (ascending) is one of these."""
        if not len(self.documents):
            return np.zeros(len(documents), np.bool_)
        same: NDArray[np.bool_] = self.documents[self.places(documents)] == documents
        return same

    def places(self, documents: Documents) -> Documents:
        """int64: the posting of each of some documents (ascending), or of the next."""
        return np.minimum(np.searchsorted(self.documents, documents), len(self.documents) - 1)

    def in_blocks(self, blocks: Documents) -> Floats:
        """float64[blocks, 16]: frequencies in blocks of documents (ascending)."""
        found = np.zeros((len(blocks), BLOCK))
        starts = np.searchsorted(self.documents, blocks * BLOCK)
        sizes = np.searchsorted(self.documents, (blocks + 1) * BLOCK) - starts
        held = ranges(starts, sizes)
        rows = np.repeat(np.arange(len(blocks)), sizes)
        found[rows, self.documents[held] - blocks[rows] * BLOCK] = self.frequencies[held]
        return found

    def bits(self, documents: int) -> Bits:
        """One bit for each of so many documents."""
        flags = np.zeros(words_of(documents) * WORD, np.bool_)
        flags[self.documents] = True
        return np.packbits(flags, bitorder="little").view(np.uint64)

    def block_peaks(self, documents: int) -> NDArray[np.float32]:
        """float32[blocks]: at least the largest frequency in each block of so many documents."""
        peaks = np.zeros(words_of(documents) * BLOCKS_A_WORD, np.float32)
        np.maximum.at(
            peaks, self.documents // BLOCK, np.nextafter(self.frequencies.astype(np.float32), np.inf)
        )
        return peaks


NOTHING = Sparse(np.zeros(0, np.int64), np.zeros(0))


class Dense:
    """A term that many documents hold: bits, block peaks, and impacts in the order of the bits."""

    def __init__(self, tables: DenseTables, impacts: NDArray[np.float16]) -> None:
        self._words = tables.bits
        self._impacts = impacts
        self._peaks = tables.block_peaks
        self.count = len(impacts)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """int64[words]: postings before each word of documents."""
        counts = np.bitwise_count(self._words)
        return np.cumsum(counts, dtype=np.int64) - counts

    @property
    def size(self) -> int:
        """Bytes of memory beside the mapped file."""
        return len(self._words) * (8 + 4 * BLOCKS_A_WORD)

    @cached_property
    def _block_peaks(self) -> NDArray[np.float32]:
        return self._peaks.astype(np.float32)

    @cached_property
    def peak(self) -> float:
        """The largest frequency."""
        return float(self._block_peaks.max(initial=0.0))

    def at(self, documents: Documents) -> Floats:
        """float64: frequency in each of some documents, 0 where there is none."""
        words = documents >> 6
        bits = self._words[words]
        place = (documents & 63).astype(np.uint64)
        held = np.flatnonzero((bits >> place) & np.uint64(1))
        found = np.zeros(len(documents))
        before = np.bitwise_count(bits[held] & ((np.uint64(1) << place[held]) - np.uint64(1)))
        found[held] = self._impacts[self.starts[words[held]] + before]
        return found

    def places(self, documents: Documents) -> Documents:
        """int64: the posting of each of some documents that hold the term."""
        words = documents >> 6
        below = (np.uint64(1) << (documents & 63).astype(np.uint64)) - np.uint64(1)
        found: Documents = self.starts[words] + np.bitwise_count(self._words[words] & below)
        return found

    def holds(self, documents: Documents) -> NDArray[np.bool_]:
        """bool: whether each of some documents holds the term."""
        return are_set(self._words, documents)

    def in_blocks(self, blocks: Documents) -> Floats:
        """float64[blocks, 16]: frequencies in blocks of documents (ascending)."""
        halves = self._words.view(np.uint16)[blocks]
        words = blocks // BLOCKS_A_WORD
        before = np.bitwise_count(self._words[words] & _BLOCK_MASKS[blocks % BLOCKS_A_WORD])
        held = np.unpackbits(halves.view(np.uint8), bitorder="little").view(np.bool_)
        found = np.zeros(len(held))
        found[held] = self._impacts[
            ranges(self.starts[words] + before, np.bitwise_count(halves).astype(np.int64))
        ]
        return found.reshape(-1, BLOCK)

    def bits(self, _documents: int) -> Bits:
        """One bit for each document."""
        return self._words

    def block_peaks(self, _documents: int) -> NDArray[np.float32]:
        """float32[blocks]: the largest frequency in each block."""
        return self._block_peaks


@dataclass(frozen=True)
class Blend:
    """Several terms of different weight that count as one word, one of them dense at least."""

    parts: tuple[tuple[float, "Sparse | Dense"], ...]
    documents: int
    """Documents of the segment."""

    @cached_property
    def _bits(self) -> Bits:
        together: Bits = np.bitwise_or.reduce([part.bits(self.documents) for _, part in self.parts])
        return together

    @cached_property
    def _block_peaks(self) -> NDArray[np.float32]:
        peaks = [np.float32(weight) * part.block_peaks(self.documents) for weight, part in self.parts]
        return np.nextafter(
            np.sum(peaks, axis=0, dtype=np.float32) * np.float32(1 + 1e-6), np.float32(np.inf)
        )

    @cached_property
    def count(self) -> int:
        """How many documents."""
        return int(np.bitwise_count(self._bits).sum())

    @property
    def size(self) -> int:
        """Bytes of memory."""
        own = len(self._bits) * (8 + 4 * BLOCKS_A_WORD)
        return own + sum(part.size for _, part in self.parts)

    @cached_property
    def peak(self) -> float:
        """No smaller than the largest frequency."""
        return float(self._block_peaks.max(initial=0.0))

    def at(self, documents: Documents) -> Floats:
        """float64: frequency in each of some documents (ascending), 0 where there is none."""
        return _added([weight * part.at(documents) for weight, part in self.parts])

    def holds(self, documents: Documents) -> NDArray[np.bool_]:
        """bool: whether each of some documents holds any of the terms."""
        return are_set(self._bits, documents)

    def in_blocks(self, blocks: Documents) -> Floats:
        """float64[blocks, 16]: frequencies in blocks of documents (ascending)."""
        return _added([weight * part.in_blocks(blocks) for weight, part in self.parts])

    def bits(self, _documents: int) -> Bits:
        """One bit for each document."""
        return self._bits

    def block_peaks(self, _documents: int) -> NDArray[np.float32]:
        """float32[blocks]: no smaller than the largest frequency in each block."""
        return self._block_peaks


Postings = Sparse | Dense | Blend


def are_set(bits: Bits, documents: Documents) -> NDArray[np.bool_]:
    """bool: whether the bit of each of some documents is set."""
    place = (documents & 63).astype(np.uint64)
    found: NDArray[np.bool_] = ((bits[documents >> 6] >> place) & np.uint64(1)).astype(np.bool_)
    return found


def _added(parts: Sequence[Floats]) -> Floats:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def term_postings(columns: SegmentColumns, term: int) -> Sparse | Dense:
    """All postings of a term, deleted documents too."""
    start, end = columns.posting_range(term)
    tables = columns.dense_tables(term)
    if tables is not None:
        return Dense(tables, columns.impacts(start, end))
    return Sparse(columns.docs(term).astype(np.int64), columns.impacts(start, end).astype(np.float64))


def blended(parts: Sequence[tuple[float, Sparse | Dense]], documents: int) -> Postings:
    """One word's postings from those of its terms, each with its weight."""
    parts = [(weight, part) for weight, part in parts if part.count]
    if not parts:
        return NOTHING
    if len(parts) == 1 and parts[0][0] == 1.0:
        return parts[0][1]
    if any(isinstance(part, Dense) for _, part in parts):
        return Blend(tuple(parts), documents)
    lists = [part for _, part in parts if isinstance(part, Sparse)]
    everywhere = np.concatenate([part.documents for part in lists])
    held, places = np.unique(everywhere, return_inverse=True)
    frequencies = np.zeros(len(held))
    at = 0
    for weight, part in parts:
        # A term stands once in each document, so a plain addition reaches every place.
        frequencies[places[at : at + part.count]] += weight * part.frequencies  # type: ignore[union-attr]
        at += part.count
    return Sparse(held, frequencies)
