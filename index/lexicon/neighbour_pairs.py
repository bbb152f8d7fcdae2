"""Finds all pairs of a segment's terms that may be one name by sound, without comparing every two.

Terms that share a sound key are a bucket. Within a bucket those that begin alike are a group, so a whole group is
compared with another by the beginnings alone: by two sounds, then three, four and six. What is left is compared whole.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import distinct
from index.hindi.batch_similarity import PAD, Codes, Lengths, code_matrix, probabilities
from index.hindi.pair_similarity import least_distances, pair_distances
from index.hindi.phonetic_similarity import (
    IS_INITIAL_A,
    IS_OPEN_END,
    IS_VOWEL,
    MIN_SOUNDS,
    STEEPNESS,
    TOLERANCE,
    Floats,
)
from index.lexicon.buckets import Numbers

MIN_PROBABILITY = 0.3
"""Less likely pairs are not kept."""
BEGINNINGS = (2, 3, 4, 6)
"""Sounds by which groups are compared, one after the other."""
MAX_PAIRS = 10_000_000
"""Pairs of groups or terms that are compared in one bucket at one go; a bucket of more is left to the query."""
PAIRS_AT_ONCE = 1 << 16
_ROUNDING = 1e-9
_LIMITS = np.array(TOLERANCE) + STEEPNESS * np.log(1 / MIN_PROBABILITY - 1) + _ROUNDING
"""float64[sounds]: the largest distance of two words of which the shorter has that many."""

Indices = NDArray[np.int64]


class TermSounds(NamedTuple):
    """The placed sounds of a segment's terms: uint8 of all, int64[terms + 1] where each begins."""

    codes: Codes
    offsets: Lengths


class NeighbourPairs(NamedTuple):
    """Pairs in both directions: uint32[pairs] terms and others, float64[pairs] distances; uint32 terms left out."""

    terms: Numbers
    others: Numbers
    costs: Floats
    unknown: Numbers


class _Pairs(NamedTuple):
    """int64[pairs] twice: groups, or entries, by their index; the first one never after the second."""

    left: Indices
    right: Indices


def neighbour_pairs(hashes: Numbers, terms: Numbers, sounds: TermSounds) -> NeighbourPairs:
    """Return the pairs among terms that are filed under keys with these hashes; no bucket may be cut."""
    return _Search(hashes, terms.astype(np.int64), sounds).pairs()


class _Search:
    """One search: entries are terms under a key, sorted by bucket and beginning."""

    def __init__(self, hashes: Numbers, terms: Indices, sounds: TermSounds) -> None:
        self._sounds = sounds
        lengths = self._lengths(terms)
        kept = lengths >= MIN_SOUNDS
        hashes, terms, lengths = hashes[kept], terms[kept], lengths[kept]
        codes = self._codes(terms)
        entries = np.arange(len(terms))
        ends = codes[entries, lengths - 1], codes[entries, lengths - 2]
        is_open = IS_OPEN_END[ends[0]] | IS_OPEN_END[ends[1]]
        beginnings = _packed(codes)
        order = np.lexsort((beginnings, is_open, hashes))
        self._terms, self._beginnings = terms[order], beginnings[order]
        self._bucket_starts = np.flatnonzero(_differ(hashes[order].astype(np.int64) * 2 + is_open[order]))
        self._bucket_of = np.repeat(
            np.arange(len(self._bucket_starts)), np.diff([*self._bucket_starts.tolist(), len(order)])
        )
        self._limits = _LIMITS[np.minimum(lengths[order], len(_LIMITS) - 1)]
        self._is_left_out = np.zeros(len(self._bucket_starts), np.bool_)

    def pairs(self) -> NeighbourPairs:
        """Return what was found."""
        starts = self._bucket_starts
        found = _Pairs(*(np.arange(len(starts)),) * 2)
        for size in BEGINNINGS:
            inner = self._group_starts(size)
            found = self._compared(found, starts, inner, size)
            starts = inner
        entries = np.arange(len(self._terms))
        left, right = _joined(list(self._within(found, starts, entries)))
        unknown = distinct(self._terms[self._is_left_out[self._bucket_of]])
        return self._compared_whole(self._terms[left], self._terms[right], unknown)

    def _group_starts(self, size: int) -> Indices:
        """Return the first entry of each group of entries that share a bucket and a number of sounds."""
        begins = _differ(self._beginnings >> np.uint64(8 * (BEGINNINGS[-1] - size)))
        begins[self._bucket_starts] = True
        return np.flatnonzero(begins)

    def _compared(self, pairs: _Pairs, starts: Indices, inner: Indices, size: int) -> _Pairs:
        """Return the pairs of inner groups that may hold neighbours, out of pairs of the groups around them."""
        codes = _unpacked(self._beginnings[inner])[:, :size]
        limits = np.maximum.reduceat(self._limits, inner) if len(inner) else np.zeros(0)
        kept = []
        for left, right in self._within(pairs, starts, inner):
            same = left == right
            possible = ~same & ~_differ_by_negation(codes[left, 0], codes[right, 0])
            few = _Pairs(left[possible], right[possible])
            near = least_distances(codes[few.left], codes[few.right]) <= np.minimum(
                limits[few.left], limits[few.right]
            )
            kept += [_Pairs(left[same], right[same]), _Pairs(few.left[near], few.right[near])]
        return _joined(kept)

    def _within(self, pairs: _Pairs, starts: Indices, inner: Indices) -> Iterator[_Pairs]:
        """Yield every two inner groups of the two groups of a pair, PAIRS_AT_ONCE or few more at once."""
        firsts = np.searchsorted(inner, starts)
        counts = np.diff([*firsts.tolist(), len(inner)])
        self._leave_out(self._bucket_of[starts[pairs.left]], counts[pairs.left] * counts[pairs.right])
        kept = ~self._is_left_out[self._bucket_of[starts[pairs.left]]]
        left, right = pairs.left[kept], pairs.right[kept]
        sizes = counts[left] * counts[right]
        ends = np.cumsum(sizes)
        low = 0
        while low < len(sizes):
            before = int(ends[low - 1]) if low else 0
            high = max(low + 1, int(np.searchsorted(ends, before + PAIRS_AT_ONCE, "right")))
            pair = np.repeat(np.arange(low, high), sizes[low:high])
            place = np.arange(before, int(ends[high - 1])) - np.repeat(
                ends[low:high] - sizes[low:high], sizes[low:high]
            )
            width = counts[right[pair]]
            one, other = firsts[left[pair]] + place // width, firsts[right[pair]] + place % width
            ordered = one <= other
            yield _Pairs(one[ordered], other[ordered])
            low = high

    def _leave_out(self, buckets: Indices, sizes: Indices) -> None:
        """Mark buckets in which more than MAX_PAIRS would be compared."""
        of_bucket = np.bincount(buckets, sizes, len(self._is_left_out))
        self._is_left_out |= of_bucket > MAX_PAIRS

    def _compared_whole(self, left: Indices, right: Indices, unknown: Indices) -> NeighbourPairs:
        """Return the pairs of terms that are near enough as a whole, each in both directions."""
        width = int(max(left.max(initial=0), right.max(initial=0))) + 1
        keys = distinct(np.minimum(left, right) * width + np.maximum(left, right))
        left, right = np.divmod(keys, width)
        left, right = left[left != right], right[left != right]
        by_length = np.argsort(np.maximum(self._lengths(left), self._lengths(right)), kind="stable")
        found = []
        for low in range(0, len(by_length), PAIRS_AT_ONCE):
            some = by_length[low : low + PAIRS_AT_ONCE]
            one, other = left[some], right[some]
            for _ in range(2):
                costs = pair_distances(self._codes(one), self._codes(other))
                sounds = np.minimum(self._lengths(one), self._lengths(other))
                near = probabilities(costs, sounds) >= MIN_PROBABILITY
                one, other = one[near], other[near]
                found.append((one.astype(np.uint32), other.astype(np.uint32), costs[near]))
                one, other = other, one
        none = np.zeros(0, np.uint32)
        terms = np.concatenate([none, *(part[0] for part in found)])
        others = np.concatenate([none, *(part[1] for part in found)])
        costs = np.concatenate([np.zeros(0), *(part[2] for part in found)])
        return NeighbourPairs(terms, others, costs, unknown.astype(np.uint32))

    def _lengths(self, terms: Indices) -> Lengths:
        return self._sounds.offsets[terms + 1] - self._sounds.offsets[terms]

    def _codes(self, terms: Indices) -> Codes:
        offsets = self._sounds.offsets
        return code_matrix(self._sounds.codes, offsets[terms], offsets[terms + 1])[0]


def _packed(codes: Codes) -> NDArray[np.uint64]:
    """Return uint64[entries]: the first sounds of each entry, the first one highest, PAD after its end."""
    packed = np.zeros(len(codes), np.uint64)
    for place in range(BEGINNINGS[-1]):
        sound = codes[:, place].astype(np.uint64) if place < codes.shape[1] else np.uint64(PAD)
        packed = (packed << np.uint64(8)) | sound
    return packed


def _unpacked(packed: NDArray[np.uint64]) -> Codes:
    """Return uint8[entries, sounds]: the first sounds of each entry."""
    return packed.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 8 - BEGINNINGS[-1] :]


def _differ(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Return bool[values]: whether each is another than the one before."""
    new = np.ones(len(values), np.bool_)
    new[1:] = values[1:] != values[:-1]
    return new


def _differ_by_negation(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return bool[pairs]: whether one word begins with अ and the other with a consonant, by their first sounds."""
    refused: NDArray[np.bool_] = (IS_INITIAL_A[one] & ~IS_VOWEL[other]) | (
        IS_INITIAL_A[other] & ~IS_VOWEL[one]
    )
    return refused


def _joined(parts: list[_Pairs]) -> _Pairs:
    none = np.zeros(0, np.int64)
    return _Pairs(
        np.concatenate([none, *(part.left for part in parts)]),
        np.concatenate([none, *(part.right for part in parts)]),
    )
