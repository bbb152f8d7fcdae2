"""LocalMatches: what matches a clause in one generation, each part computed once and only if asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.columns.layout import Numbers
from search.embedded.collapse import collapse as collapse_docs
from search.embedded.collapse import collapse_top, count_collapsed, with_copies
from search.embedded.segment_searcher import Ranked
from search.execution.day_counts import DayCounts, count_days
from search.execution.snapshot import (
    NO_DUPLICATES,
    DocKey,
    Duplicates,
    ScoredKey,
    Sort,
    TopDocs,
    ValueCounts,
)
from search.model.cursor import Cursor
from search.model.deadline import Deadline, OutOfTimeError
from search.model.filters import NO_FILTERS, Filters
from search.query.clauses import AllOf
from search.ranking import bitset
from search.ranking.bitset import Bits, DocIds
from search.ranking.top_k import ScoredDoc

if TYPE_CHECKING:
    from search.embedded.snapshot import LocalSnapshot


@dataclass(frozen=True)
class LocalMatches:
    """See Matches. Keys are document numbers of the generation."""

    snapshot: "LocalSnapshot"
    clause: AllOf | None
    filters: Filters
    deadline: Deadline

    @property
    def total(self) -> int:
        """See Matches.total."""
        return self._total

    @property
    def is_partial(self) -> bool:
        """See Matches.is_partial."""
        return self._matched[1]

    @cached_property
    def _total(self) -> int:
        return sum(map(bitset.count, self._matched[0]))

    @cached_property
    def _matched(self) -> tuple[list[Bits], bool]:
        return self.snapshot.searcher.match(self.clause, self.filters, self.deadline)

    @cached_property
    def _documents(self) -> list[Numbers]:
        """The matching documents' numbers in each segment, ascending."""
        return [bitset.doc_ids(each) for each in self._matched[0]]

    @cached_property
    def _with_copies(self) -> DocIds:
        """The matching documents that have copies anywhere."""
        segments = self.snapshot.segments
        firsts = [segment.first for segment in segments]
        return with_copies(list(zip(firsts, self._matched[0], strict=True)), self.snapshot.copies)

    def top_docs(self, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """See Matches.top_docs. Without copies in the archive the total comes from pruned ranking alone."""
        copies = self.snapshot.copies
        if not len(copies.documents):
            ranked, total, is_partial = self._first(count, sort)
            return TopDocs(_keys(ranked), total, total, is_partial)
        stories = self.total - count_collapsed(self._with_copies, copies)
        if not collapse:
            ranked, total, is_partial = self._first(count, sort)
            return TopDocs(_keys(ranked), total, stories, is_partial)
        ranked = collapse_top(lambda wanted: self._first(wanted, sort)[0], count, copies)
        return TopDocs(_keys(ranked), self.total, stories, self.is_partial or self.deadline.is_over)

    def search_after(self, cursor: Cursor, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """See Matches.search_after."""
        copies = self.snapshot.copies
        try:
            documents = self._scan(sort)
        except OutOfTimeError:
            return TopDocs((), 0, 0, is_partial=True, offset=cursor.offset)
        total = len(documents)
        stories = total - count_collapsed(documents[np.isin(documents, copies.documents)], copies)
        if collapse:
            documents = collapse_docs(documents, copies)
        last = self.snapshot.find(cursor.last_id) if cursor.last_id else None
        place = np.flatnonzero(documents == last) if last is not None else np.zeros(0, np.int64)
        offset = int(place[0]) + 1 if len(place) else min(cursor.offset, len(documents))
        page = documents[offset : offset + count].tolist()
        return TopDocs([ScoredKey(0.0, each) for each in page], total, stories, offset=offset)

    def scan(self, sort: Sort) -> Sequence[DocKey]:
        """See Matches.scan."""
        found: list[DocKey] = self._scan(sort).tolist()
        return found

    def value_counts(self, field: str) -> ValueCounts:
        """See Matches.value_counts."""
        counter = self.snapshot.value_counter(field)
        if self.clause is None and self.filters == NO_FILTERS:
            return counter.everything
        return counter.count(self._documents)

    def day_counts(self) -> DayCounts:
        """See Matches.day_counts."""
        if self.clause is None and self.filters == NO_FILTERS:
            return self.snapshot.all_days
        pairs = zip(self.snapshot.segments, self._documents, strict=True)
        return count_days([segment.columns.values("day")[documents] for segment, documents in pairs])

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """See Matches.duplicates."""
        copies = self.snapshot.copies
        if not len(copies.documents):
            return NO_DUPLICATES
        among = self._with_copies
        document = int(key)
        same = among[copies.groups_of(among) == copies.group_of(document)]
        others = same[same != document].tolist()
        listed = tuple(self.snapshot.articles(others[:limit]))
        return Duplicates(listed, len(others) - len(listed))

    def _first(self, count: int, sort: Sort) -> Ranked:
        return self.snapshot.searcher.first(self.clause, count, self.filters, sort, self.deadline)

    def _scan(self, sort: Sort) -> DocIds:
        return self.snapshot.searcher.scan(self.clause, self.filters, sort, self.deadline)


def _keys(ranked: list[ScoredDoc]) -> list[ScoredKey]:
    return [ScoredKey(score, document) for score, document in ranked]
