"""Signatures: 64 bytes per body, by which copies are found.

One-permutation MinHash (Li, Owen and Zhang, 2012): a hash of each shingle throws it into one of 40 bins, each
bin keeps the least, and an empty bin takes over its neighbour's (Shrivastava and Li, 2014). Of the first 8
bins four bytes are stored: two bodies that share one of these surely share a shingle. Of the other 32 one is
(Li and König, 2010). Two bodies share as much of the bins as of their shingles, give or take a twelfth.
Words count as their folded terms, so that a paper's own spelling makes no difference.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

WORDS = 3
WHOLE, BYTES = 8, 32
"""Bins of which the whole hash is stored, and bins of which one byte is."""
BINS = WHOLE + BYTES
SIZE = 4 * WHOLE + BYTES
MIN_SHINGLES = 12
"""A shorter body has no signature: two short ones are alike by chance."""
_EMPTY = np.uint32(0xFFFF_FFFF)
_FACTORS = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)))
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_STEP = 0x9E3779B1

Signatures = NDArray[np.uint8]


def shingles(hashes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return uint64[words - WORDS + 1]: a hash of every run of WORDS words, by the hash of each word."""
    count = max(0, len(hashes) - WORDS + 1)
    wide = hashes.astype(np.uint64)
    mixed = np.zeros(count, np.uint64)
    for position, factor in enumerate(_FACTORS):
        mixed += wide[position : position + count] * factor
    mixed ^= mixed >> np.uint64(32)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    return mixed


def signatures(hashes: NDArray[np.uint32], sizes: NDArray[np.integer[Any]]) -> Signatures:
    """Return uint8[bodies, SIZE] of bodies of `sizes` words, by the hash of every word; zeros for short ones."""
    bodies = len(sizes)
    least = np.full(bodies * BINS, _EMPTY, np.uint32)
    if len(hashes) >= WORDS:
        owner = np.repeat(np.arange(bodies, dtype=np.int64), sizes)
        mixed = shingles(hashes)
        inside = owner[: len(mixed)] == owner[WORDS - 1 :]
        bins = owner[: len(mixed)] * BINS + ((mixed >> np.uint64(32)) % np.uint64(BINS)).astype(np.int64)
        values = mixed.astype(np.uint32)
        np.minimum.at(least, bins[inside], values[inside])
    rows = least.reshape(bodies, BINS)
    _fill(rows)
    whole = rows[:, :WHOLE].astype("<u4").view(np.uint8).reshape(bodies, 4 * WHOLE)
    found = np.concatenate((whole, (rows[:, WHOLE:] & np.uint32(0xFF)).astype(np.uint8)), axis=1)
    found[np.asarray(sizes) < MIN_SHINGLES + WORDS - 1] = 0
    return found


def _fill(rows: NDArray[np.uint32]) -> None:
    """Give each empty bin what the next bin holds, changed by how far away that is."""
    open_rows = np.flatnonzero((rows == _EMPTY).any(axis=1) & (rows != _EMPTY).any(axis=1))
    original = rows[open_rows]
    for distance in range(1, BINS):
        empty = rows[open_rows] == _EMPTY
        if not empty.any():
            return
        lent = np.roll(original, -distance, axis=1)
        filled = np.where(
            empty & (lent != _EMPTY), lent + np.uint32(_STEP * distance & 0xFFFF_FFFF), rows[open_rows]
        )
        rows[open_rows] = filled
