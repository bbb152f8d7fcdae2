"""ClusterSnapshot: one published state of a cluster, open for searching."""

import datetime
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np

from index.article import Article
from index.opensearch.client import ClusterClient
from index.opensearch.retrieval import article_of
from index.opensearch.states import State
from index.settings import Settings
from search.execution.snapshot import (
    LATEST,
    ClauseMatches,
    DocKey,
    Duplicates,
    Sort,
    ValueCounts,
)
from search.model.coverage import Coverage
from search.model.deadline import Deadline, OutOfTimeError
from search.model.filters import NO_FILTERS, Filters
from search.model.question import SortOrder
from search.model.results import CacheSize
from search.opensearch.clause_queries import bool_query
from search.opensearch.connection import Body
from search.opensearch.counts import COVERAGE, coverage_from, sort_by, terms_of, value_counts
from search.opensearch.keys import ClusterKey
from search.opensearch.matches import ClusterMatches
from search.opensearch.state_reader import CACHED_BACKGROUNDS, StateReader
from search.query.clauses import AllOf
from search.query.completion import Completer
from search.query.field_values import FieldValueLookup
from search.query.vocabulary import open_vocabulary


class ClusterSnapshot(StateReader):
    """See Snapshot. Threads share it."""

    def __init__(self, client: ClusterClient, state: State, folder: Path, settings: Settings) -> None:
        super().__init__(client, state, folder, settings)
        self.vocabulary = open_vocabulary(
            self.lexicon, self.documents, self.statistics.count_phrase, settings
        )
        self.revision = self.vocabulary.equals.revision(state.name)
        self.completer = Completer(self.lexicon)
        self._field_values = FieldValueLookup(self.known_values)
        self._coverage: tuple[Coverage, ...] | None = None

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """See Snapshot.cache_sizes."""
        counts = CacheSize("counts", "entries", len(self._backgrounds), CACHED_BACKGROUNDS)
        return counts, self.vocabulary.variants.cache_size()

    def match(
        self, clause: AllOf | None, filters: Filters = NO_FILTERS, deadline: Deadline | None = None
    ) -> ClusterMatches:
        """See Snapshot.match."""
        return ClusterMatches(self, clause, filters, deadline or self._deadline())

    def count_matches(self, clauses: Sequence[AllOf], filters: Filters, deadline: Deadline) -> list[int]:
        """See Snapshot.count_matches."""
        bodies = [
            {
                "size": 0,
                "track_total_hits": True,
                "query": self.match(clause, filters, deadline).queries.matching,
            }
            for clause in clauses
        ]
        try:
            replies = self.whole(bodies, deadline) if bodies else []
        except OutOfTimeError:
            return []
        return [int(reply["hits"]["total"]["value"]) for reply in replies]

    def match_among(
        self, clauses: Sequence[AllOf], filters: Filters, keys: Sequence[DocKey], deadline: Deadline
    ) -> list[ClauseMatches]:
        """See Snapshot.match_among."""
        by_document = {cast("ClusterKey", key).document: key for key in keys}
        among = {"ids": {"values": list(by_document)}}
        queries = [self.match(clause, filters, deadline).queries.matching for clause in clauses]
        bodies: list[Body] = [{"size": 0, "track_total_hits": True, "query": query} for query in queries]
        bodies += [
            {
                "size": len(by_document), "_source": False, "track_total_hits": False,
                "query": bool_query(filter_=[query, among]),
            }
            for query in queries
        ]  # fmt: skip
        try:
            replies = self.whole(bodies, deadline) if bodies else []
        except OutOfTimeError:
            return []
        return [
            ClauseMatches(
                int(counted["hits"]["total"]["value"]),
                frozenset(by_document[hit["_id"]] for hit in held["hits"]["hits"]),
            )
            for counted, held in zip(replies, replies[len(clauses) :], strict=False)
        ]

    def value_counts(
        self, clauses: Sequence[AllOf], field: str, filters: Filters, deadline: Deadline
    ) -> list[ValueCounts]:
        """See Snapshot.value_counts."""
        none = ValueCounts((), np.zeros(0, np.int64))
        bodies: list[Body] = [
            {
                "size": 0, "query": self.match(clause, filters, deadline).queries.matching,
                "aggs": {field: terms_of(field)},
            }
            for clause in clauses
        ]  # fmt: skip
        try:
            replies = self.whole(bodies, deadline) if bodies else []
        except OutOfTimeError:
            return [none] * len(clauses)
        return [value_counts(reply["aggregations"][field]) for reply in replies]

    def coverage(self) -> tuple[Coverage, ...]:
        """See Snapshot.coverage."""
        if self._coverage is None:
            body: Body = {"size": 0, "query": self._everything(), "aggs": COVERAGE}
            self._coverage = coverage_from(self.whole([body], self._deadline())[0]["aggregations"])
        return self._coverage

    def match_values(self, field: str, text: str) -> frozenset[str]:
        """See Snapshot.match_values."""
        return self._field_values.match(field, text)

    def article_ids(self, keys: Sequence[DocKey]) -> list[str]:
        """See Snapshot.article_ids."""
        return [cast("ClusterKey", key).article_id for key in keys]

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """See Snapshot.duplicates."""
        return self.list_duplicates(self._everything(), [cast("ClusterKey", key)], limit, self._deadline())[0]

    def story_keys(self, keys: Sequence[DocKey]) -> list[Hashable]:
        """See Snapshot.story_keys."""
        return [cast("ClusterKey", key).story for key in keys]

    @property
    def newest_day(self) -> int:
        """See Snapshot.newest_day."""
        today = datetime.date.today().toordinal()  # noqa: DTZ011 - a day either way changes nothing
        try:
            newest = max((article.date.toordinal() for article in self.latest if article.date), default=0)
        except OutOfTimeError:
            return today
        return min(newest, today)

    @cached_property
    def latest(self) -> tuple[Article, ...]:
        """See Snapshot.latest. Raises OutOfTimeError."""
        return tuple(article for article in self._first(SortOrder.NEWEST, LATEST) if article.date)

    def arrivals(self, count: int) -> tuple[Article, ...]:
        """See Snapshot.arrivals. Raises OutOfTimeError."""
        return tuple(self._first(SortOrder.ARRIVED, count))

    def _first(self, order: SortOrder, count: int) -> Iterator[Article]:
        sort = sort_by(Sort(order, 0, 0), by_score=False)
        body: Body = {"size": count, "query": self._everything(), "sort": sort}
        hits = self.whole([body], self._deadline())[0]["hits"]["hits"]
        return (article_of(hit["_source"]) for hit in hits)
