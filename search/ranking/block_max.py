"""The top k without reading whole posting lists: block-max pruning (Ding and Suel, SIGIR 2011) by arrays.

Documents are grouped in blocks of 16, and every frequent word knows its highest score in each block. Blocks are
evaluated from the most promising one on; once k documents score more than any other block can reach, the rest
is never looked at. Words in few documents are added up as a whole, which is cheaper than pruning them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.bitset import DocIds, Mask
from index.columns.layout import BLOCK
from search.ranking.postings import Floats, summed
from search.ranking.scorers import Scorer, Scratch

SLACK = 1e-5
"""Block maxima are float32 and sums depend on their order: a score this close to a bound may reach it."""
LOOK_UP_FACTOR = 64
"""If a list is this many times longer than what is left, looking up single documents is cheaper than adding it up."""


class Tuning(NamedTuple):
    """How many blocks are evaluated in one step; results do not depend on it.

    The `first_blocks` set the competitive score, with which up to `max_blocks` at a time are compared. The first ones
    are chosen by the highest bound of each `group` of blocks.
    """

    first_blocks: int = 32
    max_blocks: int = 1_024
    group: int = 64


DEFAULT_TUNING = Tuning()


class TopDocuments(NamedTuple):
    """Matching documents of one segment: those that may be among the top k, in no order, and the total."""

    documents: DocIds
    scores: Floats
    total: int


NO_DOCUMENTS = TopDocuments(np.zeros(0, np.int64), np.zeros(0), 0)


def competitive_score(scores: Floats, count: int) -> float:
    """Return the score that a document must reach to be among the best `count`; -inf while there are fewer."""
    if len(scores) < count:
        return -np.inf
    return float(np.partition(scores, len(scores) - count)[len(scores) - count]) * (1 - SLACK)


def keep_best(documents: DocIds, scores: Floats, count: int, total: int) -> TopDocuments:
    """Return the documents whose score reaches the competitive score of the best `count`."""
    near = scores >= competitive_score(scores, count)
    return TopDocuments(documents[near], scores[near], total)


def any_of(
    scorers: Sequence[Scorer],
    count: int,
    mask: Mask | None,
    scratch: Scratch,
    tuning: Tuning = DEFAULT_TUNING,
) -> TopDocuments:
    """Return the best documents that match any scorer; `mask` bool[words · 64] tells which may be found at all."""
    sparse = [scorer for scorer in scorers if scorer.is_sparse]
    dense = [scorer for scorer in scorers if not scorer.is_sparse]
    documents, scores = _union(sparse, mask, scratch)
    if not dense:
        return keep_best(documents, scores, count, len(documents))
    bits = dense[0].bits() if len(dense) == 1 else np.bitwise_or.reduce([one.bits() for one in dense])
    if mask is not None:
        bits = bits & bitset.from_mask(mask)
    total = bitset.count(bits) + len(documents)
    if len(documents):
        total -= int(bitset.contains(bits, documents).sum())
    bounds = _summed_bounds(dense)
    seen = documents
    if len(documents):
        near = scores + bounds[documents // BLOCK] * (1 + SLACK) >= competitive_score(scores, count)
        documents, scores = documents[near], scores[near]
        for scorer in sorted(dense, key=lambda one: -one.max_score):
            scores = scores + scorer.score_docs(documents)
    min_competitive = competitive_score(scores, count)
    if sum(one.max_score for one in dense) * (1 + SLACK) < min_competitive:
        return keep_best(documents, scores, count, total)
    scratch.seen[seen] = True
    try:
        return _in_best_blocks(
            dense,
            bounds,
            count,
            TopDocuments(documents, scores, total),
            lambda blocks, kept: _uncounted(mask, scratch, blocks, kept),
            tuning,
        )
    finally:
        scratch.seen[seen] = False


def _uncounted(mask: Mask | None, scratch: Scratch, blocks: DocIds, scores: Floats) -> Mask:
    """Return bool[blocks, 16]: matching, allowed documents that are not counted yet."""
    found = (scores > 0) & ~scratch.seen.reshape(-1, BLOCK)[blocks]
    return found if mask is None else found & mask.reshape(-1, BLOCK)[blocks]


def _union(scorers: Sequence[Scorer], mask: Mask | None, scratch: Scratch) -> tuple[DocIds, Floats]:
    """Return all documents of sparse scorers, in no order, with the sums of their scores."""
    if not scorers:
        return NO_DOCUMENTS.documents, NO_DOCUMENTS.scores
    if len(scorers) == 1:
        one = scorers[0].score_all()
        documents, scores = one.documents, one.scores
    else:
        parts = []
        scored = [
            scorer.score_all() for scorer in scorers
        ]  # evaluate all first: what raises must not leave marks in `scratch`
        for one in scored:
            parts.append(one.documents[~scratch.seen[one.documents]])
            scratch.seen[one.documents] = True
            scratch.scores[one.documents] += one.scores
        documents = np.concatenate(parts)
        scores = scratch.scores[documents]
        scratch.scores[documents] = 0.0
        scratch.seen[documents] = False
    if mask is not None:
        kept = mask[documents]
        documents, scores = documents[kept], scores[kept]
    return documents, scores


def all_of(
    scorers: Sequence[Scorer],
    count: int,
    mask: Mask | None,
    scratch: Scratch,
    tuning: Tuning = DEFAULT_TUNING,
) -> TopDocuments:
    """Return the best documents that match every scorer."""
    scorers = sorted(scorers, key=lambda one: one.count)
    if not scorers or not scorers[0].count:
        return NO_DOCUMENTS
    if len(scorers) == 1:
        return any_of(scorers, count, mask, scratch, tuning)
    if scorers[0].is_sparse:
        return _all_of_listed(scorers, count, mask, scratch)
    bits = np.bitwise_and.reduce([scorer.bits() for scorer in scorers])
    if mask is not None:
        bits &= bitset.from_mask(mask)
    total = bitset.count(bits)
    halves = bits.view(np.uint16)
    bounds = _summed_bounds(scorers) * (halves != 0)

    def matching(blocks: DocIds, _scores: Floats) -> Mask:
        return bitset.in_blocks(halves[blocks]).reshape(-1, BLOCK)

    known = TopDocuments(NO_DOCUMENTS.documents, NO_DOCUMENTS.scores, total)
    return _in_best_blocks(scorers, bounds, count, known, matching, tuning)


def _all_of_listed(
    scorers: Sequence[Scorer], count: int, mask: Mask | None, scratch: Scratch
) -> TopDocuments:
    one = scorers[0].score_all()
    documents, scores = one.documents, one.scores
    if mask is not None:
        kept = mask[documents]
        documents, scores = documents[kept], scores[kept]
    for scorer in scorers[1:]:
        if scorer.is_sparse and len(documents) * LOOK_UP_FACTOR > scorer.count:
            other = scorer.score_all()
            scratch.scores[other.documents] = other.scores
            added = scratch.scores[documents]
            scratch.scores[other.documents] = 0.0
        else:
            added = scorer.score_docs(documents)
        kept = added > 0
        documents, scores = documents[kept], scores[kept] + added[kept]
    return keep_best(documents, scores, count, len(documents))


def _in_best_blocks(  # noqa: PLR0913, PLR0917 - what both callers have worked out by then
    scorers: Sequence[Scorer],
    bounds: NDArray[np.float32],
    count: int,
    known: TopDocuments,
    matching: Callable[[DocIds, Floats], Mask],
    tuning: Tuning,
) -> TopDocuments:
    """Return the best of the known documents and of those in blocks whose bound can reach them.

    `matching(blocks, scores float64[blocks, 16])` tells which documents of the blocks count.
    """
    documents, scores = known.documents, known.scores
    pending = _first_blocks(bounds, max(tuning.first_blocks, count), tuning.group)
    left = bounds.copy()
    while len(pending):
        left[pending] = -1.0
        found = summed([scorer.score_blocks(pending) for scorer in scorers])
        indices = np.flatnonzero(matching(pending, found))
        documents = np.concatenate((documents, pending[indices // BLOCK] * BLOCK + indices % BLOCK))
        scores = np.concatenate((scores, found.reshape(-1)[indices]))
        min_competitive = competitive_score(scores, count)
        near = scores >= min_competitive
        documents, scores = documents[near], scores[near]
        pending = np.flatnonzero(left * np.float32(1 + SLACK) >= max(min_competitive, 0.0) + 1e-30)
        if len(pending) > tuning.max_blocks:
            top = np.argpartition(left[pending], -tuning.max_blocks)[-tuning.max_blocks :]
            pending = np.sort(pending[top])
    return TopDocuments(documents, scores, known.total)


def _first_blocks(bounds: NDArray[np.float32], count: int, group: int) -> DocIds:
    """Return some of the blocks with the highest bounds, ascending."""
    groups = len(bounds) // group
    if groups <= count:
        chosen = np.arange(len(bounds))
    else:
        best_of = bounds[: groups * group].reshape(groups, group).max(axis=1)
        chosen = np.argpartition(best_of, -count)[-count:]
        chosen = (chosen[:, None] * group + np.arange(group)).reshape(-1)
    if len(chosen) > count:
        chosen = chosen[np.argpartition(bounds[chosen], -count)[-count:]]
    chosen = chosen[bounds[chosen] > 0]
    return np.sort(chosen)


def _summed_bounds(scorers: Sequence[Scorer]) -> NDArray[np.float32]:
    total = scorers[0].block_max_scores()
    for scorer in scorers[1:]:
        total = total + scorer.block_max_scores()
    return total
