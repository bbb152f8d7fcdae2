"""How alike one word and many others sound, at once: what phonetic_similarity.py weighs word by word, by arrays."""

import numpy as np
from numpy.typing import NDArray

from index.hindi.phonetic_similarity import (
    IS_INITIAL_A,
    IS_OPEN_END,
    IS_VOWEL,
    MIN_SOUNDS,
    STEEPNESS,
    TOLERANCE,
    Floats,
    change_costs,
    ends_open,
    gap_costs,
)
from index.hindi.sounds import PLACED, codes

Codes = NDArray[np.uint8]
Lengths = NDArray[np.int64]

PAD = 255
"""Fills rows of a code matrix after the end of a word."""

_TOLERANCE = np.array(TOLERANCE)


def code_matrix(blob: Codes, starts: Lengths, ends: Lengths) -> tuple[Codes, Lengths]:
    """Return uint8[words, longest] of codes filled with PAD, and int64[words] lengths, out of one blob."""
    lengths = ends - starts
    columns = np.arange(int(lengths.max(initial=0)))
    inside = columns < lengths[:, None]
    contexts = np.where(inside, starts[:, None] + columns, 0)
    return np.where(inside, blob[contexts] if len(blob) else PAD, PAD).astype(np.uint8), lengths


def distances(one: str, matrix: Codes, lengths: Lengths) -> Floats:
    """Return float64[words]: distance of a folded word to each row of a code matrix."""
    word = list(codes(one))
    return batch_alignment_costs(
        np.array([change_costs(code) for code in word]), gap_costs()[word], gap_costs(), matrix, lengths
    )


def batch_alignment_costs(
    changes: Floats, gaps: Floats, row_gaps: Floats, matrix: Codes, lengths: Lengths
) -> Floats:
    """Return float64[words]: least cost of aligning a query with each row of a code matrix.

    `changes` is float64[query, codes + 1], `gaps` float64[query] for leaving out a part of the
    query, `row_gaps` float64[codes + 1] for leaving out a sound of the row.
    """
    rows = np.where(matrix == PAD, len(PLACED), matrix).T
    costs_left_out = row_gaps[rows]
    longest, count = rows.shape
    previous = np.zeros((longest + 1, count))
    np.cumsum(costs_left_out, axis=0, out=previous[1:])
    for change, gap in zip(changes, gaps, strict=True):
        row = previous + gap
        np.minimum(row[1:], previous[:-1] + change[rows], out=row[1:])
        for j in range(longest):
            np.minimum(row[j + 1], row[j] + costs_left_out[j], out=row[j + 1])
        previous = row
    found: Floats = previous[lengths, np.arange(count)]
    return found


def name_distances(one: str, matrix: Codes, lengths: Lengths) -> Floats:
    """Return float64[words]: distance of a folded word to each row of a matrix, infinite where sound refuses it."""
    found = np.full(len(matrix), np.inf)
    word = codes(one)
    if len(word) < MIN_SOUNDS or not len(matrix):
        return found
    long_enough = np.flatnonzero(lengths >= MIN_SOUNDS)
    rows, sizes = matrix[long_enough], lengths[long_enough]
    position = np.arange(len(rows))
    first, last, before_last = rows[:, 0], rows[position, sizes - 1], rows[position, sizes - 2]
    if IS_INITIAL_A[word[0]]:
        negating = ~IS_VOWEL[first]
    else:
        negating = IS_INITIAL_A[first] & (not IS_VOWEL[word[0]])
    is_open = IS_OPEN_END[last] | IS_OPEN_END[before_last]
    kept = long_enough[~negating & (is_open == ends_open(word))]
    if len(kept):
        longest = int(lengths[kept].max())
        found[kept] = distances(one, matrix[kept, :longest], lengths[kept])
    return found


def same_name_probabilities(one: str, matrix: Codes, lengths: Lengths) -> Floats:
    """Return float64[words]: sound_probability(one, word) for each row of a code matrix."""
    return probabilities(name_distances(one, matrix, lengths), np.minimum(lengths, len(codes(one))))


def probabilities(costs: Floats, sounds: Lengths) -> Floats:
    """Return float64[words]: the logistic of each distance minus the tolerance for their number of sounds."""
    forgiven = _TOLERANCE[np.minimum(sounds, len(TOLERANCE) - 1)]
    likely: Floats = 1.0 / (1.0 + np.exp(np.minimum(50.0, (costs - forgiven) / STEEPNESS)))
    return np.where(np.isinf(costs), 0.0, likely)
