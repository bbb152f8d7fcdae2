"""BM25F: one score from a word's occurrences in headline, standfirst and body together.

Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (CIKM 2004). All spellings of a
query word count as one word; otherwise the rarest misspelling would be worth most.

k1, b and the field boosts are in `index/columns/impacts.py`. b and the boosts do not depend on the query, so they
are applied when a segment is written, and changing them takes a reindex.
"""

import math

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import K1

Floats = NDArray[np.float64]

RECENCY_SHARE = 0.6
"""Share of the score that recency scales; the rest is independent of age."""


def idf(documents: int, matching: int) -> float:
    """Return the inverse document frequency, always above 0 (the form Lucene uses)."""
    matching = min(matching, documents)
    return math.log(1.0 + (documents - matching + 0.5) / (matching + 0.5))


def score(weight: float, frequency: float) -> float:
    """Return the BM25F score of one word: `weight` is its idf, `frequency` its weighted frequency."""
    return weight * frequency * (K1 + 1.0) / (frequency + K1)


def scores(weight: float, frequencies: Floats) -> Floats:
    """Return float64: the score of each frequency."""
    found: Floats = (weight * (K1 + 1.0)) * (frequencies / (frequencies + K1))
    return found


def max_scores(weight: float, frequencies: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return float32: about the score of each frequency (see block_max.SLACK)."""
    return np.float32(weight * (K1 + 1.0)) * (frequencies / (frequencies + np.float32(K1)))


def recency(days: NDArray[np.integer], newest: int, half_life: int) -> Floats:
    """Return float64 (0 to 1]: what is left of a score.

    On the newest day everything is; RECENCY_SHARE of it halves with every half-life, in days. Articles without
    a date count as old as can be.
    """
    ages = np.where(days > 0, newest - days.astype(np.int64), np.inf)
    found: Floats = 1.0 - RECENCY_SHARE + RECENCY_SHARE * np.exp2(-np.maximum(ages, 0) / half_life)
    return found
