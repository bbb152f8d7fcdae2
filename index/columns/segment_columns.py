"""The columns of one segment, opened for reading: dictionary, postings, values and articles."""

import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.columns import bitset, term_table
from index.columns.article_store import ArticleStore, article_of
from index.columns.column_file import Array, ColumnFile
from index.columns.layout import (
    ARTICLES,
    BLOCKS_A_WORD,
    DIGEST_BYTES,
    DOCUMENTS,
    NGRAMS,
    POSTINGS,
    TERMS,
    Numbers,
    field_starts,
    words_of,
)
from index.columns.ngrams import NgramPostings, Ngrams
from index.columns.strings import Strings
from index.columns.term_dictionary import TermDictionary
from index.errors import REBUILD, IndexDamagedError
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.lru_cache import lru_method
from index.shingles import SIZE
from index.text_units import TextUnit

CACHED_VALUES = 20_000


class _Dense(NamedTuple):
    """The dense terms: their numbers, how many postings those before each have, and the ordinal of each."""

    terms: list[int]
    postings_before: list[int]
    ordinals: dict[int, int]


class DenseTables(NamedTuple):
    """What is known of a dense term by words and blocks of documents; see layout.py."""

    bits: NDArray[np.uint64]
    block_max_impacts: NDArray[np.float16]

    def documents(self) -> Numbers:
        """Return int64[postings]: the documents whose bits are set, ascending."""
        return bitset.doc_ids(self.bits)


class SegmentColumns(TermDictionary):
    """One segment (or run). Safe to share between threads; arrays are views of the mapped files.

    Raises IndexDamagedError or IndexOutdatedError, when opened and whenever damaged pages are met.
    """

    def __init__(self, base: Path) -> None:
        self.base = base
        super().__init__(base.with_name(base.name + TERMS))
        self._postings, self._documents, self._articles = others = [
            ColumnFile(base.with_name(base.name + end)) for end in (POSTINGS, DOCUMENTS, ARTICLES)
        ]
        self.files = [self._terms, *others]
        ngrams = base.with_name(base.name + NGRAMS)
        self._ngrams = Ngrams(ngrams) if ngrams.exists() else None
        if self._ngrams is not None:
            self.files.append(self._ngrams.file)
        self.ids = Strings(self._documents["id_bytes"], self._documents["id_offsets"])
        self.documents = len(self._documents["day"])
        self._local = threading.local()
        self._cached_value = lru_method(CACHED_VALUES, self._value_text)
        self._part_starts: dict[str, tuple[Numbers, Numbers]] = {}

    def verify(self) -> None:
        """Check the contents of all files."""
        for file in self.files:
            file.verify()

    # Postings

    def docs(self, term: int) -> Array:
        """Return the documents of a term's postings, ascending."""
        dense = self.dense_tables(term)
        return self._sparse_docs(term, term + 1) if dense is None else dense.documents()

    def _sparse_docs(self, first: int, end: int) -> Array:
        """Return the documents of terms [first, end), none of them dense, one term after another."""
        starts = self._terms["posting_starts"]
        before = self._dense.postings_before[bisect_left(self._dense.terms, first)]
        return self._postings["docs"].slice(starts.at(first) - before, starts.at(end) - before)

    def impacts(self, start: int, end: int) -> NDArray[np.float16]:
        """Return the impacts of postings [start, end)."""
        return self._postings["impacts"].slice(start, end)

    def frequencies(self, start: int, end: int) -> Array:
        """Return the frequencies of postings [start, end)."""
        return self._postings["frequencies"].slice(start, end)

    def positions(self, start: int, end: int) -> Array:
        """Return word positions [start, end)."""
        return self._postings["positions"].slice(start, end)

    def spelling_occurrences(self, spelling: int) -> NDArray[np.uint32]:
        """Return occurrences of one spelling, counted from its term's first."""
        starts = self._terms["spelling_starts"]
        return self._postings["spelled"].slice(starts.at(spelling), starts.at(spelling + 1))

    def dense_tables(self, term: int) -> DenseTables | None:
        """Return a dense term's tables, None for any other."""
        dense = self._dense.ordinals.get(term)
        if dense is None:
            return None
        words = words_of(self.documents)
        blocks = words * BLOCKS_A_WORD
        return DenseTables(
            self._postings["bits"].slice(dense * words, (dense + 1) * words),
            self._postings["block_peaks"].slice(dense * blocks, (dense + 1) * blocks),
        )

    def ngram_postings(self, terms: Sequence[int]) -> NgramPostings | None:
        """Return the postings of two or three adjacent terms; None if only their positions tell."""
        return self._ngrams.postings(terms) if self._ngrams is not None else None

    def ngram_count(self, terms: Sequence[int]) -> int | None:
        """Return how many documents hold two or three adjacent terms; None if they are not indexed."""
        return self._ngrams.count(terms) if self._ngrams is not None else None

    def ngram_faults(self) -> Iterator[str]:
        """Yield what is wrong with the n-grams."""
        if self._ngrams is not None:
            yield from self._ngrams.faults(self.documents, len(self.terms))

    @property
    def dense_terms(self) -> NDArray[np.uint32]:
        """uint32[…]: numbers of the dense terms, ascending; a run has none."""
        return self._terms["dense_terms"].all() if "dense_terms" in self._terms else np.zeros(0, np.uint32)

    @cached_property
    def _dense(self) -> "_Dense":
        terms = self.dense_terms.tolist()
        sizes = [end - start for start, end in map(self.posting_range, terms)]
        return _Dense(terms, [0, *accumulate(sizes)], {term: position for position, term in enumerate(terms)})

    def term_range_postings(self, first: int, end: int) -> tuple[Array, Array, Array]:
        """Return documents, frequencies and positions of the postings of terms [first, end)."""
        starts, occurrence_starts = self._terms["posting_starts"], self._terms["occurrence_starts"]
        frequencies = self.frequencies(starts.at(first), starts.at(end))
        parts, position = [], first
        for term in self._dense.terms[
            bisect_left(self._dense.terms, first) : bisect_left(self._dense.terms, end)
        ]:
            parts += [self._sparse_docs(position, term), self.docs(term)]
            position = term + 1
        docs = (
            np.concatenate([*parts, self._sparse_docs(position, end)])
            if parts
            else self._sparse_docs(position, end)
        )
        return docs, frequencies, self.positions(occurrence_starts.at(first), occurrence_starts.at(end))

    def term_range_spellings(self, first: int, end: int) -> tuple[Numbers, Array, Numbers, Numbers]:
        """Return the other spellings of terms [first, end).

        Their numbers, their occurrences, how many each has, and where their term's occurrences begin within
        those of the range.
        """
        firsts = self._terms["spelling_firsts"].slice(first, end + 1).astype(np.int64)
        low, high = int(firsts[0]), int(firsts[-1])
        starts = self._terms["spelling_starts"].slice(low, high + 1).astype(np.int64)
        occurrences = self._terms["occurrence_starts"].slice(first, end + 1).astype(np.int64)
        origin = np.repeat(occurrences[:-1] - occurrences[0], np.diff(firsts))
        spelled = self._postings["spelled"].slice(int(starts[0]), int(starts[-1]))
        return np.arange(low, high), spelled, np.diff(starts), origin

    # Whole columns, for merging

    def spelling_firsts(self) -> Array:
        """Return uint32[terms + 1]: the number of each term's first other spelling."""
        return self._terms["spelling_firsts"].all()

    def spelling_starts(self) -> Array:
        """Return uint64[spellings + 1]: where the occurrences of each spelling begin."""
        return self._terms["spelling_starts"].all()

    def largest_frequency(self) -> int:
        """Return the largest number that the column of frequencies could hold."""
        return int(np.iinfo(self._postings["frequencies"].dtype).max)

    def frames(self) -> NDArray[np.uint8]:
        """Return the bytes of all article frames."""
        return self._articles["frames"].all()

    def frame_offsets(self) -> Array:
        """Return uint64[documents + 1]: where each frame begins."""
        return self._articles["frame_offsets"].all()

    def dictionary(self) -> bytes:
        """Return the zstd dictionary of the frames."""
        return bytes(self._articles["dictionary"].all().tobytes())

    # Documents

    def values(self, name: str) -> Array:
        """Return a column of one value a document."""
        return self._documents[name].all()

    def value_strings(self, name: str) -> Strings:
        """Return the distinct values of a field, ascending."""
        return Strings(self._documents[f"{name}_bytes"], self._documents[f"{name}_offsets"])

    def value_at(self, name: str, document: int) -> str:
        """Return a document's value of one of the fields in VALUE_FIELDS."""
        number = self._documents[name].at(document)
        return self._cached_value(name, number)

    def _value_text(self, name: str, number: int) -> str:
        return self.value_strings(name)[number].decode()

    def day(self, document: int) -> int:
        """Return the day ordinal of a document; 0 for none."""
        return self._documents["day"].at(document)

    def text_version(self, document: int) -> int:
        """Return the text version of a document; 0 if it is unknown."""
        return self._documents["text_version"].at(document)

    def average_lengths(self) -> NDArray[np.float64]:
        """Return the mean field lengths that the impacts were computed with."""
        return self._documents["usual_lengths"].all()

    @cached_property
    def field_starts(self) -> tuple[Numbers, Numbers]:
        """The positions at which each document's standfirst and body begin."""
        return field_starts({name: self.values(name) for name in TEXT_FIELDS})

    def part_starts(self, unit: TextUnit) -> tuple[Numbers, Numbers, Array]:
        """Return where the sentences or paragraphs (a TextUnit) of each document begin.

        int64[documents] the first of each document's starts, int64[documents] how many it has, and the
        positions themselves.
        """
        if unit not in self._part_starts:
            counts = self.values(f"{unit}_counts").astype(np.int64)
            self._part_starts[unit] = np.cumsum(counts) - counts, counts
        return *self._part_starts[unit], self.values(f"{unit}_starts")

    def digests(self) -> NDArray[np.uint8]:
        """Return uint8[documents, 32]."""
        return self._documents["digests"].all().reshape(-1, DIGEST_BYTES)

    def signatures(self) -> NDArray[np.uint8]:
        """Return uint8[documents, SIZE]."""
        return self._documents["signatures"].all().reshape(-1, SIZE)

    def digest(self, document: int) -> bytes:
        """Return the SHA-256 of a document."""
        return (
            self._documents["digests"].slice(document * DIGEST_BYTES, (document + 1) * DIGEST_BYTES).tobytes()
        )

    def document_of(self, article_id: str) -> int | None:
        """Return the document that has an id, deleted or not."""
        return term_table.find(article_id.encode("utf-8", "replace"), self._documents["id_slots"], self.ids)

    def article(self, document: int) -> Article:
        """Return the stored article."""
        offsets = self._articles["frame_offsets"]
        frame = self._articles["frames"].slice(offsets.at(document), offsets.at(document + 1)).tobytes()
        try:
            texts = self._store().unpack(frame)
        except ValueError as error:
            raise IndexDamagedError(
                f"{self.base}{ARTICLES}: article {document} cannot be unpacked ({error}); {REBUILD}"
            ) from None
        values = {name: self.value_at(name, document) for name in VALUE_FIELDS}
        arrived = int(self._documents["arrived"].at(document))
        return article_of(texts, values, self.day(document), arrived, self.ids[document].decode())

    def _store(self) -> ArticleStore:
        store: ArticleStore | None = getattr(self._local, "store", None)
        if store is None:
            store = self._local.store = ArticleStore(self.dictionary())
        return store
