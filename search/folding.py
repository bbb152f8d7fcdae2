"""Copies of one story under the best of them."""

from collections.abc import Callable, Sequence

import numpy as np

from index.columns.layout import Numbers
from index.duplicates import Copies
from search.postings import Bits, are_set
from search.ranking import Ranked

SPARE = 10
"""So many more articles are looked at first than stories are wanted."""

Best = Callable[[int], list[Ranked]]
"""The best so many articles."""


def best_stories(best: Best, count: int, copies: Copies) -> list[Ranked]:
    """The best `count` stories, each by its best article; articles are asked for until there are enough."""
    wanted = count + count // 4 + SPARE
    ranked: list[Ranked] = []
    while True:
        ranked = max(ranked, best(wanted), key=len)  # a round that runs out of time may find fewer
        groups = copies.groups_of(np.array([each.document for each in ranked], np.int64))
        _, firsts = np.unique(groups, return_index=True)
        if len(firsts) >= count or len(ranked) < wanted:
            return [ranked[place] for place in np.sort(firsts).tolist()][:count]
        wanted *= 2


def folded(documents: Numbers, copies: Copies) -> Numbers:
    """Of ordered documents the first of each story."""
    _, firsts = np.unique(copies.groups_of(documents), return_index=True)
    return documents[np.sort(firsts)]


def copies_found(matching: Sequence[tuple[int, Bits]], copies: Copies) -> Numbers:
    """Which of the documents that have copies match; `matching` has each segment's first document and bits."""
    found = []
    for first, bits in matching:
        low, high = np.searchsorted(copies.documents, (first, first + 64 * len(bits)))
        inside = copies.documents[low:high].astype(np.int64)
        found.append(inside[are_set(bits, inside - first)])
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def folded_away(found: Numbers, copies: Copies) -> int:
    """How many of the matching documents with copies do not stand for their story."""
    return len(found) - len(np.unique(copies.groups_of(found)))
