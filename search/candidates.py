"""Candidates of a question: all matching documents with what they are ordered by."""

from dataclasses import dataclass

import numpy as np

from index.columns.layout import Numbers
from search.clauses import AllOf
from search.evaluation import Evaluator
from search.postings import Bits
from search.question import Order
from search.ranking import Candidates, Floats, recency

UNDATED_LAST = -1e9
"""Orders an article without a date behind all others."""


@dataclass(frozen=True)
class Ordering:
    """What a question asks for; `newest` is the archive's newest day, from which ages are reckoned."""

    order: Order
    half_life: int
    newest: int


def candidates(evaluator: Evaluator, clause: AllOf | None, ordering: Ordering, first: int) -> Candidates:
    """All matching documents of one segment, whose first document has the number `first`.

    Without words there is no relevance, so the newest come first.
    """
    days = evaluator.postings.segment.columns.values("day")
    if clause is None or not clause.wanted or ordering.order is not Order.RELEVANCE:
        documents = listed(evaluator.matching(clause))
        held = days[documents]
        return Candidates(_by_date(held, ordering.order), held, documents + first)
    found = evaluator.scored(clause)
    held = days[found.documents]
    scores = (
        found.scores * recency(held, ordering.newest, ordering.half_life)
        if ordering.half_life
        else found.scores
    )
    return Candidates(scores, held, found.documents + first)


def listed(bits: Bits) -> Numbers:
    """int64: the documents whose bits are set, ascending."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def _by_date(days: Numbers, order: Order) -> Floats:
    found: Floats = days.astype(np.float64)
    if order is Order.OLDEST:
        found = np.where(found > 0, -found, UNDATED_LAST)
    return found
