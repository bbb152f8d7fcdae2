"""One segment's postings for the slots of queries: looked up once, then remembered.

A slot's terms are folded terms, or exact spellings behind "=". Occurrences in one spelling have no
postings of their own; theirs are reckoned from the positions, like the stored impacts were.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import impacts, rounded
from index.columns.layout import LENGTHS, Numbers, ranges
from index.columns.segment_columns import SegmentColumns
from index.hindi.analysis import EXACT, term_of
from index.segments import Segment
from search.clauses import Sequence, Slot
from search.memory import Memory
from search.scratch import Scratch
from search.postings import NOTHING, Dense, Postings, Sparse, blended, term_postings

POSITION_BITS = 22
"""A position takes no more bits: texts are shorter than 4 million words."""


@dataclass(frozen=True)
class _Occurrences:
    """Where the terms of one slot alternative stand: postings by document, then positions of each."""

    documents: Numbers
    firsts: Numbers
    """int64[documents + 1]: where the positions of each document begin."""
    positions: NDArray[np.unsignedinteger]

    @property
    def size(self) -> int:
        """Bytes of memory beside the mapped file."""
        return self.documents.nbytes + self.firsts.nbytes


class SegmentPostings:
    """Postings in one segment. Shared by threads; `memory` bounds what is remembered."""

    def __init__(self, segment: Segment, memory: Memory) -> None:
        self.segment = segment
        self.documents = segment.documents
        self._columns: SegmentColumns = segment.columns
        self._memory = memory

    def slot(self, slot: Slot) -> Postings:
        """The postings of a word, that is of any of its terms."""
        return self._memory.recall((self._columns.base, slot), lambda: self._slot(slot))

    def _slot(self, slot: Slot) -> Postings:
        return blended(
            [(alternative.weight, self._term(alternative.term)) for alternative in slot], self.documents
        )

    def _term(self, term: str) -> Sparse | Dense:
        if term.startswith(EXACT):
            return self._memory.recall((self._columns.base, term), lambda: self._spelling(term[1:]))
        number = self._columns.term_number(term)
        return NOTHING if number is None else term_postings(self._columns, number)

    def _spelling(self, spelling: str) -> Sparse | Dense:
        """The postings of one exact spelling."""
        term = term_of(spelling)
        number = self._columns.term_number(term)
        if number is None:
            return NOTHING
        if spelling == term and not self._is_respelled(number):
            return term_postings(self._columns, number)
        found = self._exact_occurrences(number, spelling)
        if not len(found.documents):
            return NOTHING
        posting = np.repeat(np.arange(len(found.documents)), np.diff(found.firsts))
        lengths = {name: self._columns.values(name)[found.documents] for name in LENGTHS}
        worth = impacts((posting, found.positions), lengths, self._columns.usual_lengths())
        return Sparse(found.documents, rounded(worth).astype(np.float64))

    def _is_respelled(self, term: int) -> bool:
        first, end = self._columns.other_spellings(term)
        return first < end

    def _occurrences(self, term: str) -> _Occurrences:
        """Documents and positions of a folded term or exact spelling."""
        return self._memory.recall(
            (self._columns.base, term, "positions"), lambda: self._read_occurrences(term)
        )

    def _read_occurrences(self, term: str) -> _Occurrences:
        number = self._columns.term_number(term_of(term[1:]) if term.startswith(EXACT) else term)
        if number is None:
            return _Occurrences(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint16))
        if term.startswith(EXACT) and (self._is_respelled(number) or self._columns.term(number) != term[1:]):
            return self._exact_occurrences(number, term[1:])
        return self._all_occurrences(number)

    def _all_occurrences(self, term: int) -> _Occurrences:
        frequencies = self._columns.frequencies(*self._columns.posting_range(term))
        firsts = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
        positions = self._columns.positions(*self._columns.occurrence_range(term))
        return _Occurrences(self._columns.docs(term).astype(np.int64), firsts, positions)

    def _exact_occurrences(self, term: int, spelling: str) -> _Occurrences:
        every = self._all_occurrences(term)
        if self._columns.term(term) == spelling:
            mine = np.ones(len(every.positions), np.bool_)
            for other in range(*self._columns.other_spellings(term)):
                mine[self._columns.spelled(other)] = False
        else:
            number = self._columns.spelling_number(term, spelling)
            mine = np.zeros(len(every.positions), np.bool_)
            if number is not None:
                mine[self._columns.spelled(number)] = True
        counts = np.add.reduceat(mine, every.firsts[:-1], dtype=np.int64)
        held = counts > 0
        firsts = np.concatenate(([0], np.cumsum(counts[held])))
        return _Occurrences(every.documents[held], firsts, every.positions[mine])

    # Words side by side

    def side_by_side(self, sequence: Sequence) -> Sparse:
        """Documents in which words stand side by side in one field, and the weighted frequency of that.

        Each place counts what its field is worth, times the smallest weight of the terms that stand there.
        """
        return self._memory.recall((self._columns.base, sequence), lambda: self._side_by_side(sequence))

    def _side_by_side(self, sequence: Sequence) -> Sparse:
        held = self.holding(sequence)
        if not len(held):
            return NOTHING
        starts, weights = self._starts(sequence.slots[0], held, 0)
        for offset, slot in enumerate(sequence.slots[1:], start=1):
            others, other_weights = self._starts(slot, held, offset)
            places = np.minimum(np.searchsorted(others, starts), max(len(others) - 1, 0))
            same = others[places] == starts if len(others) else np.zeros(len(starts), np.bool_)
            weights = np.minimum(weights[same], other_weights[places[same]])
            starts = starts[same]
        if not len(starts):
            return NOTHING
        documents = held[starts >> POSITION_BITS]
        first = np.flatnonzero(np.diff(documents, prepend=-1))
        posting = np.cumsum(np.diff(documents, prepend=-1) != 0) - 1
        matching = documents[first]
        positions = (starts & ((1 << POSITION_BITS) - 1)).astype(np.uint32)
        lengths = {name: self._columns.values(name)[matching] for name in LENGTHS}
        usual = self._columns.usual_lengths()
        frequencies = np.zeros(len(matching))
        for weight in np.unique(weights).tolist():
            mine = weights == weight
            frequencies += weight * impacts((posting[mine], positions[mine]), lengths, usual, lead_words=0)
        return Sparse(matching, frequencies)

    def holding(self, sequence: Sequence) -> Numbers:
        """int64: documents that hold each of a sequence's words, in any field and order."""
        parts = sorted((self.slot(slot) for slot in sequence.slots), key=lambda part: part.count)
        if isinstance(parts[0], Sparse):
            documents = parts[0].documents
            for part in parts[1:]:
                documents = documents[part.at(documents) > 0]
            return documents
        bits = np.bitwise_and.reduce([part.bits(self.documents) for part in parts])
        return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))

    def count_both(self, one: Slot, other: Slot, scratch: Scratch) -> int:
        """Documents that hold both of two words."""
        rarer, more = sorted((self.slot(one), self.slot(other)), key=lambda part: part.count)
        if not isinstance(rarer, Sparse):
            return int(np.bitwise_count(rarer.bits(self.documents) & more.bits(self.documents)).sum())
        if not isinstance(more, Sparse):
            return int(np.count_nonzero(more.holds(rarer.documents)))
        scratch.seen[rarer.documents] = True
        both = int(np.count_nonzero(scratch.seen[more.documents]))
        scratch.seen[rarer.documents] = False
        return both

    def _starts(self, slot: Slot, held: Numbers, offset: int) -> tuple[Numbers, NDArray[np.float64]]:
        """Where a sequence would begin for each occurrence of its word number `offset`, and the weights.

        A start is the place in `held` of its document << POSITION_BITS | position; ascending, each once.
        """
        keys, weights = [], []
        for alternative in slot:
            found = self._occurrences(alternative.term)
            if not len(found.documents):
                continue
            places = np.minimum(np.searchsorted(found.documents, held), len(found.documents) - 1)
            here = np.flatnonzero(found.documents[places] == held)
            firsts = found.firsts[places[here]]
            sizes = found.firsts[places[here] + 1] - firsts
            positions = found.positions[ranges(firsts, sizes)].astype(np.int64) - offset
            key = (np.repeat(here, sizes) << POSITION_BITS) + positions
            keys.append(key[positions >= 0])
            weights.append(np.full(len(keys[-1]), alternative.weight))
        if len(keys) == 1:
            return keys[0], weights[0]
        if not keys:
            return np.zeros(0, np.int64), np.zeros(0)
        together, weight = np.concatenate(keys), np.concatenate(weights)
        # Where terms overlap (a term and its own spelling) the heavier one counts.
        order = np.lexsort((-weight, together))
        together, weight = together[order], weight[order]
        once = np.flatnonzero(np.diff(together, prepend=-1))
        return together[once], weight[once]
