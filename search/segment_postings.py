"""One segment's postings for the slots of queries: looked up once, then remembered.

A slot's terms are folded terms, or exact spellings behind "=". Occurrences in one spelling have no
postings of their own; theirs are reckoned from the positions, like the stored impacts were.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import impacts, rounded
from index.columns.layout import LENGTHS, Numbers, ranges
from index.columns.segment_columns import SegmentColumns
from index.hindi.analysis import EXACT, term_of
from index.segments import Segment
from search.clauses import Sequence, Slot
from search.memory import Memory
from search.postings import NOTHING, Dense, Postings, Sparse, blended, term_postings
from search.scratch import Scratch

MANY = 16
"""Adding up all frequencies of a dense term is cheaper than looking around one posting in 16."""
FEW = 32
"""Looking up the values of one list in another that is so many times longer is cheaper than merging."""
Counts = NDArray[np.unsignedinteger]

POSITION_BITS = 22
"""A position takes no more bits: texts are shorter than 4 million words."""


@dataclass(frozen=True)
class _Occurrences:
    """Where an exact spelling stands: postings by document, then positions of each."""

    documents: Numbers
    firsts: Numbers
    """int64[documents + 1]: where the positions of each document begin."""
    positions: NDArray[np.unsignedinteger]

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.documents.nbytes + self.firsts.nbytes + self.positions.nbytes


NO_OCCURRENCES = _Occurrences(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint16))


@dataclass(frozen=True)
class _Firsts:
    """Where the positions begin of each word of 64 documents that a dense term is in."""

    values: Numbers

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.values.nbytes


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
        found = self._spelled(number, spelling)
        if not len(found.documents):
            return NOTHING
        posting = np.repeat(np.arange(len(found.documents)), np.diff(found.firsts))
        lengths = {name: self._columns.values(name)[found.documents] for name in LENGTHS}
        worth = impacts((posting, found.positions), lengths, self._columns.usual_lengths())
        return Sparse(found.documents, rounded(worth).astype(np.float64))

    def _is_respelled(self, term: int) -> bool:
        first, end = self._columns.other_spellings(term)
        return first < end

    def _spelled(self, term: int, spelling: str) -> _Occurrences:
        return self._memory.recall(
            (self._columns.base, term, spelling), lambda: self._exact_occurrences(term, spelling)
        )

    def _exact_occurrences(self, term: int, spelling: str) -> _Occurrences:
        frequencies = self._columns.frequencies(*self._columns.posting_range(term))
        starts = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
        positions = self._columns.positions(*self._columns.occurrence_range(term))
        if self._columns.term(term) == spelling:
            mine = np.ones(len(positions), np.bool_)
            for other in range(*self._columns.other_spellings(term)):
                mine[self._columns.spelled(other)] = False
        else:
            number = self._columns.spelling_number(term, spelling)
            mine = np.zeros(len(positions), np.bool_)
            if number is not None:
                mine[self._columns.spelled(number)] = True
        counts = np.add.reduceat(mine, starts[:-1], dtype=np.int64)
        held = counts > 0
        firsts = np.concatenate(([0], np.cumsum(counts[held])))
        return _Occurrences(self._columns.docs(term).astype(np.int64)[held], firsts, positions[mine])

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
        starts, weights = self._shared_starts(sequence, held)
        if not len(starts):
            return NOTHING
        ranks = starts >> POSITION_BITS
        first = np.diff(ranks, prepend=-1) != 0
        matching = held[ranks[first]]
        posting = np.cumsum(first) - 1
        positions = (starts & ((1 << POSITION_BITS) - 1)).astype(np.uint32)
        lengths = {name: self._columns.values(name)[matching] for name in LENGTHS}
        usual = self._columns.usual_lengths()
        frequencies = np.zeros(len(matching))
        for weight in np.unique(weights).tolist():
            mine = slice(None) if len(weights) == 1 else weights == weight
            frequencies += weight * impacts((posting[mine], positions[mine]), lengths, usual, lead_words=0)
        return Sparse(matching, frequencies)

    def _shared_starts(self, sequence: Sequence, held: Numbers) -> tuple[Numbers, NDArray[np.float64]]:
        """Where all words of a sequence stand side by side, and the weight of each place, or of all."""
        if all(len(slot) == 1 for slot in sequence.slots):
            lists = [self._starts(slot, held, offset)[0] for offset, slot in enumerate(sequence.slots)]
            weight = min(slot[0].weight for slot in sequence.slots)
            return reduce(shared, sorted(lists, key=len)), np.array([weight])
        starts, weights = self._starts(sequence.slots[0], held, 0)
        for offset, slot in enumerate(sequence.slots[1:], start=1):
            others, other_weights = self._starts(slot, held, offset)
            here, there = _common(starts, others)
            starts = starts[here]
            weights = np.minimum(weights[here], other_weights[there])
        # One weight for all places is said once.
        same = len(weights) > 1 and bool((weights == weights[0]).all())
        return starts, weights[:1] if same else weights

    def holding(self, sequence: Sequence) -> Numbers:
        """int64: documents that hold each of a sequence's words, in any field and order."""
        parts = sorted((self.slot(slot) for slot in sequence.slots), key=lambda part: part.count)
        if isinstance(parts[0], Sparse):
            documents = parts[0].documents
            for part in parts[1:]:
                documents = documents[part.holds(documents)]
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
            places, positions, sizes = self._positions(alternative.term, held)
            key = (np.repeat(places, sizes) << POSITION_BITS) + positions - offset
            if offset:
                key = key[positions >= offset]
            keys.append(key)
            weights.append(np.full(len(key), alternative.weight))
        if len(keys) == 1:
            return keys[0], weights[0]
        together, weight = np.concatenate(keys), np.concatenate(weights)
        # Where terms overlap (a term and its own spelling) the heavier one counts.
        order = np.lexsort((-weight, together))
        together, weight = together[order], weight[order]
        once = np.flatnonzero(np.diff(together, prepend=-1))
        return together[once], weight[once]

    def _positions(self, term: str, held: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Which of some documents hold a term, its positions in them, and how many each has."""
        spelling = term[1:] if term.startswith(EXACT) else None
        number = self._columns.term_number(term if spelling is None else term_of(spelling))
        if number is None:
            found: Sparse | Dense = NOTHING
        elif spelling is not None and (self._is_respelled(number) or self._columns.term(number) != spelling):
            return _positions_among(self._spelled(number, spelling), held)
        else:
            found = self._memory.recall(
                (self._columns.base, number), lambda: term_postings(self._columns, number)
            )
        if number is None or not found.count:
            return _positions_among(NO_OCCURRENCES, held)
        here = np.flatnonzero(found.holds(held))
        frequencies = self._columns.frequencies(*self._columns.posting_range(number))
        postings = found.places(held[here])
        sizes = frequencies[postings].astype(np.int64)
        if isinstance(found, Sparse):
            firsts = np.cumsum(frequencies, dtype=np.int64)[postings] - sizes
        else:
            firsts = self._dense_firsts(number, found, frequencies, held[here], postings)
        start, end = self._columns.occurrence_range(number)
        positions = self._columns.positions(start, end)
        if len(here) < found.count:
            positions = positions[ranges(firsts, sizes)]
        return here, positions.astype(np.int64), sizes

    def _dense_firsts(
        self, term: int, dense: Dense, frequencies: Counts, documents: Numbers, postings: Numbers
    ) -> Numbers:
        """Where the positions of some documents begin: of their words, and of what precedes them there."""

        if len(documents) * MANY > len(frequencies):
            return np.cumsum(frequencies, dtype=np.int64)[postings] - frequencies[postings]

        def words() -> _Firsts:
            before = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
            return _Firsts(before[dense.starts])

        word_firsts = self._memory.recall((self._columns.base, term, "firsts"), words).values
        word = documents >> 6
        preceding = postings - dense.starts[word]
        counts = np.concatenate(
            ([0], np.cumsum(frequencies[ranges(dense.starts[word], preceding)], dtype=np.int64))
        )
        ends = np.cumsum(preceding)
        firsts: Numbers = word_firsts[word] + counts[ends] - counts[ends - preceding]
        return firsts


def _positions_among(found: _Occurrences, held: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    if not len(found.documents):
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.minimum(np.searchsorted(found.documents, held), len(found.documents) - 1)
    here = np.flatnonzero(found.documents[places] == held)
    firsts = found.firsts[places[here]]
    sizes = found.firsts[places[here] + 1] - firsts
    return here, found.positions[ranges(firsts, sizes)].astype(np.int64), sizes


def shared(one: Numbers, other: Numbers) -> Numbers:
    """The values that both of two ascending arrays of distinct values have, ascending."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if len(few) * FEW < len(many):
        return few[_common(few, many)[0]]
    together = np.concatenate((few, many))
    together.sort(kind="stable")  # two sorted runs are merged by this in one go
    both: Numbers = together[:-1][together[1:] == together[:-1]]
    return both


def _common(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Where the values stand that both of two ascending arrays have."""
    if len(one) > len(other):
        there, here = _common(other, one)
        return here, there
    if not len(one):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.minimum(np.searchsorted(other, one), len(other) - 1)
    here = np.flatnonzero(other[places] == one)
    return here, places[here]
