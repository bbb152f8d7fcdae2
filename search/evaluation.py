"""A clause evaluated over one segment's arrays: the best documents, their BM25F scores, and the total.

Flat queries (some words, all wanted or any of them) are pruned; parts inside other parts are
evaluated as a whole first. The plain twin walks Whoosh's matchers posting by posting
(`tests/search/plain_matching.py`); a property test shows that both find the same.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass

import numpy as np

from index.columns.layout import WORD, words_of
from search import pruning
from search.clauses import AllOf, AnyOf, Clause, Sequence
from search.deadline import NEVER, Deadline
from search.operands import NOTHING, Operand, Part, Scored, Word
from search.postings import Bits, Documents
from search.pruning import NONE_FOUND, Found, Mask
from search.scratch import Scratch
from search.segment_postings import SegmentPostings

ANY = 1.0
"""What an excluded word weighs: it only has to be there."""


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the clauses of one query over one segment.

    `rarities` is what each sequence weighs, `allowed` bool[words · 64] which documents may be found
    (None: all), `scratch` this thread's.
    """

    postings: SegmentPostings
    rarities: dict[Sequence, float]
    allowed: Mask | None
    scratch: Scratch
    deadline: Deadline = NEVER

    def top(self, clause: AllOf, count: int) -> Found:
        """The best matching documents."""
        if not clause.wanted:
            return NONE_FOUND
        mask = self._mask(clause.excluded)
        parts = list(_flat_all(clause.wanted))
        if len(parts) == 1 and isinstance(parts[0], AnyOf):
            operands = [self._operand(part) for part in _flat_any(parts[0].clauses)]
            return pruning.any_of(operands, count, mask, self.scratch)
        return pruning.all_of([self._operand(part) for part in parts], count, mask, self.scratch)

    def scored(self, clause: AllOf) -> Scored:
        """All matching documents with their scores."""
        found = self._evaluated(clause)
        if self.allowed is None:
            return found
        held = self.allowed[found.documents]
        return Scored(found.documents[held], found.scores[held])

    def matching(self, clause: Clause | None) -> Bits:
        """One bit for each matching document; all that may be found for no clause."""
        if clause is None:
            mask = np.zeros(words_of(self.postings.documents) * WORD, np.bool_)
            mask[: self.postings.documents] = True
            return pruning.packed(mask if self.allowed is None else self.allowed)
        bits = self._bits(clause)
        return bits if self.allowed is None else bits & pruning.packed(self.allowed)

    def _bits(self, clause: Clause) -> Bits:
        bits: Bits
        if isinstance(clause, Sequence):
            return self._word(clause).bits()
        if isinstance(clause, AllOf) and not clause.wanted:
            bits = self.matching(None)
            for excluded in clause.excluded:
                bits = bits & ~self._bits(excluded)
            return bits
        if isinstance(clause, AnyOf):
            either: Bits = np.bitwise_or.reduce([self._bits(part) for part in clause.clauses])
            return either
        bits = np.bitwise_and.reduce([self._bits(part) for part in clause.wanted])
        for excluded in clause.excluded:
            bits = bits & ~self._bits(excluded)
        return bits

    def _mask(self, excluded: Many[Clause]) -> Mask | None:
        if not excluded:
            return self.allowed
        if self.allowed is None:
            mask = np.ones(words_of(self.postings.documents) * WORD, np.bool_)
        else:
            mask = self.allowed.copy()
        for clause in excluded:
            mask[self._documents(clause)] = False
        return mask

    def _operand(self, clause: Clause) -> Operand:
        if isinstance(clause, Sequence):
            return self._word(clause)
        return Part(self._evaluated(clause), self.postings.documents)

    def _word(self, sequence: Sequence) -> Word:
        self.deadline.check()
        found = self.postings.sequence(sequence, self.deadline)
        return Word(found, self.rarities.get(sequence, ANY), self.postings.documents)

    def _documents(self, clause: Clause) -> Documents:
        if isinstance(clause, Sequence):
            return self._word(clause).listed().documents
        return self._evaluated(clause).documents

    def _evaluated(self, clause: Clause) -> Scored:
        """All documents that match a clause, with their scores."""
        if isinstance(clause, Sequence):
            return self._word(clause).listed()
        if isinstance(clause, AnyOf):
            return self._any_of([self._evaluated(part) for part in clause.clauses])
        operands = sorted((self._operand(part) for part in clause.wanted), key=lambda one: one.count)
        if not operands:
            return NOTHING
        one = operands[0].listed()
        documents, scores = one.documents, one.scores
        for operand in operands[1:]:
            added = operand.at(documents)
            held = added > 0
            documents, scores = documents[held], scores[held] + added[held]
        for excluded in clause.excluded:
            held = ~np.isin(documents, self._documents(excluded), assume_unique=True)
            documents, scores = documents[held], scores[held]
        return Scored(documents, scores)

    def _any_of(self, parts: Many[Scored]) -> Scored:
        scores, seen = self.scratch.scores, self.scratch.seen
        for part in parts:
            scores[part.documents] += part.scores
            seen[part.documents] = True
        documents = np.flatnonzero(seen)
        found = Scored(documents, scores[documents])
        scores[documents] = 0.0
        seen[documents] = False
        return found


def _flat_all(clauses: Many[Clause]) -> Iterator[Clause]:
    """All of all of … are all of them."""
    for clause in clauses:
        if isinstance(clause, AllOf) and not clause.excluded:
            yield from _flat_all(clause.wanted)
        else:
            yield clause


def _flat_any(clauses: Many[Clause]) -> Iterator[Clause]:
    """Any of any of … are any of them."""
    for clause in clauses:
        if isinstance(clause, AnyOf):
            yield from _flat_any(clause.clauses)
        else:
            yield clause
