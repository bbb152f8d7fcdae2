"""Postings of one field, read out of columns that count positions through the whole article."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import LEAD_WORDS
from index.columns.layout import Numbers
from index.columns.segment_columns import SegmentColumns
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.hindi.analysis import EXACT, term_of
from index.lru_cache import lru_method

CACHED_LISTS = 64
TERMS_AT_ONCE = 1 << 14
"""Terms looked through at one go."""


@dataclass(frozen=True)
class FieldPostings:
    """documents int64[n] ascending; weights and lengths (of the field) of each; positions of each."""

    documents: Numbers
    weights: NDArray[np.float64]
    lengths: Numbers
    starts: Numbers
    """int64[n + 1]: where each document's positions begin."""
    positions: Numbers

    def value(self, posting: int) -> bytes:
        """Return the positions of one posting, as index/whoosh_codec/schema.py packs them."""
        own_positions = self.positions[self.starts[posting] : self.starts[posting + 1]]
        return array("I", own_positions.tolist()).tobytes()


class FieldReader:
    """Terms and postings by field."""

    def __init__(self, columns: SegmentColumns) -> None:
        self._columns = columns
        self._cached_postings = lru_method(CACHED_LISTS, self._postings)

    def has(self, field: str, text: bytes) -> bool:
        """Return whether any document of the segment has a term in a field."""
        return self.postings(field, text) is not None

    def texts(self, field: str) -> Iterator[bytes]:
        """Yield the terms of a field in order; of a text field also its exact spellings, after "="."""
        if field == "id":
            yield from sorted(self._columns.ids.all())
        elif field in VALUE_FIELDS:
            yield from (value for value in self._columns.value_strings(field).all() if value)
        elif field in TEXT_FIELDS:
            yield from self._texts[field]

    def postings(self, field: str, text: bytes) -> FieldPostings | None:
        """Return the postings of a term in a field; None if it does not occur there."""
        return self._cached_postings(field, text)

    def _postings(self, field: str, text: bytes) -> FieldPostings | None:
        if field in TEXT_FIELDS:
            return self._text_postings(TEXT_FIELDS.index(field), text.decode("utf-8", "replace"))
        if field == "id":
            document = self._columns.document_of(text.decode("utf-8", "replace"))
            documents = np.array([] if document is None else [document], np.int64)
        else:
            number = self._columns.value_strings(field).find(text) if field in VALUE_FIELDS and text else None
            same = self._columns.values(field) == (-1 if number is None else number)
            documents = np.flatnonzero(same).astype(np.int64)
        if not len(documents):
            return None
        ones = np.ones(len(documents))
        own_positions = np.zeros(len(documents), np.int64)
        return FieldPostings(
            documents, ones, ones.astype(np.int64), np.arange(len(documents) + 1), own_positions
        )

    def _text_postings(self, field: int, text: str) -> FieldPostings | None:
        spelling = text.removeprefix(EXACT) if text.startswith(EXACT) else None
        number = self._columns.term_number(text if spelling is None else term_of(spelling))
        if number is None:
            return None
        docs, frequencies, positions = self._columns.term_range_postings(number, number + 1)
        of = np.repeat(docs.astype(np.int64), frequencies)
        mine = self._field_of(of, positions) == field
        if spelling is not None:
            mine &= self._spelled(number, spelling, len(positions))
        of, own_positions = of[mine], positions[mine].astype(np.int64) - self._starts[field][of[mine]]
        documents, starts = np.unique(of, return_index=True)
        if not len(documents):
            return None
        starts = np.append(starts, len(of))
        lead = (
            own_positions < LEAD_WORDS
            if TEXT_FIELDS[field] == "body"
            else np.zeros(len(own_positions), np.bool_)
        )
        weights = np.add.reduceat(1.0 + lead, starts[:-1])
        lengths = self._columns.values(TEXT_FIELDS[field])[documents].astype(np.int64)
        return FieldPostings(documents, weights, lengths, starts, own_positions)

    def _spelled(self, term: int, spelling: str, occurrences: int) -> NDArray[np.bool_]:
        """Return which occurrences of a term have a spelling."""
        if self._columns.term(term) == spelling:
            mine = np.ones(occurrences, np.bool_)
            for other in range(*self._columns.other_spellings(term)):
                mine[self._columns.spelling_occurrences(other)] = False
            return mine
        mine = np.zeros(occurrences, np.bool_)
        number = self._columns.spelling_number(term, spelling)
        if number is not None:
            mine[self._columns.spelling_occurrences(number)] = True
        return mine

    @cached_property
    def _starts(self) -> tuple[Numbers, Numbers, Numbers]:
        """Where each field begins in each document."""
        standfirst, body = self._columns.field_starts
        return np.zeros(len(body), np.int64), standfirst, body

    def _field_of(self, documents: Numbers, positions: NDArray[np.unsignedinteger]) -> Numbers:
        _, standfirst, body = self._starts
        below_headline = (positions >= standfirst[documents]).astype(np.int64)
        return below_headline + (positions >= body[documents]).astype(np.int64)

    @cached_property
    def _texts(self) -> dict[str, list[bytes]]:
        """All terms and exact spellings of each text field; looks through all postings once."""
        found: dict[str, set[bytes]] = {name: set() for name in TEXT_FIELDS}
        mark = EXACT.encode()
        for first in range(0, len(self._columns.terms), TERMS_AT_ONCE):
            end = min(first + TERMS_AT_ONCE, len(self._columns.terms))
            docs, frequencies, positions = self._columns.term_range_postings(first, end)
            _, occurrences = self._columns.counts(first, end)
            field = self._field_of(np.repeat(docs.astype(np.int64), frequencies), positions)
            term = np.repeat(np.arange(end - first), occurrences)
            spelling = np.full(len(field), -1)
            numbers, spelled, sizes, origin = self._columns.term_range_spellings(first, end)
            spelling[spelled.astype(np.int64) + np.repeat(origin, sizes)] = np.repeat(numbers, sizes)
            for ordinal, name in enumerate(TEXT_FIELDS):
                here = field == ordinal
                for number in np.unique(term[here]).tolist():
                    found[name].add(self._columns.terms[first + number])
                for number in np.unique(spelling[here & (spelling >= 0)]).tolist():
                    found[name].add(mark + self._columns.spellings[number])
                for number in np.unique(term[here & (spelling < 0)]).tolist():
                    found[name].add(mark + self._columns.terms[first + number])
        return {name: sorted(texts) for name, texts in found.items()}
