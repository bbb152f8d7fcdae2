"""Neighbours: which terms of a segment may be one name by sound, found while it is written and looked up here.

neighbour_of       uint32[pairs], ascending: number of a term
neighbour_terms    uint32[pairs]: number of one that sounds like it, at MIN_PROBABILITY or more
neighbour_costs    float64[pairs]: distance from the first to the second
neighbour_unknown  uint32[…], ascending: terms whose neighbours were not looked for
neighbour_weights  uint32[1]: version of the weights that the distances were computed with
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.layout import distinct
from index.hindi.phonetic_similarity import WEIGHTS_VERSION
from index.lexicon.buckets import Numbers
from index.lexicon.neighbour_pairs import NeighbourPairs, TermSounds, neighbour_pairs
from index.processes import ordered_map

ENTRIES_AT_ONCE = 1 << 16
"""Terms under sound keys that one process compares at one go, or few more."""


class Neighbours:
    """The neighbours that a segment's lexicon holds; those of other weights, or of an older segment, are not known."""

    def __init__(self, file: ColumnFile) -> None:
        self._file = file if _is_current(file) else None

    def of(self, number: int) -> list[tuple[int, float]] | None:
        """Return (term number, distance) of each neighbour of a term; None if they have to be computed."""
        if self._file is None:
            return None
        start, end = self._file["neighbour_of"].range_of(number)
        if start == end:
            first, after = self._file["neighbour_unknown"].range_of(number)
            return [] if first == after else None
        terms = self._file["neighbour_terms"].slice(start, end).tolist()
        return list(zip(terms, self._file["neighbour_costs"].slice(start, end).tolist(), strict=True))


def neighbour_arrays(
    hashes: Numbers,
    terms: Numbers,
    sounds: TermSounds,
    processes: int = 1,
    observe: Callable[[float], None] = lambda _: None,
) -> Mapping[str, NDArray[np.generic]]:
    """Return the arrays to store, for terms by the hash of their sound keys, ascending; `observe` gets the share."""
    slices = _slices(hashes)

    def pairs_of(part: tuple[int, int]) -> NeighbourPairs:
        return neighbour_pairs(hashes[slice(*part)], terms[slice(*part)], sounds)

    found: list[NeighbourPairs] = []
    for pairs in ordered_map(pairs_of, slices, processes):
        found.append(pairs)
        observe(len(found) / len(slices))
    unknown = distinct(_concatenated([pairs.unknown for pairs in found]))
    of = _concatenated([pairs.terms for pairs in found]).astype(np.uint64)
    others = _concatenated([pairs.others for pairs in found]).astype(np.uint64)
    costs = np.concatenate([np.zeros(0), *(pairs.costs for pairs in found)])
    # Two terms that share several keys are found several times.
    _, first = np.unique(of << np.uint64(32) | others, return_index=True)
    kept = first[~np.isin(of[first], unknown)]
    return {
        "neighbour_of": of[kept].astype(np.uint32),
        "neighbour_terms": others[kept].astype(np.uint32),
        "neighbour_costs": costs[kept],
        "neighbour_unknown": unknown,
        "neighbour_weights": np.array([WEIGHTS_VERSION], np.uint32),
    }


def _slices(hashes: Numbers) -> list[tuple[int, int]]:
    """Return (start, end) of stretches of whole buckets."""
    bounds = [0]
    while bounds[-1] < len(hashes):
        last = min(bounds[-1] + ENTRIES_AT_ONCE, len(hashes)) - 1
        bounds.append(int(np.searchsorted(hashes, hashes[last], "right")))
    return list(pairwise(bounds))


def _concatenated(parts: list[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.uint32), *parts])


def _is_current(file: ColumnFile) -> bool:
    return "neighbour_weights" in file and file["neighbour_weights"].all().tolist() == [WEIGHTS_VERSION]
