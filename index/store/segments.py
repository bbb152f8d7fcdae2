"""Segments: what a generation's index is made of, and which of their documents are deleted.

    SEGMENTS.json           [{"name": "g000042", "documents": 1000, "deleted": 3}, …] in order
    NAME.terms … .lexicon   one segment's column files, never changed once written
    NAME.deleted            column file of what was deleted since; there when "deleted" is not 0

    documents               uint32[k]   deleted documents, ascending
    terms, term_counts      uint32[…]   terms of deleted documents, and in how many of them each stands
    own_terms, own_counts   uint32[…]   … spelled as the term itself
    spellings, spelling_counts  uint32[…]  … and in other spellings

A generation's segments are numbered by their place in the list, its documents through all of them.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile, write_columns
from index.columns.layout import LEXICON
from index.columns.segment_columns import SegmentColumns
from index.errors import REBUILD, IndexDamagedError
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from index.store.durable import replace_file

SEGMENTS = "SEGMENTS.json"
DELETED = ".deleted"

Counts = dict[int, int]


@dataclass(frozen=True)
class Deletions:
    """What the deleted documents of a segment take away from its counts."""

    documents: NDArray[np.uint32]
    terms: Counts
    own: Counts
    spellings: Counts


NO_DELETIONS = Deletions(np.zeros(0, np.uint32), {}, {}, {})


class Segment:
    """A segment of a generation. Documents are numbered within it."""

    def __init__(self, columns: SegmentColumns, gone: Deletions, first: int) -> None:
        self.columns = columns
        self.deletions = gone
        self.first = first
        """Number of its first document in the generation."""

    @property
    def name(self) -> str:
        """The name of its files without their endings."""
        return self.columns.base.name

    @property
    def lexicon_path(self) -> Path:
        """Its .lexicon file."""
        return self.columns.base.with_name(self.columns.base.name + LEXICON)

    @property
    def documents(self) -> int:
        """Documents, deleted ones included."""
        return self.columns.documents

    @property
    def live_count(self) -> int:
        """Documents that are not deleted."""
        return self.columns.documents - len(self.deletions.documents)

    @cached_property
    def live_docs(self) -> NDArray[np.bool_] | None:
        """bool[documents]: which are not deleted; None when all are there."""
        if not len(self.deletions.documents):
            return None
        kept = np.ones(self.documents, np.bool_)
        kept[self.deletions.documents] = False
        return kept

    def has_live_term(self, term: str) -> bool:
        """Return whether a document that is not deleted holds a term."""
        number = self.columns.term_number(term)
        if number is None:
            return False
        first, end = self.columns.posting_range(number)
        return end - first > self.deletions.terms.get(number, 0)

    def is_deleted(self, document: int) -> bool:
        """Return whether a document was deleted since the segment was written."""
        return self.live_docs is not None and not self.live_docs[document]


class SegmentEntry(NamedTuple):
    """What a generation's list says of a segment: its name, all its documents, and those deleted since."""

    name: str
    documents: int
    deleted: int

    @property
    def live(self) -> int:
        """The number of documents that are not deleted."""
        return self.documents - self.deleted


class DocumentAddress(NamedTuple):
    """A document by the index of its segment and its number there."""

    segment: int
    document: int


class Segments(Sequence[Segment]):
    """All segments of one generation, open for reading."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._firsts = [segment.first for segment in segments]
        self.documents = sum(segment.documents for segment in segments)
        self.live_count = sum(segment.live_count for segment in segments)

    @classmethod
    def open(cls, folder: Path) -> "Segments":
        """Return the segments of a generation's folder; raises IndexDamagedError or IndexOutdatedError."""
        entries = read_segment_list(folder)
        firsts = accumulate((entry.documents for entry in entries), initial=0)
        segments = [
            Segment(
                SegmentColumns(folder / entry.name),
                read_deletions(folder / (entry.name + DELETED)) if entry.deleted else NO_DELETIONS,
                first,
            )
            for entry, first in zip(entries, firsts, strict=False)
        ]
        for segment, entry in zip(segments, entries, strict=True):
            if segment.documents != entry.documents or segment.live_count != entry.live:
                raise IndexDamagedError(
                    f"{folder / segment.name}: holds {segment.live_count} of {segment.documents} articles, but "
                    f"{SEGMENTS} says {entry.live} of {entry.documents}; {REBUILD}"
                )
        return cls(segments)

    def __len__(self) -> int:
        return len(self._segments)

    @overload
    def __getitem__(self, number: int) -> Segment: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Segment]: ...
    def __getitem__(self, number: int | slice) -> Segment | Sequence[Segment]:
        return self._segments[number]

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._segments)

    def find(self, article_id: str) -> DocumentAddress | None:
        """Return where an id's live document is; None if it has none."""
        for number, segment in enumerate(self._segments):
            document = segment.columns.document_of(article_id)
            if document is not None and not segment.is_deleted(document):
                return DocumentAddress(number, document)
        return None

    def distinct_terms(self) -> int:
        """Return how many terms occur in documents that are not deleted."""
        if len(self._segments) == 1 and not self._segments[0].deletions.terms:
            return len(self._segments[0].columns.terms)
        present: set[bytes] = set()
        for segment in self._segments:
            columns, gone = segment.columns, segment.deletions.terms
            lost = {columns.terms[number] for number in gone if columns.posting_range(number)[1]
                    - columns.posting_range(number)[0] == gone[number]}  # fmt: skip
            present.update(term for term in columns.terms.all() if term not in lost)
        return len(present)

    def locate(self, document: int) -> tuple[Segment, int]:
        """Return the segment of one of the generation's documents, and its number there."""
        segment = self._segments[bisect_right(self._firsts, document) - 1]
        return segment, document - segment.first


EMPTY = Segments(())


def read_segment_list(folder: Path) -> list[SegmentEntry]:
    """Return the segments that a generation's folder lists; raises IndexDamagedError."""
    try:
        entries = json.loads((folder / SEGMENTS).read_bytes())
        return [
            SegmentEntry(str(entry["name"]), int(entry["documents"]), int(entry["deleted"]))
            for entry in entries
        ]
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamagedError(f"{folder / SEGMENTS}: cannot be read; {REBUILD}") from None


def write_segment_list(folder: Path, segments: Sequence[SegmentEntry]) -> None:
    """Store the list of a generation's segments."""
    entries = [segment._asdict() for segment in segments]
    replace_file(folder / SEGMENTS, json.dumps(entries, indent=1).encode("ascii"))


def read_deletions(path: Path) -> Deletions:
    """Return what a .deleted file says; raises IndexDamagedError or IndexOutdatedError."""
    file = ColumnFile(path)

    def counts(numbers: str, amounts: str) -> Counts:
        return dict(zip(file[numbers].all().tolist(), file[amounts].all().tolist(), strict=True))

    return Deletions(
        file["documents"].all().copy(),  # the file need not stay mapped
        counts("terms", "term_counts"),
        counts("own_terms", "own_counts"),
        counts("spellings", "spelling_counts"),
    )


def write_deletions(base: Path, segment: Segment, deleted: NDArray[np.integer[Any]]) -> None:
    """Store a segment's deletions with some more; these articles are read again for the words they held."""
    columns = segment.columns
    terms, own = Counter(segment.deletions.terms), Counter(segment.deletions.own)
    spellings = Counter(segment.deletions.spellings)
    for document in deleted.tolist():
        article = columns.article(document)
        present = {
            (word.term, word.spelling) for name in TEXT_FIELDS for word in analyse(getattr(article, name))
        }
        numbers = {term: columns.term_number(term) for term, _ in present}
        terms.update(_known(numbers.values()))
        own.update(_known(numbers[term] for term, spelling in present if term == spelling))
        spellings.update(_known(
            columns.spelling_number(number, spelling)
            for term, spelling in present if term != spelling and (number := numbers[term]) is not None
        ))  # fmt: skip
    documents = np.union1d(segment.deletions.documents, deleted)
    arrays = {"documents": documents.astype(np.uint32)}
    for numbers_name, counts_name, counter in (
        ("terms", "term_counts", terms), ("own_terms", "own_counts", own),
        ("spellings", "spelling_counts", spellings),
    ):  # fmt: skip
        pairs = sorted(counter.items())
        arrays[numbers_name] = np.array([number for number, _ in pairs], np.uint32)
        arrays[counts_name] = np.array([count for _, count in pairs], np.uint32)
    path = base.with_name(base.name + DELETED)
    path.unlink(missing_ok=True)  # it may be a link to the published generation's
    write_columns(path, arrays)


def _known(numbers: Iterable[int | None]) -> list[int]:
    return [number for number in numbers if number is not None]
