"""How alike many pairs of words sound, each pair by itself: the distance, and a bound that their beginnings tell.

phonetic_similarity.py is the slow, obvious form; batch_similarity.py compares one word with many.
"""

from functools import cache

import numpy as np

from index.hindi.batch_similarity import PAD, Codes
from index.hindi.phonetic_similarity import Floats, change_costs, gap_costs
from index.hindi.sounds import PLACED

_END = len(PLACED)
"""Code of what follows the last sound of a word."""


def pair_distances(ones: Codes, others: Codes) -> Floats:
    """Return float64[pairs]: distance of each word to the other of its pair; uint8[pairs, sounds], filled with PAD."""
    last_row, _ = _aligned(ones, others)
    distances: Floats = last_row[-1]
    return distances


def least_distances(ones: Codes, others: Codes) -> Floats:
    """Return float64[pairs]: the least distance of any two words that begin so; uint8[pairs, sounds], equally wide.

    Every alignment of the words leaves the table of their beginnings by its last row or its last column.
    """
    last_row, last_column = _aligned(ones, others)
    least: Floats = np.minimum(last_row.min(axis=0), last_column)
    return least


def _aligned(ones: Codes, others: Codes) -> tuple[Floats, Floats]:
    """Return float64[sounds of the others + 1, pairs], the last row of each pair's table, and its least last column."""
    changes, gaps = _tables()
    rows, columns = (np.where(codes == PAD, _END, codes).T.astype(np.intp) for codes in (ones, others))
    left_out = gaps[columns]
    longest, count = columns.shape
    previous = np.zeros((longest + 1, count))
    np.cumsum(left_out, axis=0, out=previous[1:])
    least_last = previous[-1]
    for codes in rows:
        row = previous + gaps[codes]
        np.minimum(row[1:], previous[:-1] + changes[codes * (_END + 1) + columns], out=row[1:])
        for place in range(longest):
            np.minimum(row[place + 1], row[place] + left_out[place], out=row[place + 1])
        previous = row
        least_last = np.minimum(least_last, row[-1])
    return previous, least_last


@cache
def _tables() -> tuple[Floats, Floats]:
    """Return float64[(codes + 1)²] costs of a change, and float64[codes + 1] costs of a sound left out.

    What follows a word costs nothing if left out, and is never changed into a sound.
    """
    table = np.full((_END + 1, _END + 1), np.inf)
    for code in range(_END):
        table[code, :_END] = change_costs(code)[:_END]
    return table.ravel(), gap_costs()
