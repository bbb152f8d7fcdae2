"""Which documents of the published segments stay in a new generation, and where they are then."""

import numpy as np

from index.duplicates import GONE
from index.store.segments import Segment, Segments

NOTHING = np.zeros(0, np.int64)
"""No documents."""


def missing_documents(segment: Segment, present: np.ndarray) -> np.ndarray:
    """Return the documents of a segment whose ids did not occur in this run."""
    there = kept_documents(segment, present)
    return np.flatnonzero(there)


def usual_lengths(published: Segments, live: list[int], first: int) -> np.ndarray | None:
    """Return the usual lengths that the segments which stay were weighed with; None if none stays."""
    kept = (segment for segment, alive in zip(published[:first], live, strict=False) if alive)
    segment = next(kept, None)
    return segment.columns.average_lengths() if segment is not None else None


def remap_documents(published: Segments, kept: list[np.ndarray], first: int) -> np.ndarray:
    """Return int64[documents]: where each published document is now; the segments from `first` on are merged."""
    moved = np.full(published.documents, GONE, np.int64)
    settled = 0
    for position, segment in enumerate(published):
        inside = np.flatnonzero(kept[position])
        if position >= first:
            moved[segment.first + inside] = settled + np.arange(len(inside))
            settled += len(inside)
        elif len(inside):  # one without a live article is left out
            moved[segment.first + inside] = settled + inside
            settled += segment.documents
    return moved


def remap_after_merge(segments: Segments, merged: dict[int, np.ndarray]) -> np.ndarray:
    """Return int64[documents]: where each document is once neighbouring segments are one, in the order they have.

    `merged` has bool[documents] for each of these, by its place: the documents that were taken over.
    """
    moved = np.full(segments.documents, GONE, np.int64)
    settled = 0
    for position, segment in enumerate(segments):
        taken = merged.get(position, np.ones(segment.documents, np.bool_))
        there = kept_documents(segment, NOTHING)
        moved[segment.first + np.flatnonzero(there)] = settled + (np.cumsum(taken) - 1)[there]
        settled += int(taken.sum())
    return moved


def kept_documents(segment: Segment, deleted: np.ndarray) -> np.ndarray:
    """Return bool[documents]: what is left of a segment once more is deleted."""
    kept = np.ones(segment.documents, np.bool_) if segment.live_docs is None else segment.live_docs.copy()
    kept[deleted] = False
    return kept
