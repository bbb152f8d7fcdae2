"""Lexicon: the terms of one generation, their spellings, document counts, sounds and families.

Each segment keeps its own words (its .terms and .lexicon files), read by mmap, so that opening a
lexicon costs nothing however large the archive, and all workers share its pages. What the
segments say is added up here, and what deleted articles held is taken off.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.term_dictionary import TermDictionary
from index.hindi import roman
from index.hindi.batch_similarity import PAD, code_matrix, name_distances, probabilities
from index.hindi.phonetic_similarity import same_name_probability
from index.hindi.sounds import codes, sound_keys
from index.hindi.stems import inflection_keys
from index.lexicon.buckets import Buckets, Numbers
from index.lexicon.neighbour_pairs import MIN_PROBABILITY
from index.lexicon.neighbours import Neighbours
from index.lru_cache import lru_method
from index.store.segments import Deletions
from index.term_candidate import TermCandidate

CACHED_TERMS = 20_000
"""Terms whose document counts are remembered."""


class LexiconSegment(Protocol):
    """A segment as far as its words go."""

    @property
    def columns(self) -> TermDictionary:
        """Its dictionary."""

    @property
    def lexicon_path(self) -> Path:
        """Its .lexicon file."""

    @property
    def deletions(self) -> Deletions:
        """What is deleted of it."""

    @property
    def documents(self) -> int:
        """Documents, deleted ones included."""


class _SegmentWords:
    """What one segment knows of its terms, by number."""

    def __init__(self, segment: LexiconSegment) -> None:
        self.file = file = ColumnFile(segment.lexicon_path)
        self.columns = segment.columns
        self.segment_documents = segment.documents
        self._gone = segment.deletions
        self._sounds = file["sounds"]
        self._sound_offsets = file["sound_offsets"]
        self.by_sound = Buckets(file, "sound")
        self.by_inflection_key = Buckets(file, "family")
        self._neighbours = Neighbours(file)

    def term(self, number: int) -> str:
        return self.columns.terms[number].decode("utf-8")

    def documents(self, number: int) -> int:
        """Return how many documents contain a term and are not deleted."""
        start, end = self.columns.posting_range(number)
        return end - start - self._gone.terms.get(number, 0)

    def document_counts(self, numbers: Numbers) -> NDArray[np.int64]:
        """Return int64[terms]: documents of each of some terms."""
        found = self.columns.posting_counts(numbers)
        if self._gone.terms:
            found -= np.array([self._gone.terms.get(number, 0) for number in numbers.tolist()], np.int64)
        return found

    def spellings(self, number: int) -> Iterator[tuple[str, int]]:
        """Yield each spelling of a term, and the documents that have it."""
        own = self.columns.own_documents(number)
        yield self.term(number), own - self._gone.own.get(number, 0)
        for spelling in range(*self.columns.other_spellings(number)):
            documents = self.columns.spelling_documents(spelling) - self._gone.spellings.get(spelling, 0)
            yield self.columns.spellings[spelling].decode("utf-8"), documents

    def neighbours(self, term: str) -> list[tuple[int, float]] | None:
        """Return (number, distance) of each neighbour of a term; None if they have to be computed."""
        number = self.columns.term_number(term)
        return None if number is None else self._neighbours.of(number)

    def lengths(self, numbers: Numbers) -> NDArray[np.int64]:
        """Return how many sounds each of some terms has."""
        wide = numbers.astype(np.int64)
        ends = self._sound_offsets.take(wide + 1).astype(np.int64)
        return ends - self._sound_offsets.take(wide).astype(np.int64)

    def codes(self, numbers: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """Return the placed sounds of some terms as a matrix, and their lengths."""
        starts = self._sound_offsets.take(numbers.astype(np.int64)).astype(np.int64)
        ends = self._sound_offsets.take(numbers.astype(np.int64) + 1).astype(np.int64)
        return code_matrix(self._sounds.all(), starts, ends)


class StoredLexicon:
    """What words a generation holds. All look-ups are by folded term."""

    def __init__(self, segments: Iterable[LexiconSegment]) -> None:
        self._words = [_SegmentWords(segment) for segment in segments]
        self.files = [words.file for words in self._words]
        self._cached_document_count = lru_method(CACHED_TERMS, self._count_documents)

    def warm_up(self) -> None:
        """Build cost tables and page in the lists, so that the first query is not slow."""
        self.sounding_like("मोदी", 1.0)
        self.inflections("मोदी")
        self.romanized("modi", 1)

    def document_count(self, term: str) -> int:
        """Return how many documents contain the term in any text field; 0 for an unknown one."""
        return self._cached_document_count(term)

    def _count_documents(self, term: str) -> int:
        return sum(words.documents(number) for words, number in self._holding(term))

    def spellings(self, term: str) -> list[tuple[str, int]]:
        """Return (spelling, documents) for each way the archive spells a term, most frequent first."""
        counts: defaultdict[str, int] = defaultdict(int)
        for words, number in self._holding(term):
            for spelling, documents in words.spellings(number):
                counts[spelling] += documents
        found = [(spelling, documents) for spelling, documents in counts.items() if documents]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def sounding_like(self, term: str, min_probability: float) -> list[TermCandidate]:
        """Return terms that may be the same name by sound, of at least the given probability, likeliest first."""
        others: dict[str, float] = {}
        unknown = []
        for words in self._words:
            known = words.neighbours(term) if min_probability >= MIN_PROBABILITY else None
            if known is None:
                unknown.append(words)
            else:
                others.update((words.term(number), cost) for number, cost in known)
        if unknown:
            others.update(self._computed_distances(term, min_probability, unknown))
        others.pop(term, None)
        found = (
            TermCandidate(other, same_name_probability(term, other, cost), self.document_count(other))
            for other, cost in others.items()
        )
        return sorted(
            (word for word in found if word.probability >= min_probability and word.documents),
            key=lambda word: (-word.probability, -word.documents, word.term),
        )

    def _computed_distances(
        self, term: str, min_probability: float, segments: Sequence[_SegmentWords]
    ) -> Iterator[tuple[str, float]]:
        """Yield terms of some segments that may sound like a term, and their distances."""
        keys = sound_keys(term)
        found_here = _gather(segments, lambda words: words.by_sound.terms(keys))
        costs = name_distances(term, found_here.codes, found_here.lengths)
        likely = probabilities(costs, np.minimum(found_here.lengths, len(codes(term))))
        indices = np.flatnonzero(likely[found_here.row_of] >= min_probability)
        of_each = costs[found_here.row_of[indices]].tolist()
        for (words, number), cost in zip(found_here.located(indices), of_each, strict=True):
            yield words.term(number), cost

    def inflections(self, term: str) -> list[tuple[str, int]]:
        """Return (other term, documents) for the forms of the same word, most frequent first."""
        keys = inflection_keys(term)
        counts: defaultdict[str, int] = defaultdict(int)
        for words in self._words:
            for number in words.by_inflection_key.terms(keys).tolist():
                counts[words.term(number)] += words.documents(number)
        counts.pop(term, None)
        found = [(other, documents) for other, documents in counts.items() if documents]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def romanized(self, word: str, count: int) -> list[TermCandidate]:
        """Return the Devanagari terms that a word in Latin letters most likely stands for, best first.

        Ties are broken by frequency; the probability is that of the sound alone.
        """
        best: dict[str, tuple[float, float, int]] = {}
        typed, english = roman.typed_and_english_costs(word)
        # Typed Hindi that looks English (bhatt) ranks lower, and is no less likely by itself.
        readings = [(units, 0.0, typed) for units in roman.readings(word)]
        readings += [(units, roman.NASAL, typed) for units in roman.nasal_readings(word)]
        readings += [(units, roman.GEMINATE, typed) for units in roman.geminate_readings(word)]
        readings += [(units, english, 0.0) for units in roman.english_readings(word)]
        for units, extra, lag in readings:
            for term, rank, likely, documents in self._read_as(units, extra, count):
                if term not in best or rank + lag < best[term][0]:
                    best[term] = rank + lag, likely, documents
        ordered = sorted(best.items(), key=lambda item: (item[1][0], item[0]))[:count]
        return [TermCandidate(term, likely, documents) for term, (_, likely, documents) in ordered]

    def beginning_with(self, prefix: str, count: int) -> list[tuple[str, int]]:
        """Return (term, documents) of the terms that begin so, most frequent first."""
        found: set[str] = set()
        for words in self._words:
            first, end = words.columns.terms_beginning(prefix)
            counts, _ = words.columns.counts(first, end)
            best = np.argsort(-counts, kind="stable")[: 2 * count]
            found.update(words.term(first + index) for index in best.tolist())
        ranked = sorted(
            ((term, self.document_count(term)) for term in found), key=lambda pair: (-pair[1], pair[0])
        )
        return [pair for pair in ranked if pair[1]][:count]

    def frequent_sounds(
        self, count: int
    ) -> tuple[list[str], NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
        """Return the most frequent terms of the largest segment that take part in search by sound.

        Terms, int64[n] documents, uint8[n, sounds] placed sounds, int64[n] how many each has.
        """
        if not self._words:
            return [], np.zeros(0, np.int64), np.zeros((0, 1), np.uint8), np.zeros(0, np.int64)
        words = max(self._words, key=lambda lexicon: lexicon.segment_documents)
        counts, _ = words.columns.counts(0, len(words.columns.terms))
        numbers = np.flatnonzero(words.lengths(np.arange(len(counts), dtype=np.uint32)) > 0)
        if len(numbers) > count:
            numbers = np.sort(numbers[np.argpartition(-counts[numbers], count)[:count]])
        chosen = numbers.astype(np.uint32)
        codes, lengths = words.codes(chosen)
        terms = [words.term(number) for number in numbers.tolist()]
        return terms, words.document_counts(chosen), codes, lengths

    def _read_as(
        self, units: roman.Units, extra: float, most: int
    ) -> Iterator[tuple[str, float, float, int]]:
        """Yield the best terms for a reading: term, rank, probability, documents."""
        keys = roman.unit_keys(units)

        def of_fitting_length(words: _SegmentWords) -> Numbers:
            numbers = words.by_sound.terms(keys)
            lengths = words.lengths(numbers)
            fits = (lengths >= len(units) * roman.MIN_LENGTH_RATIO) & (
                lengths <= len(units) * roman.MAX_LENGTH_RATIO
            )
            return numbers[fits]

        found = _gather(self._words, of_fitting_length)
        if not len(found.row_of):
            return
        of_rows = roman.costs(units, found.codes, found.lengths) + extra
        chances = roman.likelihood(of_rows, len(units))[found.row_of]
        costs = of_rows[found.row_of]
        ranked: dict[str, tuple[float, float, int]] = {}
        for index, (words, number) in self._may_be_among(found, costs, most):
            term = words.term(number)
            if term not in ranked and (documents := self.document_count(term)):
                rank = float(costs[index] - roman.FREQUENCY * np.log1p(documents))
                ranked[term] = rank, float(chances[index]), documents
        for term, (rank, likely, documents) in sorted(ranked.items(), key=lambda item: (item[1][0], item[0]))[
            :most
        ]:
            yield term, rank, likely, documents

    def _may_be_among(
        self, found: "_Gathered", costs: NDArray[np.float64], most: int
    ) -> Iterator[tuple[int, tuple[_SegmentWords, int]]]:
        """Yield the index and place of terms that may rank among the best.

        A term is in at least as many documents as in one segment, and in no more than these and all of the others.
        """
        here = np.concatenate([words.document_counts(numbers) for words, numbers in found.parts])
        sizes = np.array([words.segment_documents for words, _ in found.parts])
        elsewhere = np.repeat(sum(words.segment_documents for words in self._words) - sizes, found.sizes)
        at_worst = np.where(here > 0, costs - roman.FREQUENCY * np.log1p(here), np.inf)
        enough = most * len(found.parts)  # each term may be in every segment
        indices = np.arange(len(costs))
        if len(costs) > enough:
            limit = np.partition(at_worst, enough - 1)[enough - 1]
            indices = np.flatnonzero(costs - roman.FREQUENCY * np.log1p(here + elsewhere) <= limit)
        yield from zip(indices.tolist(), found.located(indices), strict=True)

    def _holding(self, term: str) -> Iterator[tuple[_SegmentWords, int]]:
        for words in self._words:
            number = words.columns.term_number(term)
            if number is not None:
                yield words, number


class _Gathered(NamedTuple):
    """Terms of several segments, and the distinct sounds that they are spelled with."""

    parts: list[tuple[_SegmentWords, Numbers]]
    codes: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    row_of: NDArray[np.int64]
    """int64[terms of all parts]: the row of each."""

    @property
    def sizes(self) -> list[int]:
        """How many terms each part has."""
        return [len(numbers) for _, numbers in self.parts]

    def located(self, indices: NDArray[np.int64]) -> Iterator[tuple[_SegmentWords, int]]:
        """Yield the segment and the number there of terms, given by their index through all parts, ascending."""
        firsts = np.cumsum([0, *self.sizes])
        for part, (words, numbers) in enumerate(self.parts):
            low, high = np.searchsorted(indices, firsts[part : part + 2])
            for number in numbers[indices[low:high] - firsts[part]].tolist():
                yield words, number


def _gather(segments: Iterable[_SegmentWords], chosen: Callable[[_SegmentWords], Numbers]) -> _Gathered:
    """Return the chosen terms of some segments, those that are spelled with the same sounds in one row."""
    parts = [(words, numbers) for words in segments if len(numbers := chosen(words))]
    if not parts:
        return _Gathered([], np.zeros((0, 1), np.uint8), np.zeros(0, np.int64), np.zeros(0, np.int64))
    coded = [words.codes(numbers) for words, numbers in parts]
    if len(parts) == 1:
        return _Gathered(parts, *coded[0], np.arange(len(parts[0][1])))
    widest = max(matrix.shape[1] for matrix, _ in coded)
    together = np.concatenate([
        np.pad(matrix, ((0, 0), (0, widest - matrix.shape[1])), constant_values=PAD) for matrix, _ in coded
    ])  # fmt: skip
    lengths = np.concatenate([code for _, code in coded])
    _, first, row_of = np.unique(_hashes(together), return_index=True, return_inverse=True)
    if not np.array_equal(together[first][row_of], together):  # two that only share a hash
        return _Gathered(parts, together, lengths, np.arange(len(together)))
    return _Gathered(parts, together[first], lengths[first], row_of)


_MULTIPLIERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, np.uint64))
"""Of a hash; any odd numbers do."""


def _hashes(matrix: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return uint64[rows]: a hash of each row."""
    wide = matrix.astype(np.uint64) + np.uint64(1)
    found: NDArray[np.uint64] = (wide * np.resize(_MULTIPLIERS, matrix.shape[1])).sum(axis=1, dtype=np.uint64)
    return found
