"""What one generation of an index directory has that another has not, article by article.

Segments that both have cost only their deletions; of the others, articles that are in both with the same digest, tell
the same story and were weighed alike are no difference. So a publication sends only what is new, even after a merge
has rewritten much more.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generation
from index.store.segments import Segment, Segments

Numbers = NDArray[np.int64]


class Story(NamedTuple):
    """The story that an article tells, by the id of the first that printed it, and whether others did."""

    id: str
    is_copied: bool


class DocumentRef(NamedTuple):
    """A document of a generation: its segment, and its number there."""

    segment: Segment
    document: int

    @property
    def id(self) -> str:
        """The article's id."""
        return self.segment.columns.ids[self.document].decode()

    @property
    def digest(self) -> bytes:
        """The article's digest."""
        return self.segment.columns.digest(self.document)

    @property
    def average_lengths(self) -> tuple[float, ...]:
        """The mean field lengths that the article was weighed with."""
        return tuple(self.segment.columns.average_lengths().tolist())


class GenerationContents:
    """The articles of one generation."""

    def __init__(self, generation: Generation) -> None:
        self.path: Path = generation.path
        self.segments = Segments.open(generation.path)
        self.groups = DuplicateGroups(generation.path)
        self.by_name = {segment.name: segment for segment in self.segments}

    def story_of(self, located: DocumentRef) -> Story:
        """Return the story of a document."""
        number = located.segment.first + located.document
        position = int(np.searchsorted(self.groups.documents, number))
        if position == len(self.groups.documents) or self.groups.documents[position] != number:
            return Story(located.id, is_copied=False)
        return Story(self._located(int(self.groups.groups[position])).id, is_copied=True)

    def _located(self, number: int) -> DocumentRef:
        return DocumentRef(*self.segments.locate(number))

    def all(self) -> Iterator[DocumentRef]:
        """Yield all documents that are not deleted."""
        for segment in self.segments:
            for document in _live(segment).tolist():
                yield DocumentRef(segment, document)


class Difference(NamedTuple):
    """Documents that go, of the old generation, and that come, of the new one."""

    gone: list[DocumentRef]
    come: list[DocumentRef]


def difference(old: GenerationContents, new: GenerationContents) -> Difference:
    """Return what changes from one generation to another."""
    shared = [name for name in new.by_name if name in old.by_name]
    gone = _outside(old, new, shared)
    come = _outside(new, old, shared)
    regrouped = _regrouped(old, new, shared)
    gone += [before for before, _ in regrouped]
    come += [after for _, after in regrouped]
    before = {ref.id: ref for ref in gone}
    after = {ref.id: ref for ref in come}
    same = {
        article_id
        for article_id, ref in after.items()
        if article_id in before
        and before[article_id].digest == ref.digest
        and before[article_id].average_lengths == ref.average_lengths
        and old.story_of(before[article_id]) == new.story_of(ref)
    }
    return Difference(
        [ref for article_id, ref in before.items() if article_id not in same],
        [ref for article_id, ref in after.items() if article_id not in same],
    )


def _outside(these: GenerationContents, others: GenerationContents, shared: list[str]) -> list[DocumentRef]:
    """Return the live documents of one generation that are not live in the same segment of the other."""
    found = []
    for segment in these.segments:
        live = _live(segment)
        if segment.name in shared:
            live = np.setdiff1d(live, _live(others.by_name[segment.name]), assume_unique=True)
        found += [DocumentRef(segment, document) for document in live.tolist()]
    return found


def _regrouped(
    old: GenerationContents, new: GenerationContents, shared: list[str]
) -> list[tuple[DocumentRef, DocumentRef]]:
    """Return the documents of shared segments whose group is another one, as they were and as they are."""
    if not shared:
        return []
    moved = np.full(old.segments.documents + 1, -1, np.int64)
    for name in shared:
        before, after = old.by_name[name], new.by_name[name]
        moved[before.first : before.first + before.documents] = after.first + np.arange(before.documents)
    old_group = np.full(new.segments.documents, -1, np.int64)
    documents, groups = old.groups.documents.astype(np.int64), old.groups.groups.astype(np.int64)
    there = moved[documents] >= 0
    # A group whose first article is in no shared segment has no number here; it is compared by ids below.
    old_group[moved[documents[there]]] = np.where(moved[groups[there]] >= 0, moved[groups[there]], -2)
    new_group = np.full(new.segments.documents, -1, np.int64)
    new_group[new.groups.documents.astype(np.int64)] = new.groups.groups
    found = []
    for name in shared:
        before, after = old.by_name[name], new.by_name[name]
        span = slice(after.first, after.first + after.documents)
        changed = np.flatnonzero(old_group[span] != new_group[span])
        live = np.intersect1d(changed, np.intersect1d(_live(before), _live(after)))
        found += [(DocumentRef(before, document), DocumentRef(after, document)) for document in live.tolist()]
    return found


def _live(segment: Segment) -> Numbers:
    if segment.live_docs is None:
        return np.arange(segment.documents)
    return np.flatnonzero(segment.live_docs)
