"""Top k without reading whole posting lists: block-max pruning (Ding and Suel, SIGIR 2011) by arrays.

Documents stand in blocks of 16, and every frequent word knows the most it scores in each block. Blocks
are evaluated from the most promising on; once k documents score more than a block can reach, the rest
is never looked at. Words in few documents are added up as a whole, which is cheaper than pruning them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import BLOCK
from search.operands import Operand
from search.postings import Bits, Documents, Floats, are_set
from search.scratch import Scratch

SLACK = 1e-5
"""Bounds are float32 and sums depend on their order: what is this close to a bound may reach it."""
FIRST_BLOCKS = 32
MOST_BLOCKS = 1_024
"""Blocks evaluated at one go: the first few set the mark, the others are compared with it."""
GROUP = 64
"""Blocks of which only the best bound is looked at to find the first ones."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """Matching documents of one segment: those that may be among the best, in no order, and the total."""

    documents: Documents
    scores: Floats
    total: int


NONE_FOUND = Found(np.zeros(0, np.int64), np.zeros(0), 0)


def least_of(scores: Floats, count: int) -> float:
    """The score that a document must reach to be among the best `count`; -inf while there are fewer."""
    if len(scores) < count:
        return -np.inf
    return float(np.partition(scores, len(scores) - count)[len(scores) - count]) * (1 - SLACK)


def best(documents: Documents, scores: Floats, count: int, total: int) -> Found:
    """Only what may be among the best."""
    near = scores >= least_of(scores, count)
    return Found(documents[near], scores[near], total)


def any_of(operands: Sequence[Operand], count: int, mask: Mask | None, scratch: Scratch) -> Found:
    """The best documents that match any operand; `mask` bool[words · 64] says which may be found at all."""
    listed = [operand for operand in operands if operand.is_listed]
    frequent = [operand for operand in operands if not operand.is_listed]
    documents, scores = _union(listed, mask, scratch)
    if not frequent:
        return best(documents, scores, count, len(documents))
    bits = (
        frequent[0].bits() if len(frequent) == 1 else np.bitwise_or.reduce([one.bits() for one in frequent])
    )
    if mask is not None:
        bits = bits & packed(mask)
    total = int(np.bitwise_count(bits).sum()) + len(documents)
    if len(documents):
        total -= int(are_set(bits, documents).sum())
    bounds = _summed_bounds(frequent)
    seen = documents
    if len(documents):
        near = scores + bounds[documents // BLOCK] * (1 + SLACK) >= least_of(scores, count)
        documents, scores = documents[near], scores[near]
        for operand in sorted(frequent, key=lambda one: -one.bound):
            scores = scores + operand.at(documents)
    least = least_of(scores, count)
    if sum(one.bound for one in frequent) * (1 + SLACK) < least:
        return best(documents, scores, count, total)
    scratch.seen[seen] = True
    try:
        return _in_best_blocks(
            frequent,
            bounds,
            count,
            Found(documents, scores, total),
            lambda blocks, held: _open(mask, scratch, blocks, held),
        )
    finally:
        scratch.seen[seen] = False


def _open(mask: Mask | None, scratch: Scratch, blocks: Documents, scores: Floats) -> Mask:
    """bool[blocks, 16]: documents that match, may be found, and were not counted before."""
    found = (scores > 0) & ~scratch.seen.reshape(-1, BLOCK)[blocks]
    return found if mask is None else found & mask.reshape(-1, BLOCK)[blocks]


def _union(operands: Sequence[Operand], mask: Mask | None, scratch: Scratch) -> tuple[Documents, Floats]:
    """All documents of listed operands, in no order, with the sums of their scores."""
    if not operands:
        return NONE_FOUND.documents, NONE_FOUND.scores
    if len(operands) == 1:
        one = operands[0].listed()
        documents, scores = one.documents, one.scores
    else:
        parts = []
        for operand in operands:
            one = operand.listed()
            parts.append(one.documents[~scratch.seen[one.documents]])
            scratch.seen[one.documents] = True
            scratch.scores[one.documents] += one.scores
        documents = np.concatenate(parts)
        scores = scratch.scores[documents]
        scratch.scores[documents] = 0.0
        scratch.seen[documents] = False
    if mask is not None:
        held = mask[documents]
        documents, scores = documents[held], scores[held]
    return documents, scores


def all_of(operands: Sequence[Operand], count: int, mask: Mask | None, scratch: Scratch) -> Found:
    """The best documents that match every operand."""
    operands = sorted(operands, key=lambda one: one.count)
    if not operands or not operands[0].count:
        return NONE_FOUND
    if len(operands) == 1:
        return any_of(operands, count, mask, scratch)
    if operands[0].is_listed:
        return _all_of_listed(operands, count, mask, scratch)
    bits = np.bitwise_and.reduce([operand.bits() for operand in operands])
    if mask is not None:
        bits &= packed(mask)
    total = int(np.bitwise_count(bits).sum())
    held = bits.view(np.uint16)
    bounds = _summed_bounds(operands) * (held != 0)

    def matching(blocks: Documents, _scores: Floats) -> Mask:
        return np.unpackbits(held[blocks].view(np.uint8), bitorder="little").view(np.bool_).reshape(-1, BLOCK)

    return _in_best_blocks(
        operands, bounds, count, Found(NONE_FOUND.documents, NONE_FOUND.scores, total), matching
    )


def _all_of_listed(operands: Sequence[Operand], count: int, mask: Mask | None, scratch: Scratch) -> Found:
    one = operands[0].listed()
    documents, scores = one.documents, one.scores
    if mask is not None:
        held = mask[documents]
        documents, scores = documents[held], scores[held]
    for operand in operands[1:]:
        if operand.is_listed and len(documents) * GROUP > operand.count:
            other = operand.listed()
            scratch.scores[other.documents] = other.scores
            added = scratch.scores[documents]
            scratch.scores[other.documents] = 0.0
        else:
            added = operand.at(documents)
        held = added > 0
        documents, scores = documents[held], scores[held] + added[held]
    return best(documents, scores, count, len(documents))


def _in_best_blocks(
    operands: Sequence[Operand],
    bounds: NDArray[np.float32],
    count: int,
    known: Found,
    matching: Callable[[Documents, Floats], Mask],
) -> Found:
    """The best of the known documents and of those in blocks whose bound can reach them.

    `matching(blocks, scores float64[blocks, 16])` says which documents of the blocks count.
    """
    documents, scores = known.documents, known.scores
    waiting = _first_blocks(bounds, max(FIRST_BLOCKS, count))
    left = bounds.copy()
    while len(waiting):
        left[waiting] = -1.0
        found = _sum([operand.in_blocks(waiting) for operand in operands])
        places = np.flatnonzero(matching(waiting, found))
        documents = np.concatenate((documents, waiting[places // BLOCK] * BLOCK + places % BLOCK))
        scores = np.concatenate((scores, found.reshape(-1)[places]))
        least = least_of(scores, count)
        near = scores >= least
        documents, scores = documents[near], scores[near]
        waiting = np.flatnonzero(left * np.float32(1 + SLACK) >= max(least, 0.0) + 1e-30)
        if len(waiting) > MOST_BLOCKS:
            top = np.argpartition(left[waiting], -MOST_BLOCKS)[-MOST_BLOCKS:]
            waiting = np.sort(waiting[top])
    return Found(documents, scores, known.total)


def _first_blocks(bounds: NDArray[np.float32], count: int) -> Documents:
    """Some of the blocks with the best bounds, ascending."""
    groups = len(bounds) // GROUP
    if groups <= count:
        chosen = np.arange(len(bounds))
    else:
        best_of = bounds[: groups * GROUP].reshape(groups, GROUP).max(axis=1)
        chosen = np.argpartition(best_of, -count)[-count:]
        chosen = (chosen[:, None] * GROUP + np.arange(GROUP)).reshape(-1)
    if len(chosen) > count:
        chosen = chosen[np.argpartition(bounds[chosen], -count)[-count:]]
    chosen = chosen[bounds[chosen] > 0]
    return np.sort(chosen)


def _summed_bounds(operands: Sequence[Operand]) -> NDArray[np.float32]:
    total = operands[0].block_bounds()
    for operand in operands[1:]:
        total = total + operand.block_bounds()
    return total


def _sum(parts: Sequence[Floats]) -> Floats:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def packed(mask: Mask) -> Bits:
    """A mask as bits."""
    return np.packbits(mask, bitorder="little").view(np.uint64)
