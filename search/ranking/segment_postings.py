"""The postings of query words and phrases in one segment, cached.

A slot's terms are folded terms, or exact spellings after "=". Occurrences in one spelling have no postings of
their own; their impacts are computed from the positions, as the stored ones were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.impacts import Lengths, impacts, impacts_of_counts, rounded
from index.columns.layout import NGRAM_SIZES, Numbers, distinct, ranges
from index.columns.ngrams import UNCOUNTED, NgramPostings, unpacked_counts
from index.columns.segment_columns import SegmentColumns
from index.fields import TEXT_FIELDS
from index.hindi.analysis import EXACT, folded, term_of
from index.store.segments import Segment
from index.text_units import TextUnit
from search.model.deadline import NEVER, Deadline
from search.query.clauses import PhraseClause, TermAlternatives
from search.ranking.cache import ByteBoundedCache
from search.ranking.phrase_matcher import match_phrase
from search.ranking.positions import NO_POSITIONS, PositionLists, intersect_sorted
from search.ranking.postings import (
    NO_POSTINGS,
    DensePostings,
    Postings,
    SparsePostings,
    WordPart,
    combined,
    term_postings,
)
from search.ranking.scorers import Scratch

DOCS_AT_ONCE = 1 << 15
"""Documents whose words are matched together, which bounds memory: some hundred positions of each are held."""
CUMSUM_FACTOR = 16
"""If more than one posting in 16 is needed, adding up all frequencies of a dense term is cheapest."""
Counts = NDArray[np.unsignedinteger]


@dataclass(frozen=True)
class _Occurrences:
    """The occurrences of an exact spelling: its documents, and its positions in each."""

    documents: Numbers
    firsts: Numbers
    """int64[documents + 1]: where the positions of each document begin."""
    positions: NDArray[np.unsignedinteger]

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return self.documents.nbytes + self.firsts.nbytes + self.positions.nbytes


NO_OCCURRENCES = _Occurrences(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint16))


@dataclass(frozen=True)
class _CachedNumbers:
    """Numbers that the cache keeps."""

    values: Numbers

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return self.values.nbytes


class SegmentPostings:
    """The postings of one segment. Threads share it; `cache` bounds what is kept."""

    def __init__(self, segment: Segment, cache: ByteBoundedCache) -> None:
        self.segment = segment
        self.documents = segment.documents
        self._columns: SegmentColumns = segment.columns
        self._cache = cache

    def slot(self, slot: TermAlternatives) -> Postings:
        """Return the postings of a word, that is of any of its terms."""
        return self._cache.get_or_compute((self._columns.base, slot), lambda: self._slot(slot))

    def _slot(self, slot: TermAlternatives) -> Postings:
        return combined(
            [
                WordPart(alternative.weight, self._term(alternative.term), alternative.is_added)
                for alternative in slot
            ],
            self.documents,
        )

    def _term(self, term: str) -> SparsePostings | DensePostings:
        if term.startswith(EXACT):
            return self._cache.get_or_compute((self._columns.base, term), lambda: self._spelling(term[1:]))
        number = self._columns.term_number(term)
        return NO_POSTINGS if number is None else term_postings(self._columns, number)

    def _spelling(self, spelling: str) -> SparsePostings | DensePostings:
        """Return the postings of one exact spelling."""
        term = term_of(spelling)
        number = self._columns.term_number(term)
        if number is None:
            return NO_POSTINGS
        if spelling == term and not self._has_other_spellings(number):
            return term_postings(self._columns, number)
        found = self._spelling_positions(number, spelling)
        if not len(found.documents):
            return NO_POSTINGS
        posting = np.repeat(np.arange(len(found.documents)), np.diff(found.firsts))
        lengths = {name: self._columns.values(name)[found.documents] for name in TEXT_FIELDS}
        found_impacts = impacts((posting, found.positions), lengths, self._columns.average_lengths())
        return SparsePostings(found.documents, rounded(found_impacts).astype(np.float64))

    def _has_other_spellings(self, term: int) -> bool:
        first, end = self._columns.other_spellings(term)
        return first < end

    def _spelling_positions(self, term: int, spelling: str) -> _Occurrences:
        return self._cache.get_or_compute(
            (self._columns.base, term, spelling), lambda: self._exact_occurrences(term, spelling)
        )

    def _exact_occurrences(self, term: int, spelling: str) -> _Occurrences:
        frequencies = self._columns.frequencies(*self._columns.posting_range(term))
        starts = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
        positions = self._columns.positions(*self._columns.occurrence_range(term))
        if self._columns.term(term) == spelling:
            mine = np.ones(len(positions), np.bool_)
            for other in range(*self._columns.other_spellings(term)):
                mine[self._columns.spelling_occurrences(other)] = False
        else:
            number = self._columns.spelling_number(term, spelling)
            mine = np.zeros(len(positions), np.bool_)
            if number is not None:
                mine[self._columns.spelling_occurrences(number)] = True
        counts = np.add.reduceat(mine, starts[:-1], dtype=np.int64)
        documents = counts > 0
        firsts = np.concatenate(([0], np.cumsum(counts[documents])))
        return _Occurrences(self._columns.docs(term).astype(np.int64)[documents], firsts, positions[mine])

    # Words together

    def phrase(self, clause: PhraseClause, deadline: Deadline = NEVER) -> Postings:
        """Return the postings of words that occur together, or of one word. Raises OutOfTimeError."""
        if clause.is_plain_word:
            return self.slot(clause.slots[0])
        key = (self._columns.base, clause)
        return self._cache.get_or_compute(key, lambda: self._match(clause, deadline))

    def _match(self, clause: PhraseClause, deadline: Deadline) -> SparsePostings:
        """Return the documents in which the words occur together in one field, with weighted frequencies."""
        ngrams = self._ngrams(clause)
        whole = ngrams.get((0, len(clause.slots)))
        if whole is not None and not clause.field and clause.times == 1:
            return self._match_ngram(clause, whole, deadline)
        return self._match_among(clause, self.containing(clause, list(ngrams.values())), deadline)

    def _ngrams(self, clause: PhraseClause) -> dict[tuple[int, int], NgramPostings]:
        """Return the postings of n-grams of a phrase, in any spelling, by their first and last slot + 1.

        Each match holds them all. One that is the whole phrase answers by itself, unless a word leaves fewer
        documents; one that is a part of it is read only if it leaves fewer than the rarest word does.
        """
        found: dict[tuple[int, int], NgramPostings] = {}
        if clause.within:
            return found
        fewest = min(
            sum(self._most_documents(alternative.term) for alternative in slot) for slot in clause.slots
        )
        alone = [slot[0].term if len(slot) == 1 else "" for slot in clause.slots]
        numbers = [self._columns.term_number(folded(term)) if term else None for term in alone]
        for size in reversed(NGRAM_SIZES):
            for first in range(len(numbers) - size + 1):
                terms = [number for number in numbers[first : first + size] if number is not None]
                is_within = any(low <= first and first + size <= high for low, high in found)
                if len(terms) < size or is_within:
                    continue
                count = self._columns.ngram_count(terms)
                if count is None or count > fewest or (count == fewest and size < len(numbers)):
                    continue
                postings = self._columns.ngram_postings(terms)
                if postings is not None:
                    found[first, first + size] = postings
        return found

    def _most_documents(self, term: str) -> int:
        """Return how many documents hold a term or an exact spelling, deleted ones included."""
        number = self._columns.term_number(folded(term))
        if number is None:
            return 0
        if not term.startswith(EXACT):
            start, end = self._columns.posting_range(number)
            return end - start
        if self._columns.term(number) == term[1:]:
            return self._columns.own_documents(number)
        spelling = self._columns.spelling_number(number, term[1:])
        return 0 if spelling is None else self._columns.spelling_documents(spelling)

    def _match_ngram(self, clause: PhraseClause, ngram: NgramPostings, deadline: Deadline) -> SparsePostings:
        """Return the postings of a phrase that is an n-gram; what its counts cannot tell, positions do."""
        documents = ngram.docs
        weight = min(slot[0].weight for slot in clause.slots)
        counts = unpacked_counts(ngram.packed)
        worth = weight * impacts_of_counts(counts, self.lengths(documents), self.average_lengths())
        respelled = [self._may_be_respelled(slot[0].term, documents) for slot in clause.slots]
        doubtful = np.logical_or.reduce([ngram.packed == UNCOUNTED, *respelled])
        if not doubtful.any():
            return SparsePostings(documents, worth)
        looked_into = documents[doubtful]
        for slot in clause.slots:
            if self._most_documents(slot[0].term) < len(looked_into):
                looked_into = looked_into[self.slot(slot).contains(looked_into)]
        found = self._match_among(clause, looked_into, deadline)
        worth[doubtful] = 0.0
        worth[np.searchsorted(documents, found.documents)] = found.frequencies
        return SparsePostings(documents[worth > 0], worth[worth > 0])

    def _may_be_respelled(self, term: str, documents: Numbers) -> NDArray[np.bool_]:
        """Return bool[documents]: whether a term stands there in another spelling than the exact one asked for."""
        number = self._columns.term_number(folded(term)) if term.startswith(EXACT) else None
        if number is not None and self._columns.term(number) != term[1:]:
            return np.ones(len(documents), np.bool_)
        if number is None or not self._has_other_spellings(number):
            return np.zeros(len(documents), np.bool_)
        respelled = self._cache.get_or_compute(
            (self._columns.base, ("respelled", number)),
            lambda: _CachedNumbers(self._respelled_documents(number)),
        )
        return np.isin(documents, respelled.values, assume_unique=True)

    def _respelled_documents(self, term: int) -> Numbers:
        """Return int64: the documents in which a term stands in another spelling than its own."""
        ends = np.cumsum(self._columns.frequencies(*self._columns.posting_range(term)), dtype=np.int64)
        first, end = self._columns.other_spellings(term)
        respelled = np.concatenate(
            [self._columns.spelling_occurrences(spelling) for spelling in range(first, end)]
        )
        return distinct(self._columns.docs(term).astype(np.int64)[np.searchsorted(ends, respelled, "right")])

    def _match_among(self, clause: PhraseClause, documents: Numbers, deadline: Deadline) -> SparsePostings:
        """Return which of the documents that hold the words hold them together, by their positions."""
        parts = []
        for start in range(0, len(documents), DOCS_AT_ONCE):
            deadline.check()
            found = match_phrase(clause, documents[start : start + DOCS_AT_ONCE], self, deadline)
            if found.count:
                parts.append(found)
        if len(parts) < 2:
            return parts[0] if parts else NO_POSTINGS
        return SparsePostings(
            np.concatenate([part.documents for part in parts]),
            np.concatenate([part.frequencies for part in parts]),
        )

    def lengths(self, documents: Numbers) -> Lengths:
        """See PositionSource.lengths."""
        return {name: self._columns.values(name)[documents] for name in TEXT_FIELDS}

    def average_lengths(self) -> NDArray[np.float64]:
        """See PositionSource.average_lengths."""
        return self._columns.average_lengths()

    def field_starts(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """See PositionSource.field_starts."""
        standfirst, body = self._columns.field_starts
        return standfirst[documents], body[documents]

    def part_starts(self, unit: TextUnit, documents: Numbers) -> tuple[Numbers, Numbers]:
        """See PositionSource.part_starts."""
        firsts, sizes, positions = self._columns.part_starts(unit)
        sizes = sizes[documents]
        return sizes, positions[ranges(firsts[documents], sizes)].astype(np.int64)

    def containing(self, clause: PhraseClause, ngrams: Sequence[NgramPostings] = ()) -> Numbers:
        """Return int64: the documents that contain each of a phrase's words and n-grams, in any field and order."""
        parts = sorted((self.slot(slot) for slot in clause.slots), key=lambda part: part.count)
        rarest = parts[0]
        if ngrams:
            documents = reduce(intersect_sorted, sorted((ngram.docs for ngram in ngrams), key=len))
        elif isinstance(rarest, SparsePostings):
            documents = rarest.documents
        else:
            return bitset.doc_ids(np.bitwise_and.reduce([part.bits(self.documents) for part in parts]))
        for part in parts if ngrams else parts[1:]:
            documents = documents[part.contains(documents)]
        return documents

    def count_both(self, one: TermAlternatives, other: TermAlternatives, scratch: Scratch) -> int:
        """Return how many documents contain both of two words."""
        rarer, more = sorted((self.slot(one), self.slot(other)), key=lambda part: part.count)
        if not isinstance(rarer, SparsePostings):
            return bitset.count(rarer.bits(self.documents) & more.bits(self.documents))
        if not isinstance(more, SparsePostings):
            return int(np.count_nonzero(more.contains(rarer.documents)))
        scratch.seen[rarer.documents] = True
        both = int(np.count_nonzero(scratch.seen[more.documents]))
        scratch.seen[rarer.documents] = False
        return both

    def positions(self, term: str, documents: Numbers) -> PositionLists:
        """See PositionSource.positions."""
        spelling = term[1:] if term.startswith(EXACT) else None
        number = self._columns.term_number(term if spelling is None else term_of(spelling))
        if number is None:
            found: SparsePostings | DensePostings = NO_POSTINGS
        elif spelling is not None and (
            self._has_other_spellings(number) or self._columns.term(number) != spelling
        ):
            return _positions_among(self._spelling_positions(number, spelling), documents)
        else:
            found = self._cache.get_or_compute(
                (self._columns.base, number), lambda: term_postings(self._columns, number)
            )
        if number is None or not found.count:
            return _positions_among(NO_OCCURRENCES, documents)
        here = np.flatnonzero(found.contains(documents))
        frequencies = self._columns.frequencies(*self._columns.posting_range(number))
        postings = found.posting_ordinals(documents[here])
        sizes = frequencies[postings].astype(np.int64)
        if isinstance(found, SparsePostings):
            firsts = np.cumsum(frequencies, dtype=np.int64)[postings] - sizes
        else:
            firsts = self._dense_firsts(number, found, frequencies, documents[here], postings)
        start, end = self._columns.occurrence_range(number)
        return PositionLists(here, firsts, sizes, self._columns.positions(start, end))

    def _dense_firsts(
        self, term: int, dense: DensePostings, frequencies: Counts, documents: Numbers, postings: Numbers
    ) -> Numbers:
        """Return where the positions of each document begin: that of its word of 64, plus what precedes it there."""
        if len(documents) * CUMSUM_FACTOR > len(frequencies):
            return np.cumsum(frequencies, dtype=np.int64)[postings] - frequencies[postings]

        def words() -> _CachedNumbers:
            before = np.concatenate(([0], np.cumsum(frequencies, dtype=np.int64)))
            return _CachedNumbers(before[dense.starts])

        word_firsts = self._cache.get_or_compute((self._columns.base, ("firsts", term)), words).values
        word = documents >> 6
        preceding = postings - dense.starts[word]
        counts = np.concatenate(
            ([0], np.cumsum(frequencies[ranges(dense.starts[word], preceding)], dtype=np.int64))
        )
        ends = np.cumsum(preceding)
        firsts: Numbers = word_firsts[word] + counts[ends] - counts[ends - preceding]
        return firsts


def _positions_among(found: _Occurrences, documents: Numbers) -> PositionLists:
    if not len(found.documents):
        return NO_POSITIONS
    indices = np.minimum(np.searchsorted(found.documents, documents), len(found.documents) - 1)
    here = np.flatnonzero(found.documents[indices] == documents)
    firsts = found.firsts[indices[here]]
    return PositionLists(here, firsts, found.firsts[indices[here] + 1] - firsts, found.positions)
