"""Evaluator: a clause over one segment's postings: the best documents, their BM25F scores, and the total.

Flat queries (several words, all wanted or any of them) are pruned by block maxima; parts inside other parts are
evaluated as a whole first. The slow twin walks Whoosh's matchers posting by posting
(`tests/search/ranking/plain_matching.py`); a property test shows that both find the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.columns import bitset
from index.columns.bitset import Bits, DocIds, Mask
from search.model.deadline import NEVER, Deadline
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.ranking import block_max
from search.ranking.block_max import NO_DOCUMENTS, TopDocuments
from search.ranking.scorers import NO_SCORES, ClauseScorer, DocScores, Scorer, Scratch, TermScorer
from search.ranking.segment_postings import SegmentPostings

EXCLUDED_WEIGHT = 1.0
"""The weight of an excluded word: it only has to occur."""


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the clauses of one query over one segment.

    `weights` are those of the query's phrases, `mask` bool[words · 64] tells which documents may be found
    (None: all), `scratch` are this thread's working arrays. Methods raise OutOfTimeError.
    """

    postings: SegmentPostings
    weights: dict[PhraseClause, float]
    mask: Mask | None
    scratch: Scratch
    deadline: Deadline = NEVER

    def top(self, clause: AllOf, count: int) -> TopDocuments:
        """Return the best matching documents."""
        if not clause.must:
            return NO_DOCUMENTS
        mask = self._mask_without(clause.must_not)
        parts = list(_flat_all(clause.must))
        if len(parts) == 1 and isinstance(parts[0], AnyOf):
            scorers = [self._scorer(part) for part in _flat_any(parts[0].should)]
            return block_max.any_of(scorers, count, mask, self.scratch)
        return block_max.all_of([self._scorer(part) for part in parts], count, mask, self.scratch)

    def score_all(self, clause: AllOf) -> DocScores:
        """Return all matching documents with their scores."""
        found = self._evaluate(clause)
        if self.mask is None:
            return found
        kept = self.mask[found.documents]
        return DocScores(found.documents[kept], found.scores[kept])

    def match(self, clause: Clause | None) -> Bits:
        """Return one bit for each matching document; for no clause, for each that may be found."""
        if clause is None:
            if self.mask is not None:
                return bitset.from_mask(self.mask)
            everything = bitset.empty_mask(self.postings.documents)
            everything[: self.postings.documents] = True
            return bitset.from_mask(everything)
        bits = self._bits(clause)
        return bits if self.mask is None else bits & bitset.from_mask(self.mask)

    def _bits(self, clause: Clause) -> Bits:
        if isinstance(clause, PhraseClause):
            return self._term_scorer(clause).bits()
        if isinstance(clause, AnyOf):
            either: Bits = np.bitwise_or.reduce([self._bits(part) for part in clause.should])
            return either
        if clause.must:
            bits: Bits = np.bitwise_and.reduce([self._bits(part) for part in clause.must])
        else:
            bits = self.match(None)
        for excluded in clause.must_not:
            bits = bits & ~self._bits(excluded)
        return bits

    def _mask_without(self, must_not: Sequence[Clause]) -> Mask | None:
        if not must_not:
            return self.mask
        if self.mask is None:
            mask = ~bitset.empty_mask(self.postings.documents)
        else:
            mask = self.mask.copy()
        for clause in must_not:
            mask[self._documents(clause)] = False
        return mask

    def _scorer(self, clause: Clause) -> Scorer:
        if isinstance(clause, PhraseClause):
            return self._term_scorer(clause)
        return ClauseScorer(self._evaluate(clause), self.postings.documents)

    def _term_scorer(self, clause: PhraseClause) -> TermScorer:
        self.deadline.check()
        postings = self.postings.phrase(clause, self.deadline)
        return TermScorer(postings, self.weights.get(clause, EXCLUDED_WEIGHT), self.postings.documents)

    def _documents(self, clause: Clause) -> DocIds:
        if isinstance(clause, PhraseClause):
            return self._term_scorer(clause).score_all().documents
        return self._evaluate(clause).documents

    def _evaluate(self, clause: Clause) -> DocScores:
        """Return all documents that match a clause, masked ones included, with their scores."""
        if isinstance(clause, PhraseClause):
            return self._term_scorer(clause).score_all()
        if isinstance(clause, AnyOf):
            return self._any_of([self._evaluate(part) for part in clause.should])
        scorers = sorted((self._scorer(part) for part in clause.must), key=lambda one: one.count)
        if not scorers:
            return NO_SCORES
        found = scorers[0].score_all()
        documents, scores = found.documents, found.scores
        for scorer in scorers[1:]:
            added = scorer.score_docs(documents)
            kept = added > 0
            documents, scores = documents[kept], scores[kept] + added[kept]
        for excluded in clause.must_not:
            kept = ~np.isin(documents, self._documents(excluded), assume_unique=True)
            documents, scores = documents[kept], scores[kept]
        return DocScores(documents, scores)

    def _any_of(self, parts: Sequence[DocScores]) -> DocScores:
        scores, seen = self.scratch.scores, self.scratch.seen
        for part in parts:
            scores[part.documents] += part.scores
            seen[part.documents] = True
        documents = np.flatnonzero(seen)
        found = DocScores(documents, scores[documents])
        scores[documents] = 0.0
        seen[documents] = False
        return found


def _flat_all(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield clauses with nested conjunctions flattened."""
    for clause in clauses:
        if isinstance(clause, AllOf) and not clause.must_not:
            yield from _flat_all(clause.must)
        else:
            yield clause


def _flat_any(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield clauses with nested disjunctions flattened."""
    for clause in clauses:
        if isinstance(clause, AnyOf):
            yield from _flat_any(clause.should)
        else:
            yield clause
