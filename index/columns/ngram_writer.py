"""Write the n-grams of a segment: read the positions of frequent terms block by block and sort the n-grams."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.column_file import Array, narrowest, write_columns
from index.columns.layout import (
    DENSE_LEAST,
    FREQUENT_BIGRAM_SHARE,
    FREQUENT_SHARE,
    NGRAM_SIZES,
    NGRAMS,
    RANGE_BITS,
    WORD,
    Numbers,
    distinct,
    field_starts,
    ranges,
)
from index.columns.ngrams import packed_counts
from index.columns.segment_columns import SegmentColumns
from index.fields import TEXT_FIELDS
from index.processes import ordered_map

WORDS_AT_ONCE = 1 << 21
"""Words of the documents that one process looks at at a time, some 40 bytes each."""


def write_ngrams(
    base: Path, columns: SegmentColumns, processes: int = 1, observe: Callable[[float], None] = lambda _: None
) -> None:
    """Write BASE.ngrams of a segment whose other columns are written; `observe` receives the share done."""
    search = _NgramSearch(columns)
    arrays = {"frequent": np.array(search.terms, np.uint32)}
    steps = len(NGRAM_SIZES) * search.stretches
    for place, size in enumerate(NGRAM_SIZES):
        search.size = size
        parts: list[_Part] = []
        for part in ordered_map(search.of_stretch, range(search.stretches), processes):
            parts.append(part)
            observe((place * search.stretches + len(parts)) / steps)
        found = _together(parts, len(search.terms) ** size, columns.documents)
        search.keep_frequent(found)
        arrays |= {f"{name}_{size}": values for name, values in found.items()}
    write_columns(base.with_name(base.name + NGRAMS), arrays)


@dataclass(frozen=True)
class _Part:
    """The n-grams of some documents: keys, ascending, how many postings each has, and these one after another."""

    keys: Numbers
    counts: Numbers
    docs: NDArray[np.uint32]
    packed: NDArray[np.uint8]


def _together(parts: Sequence[_Part], keys: int, documents: int) -> dict[str, Array]:
    """Return keys, starts, docs and counts of all parts; `keys` is how many keys there could be."""
    used = distinct(np.concatenate([part.keys for part in parts] or [np.zeros(0, np.int64)]))
    ranges_a_key = max(1, -(-documents >> RANGE_BITS))
    cells = np.zeros(len(used) * ranges_a_key, np.int64)
    for part in parts:
        cell = np.repeat(np.searchsorted(used, part.keys), part.counts) * ranges_a_key
        cells += np.bincount(cell + (part.docs >> RANGE_BITS), minlength=len(cells))
    counts = cells.reshape(-1, ranges_a_key).sum(axis=1)
    docs, packed = np.zeros(int(counts.sum()), np.uint16), np.zeros(int(counts.sum()), np.uint8)
    following = np.cumsum(counts) - counts
    for part in parts:
        own = np.searchsorted(used, part.keys)
        here = ranges(following[own], part.counts)
        docs[here], packed[here] = part.docs & (1 << RANGE_BITS) - 1, part.packed
        following[own] += part.counts
    return {
        "keys": used.astype(narrowest(keys)),
        "starts": np.concatenate(([0], np.cumsum(cells))).astype(np.uint64),
        "docs": docs,
        "counts": packed,
    }


class _NgramSearch:
    """Finds the n-grams of `size` terms, bigrams first, a stretch of documents at a time."""

    def __init__(self, columns: SegmentColumns) -> None:
        least = max(DENSE_LEAST, columns.documents // FREQUENT_SHARE)
        counts = columns.posting_counts(columns.dense_terms)
        tables = {term: columns.dense_tables(term) for term in columns.dense_terms[counts >= least].tolist()}
        self.terms = list(tables)
        self._bits = [table.bits for table in tables.values() if table is not None]
        self._columns = columns
        self._lengths = {name: columns.values(name) for name in TEXT_FIELDS}
        # A free place after each field, as positions have it, and after each document.
        places = sum(self._lengths[name].astype(np.int64) for name in TEXT_FIELDS) + len(TEXT_FIELDS)
        self._ends = np.cumsum(places)
        self._marks = self._stretch_marks()
        self.stretches = len(self._marks) - 1
        self.size = NGRAM_SIZES[0]
        self._frequent_bigrams = np.zeros(0, np.bool_)
        """bool[terms²]: by key, which bigrams may begin or end a trigram."""
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
        """Return int64[marks, 2]: how many occurrences and postings a term has before each mark."""
        start, end = self._columns.posting_range(term)
        sums = np.cumsum(self._columns.frequencies(start, end), dtype=np.int64)
        postings = np.searchsorted(self._columns.docs(term), self._marks)
        return np.stack((np.concatenate(([0], sums))[postings], postings), axis=1)

    def of_stretch(self, number: int) -> _Part:
        """Return the n-grams of the documents between two marks."""
        first, end = self._marks[number : number + 2]
        origin = self._place(first)
        begins = np.concatenate(([0], self._ends[first:end] - origin))
        ranks = np.zeros(int(begins[-1]), narrowest(len(self.terms)))
        for rank, term in enumerate(self.terms):
            documents, positions = self._standing(rank, term, number)
            ranks[begins[documents] + positions] = rank + 1
        places, keys = self._ngrams(ranks)
        documents = np.searchsorted(begins, places, "right") - 1
        # Sorted by counting where 16 bits are enough.
        order = np.argsort(keys.astype(narrowest(len(self.terms) ** self.size)), kind="stable")
        keys, documents, places = keys[order], documents[order], places[order]
        new = (np.diff(keys, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0)
        own = documents[new]
        lengths = {name: column[first:end][own] for name, column in self._lengths.items()}
        standing = places - begins[documents]
        posting = np.cumsum(new) - 1
        standfirst, body = field_starts(lengths)
        field = (standing >= standfirst[posting]).astype(np.int64) + (standing >= body[posting])
        counts = [
            np.bincount(posting[field == position], minlength=len(own))
            for position in range(len(TEXT_FIELDS))
        ]
        keys = keys[new]
        firsts = np.flatnonzero(np.diff(keys, prepend=-1))
        return _Part(
            keys[firsts],
            np.diff(firsts, append=len(keys)),
            (own + first).astype(np.uint32),
            packed_counts(*counts),
        )

    def _ngrams(self, ranks: NDArray[np.unsignedinteger]) -> tuple[Numbers, Numbers]:
        """Return where n-grams begin among the ranks (from 1 on; 0 is no frequent term), and the key of each."""
        width = len(self.terms)
        places = np.flatnonzero((ranks[:-1] > 0) & (ranks[1:] > 0))
        keys = (ranks[places].astype(np.int64) - 1) * width + ranks[places + 1] - 1
        if self.size == NGRAM_SIZES[0]:
            return places, keys
        # Bigrams that begin one place after another overlap in a trigram.
        frequent = self._frequent_bigrams[keys]
        here = np.flatnonzero(frequent[:-1] & frequent[1:] & (np.diff(places) == 1))
        return places[here], keys[here] * width + keys[here + 1] % width

    def keep_frequent(self, bigrams: dict[str, Array]) -> None:
        """Note which bigrams are in enough documents that trigrams are made of them."""
        if self.size > NGRAM_SIZES[0]:
            return
        ranges_a_key = (len(bigrams["starts"]) - 1) // max(1, len(bigrams["keys"]))
        counts = np.diff(bigrams["starts"][::ranges_a_key].astype(np.int64)) if ranges_a_key else np.zeros(0)
        least = max(DENSE_LEAST, self._columns.documents // FREQUENT_BIGRAM_SHARE)
        self._frequent_bigrams = np.zeros(len(self.terms) ** 2, np.bool_)
        self._frequent_bigrams[bigrams["keys"][counts >= least]] = True

    def _standing(self, rank: int, term: int, number: int) -> tuple[Numbers, NDArray[np.unsignedinteger]]:
        """Return where a term stands in a stretch: the document of each occurrence, from its first on, and position."""
        first, end = self._marks[number : number + 2]
        (occurrence, posting), (occurrence_end, posting_end) = self._occurrences[rank][
            number : number + 2
        ].tolist()
        documents = bitset.doc_ids(self._bits[rank][first // WORD : -(-end // WORD)])
        start = self._columns.posting_range(term)[0]
        frequencies = self._columns.frequencies(start + posting, start + posting_end)
        position = self._columns.occurrence_range(term)[0]
        positions = self._columns.positions(position + occurrence, position + occurrence_end)
        return np.repeat(documents, frequencies), positions
