"""StateReader: the articles of one published state of a cluster, and what weighing them takes."""

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from index.article import Article
from index.hindi.term_ids import TermIds
from index.lexicon.lexicon import StoredLexicon
from index.opensearch.client import ClusterClient
from index.opensearch.retrieval import article_of
from index.opensearch.states import State
from index.settings import Settings
from search.execution.snapshot import (
    NO_DUPLICATES,
    Counts,
    DocKey,
    Duplicates,
    ScoredKey,
    Sort,
)
from search.model.deadline import Deadline, OutOfTimeError
from search.model.filters import NO_FILTERS
from search.opensearch.clause_queries import ClauseQueries, bool_query
from search.opensearch.connection import Body, Connection, Reply, SearchReply
from search.opensearch.filter_queries import Query, filter_clauses
from search.opensearch.keys import ClusterKey, key_of
from search.opensearch.statistics import Statistics
from search.opensearch.text_scorer import TextScorer
from search.opensearch.word_segments import word_segments
from search.query.clauses import AllOf, PhraseClause
from search.ranking import bm25
from search.ranking.top_k import DECIMALS

MIN_SECONDS = 1.0
"""Least time-out of requests that do not belong to a query's deadline."""
VALUES_AT_ONCE = 5_000
CACHED_BACKGROUNDS = 200
CACHED_WORDS = 300_000
"""Spellings that a thread remembers for scoring by text."""


class StateReader:
    """Reads one published state. Keys are ClusterKey. Threads share it."""

    def __init__(self, client: ClusterClient, state: State, folder: Path, settings: Settings) -> None:
        self.state = state
        self.revision = state.name
        self.documents = state.documents
        self.terms = state.terms
        self.connection = Connection(client, state.index)
        self.scored_terms = settings.cluster_scored_terms
        self.lexicon = StoredLexicon(word_segments(state, folder))
        self.queries = ClauseQueries(self.lexicon)
        self.statistics = Statistics(self.connection, state, self.lexicon, self.queries)
        self._seconds = settings.max_query_seconds
        self._average = np.array(state.average_lengths)
        self._known_values: dict[str, frozenset[str]] = {}
        self._backgrounds: dict[Hashable, Counts] = {}
        self._local = threading.local()

    def search(self, bodies: Sequence[Body], deadline: Deadline) -> list[SearchReply]:
        """Return the answers to some searches. Raises OutOfTimeError if there is no time left."""
        return self.connection.search(bodies, deadline)

    def whole(self, bodies: Sequence[Body], deadline: Deadline) -> list[Reply]:
        """Return the answers to some searches; raise OutOfTimeError if any of them is partial."""
        return self.connection.whole(bodies, deadline)

    def known_values(self, field: str) -> frozenset[str]:
        """Return all values of a field."""
        if field not in self._known_values:
            self._known_values[field] = frozenset(self._values_of(field))
        return self._known_values[field]

    def find(self, article_id: str) -> ClusterKey | None:
        """See Snapshot.find."""
        body: Body = {"size": 1, "query": self._everything([{"term": {"id": article_id}}])}
        hits = self.whole([body], self._deadline())[0]["hits"]["hits"]
        return key_of(hits[0]) if hits else None

    def articles(self, keys: Sequence[DocKey]) -> Iterator[Article]:
        """See Snapshot.articles; they came with the answer that named them."""
        for key in keys:
            article = cast("ClusterKey", key).article
            assert article is not None  # noqa: S101 - keys without one are for ids alone
            yield article

    def list_duplicates(
        self, query: Query, keys: Sequence[ClusterKey], limit: int, deadline: Deadline
    ) -> list[Duplicates]:
        """Return, for each article, those that print the same story among what a query finds."""
        copied = [key for key in keys if key.is_copied]
        bodies: list[Body] = [
            {
                "size": limit, "track_total_hits": True, "sort": [{"sequence": "asc"}],
                "query": bool_query(
                    filter_=[query, {"term": {"story": key.story}}], must_not=[{"term": {"id": key.article_id}}]
                ),
            }
            for key in copied
        ]  # fmt: skip
        try:
            replies = self.whole(bodies, deadline) if bodies else []
        except OutOfTimeError:
            return [NO_DUPLICATES] * len(keys)
        found = {}
        for key, reply in zip(copied, replies, strict=True):
            listed = tuple(article_of(hit["_source"]) for hit in reply["hits"]["hits"])
            found[key] = Duplicates(listed, int(reply["hits"]["total"]["value"]) - len(listed))
        return [found.get(key, NO_DUPLICATES) for key in keys]

    def scored_by_text(
        self, docs: Sequence[ScoredKey], clause: AllOf, sort: Sort, deadline: Deadline
    ) -> list[ScoredKey]:
        """Return results in the order of their scores as their texts give them."""
        keys = [cast("ClusterKey", doc.key) for doc in docs]
        weights = self.weights(clause, deadline)
        scores = TextScorer(list(self.articles(keys)), self._average, self._words()).scores(
            clause, weights, deadline
        )
        days = np.array([key.day for key in keys], np.int64)
        if sort.half_life:
            scores = scores * bm25.recency(days, sort.newest, sort.half_life)
        rounded = np.round(scores, DECIMALS).tolist()
        ranked = sorted(
            zip(rounded, keys, strict=True), key=lambda pair: (-pair[0], -pair[1].day, pair[1].article_id)
        )
        return [ScoredKey(score, replace(key, sort_values=())) for score, key in ranked]

    def weights(self, clause: AllOf, deadline: Deadline) -> dict[PhraseClause, float]:
        """Return the weight of each wanted phrase of a clause. Raises OutOfTimeError."""
        return self.statistics.weights(clause, deadline)

    def most_matching(self, clause: AllOf) -> int:
        """Return how many articles a clause may match at most."""
        return self.statistics.most_matching(clause)

    def _everything(self, filters: Sequence[Query] = ()) -> Query:
        must, _ = filter_clauses(NO_FILTERS, self.state.moment)
        return bool_query(filter_=[*must, *filters])

    def _values_of(self, field: str) -> list[str]:
        """Return all values of a field."""
        found: list[str] = []
        after: dict[str, Any] = {}
        while True:
            sources = [{field: {"terms": {"field": field}}}]
            body: Body = {
                "size": 0, "query": self._everything(),
                "aggs": {"values": {"composite": {"size": VALUES_AT_ONCE, "sources": sources, **after}}},
            }  # fmt: skip
            counted = self.whole([body], self._deadline())[0]["aggregations"]["values"]
            found += [str(bucket["key"][field]) for bucket in counted["buckets"]]
            if "after_key" not in counted:
                return found
            after = {"after": counted["after_key"]}

    def _deadline(self) -> Deadline:
        return Deadline(max(self._seconds, MIN_SECONDS))

    def _words(self) -> TermIds:
        words: TermIds | None = getattr(self._local, "words", None)
        if words is None or len(words.spellings) > CACHED_WORDS:
            words = self._local.words = TermIds()
        return words

    def background(self, key: Hashable, count: Callable[[], tuple[Counts, bool]]) -> Counts:
        """Return remembered counts, or count: of everything that passes filters, for the next question.

        `count` returns the counts, and whether they are partial: those are not remembered.
        """
        known = self._backgrounds.get(key)
        if known is None:
            known, is_partial = count()
            if not is_partial:
                if len(self._backgrounds) >= CACHED_BACKGROUNDS:
                    self._backgrounds.clear()
                self._backgrounds[key] = known
        return known
