"""Whole posting lists of a Whoosh index as arrays, read block by block instead of posting by posting.

Whoosh's matchers do Python work for each posting. Its blocks of 128 postings hold arrays, though, and
a reader that takes a block at a time is some twenty times faster. `search/matching.py` has the
posting-by-posting form, which phrases still use and which tests compare with this one.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import IndexReader

from index.article import TEXT_FIELDS

Documents = NDArray[np.int64]
Floats = NDArray[np.float64]

LISTS_IN_MEMORY = 512
"""Posting lists remembered from one search to the next, the least recently used dropped first."""


@dataclass(frozen=True)
class PostingList:
    """documents int64[n] ascending, frequencies float64[n] > 0."""

    documents: Documents
    frequencies: Floats


EMPTY = PostingList(np.zeros(0, np.int64), np.zeros(0, np.float64))


class PostingReader:
    """Posting lists and field lengths of one generation; `reader` gives the calling thread's reader."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.postings = lru_cache(maxsize=LISTS_IN_MEMORY)(self._read)
        self.lengths = lru_cache(maxsize=len(TEXT_FIELDS))(self._read_lengths)

    def _read(self, field: str, term: str) -> PostingList:
        """The postings of a term in one field, in the whole index; deleted documents are left out."""
        lists = []
        for segment, offset in self._reader().leaf_readers():
            if (field, term) in segment:
                documents, frequencies = _postings(segment.postings(field, term))
                lists.append(PostingList(documents + offset, frequencies))
        if len(lists) < 2:
            return lists[0] if lists else EMPTY
        return PostingList(
            np.concatenate([one.documents for one in lists]),
            np.concatenate([one.frequencies for one in lists]),
        )

    def _read_lengths(self, field: str) -> Floats:
        """float64[documents]: the field's length in words, as coarse as Whoosh stores it (one byte)."""
        parts = [_lengths(segment, field) for segment, _ in self._reader().leaf_readers()]
        return np.concatenate(parts) if parts else np.zeros(0)


def _postings(leaf: Any) -> tuple[Documents, Floats]:
    if not isinstance(leaf, W3LeafMatcher):
        return _one_by_one(leaf)
    documents, frequencies = [], []
    while leaf.is_active():
        leaf.id()
        leaf.weight()
        documents.append(np.array(leaf._ids, np.int64))
        frequencies.append(np.array(leaf._weights, np.float64))
        leaf._next_block()
    return np.concatenate(documents), np.concatenate(frequencies)


def _one_by_one(leaf: Any) -> tuple[Documents, Floats]:
    """Lists of one posting, and those of a segment with deletions."""
    documents, frequencies = [], []
    while leaf.is_active():
        documents.append(leaf.id())
        frequencies.append(leaf.weight())
        leaf.next()
    return np.array(documents, np.int64), np.array(frequencies, np.float64)


def _lengths(segment: IndexReader, field: str) -> Floats:
    count = segment.doc_count_all()
    return np.array([segment.doc_field_length(number, field) or 0 for number in range(count)], np.float64)
