"""Impacts: what a term's occurrences in one article are worth before saturation, kept with each posting.

An impact is the BM25F frequency (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple
weighted fields, CIKM 2004): the occurrences of each field, weighted, set against the field's length, and
added up. It does not depend on the query, so it is computed once, when a segment is written, and
stored as float16. That rounding (at most one part in 2,048) is part of the definition: whoever
computes an impact rounds it alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import Numbers, field_starts
from index.fields import TEXT_FIELDS

Floats = NDArray[np.float64]
Lengths = dict[str, NDArray[np.unsignedinteger]]

Occurrences = tuple[Numbers, NDArray[np.unsignedinteger]]
"""int64[occurrences] ascending: the posting of each; and its position in the article."""

LEAD_WORDS = 80
"""The first words of a body count twice, since news leads with its subject (docs/words.md)."""


@dataclass(frozen=True)
class FieldParameters:
    """A field's weight and how much its length counts against it (0 not at all, 1 fully)."""

    boost: float
    b: float


K1 = 1.2
"""BM25's saturation: how soon more occurrences stop counting."""
FIELD_PARAMETERS = {
    "headline": FieldParameters(boost=4.0, b=0.4),
    "standfirst": FieldParameters(boost=2.0, b=0.4),
    "body": FieldParameters(boost=1.0, b=0.75),
}


def average_field_lengths(lengths: Lengths) -> Floats:
    """Return float64[3]: the mean length of each text field in words."""
    return np.array(
        [lengths[name].mean(dtype=np.float64) if len(lengths[name]) else 0.0 for name in TEXT_FIELDS]
    )


def field_weight(field: str, length: float, average_length: float) -> float:
    """Return the weight of one occurrence in a field of the given length."""
    weight = FIELD_PARAMETERS[field]
    relative = length / average_length if average_length else 1.0
    return weight.boost / (1.0 - weight.b + weight.b * relative)


def field_weights(lengths: Lengths, average: Floats) -> Floats:
    """Return float64[documents, 3]: field_weight of every document's fields."""
    pairs = zip(TEXT_FIELDS, average.tolist(), strict=True)
    return np.stack([_weights(name, lengths[name], mean) for name, mean in pairs], axis=1)


def _weights(field: str, lengths: NDArray[np.unsignedinteger], average_length: float) -> Floats:
    """Return float64[documents]: field_weight of one field of each document."""
    weight = FIELD_PARAMETERS[field]
    relative = lengths / average_length if average_length else np.ones(len(lengths))
    found: Floats = weight.boost / (1.0 - weight.b + weight.b * relative)
    return found


def impacts_of_counts(counts: Sequence[Numbers], lengths: Lengths, average: Floats) -> Floats:
    """Return float64[postings]: the sum of the weights of occurrences, given how many each field has, without a lead.

    The same as impacts(…, lead_words=0).
    """
    total = np.zeros(len(counts[0]))
    for name, mean, count in zip(TEXT_FIELDS, average.tolist(), counts, strict=True):
        here = np.flatnonzero(count)
        total[here] += count[here] * _weights(name, lengths[name][here], mean)
    return total


def impacts(
    occurrences: Occurrences, lengths: Lengths, average: Floats, lead_words: int = LEAD_WORDS
) -> Floats:
    """Return float64[postings]: the sum of the weights of each posting's occurrences.

    An occurrence counts its field's weight; one in the first `lead_words` of a body counts twice. `lengths` are
    those of each posting's document.
    """
    posting, positions = occurrences
    standfirst, body = field_starts(lengths)
    weights = field_weights(lengths, average)
    in_body = positions.astype(np.int64) - body[posting]
    counts = (1.0 + (in_body < lead_words)) * (in_body >= 0)
    total = np.bincount(posting, weights=counts, minlength=len(body)) * weights[:, 2]
    above = np.flatnonzero(in_body < 0)
    field = (positions[above] >= standfirst[posting[above]]).astype(np.int64)
    np.add.at(total, posting[above], weights[posting[above], field])
    return total


def rounded(impacts: Floats) -> NDArray[np.float16]:
    """Return the impacts as they are stored."""
    return impacts.astype(np.float16)
