"""Where words occur together: adjacent, near each other, in one sentence or paragraph. All by arrays.

A position is a key: rank of its document among those examined << POSITION_BITS | position in the article.
"""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import Numbers, ranges

POSITION_BITS = 22
"""A position takes no more bits: texts are shorter than 4 million words."""
POSITION_MASK = (1 << POSITION_BITS) - 1
LOOK_UP_FACTOR = 32
"""If one list is this many times longer than another, looking up values in it is cheaper than merging."""

HALVING_FACTOR = 3
"""If a list has this many times as many positions as are looked for, halving its documents' is cheaper than merging."""

Floats = NDArray[np.float64]


class PositionMatches(NamedTuple):
    """int64[n] keys, ascending and distinct; float64[n] weights, or float64[1] if all are equal."""

    keys: Numbers
    weights: Floats

    def take(self, indices: NDArray[np.integer] | NDArray[np.bool_]) -> "PositionMatches":
        """Return some of them."""
        weights = self.weights if len(self.weights) == 1 else self.weights[indices]
        return PositionMatches(self.keys[indices], weights)


class PositionLists(NamedTuple):
    """Where a term stands in some documents.

    documents: int64[n] places, ascending, of those that contain it among the documents that were asked for; firsts,
    sizes: int64[n] where their positions begin in values, and how many each has; values: positions, ascending within
    a document, and perhaps some of other documents.
    """

    documents: Numbers
    firsts: Numbers
    sizes: Numbers
    values: NDArray[np.integer]

    @classmethod
    def of(cls, documents: Numbers, sizes: Numbers, values: NDArray[np.integer]) -> "PositionLists":
        """Return positions that follow each other."""
        return cls(documents, np.cumsum(sizes) - sizes, sizes, values)

    @property
    def total(self) -> int:
        """Positions of all the documents."""
        return int(self.sizes.sum())

    def keys(self, offset: int = 0) -> Numbers:
        """Return int64: the key of each occurrence, `offset` before it; occurrences with less before them left out."""
        values = self.values
        if self.total != len(values):
            values = values[ranges(self.firsts, self.sizes)]
        found: Numbers = (np.repeat(self.documents, self.sizes) << POSITION_BITS) + values - offset
        return found[values >= offset] if offset else found

    def hold(self, keys: Numbers, offset: int = 0) -> NDArray[np.bool_]:
        """Return bool[keys]: whether the term stands `offset` after each key.

        Looks each up by halves in the positions of its document, so that nothing else of a long list is read.
        """
        if not len(self.documents) or not len(keys):
            return np.zeros(len(keys), np.bool_)
        wanted = keys >> POSITION_BITS
        rows = wanted
        if self.documents[-1] >= len(self.documents):  # some documents do not contain the term
            rows = np.searchsorted(self.documents, wanted)
        rows = np.minimum(rows, len(self.documents) - 1)
        position = (keys & POSITION_MASK) + offset
        before = self.firsts[rows] - 1
        end = before + self.sizes[rows]
        last = len(self.values) - 1
        for step in reversed([1 << bit for bit in range(int(self.sizes.max()).bit_length())]):
            at = before + step
            is_less = self.values[np.minimum(at, last)] < position
            is_less &= at <= end
            before += is_less * step
        at = before + 1
        found: NDArray[np.bool_] = self.values[np.minimum(at, last)] == position
        found &= at <= end
        found &= self.documents[rows] == wanted
        return found


NO_POSITIONS = PositionLists(*(np.zeros(0, np.int64) for _ in range(4)))


def adjacent(lists: Sequence[PositionLists]) -> Numbers:
    """Return int64 keys, ascending: where the terms occur next to each other, in order."""
    (first, rarest), *others = sorted(enumerate(lists), key=lambda numbered: numbered[1].total)
    keys = rarest.keys(first)
    for offset, other in others:
        if len(keys) * HALVING_FACTOR < other.total:
            keys = keys[other.hold(keys, offset)]
        else:
            keys = intersect_sorted(keys, other.keys(offset))
    return keys


def phrase(lists: Sequence[PositionMatches]) -> PositionMatches:
    """Return the keys that all lists have; each list holds where the phrase would begin for one of its words."""
    if all(len(one.weights) == 1 for one in lists):
        weight = min(float(one.weights[0]) for one in lists)
        keys = reduce(intersect_sorted, sorted((one.keys for one in lists), key=len))
        return PositionMatches(keys, np.array([weight]))
    found = lists[0]
    for other in lists[1:]:
        here, there = _common(found.keys, other.keys)
        weights = np.minimum(found.take(here).weights, other.take(there).weights)
        found = PositionMatches(found.keys[here], weights)
    weights = found.weights
    are_equal = len(weights) > 1 and bool((weights == weights[0]).all())
    return PositionMatches(found.keys, weights[:1] if are_equal else weights)


def unordered_window(
    lists: Sequence[PositionMatches],
    counts: Sequence[int],
    distance: int,
    field_starts: tuple[Numbers, Numbers],
) -> PositionMatches:
    """Return where windows of one field begin that contain a word of each list, at most `distance` wide.

    `counts`: how many words of each list a window needs. `field_starts`: where standfirsts and bodies begin.
    For each word the window that ends with it goes back to the latest words of every list before it; no shorter
    window ends there. Of windows that begin at one position the shortest counts.
    """
    ends = union_sorted([one.keys for one in lists])
    first, weight = ends, np.full(len(ends), np.inf)
    whole = np.ones(len(ends), np.bool_)
    for one, count in zip(lists, counts, strict=True):
        indices = np.searchsorted(one.keys, ends, side="right") - count
        whole &= indices >= 0
        indices = np.maximum(indices, 0)
        first = np.minimum(first, one.keys[indices])
        weight = np.minimum(weight, one.take(indices).weights)
    # Keys of two documents are further apart than any distance that can be asked for.
    whole &= ends - first <= distance
    ends, first, weight = ends[whole], first[whole], weight[whole]
    in_one_field = field_numbers(first, *field_starts) == field_numbers(ends, *field_starts)
    starts, indices = np.unique(first[in_one_field], return_index=True)
    return PositionMatches(starts, weight[in_one_field][indices])


def union_sorted(lists: Sequence[Numbers]) -> Numbers:
    """Return the distinct values of all ascending lists, ascending."""
    together = np.concatenate(lists)
    together.sort(kind="stable")  # merges runs that are sorted
    new = np.ones(len(together), np.bool_)
    new[1:] = together[1:] != together[:-1]
    found: Numbers = together[new]
    return found


def same_sentence_or_paragraph(
    lists: Sequence[PositionMatches], counts: Sequence[int], starts: Numbers
) -> PositionMatches:
    """Return where the first list's words occur in a part that contains words of every list, `counts` of each.

    `starts` are the keys at which another sentence or paragraph begins, the first of each document left out.
    """
    parts = [_by_part(one, count, starts) for one, count in zip(lists, counts, strict=True)]
    common = reduce(intersect_sorted, sorted((numbers for numbers, _, _ in parts), key=len))
    weights = [best[np.searchsorted(numbers, common)] for numbers, best, _ in parts]
    numbers, _, firsts = parts[0]
    return PositionMatches(firsts[np.searchsorted(numbers, common)], np.min(weights, axis=0))


def _by_part(one: PositionMatches, count: int, starts: Numbers) -> tuple[Numbers, Floats, Numbers]:
    """Return the numbers of the parts with at least `count` words, the largest weight in each, and the first key."""
    numbers = np.searchsorted(starts, one.keys, side="right") + (one.keys >> POSITION_BITS)
    new = np.flatnonzero(np.diff(numbers, prepend=-1))
    weights = np.broadcast_to(one.weights, len(one.keys))
    best = np.maximum.reduceat(weights, new) if len(new) else np.zeros(0)
    enough = np.diff(new, append=len(numbers)) >= count
    new = new[enough]
    return numbers[new], best[enough], one.keys[new]


def field_numbers(keys: Numbers, standfirsts: Numbers, bodies: Numbers) -> Numbers:
    """Return int64: 0, 1 or 2 for a key in the headline, standfirst or body; starts by rank of the document."""
    ranks, positions = keys >> POSITION_BITS, keys & POSITION_MASK
    found: Numbers = (positions >= standfirsts[ranks]).astype(np.int64) + (positions >= bodies[ranks])
    return found


def intersect_sorted(one: Numbers, other: Numbers) -> Numbers:
    """Return the values that are in both of two ascending arrays of distinct values, ascending."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if len(few) * LOOK_UP_FACTOR < len(many):
        return few[_common(few, many)[0]]
    together = np.concatenate((few, many))
    together.sort(kind="stable")  # merges the two sorted runs in one pass
    both: Numbers = together[:-1][together[1:] == together[:-1]]
    return both


def _common(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return the indices, in each of two ascending arrays, of the values that are in both."""
    if len(one) > len(other):
        there, here = _common(other, one)
        return here, there
    if not len(one):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    indices = np.minimum(np.searchsorted(other, one), len(other) - 1)
    here = np.flatnonzero(other[indices] == one)
    return here, indices[here]
