"""LocalSnapshot: one published generation, open for searching."""

import datetime
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import cast

from index.article import Article
from index.columns.column_file import ColumnFile
from index.coverage import coverage_of
from index.lexicon.lexicon import StoredLexicon
from index.settings import Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generation
from index.store.segments import Segments
from search.embedded.matches import LocalMatches, document_numbers
from search.embedded.segment_searcher import SegmentSearcher
from search.embedded.value_counter import ValueCounter
from search.execution.day_counts import DayCounts, count_days
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


class LocalSnapshot:
    """See Snapshot. Threads share it; the files' pages are shared by mmap.

    Nothing below refers back to the snapshot: once it is replaced and the last request has ended, it goes at
    once with all that it maps, without waiting for the garbage collector.
    """

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.number = generation.number
        self.revision = generation.revision
        self.segments = Segments.open(generation.path)
        self.documents = self.segments.live_count
        self.terms = generation.terms
        self.lexicon = StoredLexicon(self.segments)
        self.searcher = SegmentSearcher(self.segments, settings.postings_memory_mb * 1024 * 1024)
        self.vocabulary = open_vocabulary(self.lexicon, self.documents, self.searcher.count_phrase, settings)
        self.completer = Completer(self.lexicon)
        self.path = generation.path
        self._field_values = FieldValueLookup(partial(_values_of, self.segments))
        self._value_counters: dict[str, ValueCounter] = {}

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

    def find(self, article_id: str) -> int | None:
        """See Snapshot.find."""
        found = self.segments.find(article_id)
        return None if found is None else self.segments[found[0]].first + found[1]

    def article_ids(self, keys: Sequence[DocKey]) -> list[str]:
        """See Snapshot.article_ids."""
        return [self.searcher.external_id(number).decode() for number in document_numbers(keys)]

    def articles(self, keys: Sequence[DocKey]) -> Iterator[Article]:
        """See Snapshot.articles."""
        for document in document_numbers(keys):
            segment, ordinal = self.segments.locate(document)
            yield segment.columns.article(ordinal)

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """See Snapshot.duplicates."""
        (document,) = document_numbers([key])
        return self.list_duplicates(document, self.copies.members(self.copies.group_of(document)), limit)

    def list_duplicates(self, document: int, same_story: Sequence[int], limit: int) -> Duplicates:
        """Return the first `limit` documents of a story besides one of them, and the number of further ones."""
        others = [number for number in same_story if number != document]
        listed = tuple(self.articles(others[:limit]))
        return Duplicates(listed, len(others) - len(listed))

    def story_keys(self, keys: Sequence[DocKey]) -> list[Hashable]:
        """See Snapshot.story_keys."""
        return [self.copies.group_of(number) for number in document_numbers(keys)]

    @cached_property
    def copies(self) -> DuplicateGroups:
        """Which articles print the same story."""
        return DuplicateGroups(self.path)

    @property
    def files(self) -> list[ColumnFile]:
        """The mapped files that requests read."""
        copies = vars(self).get("copies")
        return [
            *(file for segment in self.segments for file in segment.columns.files),
            *self.lexicon.files,
            *([copies.file] if copies else []),
        ]

    def value_counter(self, field: str) -> ValueCounter:
        """Return the counter of a field, made once."""
        if field not in self._value_counters:
            self._value_counters[field] = ValueCounter(self.segments, field)
        return self._value_counters[field]

    @cached_property
    def all_days(self) -> DayCounts:
        """How many articles each day has."""
        return count_days(
            [
                days if segment.live_docs is None else days[segment.live_docs]
                for segment in self.segments
                for days in [segment.columns.values("day")]
            ]
        )

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
