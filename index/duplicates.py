"""Which articles of a generation are one story: wire copy that several papers printed, with their own cuts.

    COPIES      column file of the generation: documents uint32[m], ascending; groups uint32[m]

A document that stands there is a copy of others; a group's number is its first document. Documents are
numbered through all segments, as index/store/segments.py does. Articles whose signatures (index/shingles.py) share
a whole hash are compared bin by bin; where that leaves a doubt, their texts are. What is alike enough is
joined, and so is what is alike to the same third.
"""

import zlib
from array import array
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import write_columns
from index.hindi.term_ids import TermIds
from index.shingles import SIZE, WHOLE, Signatures, shingles
from index.store.duplicate_groups import COPIES
from index.store.segments import Segments

LEAST_ALIKE, CLEARLY_ALIKE = 7, 16
"""Of 40 bins: two stories on one event share 7 by chance at times, only copies share 16."""
LEAST_SHARED, LEAST_HELD = 0.22, 0.45
"""Doubtful pairs are copies if they share this part of all shingles, or one contains this part of the other's."""
NEIGHBOURS = 8
"""Of those with the same hash, each article is compared with that many before it."""
PAIRS_AT_ONCE = 1 << 18

TEXTS_REMEMBERED = 1_000
ASKED_SHARE, LEAST_ASKED, MOST_ASKED = 50, 1_000, 5_000
"""At most one pair in 50 articles is compared by its texts: set phrases can make any number of pairs doubtful."""

Numbers = NDArray[np.int64]
Shingles = NDArray[np.uint64]
NO_WORDS = np.zeros(0, np.uint32)


def write_duplicate_groups(folder: Path, segments: Segments) -> None:
    """Find the copies among all articles of a generation that are not deleted."""
    parts = [segment.columns.signatures() for segment in segments]
    found = np.concatenate(parts) if parts else np.zeros((0, SIZE), np.uint8)
    kept = np.ones(len(found), np.bool_)
    for segment in segments:
        if segment.live_docs is not None:
            kept[segment.first : segment.first + segment.documents] = segment.live_docs
    texts = ShingledTexts()

    @lru_cache(TEXTS_REMEMBERED)
    def shingles_at(document: int) -> Shingles:
        segment, ordinal = segments.locate(document)
        return texts.shingles(segment.columns.article(ordinal).body)

    def are_copies(one: int, other: int) -> bool:
        return are_same_story(shingles_at(one), shingles_at(other))

    documents, groups = group_duplicates(found, kept, are_copies)
    write_columns(folder / COPIES, {"documents": documents, "groups": groups})


class ShingledTexts:
    """Bodies as sets of all their shingles."""

    def __init__(self) -> None:
        self._words = TermIds()
        self._hashes = array("I")

    def shingles(self, body: str) -> Shingles:
        """Return hashes of all runs of three folded words of a body, ascending, each once."""
        numbers = self._words.encode([body]).words
        for term, _ in self._words.spellings[len(self._hashes) :]:
            self._hashes.append(zlib.crc32(term))
        return np.unique(
            shingles(np.frombuffer(self._hashes, np.uint32)[numbers] if len(numbers) else NO_WORDS)
        )


def are_same_story(one: Shingles, other: Shingles) -> bool:
    """Return whether two bodies are one story, by exact shingle overlap, which signatures estimate."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    in_all = len(one) + len(other) - shared
    return shared >= max(1.0, LEAST_SHARED * in_all) or shared >= max(
        1.0, LEAST_HELD * min(len(one), len(other))
    )


def group_duplicates(
    found: Signatures, kept: NDArray[np.bool_], are_copies: Callable[[int, int], bool]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the copies among documents, ascending, and the group of each; `are_copies` decides doubtful pairs."""
    candidates = np.flatnonzero(kept & found.any(axis=1))
    groups = _Groups(len(found))
    doubts = PendingPairs(min(MOST_ASKED, max(LEAST_ASKED, len(found) // ASKED_SHARE)))
    for ones, others, shared in _candidate_pairs(found, candidates):
        clear = shared >= CLEARLY_ALIKE
        groups.join(ones[clear], others[clear])
        doubts.add(ones[~clear], others[~clear], shared[~clear])
    doubts.resolve(groups, are_copies)
    return groups.found()


class _Groups:
    """Disjoint sets of documents; the first document of a set stands for it."""

    def __init__(self, documents: int) -> None:
        self._parents = np.arange(documents)

    def root(self, document: int) -> int:
        while (parent := int(self._parents[document])) != document:
            document = parent
        return document

    def join(self, ones: Numbers, others: Numbers) -> None:
        """Join pairs; what is joined already costs nothing."""
        apart = np.flatnonzero(self._parents[ones] != self._parents[others])
        for one, other in zip(ones[apart].tolist(), others[apart].tolist(), strict=True):
            self.join_one(one, other)
        if len(apart):
            self._flatten()

    def join_one(self, one: int, other: int) -> None:
        """Join a pair."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low

    def _flatten(self) -> None:
        while not np.array_equal(flat := self._parents[self._parents], self._parents):
            self._parents = flat

    def found(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the documents of all sets of two and more, ascending, and the first of each set."""
        self._flatten()
        sizes = np.bincount(self._parents, minlength=len(self._parents))
        documents = np.flatnonzero(sizes[self._parents] > 1) if len(sizes) else np.zeros(0, np.int64)
        return documents.astype(np.uint32), self._parents[documents].astype(np.uint32)


class PendingPairs:
    """The pairs whose texts must be compared, at most a given number: those that share most bins."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._pairs = np.zeros((0, 3), np.int64)

    def add(self, ones: Numbers, others: Numbers, shared: Numbers) -> None:
        """Note pairs that have to be decided."""
        low, high = np.minimum(ones, others), np.maximum(ones, others)
        self._pairs = np.unique(np.concatenate((self._pairs, np.stack((-shared, low, high), axis=1))), axis=0)
        self._pairs = self._pairs[: self._most]

    def resolve(self, groups: _Groups, are_copies: Callable[[int, int], bool]) -> None:
        """Join the pairs whose texts are alike."""
        for _, one, other in self._pairs.tolist():
            if groups.root(one) != groups.root(other) and are_copies(one, other):
                groups.join_one(one, other)


def _candidate_pairs(found: Signatures, candidates: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Yield pairs of documents whose signatures may be those of copies, and how many bins they share."""
    rows = found[candidates]
    hashes = np.ascontiguousarray(rows[:, : 4 * WHOLE]).view("<u4")
    small = rows[:, 4 * WHOLE :]
    for bin_ in range(WHOLE):
        order = np.argsort(hashes[:, bin_], kind="stable")
        ranked = hashes[order, bin_]
        for distance in range(1, min(NEIGHBOURS, len(order) - 1) + 1):
            same = np.flatnonzero(ranked[distance:] == ranked[:-distance])
            for start in range(0, len(same), PAIRS_AT_ONCE):
                part = same[start : start + PAIRS_AT_ONCE]
                ones, others = order[part], order[part + distance]
                shared = (hashes[ones] == hashes[others]).sum(axis=1) + (small[ones] == small[others]).sum(
                    axis=1
                )
                near = shared >= LEAST_ALIKE
                yield candidates[ones[near]], candidates[others[near]], shared[near]
