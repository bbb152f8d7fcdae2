"""GenerationReader: the articles of one generation, by number: their ids, copies, values and days."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import cast

from index.article import Article
from index.columns.column_file import ColumnFile
from index.lexicon.lexicon import StoredLexicon
from index.settings import Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generation
from index.store.segments import Segments
from search.embedded.segment_searcher import SegmentSearcher
from search.embedded.value_counter import ValueCounter
from search.execution.day_counts import DayCounts, count_days
from search.execution.snapshot import DocKey, Duplicates


class GenerationReader:
    """Reads one published generation. Keys are numbers of its documents. Threads share it."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.number = generation.number
        self.revision = generation.revision
        self.path = generation.path
        self.segments = Segments.open(generation.path)
        self.documents = self.segments.live_count
        self.terms = generation.terms
        self.lexicon = StoredLexicon(self.segments)
        self.searcher = SegmentSearcher(self.segments, settings.postings_memory_mb * 1024 * 1024)
        self._value_counters: dict[str, ValueCounter] = {}
        self._copies: DuplicateGroups | None = None

    def find(self, article_id: str) -> int | None:
        """See Snapshot.find."""
        found = self.segments.find(article_id)
        return None if found is None else self.segments[found.segment].first + found.document

    def article_ids(self, keys: Sequence[DocKey]) -> list[str]:
        """See Snapshot.article_ids."""
        return [self.searcher.external_id(number).decode() for number in document_numbers(keys)]

    def articles(self, keys: Sequence[DocKey]) -> Iterator[Article]:
        """See Snapshot.articles."""
        for document in document_numbers(keys):
            segment, ordinal = self.segments.locate(document)
            yield segment.columns.article(ordinal)

    def list_duplicates(self, document: int, same_story: Sequence[int], limit: int) -> Duplicates:
        """Return the first `limit` documents of a story besides one of them, and the number of further ones."""
        others = [number for number in same_story if number != document]
        listed = tuple(self.articles(others[:limit]))
        return Duplicates(listed, len(others) - len(listed))

    @property
    def copies(self) -> DuplicateGroups:
        """Which articles print the same story."""
        if self._copies is None:
            self._copies = DuplicateGroups(self.path)
        return self._copies

    @property
    def files(self) -> list[ColumnFile]:
        """The mapped files that requests read."""
        return [
            *(file for segment in self.segments for file in segment.columns.files),
            *self.lexicon.files,
            *([self._copies.file] if self._copies else []),
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


def document_numbers(keys: Sequence[DocKey]) -> Sequence[int]:
    """Return keys as what they are in this engine."""
    return cast("Sequence[int]", keys)
