"""Where words stand together: side by side, near each other, in one sentence or paragraph. All by arrays.

A place is a key: rank of its document among those looked at << POSITION_BITS | position in the article.
"""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import Numbers

POSITION_BITS = 22
"""A position takes no more bits: texts are shorter than 4 million words."""
POSITION_MASK = (1 << POSITION_BITS) - 1
FEW = 32
"""Looking up the values of one list in another that is so many times longer is cheaper than merging."""

Floats = NDArray[np.float64]


class Standing(NamedTuple):
    """keys int64[n] ascending, each once; weights float64[n], or float64[1] where all weigh the same."""

    keys: Numbers
    weights: Floats

    def at(self, places: NDArray[np.integer] | NDArray[np.bool_]) -> "Standing":
        """Some of them."""
        return Standing(self.keys[places], self.weights if len(self.weights) == 1 else self.weights[places])


def side_by_side(lists: Sequence[Standing]) -> Standing:
    """The keys that all lists have; each list holds where the sequence would begin for one of its words."""
    if all(len(one.weights) == 1 for one in lists):
        weight = min(float(one.weights[0]) for one in lists)
        return Standing(reduce(shared, sorted((one.keys for one in lists), key=len)), np.array([weight]))
    found = lists[0]
    for other in lists[1:]:
        here, there = _common(found.keys, other.keys)
        weights = np.minimum(found.at(here).weights, other.at(there).weights)
        found = Standing(found.keys[here], weights)
    weights = found.weights
    same = len(weights) > 1 and bool((weights == weights[0]).all())
    return Standing(found.keys, weights[:1] if same else weights)


def near(
    lists: Sequence[Standing], times: Sequence[int], distance: int, borders: tuple[Numbers, Numbers]
) -> Standing:
    """Where stretches of one field begin that hold a word of each list, the first and last `distance` apart.

    `times` says how many words of each list there must be; `borders` where standfirsts and bodies begin. For each
    word the stretch that ends with it goes back to the latest words of every list before it: no shorter one
    ends there. Of stretches that begin at one place the shortest counts.
    """
    ends = union([one.keys for one in lists])
    first, weight = ends, np.full(len(ends), np.inf)
    whole = np.ones(len(ends), np.bool_)
    for one, count in zip(lists, times, strict=True):
        places = np.searchsorted(one.keys, ends, side="right") - count
        whole &= places >= 0
        held = np.maximum(places, 0)
        first = np.minimum(first, one.keys[held])
        weight = np.minimum(weight, one.at(held).weights)
    # Keys of two documents are further apart than any distance that can be asked for.
    whole &= ends - first <= distance
    ends, first, weight = ends[whole], first[whole], weight[whole]
    together = fields(first, *borders) == fields(ends, *borders)
    starts, places = np.unique(first[together], return_index=True)
    return Standing(starts, weight[together][places])


def union(lists: Sequence[Numbers]) -> Numbers:
    """The values of all ascending lists, ascending, each once."""
    together = np.concatenate(lists)
    together.sort(kind="stable")  # sorted runs are merged by this
    new = np.ones(len(together), np.bool_)
    new[1:] = together[1:] != together[:-1]
    found: Numbers = together[new]
    return found


def in_one_part(lists: Sequence[Standing], times: Sequence[int], parts: Numbers) -> Standing:
    """Where the first list's words stand in a sentence or paragraph that holds words of every list, so many of each.

    `parts` are the keys at which another part begins; every document begins one that is not among them.
    """
    held = [_by_part(one, count, parts) for one, count in zip(lists, times, strict=True)]
    common = reduce(shared, sorted((numbers for numbers, _, _ in held), key=len))
    weights = [best[np.searchsorted(numbers, common)] for numbers, best, _ in held]
    numbers, _, firsts = held[0]
    return Standing(firsts[np.searchsorted(numbers, common)], np.min(weights, axis=0))


def _by_part(one: Standing, times: int, parts: Numbers) -> tuple[Numbers, Floats, Numbers]:
    """The numbers of the parts with so many words, the largest weight in each, and the first key."""
    numbers = np.searchsorted(parts, one.keys, side="right") + (one.keys >> POSITION_BITS)
    new = np.flatnonzero(np.diff(numbers, prepend=-1))
    weights = np.broadcast_to(one.weights, len(one.keys))
    best = np.maximum.reduceat(weights, new) if len(new) else np.zeros(0)
    enough = np.diff(new, append=len(numbers)) >= times
    new = new[enough]
    return numbers[new], best[enough], one.keys[new]


def fields(keys: Numbers, standfirsts: Numbers, bodies: Numbers) -> Numbers:
    """int64: 0, 1 or 2 for a place in the headline, standfirst or body; borders by rank of the document."""
    ranks, positions = keys >> POSITION_BITS, keys & POSITION_MASK
    found: Numbers = (positions >= standfirsts[ranks]).astype(np.int64) + (positions >= bodies[ranks])
    return found


def shared(one: Numbers, other: Numbers) -> Numbers:
    """The values that both of two ascending arrays of distinct values have, ascending."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if len(few) * FEW < len(many):
        return few[_common(few, many)[0]]
    together = np.concatenate((few, many))
    together.sort(kind="stable")  # two sorted runs are merged by this in one go
    both: Numbers = together[:-1][together[1:] == together[:-1]]
    return both


def _common(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Where the values stand that both of two ascending arrays have."""
    if len(one) > len(other):
        there, here = _common(other, one)
        return here, there
    if not len(one):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.minimum(np.searchsorted(other, one), len(other) - 1)
    here = np.flatnonzero(other[places] == one)
    return here, places[here]
