"""The Whoosh codec: Whoosh's readers and matchers over a segment's columns.

`whoosh.index.open_dir` on a generation's folder gives an ordinary Whoosh index, on which any Whoosh query
runs. Whoosh knows three text fields with terms, and the exact spellings after "="; the columns know
one article with positions counted through it. Here one is read as the other.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from index.columns.segment_columns import SegmentColumns
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.whoosh_codec.field_postings import FieldPostings, FieldReader

LISTS_OF_VALUES = frozenset(VALUE_FIELDS)


class ColumnSegment(base.Segment):
    """A segment as Whoosh's table of contents lists it: its name, size and deleted documents."""

    def __init__(self, name: str, documents: int, deleted: frozenset[int]) -> None:
        self.indexname = name
        self.segid = name
        self.compound = False
        self._documents = documents
        self._deleted = deleted

    def codec(self) -> "ColumnCodec":
        return ColumnCodec()

    def segment_id(self) -> str:
        return str(self.segid)

    def should_assemble(self) -> bool:
        return False

    def doc_count_all(self) -> int:
        return self._documents

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Refuse: a published generation never changes."""
        raise NotImplementedError("use khabarkhoj reindex: a published generation never changes")


class ColumnCodec(base.Codec):
    """Opens the columns for Whoosh, read only; khabarkhoj reindex writes them."""

    length_stats = True

    def terms_reader(self, storage: FileStorage, segment: ColumnSegment) -> "ColumnTermsReader":
        return ColumnTermsReader(_columns(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ColumnSegment) -> "ColumnDocumentReader":
        return ColumnDocumentReader(_columns(storage, segment), segment)


def _columns(storage: FileStorage, segment: ColumnSegment) -> SegmentColumns:
    return SegmentColumns(Path(storage.folder) / segment.segment_id())


class ColumnTermsReader(base.TermsReader):
    """The terms of all fields, and their postings."""

    def __init__(self, columns: SegmentColumns) -> None:
        self._fields = FieldReader(columns)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._fields.has(*term)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for name in self.indexed_field_names():
            yield from ((name, text) for text in self._fields.texts(name))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> "ColumnCursor":
        return ColumnCursor(list(self._fields.texts(fieldname)), fieldobj)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings = self._postings(fieldname, text)
        return TermInfo(
            weight=float(postings.weights.sum()),
            df=len(postings.documents),
            minlength=int(postings.lengths.min()),
            maxlength=int(postings.lengths.max()),
            maxweight=float(postings.weights.max()),
            minid=int(postings.documents[0]),
            maxid=int(postings.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._postings(fieldname, text).documents)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "ColumnMatcher":
        return ColumnMatcher((fieldname, text), self._postings(fieldname, text), format_, scorer)

    def indexed_field_names(self) -> list[str]:
        return sorted(("id", *TEXT_FIELDS, *VALUE_FIELDS))

    def _postings(self, fieldname: str, text: bytes) -> FieldPostings:
        found = self._fields.postings(fieldname, text)
        if found is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return found


class ColumnCursor(base.FieldCursor):
    """Walks the terms of one field in order."""

    def __init__(self, texts: list[bytes], fieldobj: Any) -> None:
        self._texts = texts
        self._field = fieldobj
        self._at = 0

    def is_valid(self) -> bool:
        return self._at < len(self._texts)

    def first(self) -> Any:
        self._at = 0
        return self.term()

    def find(self, term: bytes) -> Any:
        wanted = term if isinstance(term, bytes) else self._field.to_bytes(term)
        self._at = int(np.searchsorted(np.array(self._texts, object), wanted))
        return self.term()

    def next(self) -> Any:
        self._at += 1
        return self.term()

    def text(self) -> Any:
        return self.term()

    def term(self) -> Any:
        return self._field.from_bytes(self._texts[self._at]) if self.is_valid() else None


class ColumnMatcher(LeafMatcher):
    """Walks one term's postings in one field, document by document."""

    def __init__(self, term: tuple[str, bytes], postings: FieldPostings, format_: Any, scorer: Any) -> None:
        self._term = term
        self._postings = postings
        self.format = format_
        self.scorer = scorer
        self._ids = postings.documents.tolist()
        self._weights = postings.weights.tolist()
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        return int(self._ids[self._at])

    def weight(self) -> float:
        return float(self._weights[self._at])

    def value(self) -> bytes:
        return self._postings.value(self._at)

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids[self._at :])

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, docnum: int) -> bool:
        if not self.is_active():
            raise ReadTooFar
        index = int(np.searchsorted(self._postings.documents, docnum))
        moved = index > self._at
        self._at = max(index, self._at)
        return moved

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> "ColumnMatcher":
        other = ColumnMatcher(self._term, self._postings, self.format, self.scorer)
        other._at = self._at
        return other

    def supports_block_quality(self) -> bool:
        return False


class ColumnDocumentReader(base.PerDocumentReader):
    """What is known of each document: deletions, lengths, values, stored fields."""

    def __init__(self, columns: SegmentColumns, segment: ColumnSegment) -> None:
        self._columns = columns
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count()  # type: ignore[no-any-return]

    def doc_count_all(self) -> int:
        return self._columns.documents

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()  # type: ignore[no-any-return]

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self.list_columns()

    def list_columns(self) -> list[str]:
        return ["day", *VALUE_FIELDS]

    def column_reader(self, fieldname: str, _column: Any) -> "ValueReader":
        return ValueReader(self._columns, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths[fieldname][docnum]) if fieldname in self._lengths else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].sum(dtype=np.int64)) if fieldname in self._lengths else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].min(initial=0)) if fieldname in self._lengths else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths[fieldname].max(initial=0)) if fieldname in self._lengths else 0

    @cached_property
    def _lengths(self) -> dict[str, NDArray[np.unsignedinteger]]:
        return {name: self._columns.values(name) for name in TEXT_FIELDS}

    def has_vector(self, _docnum: int, _fieldname: str) -> bool:
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        article = self._columns.article(docnum)
        names = ("id", *TEXT_FIELDS, *VALUE_FIELDS, "url")
        stored = {name: getattr(article, name) for name in names if getattr(article, name)}
        return stored | ({"day": article.date.toordinal()} if article.date else {})


class ValueReader(ColumnReader):
    """One value column: days as numbers, the others as bytes."""

    def __init__(self, columns: SegmentColumns, name: str) -> None:
        self._numbers = columns.values(name)
        self._values = columns.value_strings(name).all() if name in LISTS_OF_VALUES else None

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> Any:
        number = int(self._numbers[docnum])
        return number if self._values is None else self._values[number]

    def sort_key(self, docnum: int) -> int:
        """Return the number of a value: values are numbered in their order."""
        return int(self._numbers[docnum])

    def __iter__(self) -> Iterator[Any]:
        return (self[docnum] for docnum in range(len(self)))

    def load(self) -> list[Any]:
        return list(self)

    def set_reverse(self) -> None:
        raise NotImplementedError
