"""Collapse: copies of one story are shown under the best of them."""

from collections.abc import Callable, Sequence

import numpy as np

from index.columns import bitset
from index.columns.bitset import Bits, DocIds
from index.columns.layout import distinct
from index.store.duplicate_groups import DuplicateGroups
from search.execution.snapshot import docs_to_rank
from search.ranking.top_k import ScoredDoc

Best = Callable[[int], list[ScoredDoc]]
"""`(k) → the best k articles`."""


def collapse_top(best: Best, count: int, copies: DuplicateGroups) -> list[ScoredDoc]:
    """Return the best `count` stories, each by its best article; ask for articles until there are enough."""
    wanted = docs_to_rank(count)
    ranked: list[ScoredDoc] = []
    while True:
        ranked = max(ranked, best(wanted), key=len)  # a round that runs out of time may find fewer
        groups = copies.groups_of(np.array([doc.document for doc in ranked], np.int64))
        firsts = _first_of_each(groups)
        if len(firsts) >= count or len(ranked) < wanted:
            return [ranked[index] for index in firsts.tolist()][:count]
        wanted *= 2


def collapse(documents: DocIds, copies: DuplicateGroups) -> DocIds:
    """Return the first document of each story, in the given order."""
    return documents[_first_of_each(copies.groups_of(documents))]


def with_copies(matching: Sequence[tuple[int, Bits]], copies: DuplicateGroups) -> DocIds:
    """Return the matching documents that have copies; `matching`: each segment's first document and bits."""
    found = []
    for first, bits in matching:
        low, high = np.searchsorted(copies.documents, (first, first + 64 * len(bits)))
        inside = copies.documents[low:high].astype(np.int64)
        found.append(inside[bitset.contains(bits, inside - first)])
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def count_collapsed(documents: DocIds, copies: DuplicateGroups) -> int:
    """Return how many of the matching documents with copies are hidden under another."""
    return len(documents) - len(distinct(copies.groups_of(documents)))


def _first_of_each(groups: DocIds) -> DocIds:
    """Return int64: the index at which each distinct group first occurs, ascending."""
    order = np.argsort(groups, kind="stable")
    new = np.ones(len(order), np.bool_)
    new[1:] = np.diff(groups[order]) != 0
    firsts: DocIds = np.sort(order[new])
    return firsts
