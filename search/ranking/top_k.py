"""Select and sort the best k across segments: by score, then newest first, then by id."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.bitset import DocIds
from search.ranking.bm25 import Floats

ExternalId = Callable[[int], bytes]
"""Document number → the article's id."""
IdRanks = Callable[[DocIds], NDArray[np.int64]]
"""Document numbers → the rank of each one's id among all ids."""
PARTITION_FACTOR = 4
"""With more than this many times the wanted number of candidates, drop those below the k-th score
(np.partition) before sorting."""
DECIMALS = 9
"""Scores that differ by less are equal: the last digits of a sum of floats depend on its order."""


class ScoredDoc(NamedTuple):
    """A document of an archive and its score, rounded to DECIMALS."""

    score: float
    document: int


class SortKeys(NamedTuple):
    """What n documents of an archive are sorted by: float64[n] scores, days of publication, int64[n] numbers."""

    scores: Floats
    days: NDArray[np.unsignedinteger]
    documents: DocIds


def top_k(parts: Sequence[SortKeys], k: int, external_id: ExternalId) -> list[ScoredDoc]:
    """Return the best k documents. The order of the parts makes no difference."""
    scores, days, documents = _concatenated(parts)
    if len(scores) > PARTITION_FACTOR * k:
        near = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
        scores, days, documents = scores[near], days[near], documents[near]
    order = np.lexsort((-days, -scores))
    if len(order) > k:
        last = order[k - 1]
        # Documents that equal the last one in score and day are told apart by their ids.
        beyond = order[k:]
        ties = (scores[beyond] == scores[last]) & (days[beyond] == days[last])
        order = np.concatenate((order[:k], beyond[ties]))
    found = list(zip(scores[order].tolist(), days[order].tolist(), documents[order].tolist(), strict=True))
    keys = [(score, day) for score, day, _ in found]
    if len(set(keys)) < len(keys):
        found.sort(key=lambda row: (-row[0], -row[1], external_id(row[2])))
    return [ScoredDoc(score, document) for score, _, document in found[:k]]


def sorted_docs(parts: Sequence[SortKeys], id_ranks: IdRanks) -> DocIds:
    """Return int64: all documents in the order of `top_k`."""
    if not parts:
        return np.zeros(0, np.int64)
    scores, days, documents = _concatenated(parts)
    order = np.lexsort((-days, -scores))
    ties = (np.diff(scores[order]) == 0) & (np.diff(days[order]) == 0)
    if ties.any():
        order = np.lexsort((id_ranks(documents), -days, -scores))
    found: DocIds = documents[order]
    return found


def _concatenated(parts: Sequence[SortKeys]) -> tuple[Floats, NDArray[np.int64], DocIds]:
    scores = np.round(np.concatenate([part.scores for part in parts]), DECIMALS)
    days = np.concatenate([part.days for part in parts]).astype(np.int64)
    return scores, days, np.concatenate([part.documents for part in parts])
