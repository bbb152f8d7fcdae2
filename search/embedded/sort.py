"""What the matching documents of one segment are sorted by."""

import numpy as np

from index.columns import bitset
from search.execution.snapshot import Sort
from search.model.question import SortOrder
from search.query.clauses import AllOf
from search.ranking.bm25 import Floats, recency
from search.ranking.evaluator import Evaluator
from search.ranking.top_k import SortKeys

DAY_RANGE = float(1 << 20)
"""More than there are days; a second of arrival counts more than all of them."""
UNDATED_LAST = -1e9
"""Sorts an article without a date after all others."""


def sort_keys(evaluator: Evaluator, clause: AllOf | None, sort: Sort, first: int) -> SortKeys:
    """Return the sort keys of all matching documents of a segment; `first` is its first document's number.

    Without words there is no relevance, so the newest come first.
    """
    days = evaluator.postings.segment.columns.values("day")
    if clause is None or not clause.must or sort.order is not SortOrder.RELEVANCE:
        documents = bitset.doc_ids(evaluator.match(clause))
        if sort.order is SortOrder.ARRIVED:
            arrived = evaluator.postings.segment.columns.values("arrived")[documents].astype(np.float64)
            keys = arrived * DAY_RANGE + days[documents]  # a whole run arrives at once
        else:
            keys = _by_date(days[documents], sort.order)
        return SortKeys(keys, days[documents], documents + first)
    found = evaluator.score_all(clause)
    own = days[found.documents]
    scores = found.scores * recency(own, sort.newest, sort.half_life) if sort.half_life else found.scores
    return SortKeys(scores, own, found.documents + first)


def is_by_score(clause: AllOf | None, sort: Sort) -> bool:
    """Return whether the score alone decides, so that pruning may skip documents."""
    return bool(clause and clause.must) and sort.order is SortOrder.RELEVANCE and not sort.half_life


def _by_date(days: "np.ndarray", order: SortOrder) -> Floats:
    keys: Floats = days.astype(np.float64)
    if order is SortOrder.OLDEST:
        keys = np.where(keys > 0, -keys, UNDATED_LAST)
    return keys
