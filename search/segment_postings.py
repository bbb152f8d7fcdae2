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
from index.store.segments import Segment
from search import proximity
from search.clauses import Sequence, Slot
from search.deadline import NEVER, Deadline
from search.memory import Memory
from search.needs import needs
from search.postings import NOTHING, Dense, Postings, Sparse, blended, term_postings
from search.proximity import POSITION_BITS, POSITION_MASK, Standing
from search.scratch import Scratch

DOCUMENTS_AT_ONCE = 1 << 15
"""Articles whose words are looked at together; some hundred words of each are kept at a time."""
MANY = 16
"""Adding up all frequencies of a dense term is cheaper than looking around one posting in 16."""
Counts = NDArray[np.unsignedinteger]


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

    # Words together

    def sequence(self, sequence: Sequence, deadline: Deadline = NEVER) -> Postings:
        """The postings of words that stand together, or of one word. Raises OutOfTimeError."""
        if sequence.is_plain_word:
            return self.slot(sequence.slots[0])
        key = (self._columns.base, sequence)
        return self._memory.recall(key, lambda: self._together(sequence, deadline))

    def _together(self, sequence: Sequence, deadline: Deadline) -> Sparse:
        """Documents in which words stand together in one field, and the weighted frequency of that.

        So many documents at a time are looked at that the memory for their words is bounded.
        """
        held = self.holding(sequence)
        parts = []
        for start in range(0, len(held), DOCUMENTS_AT_ONCE):
            deadline.check()
            found = self._together_in(sequence, held[start : start + DOCUMENTS_AT_ONCE], deadline)
            if found.count:
                parts.append(found)
        if len(parts) < 2:
            return parts[0] if parts else NOTHING
        return Sparse(
            np.concatenate([part.documents for part in parts]),
            np.concatenate([part.frequencies for part in parts]),
        )

    def _together_in(self, sequence: Sequence, held: Numbers, deadline: Deadline) -> Sparse:
        """The same among some documents that hold all the words.

        Each place counts what its field is worth, times the smallest weight of the terms that stand there.
        """
        standing = self._standing(sequence, held, deadline)
        if sequence.field:
            fields = proximity.fields(standing.keys, *self._borders(held))
            standing = standing.at(fields == LENGTHS.index(sequence.field))
        if not len(standing.keys):
            return NOTHING
        ranks = standing.keys >> POSITION_BITS
        first = np.diff(ranks, prepend=-1) != 0
        matching = held[ranks[first]]
        posting = np.cumsum(first) - 1
        positions = (standing.keys & POSITION_MASK).astype(np.uint32)
        lengths = {name: self._columns.values(name)[matching] for name in LENGTHS}
        usual = self._columns.usual_lengths()
        frequencies = np.zeros(len(matching))
        weights = standing.weights
        for weight in np.unique(weights).tolist():
            mine = slice(None) if len(weights) == 1 else weights == weight
            frequencies += weight * impacts((posting[mine], positions[mine]), lengths, usual, lead_words=0)
        return Sparse(matching, frequencies)

    def _standing(self, sequence: Sequence, held: Numbers, deadline: Deadline) -> Standing:
        """Where words stand together in some documents, in whatever field."""
        if not sequence.within:
            lists = [
                self._starts_in_time(slot, held, offset, deadline)
                for offset, slot in enumerate(sequence.slots)
            ]
            return proximity.side_by_side(lists)
        wanted = needs(sequence.slots)
        lists = [self._starts_in_time(need.slot, held, 0, deadline) for need in wanted]
        times = [need.times for need in wanted]
        if isinstance(sequence.within, int):
            return proximity.near(lists, times, sequence.within, self._borders(held))
        firsts, counts, positions = self._columns.part_starts(sequence.within)
        counts = counts[held]
        parts = np.repeat(np.arange(len(held)), counts) << POSITION_BITS
        parts |= positions[ranges(firsts[held], counts)].astype(np.int64)
        return proximity.in_one_part(lists, times, parts)

    def _starts_in_time(self, slot: Slot, held: Numbers, offset: int, deadline: Deadline) -> Standing:
        deadline.check()
        return self._starts(slot, held, offset)

    def _borders(self, held: Numbers) -> tuple[Numbers, Numbers]:
        """Where the standfirst and the body of some documents begin."""
        standfirst, body = self._columns.field_starts()
        return standfirst[held], body[held]

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

    def _starts(self, slot: Slot, held: Numbers, offset: int) -> Standing:
        """Where a sequence would begin for each occurrence of its word number `offset`."""
        keys, weights = [], []
        for alternative in slot:
            places, positions, sizes = self._positions(alternative.term, held)
            key = (np.repeat(places, sizes) << POSITION_BITS) + positions - offset
            if offset:
                key = key[positions >= offset]
            keys.append(key)
            weights.append(np.full(len(key), alternative.weight))
        if len(keys) == 1:
            return Standing(keys[0], np.array([slot[0].weight]))
        together, weight = np.concatenate(keys), np.concatenate(weights)
        # Where terms overlap (a term and its own spelling) the heavier one counts.
        order = np.lexsort((-weight, together))
        together, weight = together[order], weight[order]
        once = np.flatnonzero(np.diff(together, prepend=-1))
        return Standing(together[once], weight[once])

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
