"""LocalSnapshot: one published generation, open for searching."""

import datetime
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, partial
from typing import cast

from index.article import Article
from index.coverage import coverage_of
from index.settings import Settings
from index.store.generations import Generation
from index.store.segments import Segments
from search.embedded.generation_reader import GenerationReader, document_numbers
from search.embedded.matches import LocalMatches
from search.execution.snapshot import LATEST, ClauseMatches, DocKey, Duplicates, Sort, ValueCounts
from search.model.coverage import Coverage
from search.model.deadline import NEVER, Deadline
from search.model.filters import NO_FILTERS, Filters
from search.model.question import SortOrder
from search.model.results import CacheSize
from search.query.clauses import AllOf
from search.query.completion import Completer
from search.query.field_values import FieldValueLookup
from search.query.vocabulary import open_vocabulary


class LocalSnapshot(GenerationReader):
    """See Snapshot. Threads share it; the files' pages are shared by mmap.

    Nothing below refers back to the snapshot: once it is replaced and the last request has ended, it goes at
    once with all that it maps, without waiting for the garbage collector.
    """

    def __init__(self, generation: Generation, settings: Settings) -> None:
        super().__init__(generation, settings)
        self.vocabulary = open_vocabulary(self.lexicon, self.documents, self.searcher.count_phrase, settings)
        self.revision = self.vocabulary.equals.revision(generation.revision)
        self.completer = Completer(self.lexicon)
        self._field_values = FieldValueLookup(partial(_values_of, self.segments))

    def shows(self, generation: Generation) -> bool:
        """Return whether a generation holds the same articles as this one."""
        return self.vocabulary.equals.revision(generation.revision) == self.revision

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """See Snapshot.cache_sizes."""
        return (*self.searcher.cache_sizes(), self.vocabulary.variants.cache_size())

    def match(
        self, clause: AllOf | None, filters: Filters = NO_FILTERS, deadline: Deadline = NEVER
    ) -> LocalMatches:
        """See Snapshot.match."""
        return LocalMatches(self, clause, filters, deadline)

    def count_matches(self, clauses: Sequence[AllOf], filters: Filters, deadline: Deadline) -> list[int]:
        """See Snapshot.count_matches."""
        totals: list[int] = []
        for clause in clauses:
            total = self.match(clause, filters, deadline).total
            if deadline.is_over:
                break
            totals.append(total)
        return totals

    def match_among(
        self, clauses: Sequence[AllOf], filters: Filters, keys: Sequence[DocKey], deadline: Deadline
    ) -> list[ClauseMatches]:
        """See Snapshot.match_among."""
        found: list[ClauseMatches] = []
        for clause in clauses:
            matches = self.match(clause, filters, deadline)
            holding = frozenset(key for key in keys if matches.has(cast("int", key)))
            if deadline.is_over or matches.is_partial:
                return []
            found.append(ClauseMatches(matches.total, holding))
        return found

    def value_counts(
        self, clauses: Sequence[AllOf], field: str, filters: Filters, deadline: Deadline
    ) -> list[ValueCounts]:
        """See Snapshot.value_counts."""
        return [self.match(clause, filters, deadline).value_counts(field) for clause in clauses]

    def coverage(self) -> tuple[Coverage, ...]:
        """See Snapshot.coverage."""
        return self._coverage

    @cached_property
    def _coverage(self) -> tuple[Coverage, ...]:
        found = []
        for source in coverage_of(self.segments):
            days = (
                [datetime.date.fromordinal(int(day)) for day in source.days[[0, -1]]]
                if len(source.days)
                else []
            )
            found.append(
                Coverage(source.source, dict(sorted(source.months().items())), source.undated, *days)
            )
        return tuple(found)

    def match_values(self, field: str, text: str) -> frozenset[str]:
        """See Snapshot.match_values."""
        return self._field_values.match(field, text)

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """See Snapshot.duplicates."""
        (document,) = document_numbers([key])
        return self.list_duplicates(document, self.copies.members(self.copies.group_of(document)), limit)

    def story_keys(self, keys: Sequence[DocKey]) -> list[Hashable]:
        """See Snapshot.story_keys."""
        return [self.copies.group_of(number) for number in document_numbers(keys)]

    @property
    def newest_day(self) -> int:
        """See Snapshot.newest_day; a date after today is a mistake and does not count."""
        today = datetime.date.today().toordinal()  # noqa: DTZ011 - a day either way changes nothing
        return min(max(0, self.all_days.last), today)

    @cached_property
    def latest(self) -> tuple[Article, ...]:
        """See Snapshot.latest."""
        return tuple(article for article in self._first(SortOrder.NEWEST, LATEST) if article.date)

    def arrivals(self, count: int) -> tuple[Article, ...]:
        """See Snapshot.arrivals."""
        return tuple(self._first(SortOrder.ARRIVED, count))

    def _first(self, order: SortOrder, count: int) -> Iterable[Article]:
        ranked = self.searcher.first(None, count, NO_FILTERS, Sort(order, 0, self.newest_day))
        return self.articles([doc.document for doc in ranked.docs])


def _values_of(segments: Segments, field: str) -> set[str]:
    return {value.decode() for segment in segments for value in segment.columns.value_strings(field).all()}
