"""Scores of articles by their texts, exactly as the embedded engine computes them from its columns.

A cluster finds words near each other, but it does not count them as we do. So the best that it found are analysed
again, and what is shown first is put into our order.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.columns.impacts import Floats, Lengths, impacts, rounded
from index.columns.layout import Numbers, field_starts
from index.fields import TEXT_FIELDS
from index.hindi.analysis import EXACT
from index.hindi.term_ids import EncodedTexts, Starts, TermIds
from index.opensearch.documents import word_positions
from index.text_units import TextUnit
from search.model.deadline import NEVER, Deadline
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, TermAlternatives
from search.ranking import bm25
from search.ranking.phrase_matcher import match_phrase
from search.ranking.positions import PositionLists
from search.ranking.postings import subordinate

Weights = dict[PhraseClause, float]


class TextScorer:
    """Scores some articles; a PositionSource over their words."""

    def __init__(self, articles: Sequence[Article], average: Floats, words: TermIds) -> None:
        texts = [getattr(article, name) for article in articles for name in TEXT_FIELDS]
        self._encoded: EncodedTexts = words.encode(texts)
        self._spellings = words.spellings
        self._average = average
        self._sizes = self._encoded.sizes.reshape(-1, len(TEXT_FIELDS))
        self._documents = np.repeat(np.arange(len(articles)), self._sizes.sum(axis=1))
        self._positions = word_positions(self._sizes)
        self._of_term: dict[bytes, NDArray[np.int64]] = {}
        self._numbers = np.unique(self._encoded.words)

    def scores(self, clause: Clause, weights: Weights, deadline: Deadline = NEVER) -> Floats:
        """Return float64[articles]: the score of each, 0 where it does not match. Raises OutOfTimeError."""
        if isinstance(clause, AllOf):
            parts = [self.scores(part, weights, deadline) for part in clause.must]
            total: Floats = np.sum(parts, axis=0)
            return np.where(np.all([part > 0 for part in parts], axis=0), total, 0.0)
        if isinstance(clause, AnyOf):
            either: Floats = np.sum([self.scores(part, weights, deadline) for part in clause.should], axis=0)
            return either
        weight = weights.get(clause, 1.0)
        if clause.is_plain_word:
            return bm25.scores(weight, self._word(clause.slots[0]))
        found = match_phrase(clause, np.arange(len(self._sizes)), self, deadline)
        frequencies = np.zeros(len(self._sizes))
        frequencies[found.documents] = found.frequencies
        return bm25.scores(weight, frequencies)

    def _word(self, slot: TermAlternatives) -> Floats:
        typed, added = np.zeros(len(self._sizes)), np.zeros(len(self._sizes))
        for alternative in slot:
            (added if alternative.is_added else typed)[:] += alternative.weight * self._impacts(
                alternative.term
            )
        return typed + subordinate(added)

    def _impacts(self, term: str) -> Floats:
        """Return float64[articles]: the stored impact of a term."""
        position = self._occurrences(term)
        documents, posting = np.unique(self._documents[position], return_inverse=True)
        found = np.zeros(len(self._sizes))
        if len(position):
            worth = impacts((posting, self._positions[position]), self.lengths(documents), self._average)  # type: ignore[arg-type]
            found[documents] = rounded(worth).astype(np.float64)
        return found

    def _occurrences(self, term: str) -> NDArray[np.int64]:
        """Return int64: which of all words are a term, or "=spelling"."""
        key = term.encode("utf-8", "replace")
        if key not in self._of_term:
            place, wanted = (1, key[len(EXACT) :]) if term.startswith(EXACT) else (0, key)
            numbers = [
                number for number in self._numbers.tolist() if self._spellings[number][place] == wanted
            ]
            self._of_term[key] = np.flatnonzero(np.isin(self._encoded.words, numbers))
        return self._of_term[key]

    # PositionSource

    def positions(self, term: str, documents: Numbers) -> PositionLists:
        """See PositionSource.positions."""
        position = self._occurrences(term)
        holding = self._documents[position]
        inside = np.isin(holding, documents)
        position, holding = position[inside], holding[inside]
        present, sizes = np.unique(holding, return_counts=True)
        return PositionLists.of(
            np.searchsorted(documents, present), sizes.astype(np.int64), self._positions[position]
        )

    def lengths(self, documents: Numbers) -> Lengths:
        """See PositionSource.lengths."""
        return {name: self._sizes[documents, position] for position, name in enumerate(TEXT_FIELDS)}

    def average_lengths(self) -> NDArray[np.float64]:
        """See PositionSource.average_lengths."""
        return self._average

    def field_starts(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """See PositionSource.field_starts."""
        return field_starts(self.lengths(documents))

    def part_starts(self, unit: TextUnit, documents: Numbers) -> tuple[Numbers, Numbers]:
        """See PositionSource.part_starts; a standfirst and a body begin a part, too."""
        starts: Starts = self._encoded.sentences if unit == TextUnit.SENTENCE else self._encoded.paragraphs
        fields = len(TEXT_FIELDS)
        standfirsts, bodies = field_starts(self.lengths(np.arange(len(self._sizes))))
        origins = np.stack((np.zeros(len(self._sizes), np.int64), standfirsts, bodies), axis=1)
        inside = origins[starts.texts // fields, starts.texts % fields] + starts.positions
        owners = np.concatenate((starts.texts // fields, np.arange(len(self._sizes)).repeat(fields - 1)))
        places = np.concatenate((inside, origins[:, 1:].ravel()))
        order = np.lexsort((places, owners))
        owners, places = owners[order], places[order]
        chosen = np.isin(owners, documents)
        sizes = np.bincount(np.searchsorted(documents, owners[chosen]), minlength=len(documents))
        return sizes.astype(np.int64), places[chosen]
