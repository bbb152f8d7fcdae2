"""Found: the results of a question that are in reach, copies of one story folded, and how many there are in all."""

from dataclasses import dataclass, replace

import numpy as np

from index.columns.layout import Numbers
from search.asked import Asked
from search.cursor import Cursor
from search.deadline import OutOfTimeError
from search.folding import best_stories, copies_found, folded, folded_away
from search.open_generation import Best
from search.ranking import Ranked


@dataclass(frozen=True)
class Found:
    """Results of a question: those in reach, counts, and the matching documents that have copies."""

    ranked: list[Ranked]
    total: int
    stories: int
    copies: Numbers
    is_partial: bool = False
    read: int = 0
    """Results before the first one here."""


EMPTY = np.zeros(0, np.int64)
NOTHING_FOUND = Found([], 0, 0, EMPTY)


def first(asked: Asked, count: int) -> Found:
    """The first so many results, copies folded if that is asked for."""
    if asked.is_nothing:
        return NOTHING_FOUND
    opened = asked.opened
    copies = opened.copies

    def best_of(most: int) -> Best:
        return opened.first(asked.clause, most, asked.filters, asked.ordering, asked.deadline)

    if not len(copies.documents):
        best = best_of(count)
        return Found(best.ranked, best.total, best.total, EMPTY, best.is_partial)
    matching = opened.matching(asked.clause, asked.filters, asked.deadline)
    held = copies_found(
        [(segment.first, bits) for segment, bits in zip(opened.segments, matching.bits, strict=True)],
        copies,
    )
    stories = matching.total - folded_away(held, copies)
    if not asked.question.folded:
        best = best_of(count)
        return Found(best.ranked, best.total, stories, held, best.is_partial)
    ranked = best_stories(lambda most: best_of(most).ranked, count, copies)
    return Found(ranked, matching.total, stories, held, matching.is_partial or asked.deadline.is_over)


def behind(asked: Asked, cursor: Cursor, size: int) -> Found:
    """Results behind a cursor. Where its last article is gone, as many are passed over as were read."""
    if asked.is_nothing:
        return NOTHING_FOUND
    opened = asked.opened
    try:
        documents = opened.listing(asked.clause, asked.filters, asked.ordering, asked.deadline).documents
    except OutOfTimeError:
        return replace(NOTHING_FOUND, is_partial=True, read=cursor.read)
    whole = len(documents)
    held = documents[np.isin(documents, opened.copies.documents)]
    stories = whole - folded_away(held, opened.copies)
    if asked.question.folded:
        documents = folded(documents, opened.copies)
    last = opened.document_of(cursor.last) if cursor.last else None
    place = np.flatnonzero(documents == last) if last is not None else EMPTY
    read = int(place[0]) + 1 if len(place) else min(cursor.read, len(documents))
    shown = documents[read : read + size].tolist()
    return Found([Ranked(0.0, each) for each in shown], whole, stories, held, read=read)
