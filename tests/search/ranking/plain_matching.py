"""The plain twin of the search: Whoosh's matchers walked document by document, scores by the formula.

Slow and obvious. It shares with the search only the definitions: what a clause is, what fields weigh,
the score of a frequency, and that the impact of a term is rounded to float16.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from whoosh.matching import IntersectionMatcher, Matcher, NullMatcher, UnionMatcher
from whoosh.reading import IndexReader
from whoosh.util import make_binary_tree

from index.columns.impacts import LEAD_WORDS, field_weight
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from index.hindi.sentences import starts
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, TermAlternatives
from search.query.required_occurrences import RequiredOccurrences, required_occurrences
from search.ranking import bm25
from search.ranking.postings import ADDED_CEILING

Places = dict[str, dict[int, float]]
"""field → position → weight of the term that stands there."""


class TermMatcher:
    """One term in all fields."""

    def __init__(self, reader: IndexReader, term: str, weight: float, average: dict[str, float]) -> None:
        self._parts = {
            field: reader.postings(field, term) for field in TEXT_FIELDS if (field, term) in reader
        }
        self._reader = reader
        self._weight = weight
        self._average = average

    def is_active(self) -> bool:
        return any(part.is_active() for part in self._parts.values())

    def id(self) -> int:
        return min(int(part.id()) for part in self._parts.values() if part.is_active())

    def skip_to(self, document: int) -> None:
        for part in self._parts.values():
            if part.is_active() and part.id() < document:
                part.skip_to(document)

    def places(self) -> Places:
        return {
            field: dict.fromkeys(part.value_as("positions"), self._weight)
            for field, part in self._parts.items()
            if part.is_active() and part.id() == self.id()
        }

    def frequency(self) -> float:
        impact = 0.0
        for field, positions in self.places().items():
            count = sum(1 + (field == "body" and position < LEAD_WORDS) for position in positions)
            length = self._reader.doc_field_length(self.id(), field)
            impact += count * field_weight(field, length, self._average[field])
        return self._weight * float(np.float16(impact))


class SlotMatcher:
    """Any of several terms."""

    def __init__(self, reader: IndexReader, slot: TermAlternatives, average: dict[str, float]) -> None:
        self._parts = [
            TermMatcher(reader, alternative.term, alternative.weight, average) for alternative in slot
        ]
        self._is_added = [alternative.is_added for alternative in slot]

    def _here(self) -> Iterator[TermMatcher]:
        document = self.id()
        return (part for part in self._parts if part.is_active() and part.id() == document)

    def is_active(self) -> bool:
        return any(part.is_active() for part in self._parts)

    def id(self) -> int:
        return min(part.id() for part in self._parts if part.is_active())

    def skip_to(self, document: int) -> None:
        for part in self._parts:
            part.skip_to(document)

    def frequency(self) -> float:
        typed = added = 0.0
        for part, is_added in zip(self._parts, self._is_added, strict=True):
            if part.is_active() and part.id() == self.id():
                if is_added:
                    added += part.frequency()
                else:
                    typed += part.frequency()
        return typed + ADDED_CEILING * added / (1 + added)

    def places(self) -> Places:
        together: Places = {field: {} for field in TEXT_FIELDS}
        for part in self._here():
            for field, places in part.places().items():
                for position, weight in places.items():
                    together[field][position] = max(weight, together[field].get(position, 0.0))
        return together


class SequenceMatcher(Matcher):
    """Words side by side, or one word."""

    def __init__(
        self, reader: IndexReader, sequence: PhraseClause, idf: float, average: dict[str, float]
    ) -> None:
        super().__init__()
        wanted = (
            required_occurrences(sequence.slots)
            if sequence.within
            else [RequiredOccurrences(slot, 1) for slot in sequence.slots]
        )
        self._times = [need.times for need in wanted]
        self._slots = [SlotMatcher(reader, need.slot, average) for need in wanted]
        self._sequence = sequence
        self._reader = reader
        self._idf = idf
        self._average = average
        self._align()

    def is_active(self) -> bool:
        return all(slot.is_active() for slot in self._slots)

    def id(self) -> int:
        return self._slots[0].id()

    def next(self) -> None:
        self._slots[0].skip_to(self.id() + 1)
        self._align()

    def skip_to(self, document: int) -> None:
        self._slots[0].skip_to(document)
        self._align()

    def supports_block_quality(self) -> bool:
        return False

    def score(self) -> float:
        if self._sequence.is_plain_word:
            return bm25.score(self._idf, self._slots[0].frequency())
        frequency = 0.0
        for field, weights in self._starts().items():
            length = self._reader.doc_field_length(self.id(), field)
            frequency += sum(weights) * field_weight(field, length, self._average[field])
        return bm25.score(self._idf, frequency)

    def _starts(self) -> dict[str, list[float]]:
        """field → the weights of all places where the words stand together."""
        places = [slot.places() for slot in self._slots]
        wanted = [self._sequence.field] if self._sequence.field else TEXT_FIELDS
        found = {field: self._in_field(field, [place.get(field, {}) for place in places]) for field in wanted}
        if sum(map(len, found.values())) < self._sequence.times:
            return {}
        return {field: weights for field, weights in found.items() if weights}

    def _in_field(self, field: str, places: list[dict[int, float]]) -> list[float]:
        within = self._sequence.within
        if isinstance(within, str):
            return self._in_parts(field, within, places)
        found: dict[int, float] = {}
        if within:
            for end in sorted({position for place in places for position in place}):
                latest = [
                    ([-1] * times + sorted(one for one in each if one <= end))[-times]
                    for each, times in zip(places, self._times, strict=True)
                ]
                if min(latest) >= 0 and end - min(latest) <= within:
                    found.setdefault(
                        min(latest), min(each[one] for each, one in zip(places, latest, strict=True))
                    )
        else:
            for start in places[0]:
                weights = [each.get(start + offset) for offset, each in enumerate(places)]
                if all(weight is not None for weight in weights):
                    found[start] = min(weight for weight in weights if weight is not None)
        return list(found.values())

    def _in_parts(self, field: str, unit: str, places: list[dict[int, float]]) -> list[float]:
        text = self._reader.stored_fields(self.id()).get(field, "")
        words = [word.token for word in analyse(text)]
        sentences, paragraphs = starts(text, words)
        cuts = [0, *(sentences if unit == "sentence" else paragraphs), len(words)]
        found = []
        for start, end in pairwise(cuts):
            held = [[place[one] for one in place if start <= one < end] for place in places]
            if all(len(here) >= times for here, times in zip(held, self._times, strict=True)):
                found.append(min(max(here) for here in held))
        return found

    def _align(self) -> None:
        """Move to the next document in which the words stand side by side."""
        while self.is_active():
            highest = max(slot.id() for slot in self._slots)
            if all(slot.id() == highest for slot in self._slots):
                if self._sequence.is_plain_word or self._starts():
                    return
                self._slots[0].skip_to(highest + 1)
            else:
                for slot in self._slots:
                    slot.skip_to(highest)


class ExcludingMatcher(Matcher):
    """What one matcher finds and another does not.

    Whoosh 2.7.5 has one (AndNotMatcher), but it looks for an excluded first document only where both sides
    begin at the same one, and reads past the end where the last document is excluded.
    """

    def __init__(self, wanted: Any, excluded: Any) -> None:
        super().__init__()
        self._wanted = wanted
        self._excluded = excluded
        self._find()

    def is_active(self) -> bool:
        return bool(self._wanted.is_active())

    def id(self) -> int:
        return int(self._wanted.id())

    def score(self) -> float:
        return float(self._wanted.score())

    def next(self) -> None:
        self._wanted.next()
        self._find()

    def skip_to(self, document: int) -> None:
        self._wanted.skip_to(document)
        self._find()

    def supports_block_quality(self) -> bool:
        return False

    def _find(self) -> None:
        """Move to the next document that is not excluded."""
        while self._wanted.is_active():
            if self._excluded.is_active() and self._excluded.id() < self._wanted.id():
                self._excluded.skip_to(self._wanted.id())
            if not (self._excluded.is_active() and self._excluded.id() == self._wanted.id()):
                return
            self._wanted.next()


def matcher(
    clause: Clause, reader: IndexReader, rarities: dict[PhraseClause, float], average: dict[str, float]
) -> Any:
    """The Whoosh matcher of a clause over one segment's reader."""
    if isinstance(clause, PhraseClause):
        return SequenceMatcher(reader, clause, rarities.get(clause, 0.0), average)
    if isinstance(clause, AnyOf):
        return make_binary_tree(
            UnionMatcher, [matcher(part, reader, rarities, average) for part in clause.should]
        )
    return _all_of(clause, reader, rarities, average)


def _all_of(
    clause: AllOf, reader: IndexReader, rarities: dict[PhraseClause, float], average: dict[str, float]
) -> Any:
    if not clause.must:
        return NullMatcher()
    wanted = make_binary_tree(
        IntersectionMatcher, [matcher(part, reader, rarities, average) for part in clause.must]
    )
    if not clause.must_not:
        return wanted
    excluded = make_binary_tree(
        UnionMatcher, [matcher(part, reader, rarities, average) for part in clause.must_not]
    )
    return ExcludingMatcher(wanted, excluded)
