"""Postings of several sources → one segment's, term by term, as arrays.

The sources' terms are sorted alike, so a term range of the dictionary is one slice of every source, and
where each posting goes follows from counts: nothing is sorted again. Stretches are merged by several
processes at once into one mapped file, and none holds more than one in memory.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.column_file import Array, ColumnFileWriter, narrowest, write_columns
from index.columns.dictionary_merge import SourceTermMap, merge_dictionaries
from index.columns.impacts import impacts, rounded
from index.columns.layout import (
    BLOCK_BITS,
    BLOCKS_A_WORD,
    DENSE_LEAST,
    DENSE_SHARE,
    POSTINGS,
    TERMS,
    Numbers,
    ranges,
    words_of,
)
from index.columns.postings_slice import PostingsSlice, slice_of
from index.columns.source import Source
from index.columns.strings import string_arrays
from index.columns.term_table import term_slots
from index.fields import TEXT_FIELDS
from index.processes import ordered_map


@dataclass(frozen=True)
class _Merged:
    """Results of merging one term range: largest impacts, and document counts of spellings."""

    terms: tuple[int, int]
    peaks: NDArray[np.float16]
    own_documents: Numbers
    spelling_documents: Numbers


class PostingsMerge:
    """Merges postings range by range into mapped columns, then writes the dictionary."""

    def __init__(
        self, base: Path, sources: Sequence[Source], documents: dict[str, Array], term_range: int
    ) -> None:
        self.documents = len(documents["day"])
        self.term_range = term_range
        """Occurrences merged at one go."""
        self.lengths = {name: documents[name] for name in TEXT_FIELDS}
        self.average = documents["usual_lengths"]
        self.base = base
        self.dictionary = merge_dictionaries(sources)
        self.spelling_owners = np.array([term for term, _ in self.dictionary.spellings], np.int64)
        self._open_files(sources)

    def _open_files(self, sources: Sequence[Source]) -> None:
        self.posting_starts = np.concatenate(([0], np.cumsum(self.dictionary.posting_counts)))
        self.occurrence_starts = np.concatenate(([0], np.cumsum(self.dictionary.occurrence_counts)))
        sizes = np.zeros(len(self.dictionary.spellings), np.int64)
        for term_map in self.dictionary.term_maps:
            sizes[term_map.kept_spellings] += term_map.spelled
        self.spelling_starts = np.concatenate(([0], np.cumsum(sizes)))
        least = max(DENSE_LEAST, self.documents // DENSE_SHARE)
        self.dense = np.flatnonzero(self.dictionary.posting_counts >= least)
        self.doc_counts = self.dictionary.posting_counts.copy()
        self.doc_counts[self.dense] = 0
        self.doc_starts = np.concatenate(([0], np.cumsum(self.doc_counts)))
        words, dense = words_of(self.documents), len(self.dense)
        words_of_each = np.sum([column.astype(np.int64) for column in self.lengths.values()], axis=0)
        last_position = int(words_of_each.max(initial=0)) + 2
        frequency = max((source.columns.largest_frequency() for source in sources), default=0)
        self.file = ColumnFileWriter(self.base.with_name(self.base.name + POSTINGS), {
            "docs": ("<u4", int(self.doc_starts[-1])),
            "impacts": ("<f2", int(self.posting_starts[-1])),
            "frequencies": (narrowest(frequency), int(self.posting_starts[-1])),
            "positions": (narrowest(last_position), int(self.occurrence_starts[-1])),
            "spelled": ("<u4", int(self.spelling_starts[-1])),
            "bits": ("<u8", dense * words),
            "block_peaks": ("<f2", dense * words * BLOCKS_A_WORD),
        })  # fmt: skip
        self.out = {name: self.file[name] for name in (
            "docs", "impacts", "frequencies", "positions", "spelled", "bits", "block_peaks",
        )}  # fmt: skip

    def run(self, processes: int, observe: Callable[[float], None]) -> None:
        """Merge all term ranges, then write the dictionary."""
        peaks = np.zeros(len(self.dictionary.terms), np.float16)
        own = np.zeros(len(self.dictionary.terms), np.uint32)
        spelling_documents = np.zeros(len(self.dictionary.spellings), np.uint32)
        done = 0
        for merged in ordered_map(self._merge_term_range, self._stretches(), processes):
            first, end = merged.terms
            peaks[first:end], own[first:end] = merged.peaks, merged.own_documents
            low, high = self._spellings_of(first, end)
            spelling_documents[low:high] = merged.spelling_documents
            done += int(self.occurrence_starts[end] - self.occurrence_starts[first])
            observe(done / max(1, int(self.occurrence_starts[-1])))
        self.file.seal()
        firsts = np.searchsorted(self.spelling_owners, np.arange(len(self.dictionary.terms) + 1))
        write_columns(self.base.with_name(self.base.name + TERMS), {
            **string_arrays("term", self.dictionary.terms),
            "term_slots": term_slots(self.dictionary.terms),
            "posting_starts": self.posting_starts.astype(np.uint64),
            "occurrence_starts": self.occurrence_starts.astype(np.uint64),
            "peaks": peaks,
            "dense_terms": self.dense.astype(np.uint32),
            "spelling_firsts": firsts.astype(np.uint32),
            **string_arrays("spelling", [name for _, name in self.dictionary.spellings]),
            "spelling_starts": self.spelling_starts.astype(np.uint64),
            "spelling_documents": spelling_documents,
            "own_documents": own[np.diff(firsts) > 0],
        })  # fmt: skip

    def _spellings_of(self, first: int, end: int) -> tuple[int, int]:
        low, high = np.searchsorted(self.spelling_owners, (first, end)).tolist()
        return low, high

    def _stretches(self) -> list[tuple[int, int]]:
        ends = np.searchsorted(
            self.occurrence_starts,
            np.arange(self.term_range, int(self.occurrence_starts[-1]) + self.term_range, self.term_range),
        )
        marks = sorted(
            {0, *np.minimum(ends, len(self.dictionary.terms)).tolist(), len(self.dictionary.terms)}
        )
        return list(pairwise(marks))

    def _merge_term_range(self, term_range: tuple[int, int]) -> _Merged:
        """Write the postings of merged terms [first, end)."""
        first, end = term_range
        position, to = int(self.posting_starts[first]), int(self.posting_starts[end])
        from_, until = int(self.occurrence_starts[first]), int(self.occurrence_starts[end])
        docs = np.zeros(to - position, np.uint32)
        frequencies = np.zeros(to - position, np.int64)
        positions = np.zeros(until - from_, np.uint32)
        next_posting = self.posting_starts[first:end] - position
        next_occurrence = self.occurrence_starts[first:end] - from_
        for term_map in self.dictionary.term_maps:
            part = slice_of(term_map, *np.searchsorted(term_map.merged, (first, end)).tolist())
            here = part.terms - first
            targets = ranges(next_posting[here], part.postings)
            docs[targets] = part.docs + term_map.first_document
            frequencies[targets] = part.frequencies
            positions[ranges(next_occurrence[here], part.occurrences)] = part.positions
            self._merge_spellings(term_map, part, first, end, next_occurrence + from_)
            next_posting[here] += part.postings
            next_occurrence[here] += part.occurrences
        posting = np.repeat(np.arange(to - position), frequencies)
        lengths = {name: column[docs] for name, column in self.lengths.items()}
        worth = rounded(impacts((posting, positions), lengths, self.average))
        self.out["frequencies"][position:to] = frequencies
        self.out["positions"][from_:until] = positions
        self.out["impacts"][position:to] = worth
        starts = self.posting_starts[first : end + 1] - position
        sparse = ranges(starts[:-1], self.doc_counts[first:end])
        self.out["docs"][self.doc_starts[first] : self.doc_starts[end]] = docs[sparse]
        for ordinal in range(int(np.searchsorted(self.dense, first)), int(np.searchsorted(self.dense, end))):
            term = int(self.dense[ordinal]) - first
            own = slice(int(starts[term]), int(starts[term + 1]))
            self._write_dense(ordinal, docs[own], worth[own])
        peaks = np.maximum.reduceat(worth.view(np.uint16), starts[:-1]).view(np.float16)
        return _Merged((first, end), peaks, *self._spelling_counts(first, end, posting, frequencies))

    def _spelling_counts(
        self, first: int, end: int, posting: Numbers, frequencies: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Return documents that spell each term as itself, and documents of each of their other spellings."""
        low, high = self._spellings_of(first, end)
        sizes = np.diff(self.spelling_starts[low : high + 1])
        spelled = self.out["spelled"][self.spelling_starts[low] : self.spelling_starts[high]]
        origin = self.occurrence_starts[self.spelling_owners[low:high]] - self.occurrence_starts[first]
        of = posting[spelled + np.repeat(origin, sizes)]
        spelling = np.repeat(np.arange(high - low), sizes)
        once = (np.diff(of, prepend=-1) != 0) | (np.diff(spelling, prepend=-1) != 0)
        others = np.bincount(of, minlength=len(frequencies))
        starts = self.posting_starts[first:end] - self.posting_starts[first]
        own = np.add.reduceat(others < frequencies, starts, dtype=np.int64)
        return own, np.bincount(spelling[once], minlength=high - low)

    def _merge_spellings(
        self, term_map: SourceTermMap, part: PostingsSlice, first: int, end: int, next_occurrence: Numbers
    ) -> None:
        """Merge spellings; occurrences are counted from the term's first in the merged segment."""
        if not len(part.spelled_sizes):
            return
        shift = next_occurrence - self.occurrence_starts[first:end]
        owners = self.spelling_owners[part.spelled_numbers]
        before = self._spelled_before(term_map, part.spelled_numbers)
        starts = self.spelling_starts[part.spelled_numbers] + before
        self.out["spelled"][ranges(starts, part.spelled_sizes)] = part.spelled + np.repeat(
            shift[owners - first], part.spelled_sizes
        )

    def _spelled_before(self, term_map: SourceTermMap, numbers: Numbers) -> Numbers:
        """Return occurrences of each spelling in the sources before this one."""
        before = np.zeros(len(numbers), np.int64)
        for earlier in self.dictionary.term_maps:
            if earlier is term_map:
                break
            position = np.searchsorted(earlier.kept_spellings, numbers)
            inside = position < len(earlier.kept_spellings)
            hit = np.flatnonzero(inside)[earlier.kept_spellings[position[inside]] == numbers[inside]]
            before[hit] += earlier.spelled[position[hit]]
        return before

    def _write_dense(self, ordinal: int, docs: Array, impacts: Array) -> None:
        words = words_of(self.documents)
        self.out["bits"][ordinal * words : (ordinal + 1) * words] = bitset.from_doc_ids(docs, self.documents)
        blocks = docs >> BLOCK_BITS
        firsts = np.flatnonzero(np.diff(blocks, prepend=-1))
        peaks = np.zeros(words * BLOCKS_A_WORD, np.uint16)
        peaks[blocks[firsts]] = np.maximum.reduceat(impacts.view(np.uint16), firsts)
        width = words * BLOCKS_A_WORD
        self.out["block_peaks"][ordinal * width : (ordinal + 1) * width] = peaks.view(np.float16)
