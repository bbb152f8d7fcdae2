"""LocalMatches: what matches a clause in one generation, each part computed once and only if asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.columns import bitset
from index.columns.bitset import DocIds
from index.columns.layout import Numbers
from search.embedded.collapse import collapse as collapse_docs
from search.embedded.collapse import collapse_top, count_collapsed, with_copies
from search.embedded.generation_reader import GenerationReader, document_numbers
from search.embedded.segment_searcher import MatchedDocs, RankedDocs
from search.execution.day_counts import DayCounts, count_days
from search.execution.snapshot import (
    NO_DUPLICATES,
    Counts,
    DocKey,
    Duplicates,
    Scan,
    ScoredKey,
    Sort,
    TopDocs,
    ValueCounts,
)
from search.model.cursor import Cursor
from search.model.deadline import Deadline, OutOfTimeError
from search.model.filters import NO_FILTERS, Filters
from search.query.clauses import AllOf
from search.ranking.top_k import ScoredDoc


@dataclass(eq=False)
class LocalMatches:
    """See Matches. Keys are document numbers of the generation."""

    reader: GenerationReader
    clause: AllOf | None
    filters: Filters
    deadline: Deadline
    _known_copies: DocIds | None = None

    @property
    def total(self) -> int:
        """See Matches.total."""
        return self._total

    @property
    def is_partial(self) -> bool:
        """See Matches.is_partial."""
        return self._matched.is_partial

    @property
    def stories(self) -> int:
        """See Matches.stories."""
        copies = self.reader.copies
        return self.total - (count_collapsed(self._with_copies, copies) if len(copies.documents) else 0)

    def has(self, document: int) -> bool:
        """Return whether one document of the generation matches."""
        for segment, bits in zip(self.reader.segments, self._matched.bits, strict=True):
            if segment.first <= document < segment.first + segment.documents:
                return bool(bitset.contains(bits, np.array([document - segment.first]))[0])
        return False

    @cached_property
    def _total(self) -> int:
        return sum(map(bitset.count, self._matched.bits))

    @cached_property
    def _matched(self) -> MatchedDocs:
        return self.reader.searcher.match(self.clause, self.filters, self.deadline)

    @cached_property
    def _documents(self) -> list[Numbers]:
        """The matching documents' numbers in each segment, ascending."""
        return [bitset.doc_ids(bits) for bits in self._matched.bits]

    @property
    def _with_copies(self) -> DocIds:
        """The matching documents that have copies anywhere, ascending."""
        if self._known_copies is None:
            self._known_copies = self._find_with_copies()
        return self._known_copies

    def _find_with_copies(self) -> DocIds:
        segments = self.reader.segments
        firsts = [segment.first for segment in segments]
        return with_copies(list(zip(firsts, self._matched.bits, strict=True)), self.reader.copies)

    def top_docs(self, sort: Sort, count: int, offset: int = 0, *, collapse: bool) -> TopDocs:
        """See Matches.top_docs. Without copies in the archive the total comes from pruned ranking alone."""
        if count < 1:
            return TopDocs((), self.total, self.stories, self.is_partial, offset)
        copies = self.reader.copies
        if collapse and len(copies.documents):
            ranked = collapse_top(lambda wanted: self._first(wanted, sort).docs, offset + count, copies)
            total, stories, is_partial = self.total, self.stories, self.is_partial or self.deadline.is_over
        else:
            ranked, total, is_partial = self._first(offset + count, sort)
            stories = self.stories if len(copies.documents) else total
        top = TopDocs(_keys(ranked)[offset:], total, stories, is_partial, offset)
        return self._with_next_cursor(top, collapse=collapse)

    def search_after(self, cursor: Cursor, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """See Matches.search_after."""
        copies = self.reader.copies
        try:
            documents = self._scan(sort)
        except OutOfTimeError:
            return TopDocs((), 0, 0, is_partial=True, offset=cursor.offset)
        total = len(documents)
        # The scan was remembered, so the copies are taken from it instead of matching once more.
        among = self._known_copies = np.sort(documents[np.isin(documents, copies.documents)])
        stories = total - count_collapsed(among, copies)
        if collapse:
            documents = collapse_docs(documents, copies)
        last = self.reader.find(cursor.last_id) if cursor.last_id else None
        position = np.flatnonzero(documents == last) if last is not None else np.zeros(0, np.int64)
        offset = int(position[0]) + 1 if len(position) else min(cursor.offset, len(documents))
        page = [ScoredKey(0.0, document) for document in documents[offset : offset + count].tolist()]
        return self._with_next_cursor(TopDocs(page, total, stories, offset=offset), collapse=collapse)

    def scan(self, sort: Sort) -> Scan:
        """See Matches.scan."""
        documents = self._scan(sort).tolist()
        return Scan(len(documents), self.reader.articles(documents))

    def ids(self, sort: Sort) -> list[str]:
        """See Matches.ids."""
        return self.reader.article_ids(self._scan(sort).tolist())

    def aggregate(self, fields: Sequence[str]) -> Counts:
        """See Matches.aggregate."""
        return Counts({field: self.value_counts(field) for field in fields}, self._days)

    def value_counts(self, field: str) -> ValueCounts:
        """Return how many matching articles have each value of a field."""
        counter = self.reader.value_counter(field)
        if self._is_everything:
            return counter.everything
        return counter.count(self._documents)

    def duplicates(self, keys: Sequence[DocKey], limit: int) -> list[Duplicates]:
        """See Matches.duplicates."""
        copies = self.reader.copies
        if not len(copies.documents):
            return [NO_DUPLICATES] * len(keys)
        among = self._with_copies
        groups = copies.groups_of(among)
        same = [among[groups == copies.group_of(number)].tolist() for number in document_numbers(keys)]
        return [
            self.reader.list_duplicates(key, copies, limit)
            for key, copies in zip(document_numbers(keys), same, strict=True)
        ]

    @property
    def _is_everything(self) -> bool:
        return self.clause is None and self.filters == NO_FILTERS

    @cached_property
    def _days(self) -> DayCounts:
        if self._is_everything:
            return self.reader.all_days
        pairs = zip(self.reader.segments, self._documents, strict=True)
        return count_days([segment.columns.values("day")[documents] for segment, documents in pairs])

    def _with_next_cursor(self, top: TopDocs, *, collapse: bool) -> TopDocs:
        read = top.offset + len(top.docs)
        if not top.docs or read >= (top.stories if collapse else top.total):
            return top
        last_id = self.reader.article_ids([top.docs[-1].key])[0]
        return top._replace(next_cursor=Cursor(read, last_id))

    def _first(self, count: int, sort: Sort) -> RankedDocs:
        return self.reader.searcher.first(self.clause, count, self.filters, sort, self.deadline)

    def _scan(self, sort: Sort) -> DocIds:
        return self.reader.searcher.scan(self.clause, self.filters, sort, self.deadline)


def _keys(ranked: list[ScoredDoc]) -> list[ScoredKey]:
    return [ScoredKey(score, document) for score, document in ranked]
