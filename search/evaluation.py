"""A clause evaluated over whole posting lists: which documents match, and their BM25F scores.

Every step is a few array operations on (documents, scores) with ascending documents. The plain twin
walks Whoosh matchers (`search/matching.py`); a property test shows that both give the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from index.article import TEXT_FIELDS
from search import ranking
from search.clauses import AllOf, AnyOf, Clause, Sequence, Slot
from search.postings import Documents, Floats, PostingReader


@dataclass(frozen=True)
class Scored:
    """documents int64[n] ascending, scores float64[n]."""

    documents: Documents
    scores: Floats


NOTHING = Scored(np.zeros(0, np.int64), np.zeros(0, np.float64))

MatchSequence = Callable[[Sequence], Scored]
"""Documents with words side by side, and their weighted frequency; needs positions."""


class Evaluator:
    """Evaluates clauses of one query over one generation."""

    def __init__(
        self,
        postings: PostingReader,
        averages: dict[str, float],
        rarities: dict[Sequence, float],
        match_sequence: MatchSequence,
    ) -> None:
        self._postings = postings
        self._averages = averages
        self._rarities = rarities
        self._match_sequence = match_sequence

    def evaluate(self, clause: Clause) -> Scored:
        """The matching documents with their scores."""
        if isinstance(clause, Sequence):
            return self._sequence(clause)
        if isinstance(clause, AnyOf):
            return summed([self.evaluate(inner) for inner in clause.clauses])
        return self._all_of(clause)

    def _all_of(self, clause: AllOf) -> Scored:
        if not clause.wanted:
            return NOTHING
        parts = sorted(
            (self.evaluate(inner) for inner in clause.wanted), key=lambda part: len(part.documents)
        )
        documents, scores = parts[0].documents, parts[0].scores
        for part in parts[1:]:
            documents, here, there = np.intersect1d(
                documents, part.documents, assume_unique=True, return_indices=True
            )
            scores = scores[here] + part.scores[there]
        for inner in clause.excluded:
            kept = ~np.isin(documents, self.evaluate(inner).documents, assume_unique=True)
            documents, scores = documents[kept], scores[kept]
        return Scored(documents, scores)

    def _sequence(self, sequence: Sequence) -> Scored:
        if len(sequence.slots) > 1:
            return self._match_sequence(sequence)
        frequencies = weighted_frequencies(self._postings, sequence.slots[0], self._averages)
        idf = self._rarities.get(sequence, 0.0)
        return Scored(frequencies.documents, ranking.scores(idf, frequencies.scores))


def weighted_frequencies(postings: PostingReader, slot: Slot, averages: dict[str, float]) -> Scored:
    """Documents that hold any alternative in any field, with their BM25F frequency over all of them."""
    parts = []
    for field in TEXT_FIELDS:
        for alternative in slot:
            found = postings.postings(field, alternative.term)
            if len(found.documents):
                lengths = postings.lengths(field)[found.documents]
                frequencies = ranking.field_frequencies(field, found.frequencies, lengths, averages[field])
                parts.append(Scored(found.documents, alternative.weight * frequencies))
    return summed(parts)


def summed(parts: list[Scored]) -> Scored:
    """The union of the documents, with the sums of their scores."""
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    documents, places = np.unique(np.concatenate([part.documents for part in parts]), return_inverse=True)
    scores = np.zeros(len(documents))
    np.add.at(scores, places, np.concatenate([part.scores for part in parts]))
    return Scored(documents, scores)
