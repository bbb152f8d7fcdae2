"""Clauses → Whoosh matchers over one segment, scored by BM25F.

Postings of one field come in three kinds with one contract (`Postings`): of a term, of any of
several terms, of terms side by side. `ClauseMatcher` merges a sequence's postings over the fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from whoosh.matching import AndNotMatcher, IntersectionMatcher, Matcher, NullMatcher, UnionMatcher
from whoosh.reading import IndexReader
from whoosh.util import make_binary_tree

from index.article import TEXT_FIELDS
from search import ranking
from search.clauses import AllOf, AnyOf, Clause, Sequence, Slot


class Postings(Protocol):
    """Documents of one field in ascending order, with weighted frequency and positions."""

    def is_active(self) -> bool: ...
    def id(self) -> int: ...
    def next(self) -> None: ...
    def skip_to(self, document: int) -> None: ...
    def frequency(self) -> float: ...
    def positions(self) -> set[int]: ...


class TermPostings:
    """Postings of one term; each occurrence counts `weight`."""

    def __init__(self, leaf: Any, weight: float) -> None:
        self._leaf = leaf
        self._weight = weight
        self.is_active = leaf.is_active
        self.id = leaf.id
        self.next = leaf.next

    def skip_to(self, document: int) -> None:
        if self._leaf.id() < document:
            self._leaf.skip_to(document)

    def frequency(self) -> float:
        return self._weight * float(self._leaf.weight())

    def positions(self) -> set[int]:
        return set(self._leaf.value_as("positions"))


class AnyPostings:
    """Postings of a word that may be spelled by several terms."""

    def __init__(self, parts: list[Postings]) -> None:
        self._parts = [part for part in parts if part.is_active()]

    def is_active(self) -> bool:
        return bool(self._parts)

    def id(self) -> int:
        return min(part.id() for part in self._parts)

    def _here(self) -> Iterator[Postings]:
        document = self.id()
        return (part for part in self._parts if part.id() == document)

    def next(self) -> None:
        for part in list(self._here()):
            part.next()
        self._parts = [part for part in self._parts if part.is_active()]

    def skip_to(self, document: int) -> None:
        for part in self._parts:
            part.skip_to(document)
        self._parts = [part for part in self._parts if part.is_active()]

    def frequency(self) -> float:
        return sum(part.frequency() for part in self._here())

    def positions(self) -> set[int]:
        return set().union(*(part.positions() for part in self._here()))


class SequencePostings:
    """Postings of words that stand side by side; the frequency counts whole sequences."""

    def __init__(self, slots: list[Postings]) -> None:
        self._slots = slots
        self._starts: set[int] = set()
        self._find()

    def is_active(self) -> bool:
        return bool(self._starts)

    def id(self) -> int:
        return self._slots[0].id()

    def next(self) -> None:
        self._slots[0].next()
        self._find()

    def skip_to(self, document: int) -> None:
        if self.is_active() and self.id() < document:
            self._slots[0].skip_to(document)
            self._find()

    def frequency(self) -> float:
        weights = (slot.frequency() / len(slot.positions()) for slot in self._slots)
        return len(self._starts) * min(1.0, *weights)

    def positions(self) -> set[int]:
        return self._starts

    def _find(self) -> None:
        """Move to the first document from here on in which the slots stand side by side."""
        self._starts = set()
        while self._align():
            starts = self._slots[0].positions()
            for offset, slot in enumerate(self._slots[1:], start=1):
                starts = starts & {position - offset for position in slot.positions()}
            if starts:
                self._starts = starts
                return
            self._slots[0].next()

    def _align(self) -> bool:
        """Move all slots to one document that each of them has."""
        while all(slot.is_active() for slot in self._slots):
            highest = max(slot.id() for slot in self._slots)
            if all(slot.id() == highest for slot in self._slots):
                return True
            for slot in self._slots:
                slot.skip_to(highest)
        return False


class ClauseMatcher(Matcher):
    """A Whoosh matcher over one sequence's postings in several fields, scored by BM25F."""

    def __init__(
        self, fields: dict[str, Postings], reader: IndexReader, idf: float, averages: dict[str, float]
    ) -> None:
        super().__init__()
        self._fields = [(name, postings) for name, postings in fields.items() if postings.is_active()]
        self._reader = reader
        self._idf = idf
        self._averages = averages

    def is_active(self) -> bool:
        return bool(self._fields)

    def id(self) -> int:
        return min(postings.id() for _, postings in self._fields)

    def next(self) -> None:
        document = self.id()
        for _, postings in self._fields:
            if postings.id() == document:
                postings.next()
        self._drop_finished()

    def skip_to(self, document: int) -> None:
        for _, postings in self._fields:
            postings.skip_to(document)
        self._drop_finished()

    def _drop_finished(self) -> None:
        self._fields = [(name, postings) for name, postings in self._fields if postings.is_active()]

    def score(self) -> float:
        document = self.id()
        frequency = 0.0
        for name, postings in self._fields:
            if postings.id() == document:
                length = self._reader.doc_field_length(document, name)
                frequency += ranking.field_frequency(name, postings.frequency(), length, self._averages[name])
        return ranking.score(self._idf, frequency)

    def supports_block_quality(self) -> bool:
        return False


class ExcludingMatcher(AndNotMatcher):
    """Whoosh's AndNotMatcher with its start mended.

    Whoosh 2.7.5 looks for an excluded first document only where both sides begin at the same one;
    where the excluded side begins earlier and reaches it later, the document slips through.
    """

    def _find_first(self) -> None:
        if self.a.is_active() and self.b.is_active():
            self._find_next()


@dataclass(frozen=True)
class Statistics:
    """What scores need to know of the whole archive, whatever segment is being matched.

    `averages` are the fields' mean lengths in words, `rarities` what each wanted sequence weighs.
    """

    averages: dict[str, float]
    rarities: dict[Sequence, float]


def matcher(clause: Clause, reader: IndexReader, statistics: Statistics) -> Any:
    """The Whoosh matcher of a clause over one segment's reader."""
    if isinstance(clause, Sequence):
        fields = {name: _sequence(clause, reader, name) for name in TEXT_FIELDS}
        return ClauseMatcher(fields, reader, statistics.rarities.get(clause, 0.0), statistics.averages)
    if isinstance(clause, AnyOf):
        return make_binary_tree(
            UnionMatcher, [matcher(inner, reader, statistics) for inner in clause.clauses]
        )
    return _all_of(clause, reader, statistics)


def _all_of(clause: AllOf, reader: IndexReader, statistics: Statistics) -> Any:
    if not clause.wanted:
        return NullMatcher()
    wanted = make_binary_tree(
        IntersectionMatcher, [matcher(inner, reader, statistics) for inner in clause.wanted]
    )
    if not clause.excluded:
        return wanted
    excluded = make_binary_tree(
        UnionMatcher, [matcher(inner, reader, statistics) for inner in clause.excluded]
    )
    return ExcludingMatcher(wanted, excluded)


def _sequence(sequence: Sequence, reader: IndexReader, field: str) -> Postings:
    slots = [_slot(slot, reader, field) for slot in sequence.slots]
    return slots[0] if len(slots) == 1 else SequencePostings(slots)


def _slot(slot: Slot, reader: IndexReader, field: str) -> Postings:
    parts: list[Postings] = [
        TermPostings(reader.postings(field, alternative.term), alternative.weight)
        for alternative in slot
        if (field, alternative.term) in reader
    ]
    return parts[0] if len(parts) == 1 else AnyPostings(parts)
