"""Completion: words that a reader may be typing, in either script.

Words come from the archive's own, most frequent first. Latin letters are read as sounds, as in tier 4, but
only as far as they go: the beginning of a word is compared with the beginnings of frequent words.
"""

from functools import cached_property

import numpy as np

from index.hindi import roman
from index.hindi.analysis import analyse
from index.lru_cache import lru_method
from search.model.results import Completion
from search.query.lexicon import FrequentSounds, Lexicon

CACHED_BEGINNINGS = 10_000
MAX_COMPARED = 30_000
"""Frequent terms that are compared with Latin prefixes."""
LIKELY = 0.4
MAX_SIGNS = 24
"""Longer prefixes are not completed."""
MIN_SIGNS = 2
"""Characters typed before completions are offered."""


class Completer:
    """Completes words of one generation."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cached_words = lru_method(CACHED_BEGINNINGS, self._words)

    def words(self, typed: str, count: int) -> tuple[Completion, ...]:
        """Return words that may begin as typed, likeliest first."""
        return self._cached_words(typed, count)

    def _words(self, typed: str, most: int) -> tuple[Completion, ...]:
        analysed = analyse(typed)
        if len(analysed) != 1 or not MIN_SIGNS <= len(typed) <= MAX_SIGNS:
            return ()
        term = analysed[0].term
        found = dict(self._lexicon.beginning_with(term, most))
        if roman.is_latin(term):
            counts = ((other, self._lexicon.document_count(other)) for other in self._romanized(term, most))
            found |= {other: documents for other, documents in counts if documents}
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        return tuple(Completion(self._shown(term, typed), documents) for term, documents in ranked)

    def _shown(self, term: str, typed: str) -> str:
        """Return the most frequent spelling, of those that begin as typed if there are any."""
        spellings = [spelling for spelling, _ in self._lexicon.spellings(term)]
        return next((spelling for spelling in spellings if spelling.startswith(typed)), spellings[0])

    def _romanized(self, typed: str, most: int) -> list[str]:
        frequent, counts, codes, lengths = self._frequent
        if not len(frequent):
            return []
        ranks = np.full(len(frequent), np.inf)
        for units in roman.readings(typed):
            for reach in (len(units), len(units) + 1):
                part = codes[:, :reach]
                costs = roman.costs(units, part, np.minimum(lengths, reach))
                costs = np.where(roman.likelihood(costs, len(units)) >= LIKELY, costs, np.inf)
                ranks = np.minimum(ranks, costs - roman.FREQUENCY * np.log1p(counts))
        best = np.argsort(ranks, kind="stable")[:most]
        return [frequent[index] for index in best.tolist() if ranks[index] < np.inf]

    @cached_property
    def _frequent(self) -> FrequentSounds:
        return self._lexicon.frequent_sounds(MAX_COMPARED)
