"""BM25F: one score from a word's occurrences in headline, standfirst and body together.

Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (CIKM 2004). All
spellings of a query word count as one word, so that a rare misspelling is no rarer, and ranks
no higher, than the word itself.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

K1 = 1.2
"""Saturation: how soon more occurrences stop counting."""


@dataclass(frozen=True)
class FieldWeight:
    """A field's weight and how much its length counts against it (0 not at all, 1 fully)."""

    boost: float
    length_share: float


FIELD_WEIGHTS = {
    "headline": FieldWeight(boost=4.0, length_share=0.4),
    "standfirst": FieldWeight(boost=2.0, length_share=0.4),
    "body": FieldWeight(boost=1.0, length_share=0.75),
}


def rarity(documents: int, matching: int) -> float:
    """Inverse document frequency, always above 0 (the form Lucene uses)."""
    matching = min(matching, documents)
    return math.log(1.0 + (documents - matching + 0.5) / (matching + 0.5))


def field_frequency(field: str, frequency: float, length: float, average_length: float) -> float:
    """A field's share of a word's frequency, weighted and set against the field's length."""
    weight = FIELD_WEIGHTS[field]
    relative = length / average_length if average_length else 1.0
    return weight.boost * frequency / (1.0 - weight.length_share + weight.length_share * relative)


def field_frequencies(field: str, frequencies: Floats, lengths: Floats, average_length: float) -> Floats:
    """float64[documents]: field_frequency of each document."""
    weight = FIELD_WEIGHTS[field]
    relative = lengths / average_length if average_length else np.ones_like(lengths)
    shares: Floats = weight.boost * frequencies / (1.0 - weight.length_share + weight.length_share * relative)
    return shares


def score(idf: float, frequency: float) -> float:
    """BM25F score of one word from the sum of its field frequencies."""
    return idf * frequency * (K1 + 1.0) / (frequency + K1)


def scores(idf: float, frequencies: Floats) -> Floats:
    """float64[documents]: score of each document."""
    found: Floats = idf * frequencies * (K1 + 1.0) / (frequencies + K1)
    return found
