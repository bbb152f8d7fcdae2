"""Writes a segment's bigrams: reads where its frequent terms stand, some documents at a time, and sorts the pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.column_file import ColumnFileWriter, narrowest
from index.columns.impacts import impacts, rounded
from index.columns.layout import BIGRAMS, DENSE_LEAST, FREQUENT_SHARE, RANGE_BITS, WORD, Numbers, ranges
from index.columns.segment_columns import SegmentColumns
from index.fields import TEXT_FIELDS
from index.processes import ordered_map

WORDS_AT_ONCE = 1 << 21
"""Words of the documents that one process looks at at one go, some 40 bytes each."""


def write_bigrams(
    base: Path, columns: SegmentColumns, processes: int = 1, observe: Callable[[float], None] = lambda _: None
) -> None:
    """Write BASE.bigrams of a segment whose other columns are written; `observe` is told the share done."""
    search = _BigramSearch(columns)
    parts: list[_Part] = []
    for part in ordered_map(search.of_stretch, range(search.stretches), processes):
        parts.append(part)
        observe(len(parts) / search.stretches)
    _write(base.with_name(base.name + BIGRAMS), search.terms, parts)


@dataclass(frozen=True)
class _Part:
    """The bigrams of some documents: keys, ascending, how many postings each has, and these one after another."""

    keys: Numbers
    counts: Numbers
    docs: NDArray[np.uint32]
    impacts: NDArray[np.float16]


def _write(path: Path, terms: Sequence[int], parts: Sequence[_Part]) -> None:
    ranges_a_key = 1 + max((int(part.docs.max(initial=0)) >> RANGE_BITS for part in parts), default=0)
    cells = np.zeros(len(terms) ** 2 * ranges_a_key, np.int64)
    for part in parts:
        cell = np.repeat(part.keys, part.counts) * ranges_a_key + (part.docs >> RANGE_BITS)
        cells += np.bincount(cell, minlength=len(cells))
    counts = cells.reshape(-1, ranges_a_key).sum(axis=1)
    keys = np.flatnonzero(counts)
    postings = int(counts.sum())
    file = ColumnFileWriter(path, {
        "frequent": ("<u4", len(terms)),
        "keys": (narrowest(len(counts)), len(keys)),
        "starts": ("<u8", len(keys) * ranges_a_key + 1),
        "docs": ("<u2", postings),
        "impacts": ("<f2", postings),
    })  # fmt: skip
    file["frequent"][:] = terms
    file["keys"][:] = keys
    file["starts"][1:] = np.cumsum(cells.reshape(-1, ranges_a_key)[keys])
    docs, worth, following = file["docs"], file["impacts"], np.cumsum(counts) - counts
    for part in parts:
        here = ranges(following[part.keys], part.counts)
        docs[here], worth[here] = part.docs & (1 << RANGE_BITS) - 1, part.impacts
        following[part.keys] += part.counts
    file.seal()


class _BigramSearch:
    """Finds the bigrams of a segment, a stretch of documents at a time."""

    def __init__(self, columns: SegmentColumns) -> None:
        least = max(DENSE_LEAST, columns.documents // FREQUENT_SHARE)
        counts = columns.posting_counts(columns.dense_terms)
        tables = {term: columns.dense_tables(term) for term in columns.dense_terms[counts >= least].tolist()}
        self.terms = list(tables)
        self._bits = [table.bits for table in tables.values() if table is not None]
        self._columns = columns
        self._lengths = {name: columns.values(name) for name in TEXT_FIELDS}
        self._average = columns.average_lengths()
        # A free place behind each field, as positions have it, and behind each document.
        places = sum(self._lengths[name].astype(np.int64) for name in TEXT_FIELDS) + len(TEXT_FIELDS)
        self._ends = np.cumsum(places)
        self._marks = self._stretch_marks()
        self.stretches = len(self._marks) - 1
        self._occurrences = [self._occurrences_before(term) for term in self.terms]

    def _stretch_marks(self) -> list[int]:
        """Return the documents at which stretches begin, and the number of all; words of bits are never divided."""
        marks = [0]
        while self.terms and marks[-1] < self._columns.documents:
            reach = self._place(marks[-1]) + WORDS_AT_ONCE
            end = int(np.searchsorted(self._ends, reach, "right")) // WORD * WORD
            marks.append(min(self._columns.documents, max(end, marks[-1] + WORD)))
        return marks

    def _place(self, document: int) -> int:
        """Return where a document begins if all follow each other."""
        return int(self._ends[document - 1]) if document else 0

    def _occurrences_before(self, term: int) -> Numbers:
        """Return int64[marks]: how many occurrences and postings a term has before each mark, as int64[marks, 2]."""
        start, end = self._columns.posting_range(term)
        sums = np.cumsum(self._columns.frequencies(start, end), dtype=np.int64)
        postings = np.searchsorted(self._columns.docs(term), self._marks)
        return np.stack((np.concatenate(([0], sums))[postings], postings), axis=1)

    def of_stretch(self, number: int) -> _Part:
        """Return the bigrams of the documents between two marks."""
        first, end = self._marks[number : number + 2]
        origin = self._place(first)
        begins = np.concatenate(([0], self._ends[first:end] - origin))
        ranks = np.zeros(int(begins[-1]), narrowest(len(self.terms)))
        for rank, term in enumerate(self.terms):
            documents, positions = self._standing(rank, term, number)
            ranks[begins[documents] + positions] = rank + 1
        places = np.flatnonzero((ranks[:-1] > 0) & (ranks[1:] > 0))
        keys = (ranks[places].astype(np.int64) - 1) * len(self.terms) + ranks[places + 1] - 1
        documents = np.searchsorted(begins, places, "right") - 1
        order = np.argsort(keys.astype(narrowest(len(self.terms) ** 2)), kind="stable")
        keys, documents, places = keys[order], documents[order], places[order]
        new = (np.diff(keys, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0)
        own = documents[new]
        lengths = {name: column[first:end][own] for name, column in self._lengths.items()}
        standing = (places - begins[documents]).astype(np.uint32)
        worth = impacts((np.cumsum(new) - 1, standing), lengths, self._average, lead_words=0)
        keys = keys[new]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        return _Part(
            keys[firsts], np.diff(firsts, append=len(keys)), (own + first).astype(np.uint32), rounded(worth)
        )

    def _standing(self, rank: int, term: int, number: int) -> tuple[Numbers, NDArray[np.unsignedinteger]]:
        """Return where a term stands in a stretch: the document of each occurrence, from its first on, and position."""
        first, end = self._marks[number : number + 2]
        (occurrence, posting), (occurrence_end, posting_end) = self._occurrences[rank][
            number : number + 2
        ].tolist()
        documents = bitset.doc_ids(self._bits[rank][first // WORD : -(-end // WORD)])
        start = self._columns.posting_range(term)[0]
        frequencies = self._columns.frequencies(start + posting, start + posting_end)
        at = self._columns.occurrence_range(term)[0]
        positions = self._columns.positions(at + occurrence, at + occurrence_end)
        return np.repeat(documents, frequencies), positions
