"""ClusterMatches: what matches a clause in one state of a cluster, each part requested at most once.

Which articles come first is found in one of three ways:

    directly    the cluster scores every hit by our formula, sorts and collapses copies
    in two steps    where too many articles match: by a score that Lucene can prune, then the best by our formula
    by texts    where the cluster cannot score as we do: its best are analysed again here
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from index.article import Article
from search.execution.day_counts import DayCounts
from search.execution.snapshot import (
    EXTRA_DOCS,
    Counts,
    DocKey,
    Duplicates,
    Scan,
    ScoredKey,
    Sort,
    TopDocs,
    ValueCounts,
    docs_to_rank,
)
from search.model.cursor import Cursor
from search.model.deadline import Deadline, OutOfTimeError
from search.model.filters import Filters
from search.opensearch.connection import Body, Reply
from search.opensearch.counts import (
    DAYS,
    STORIES,
    Summary,
    day_counts,
    sort_by,
    summary_of,
    terms_of,
    value_counts,
)
from search.opensearch.deep_reader import DeepReader, scored_keys
from search.opensearch.keys import ClusterKey
from search.opensearch.match_queries import MatchQueries
from search.opensearch.state_reader import StateReader
from search.query.clauses import AllOf
from search.ranking.top_k import DECIMALS

RESCORED = 1_000
"""The best of a shard by Lucene's own score that are scored again by ours."""
BY_TEXT = 200
"""The best that are scored by their texts, where the cluster cannot count as we do."""
MAX_WINDOW = 10_000
"""OpenSearch skips no more results than that (index.max_result_window)."""
NO_DAYS = DayCounts(1, np.zeros(1, np.int64), 0)


@dataclass(eq=False)
class ClusterMatches:
    """See Matches. Keys are ClusterKey."""

    reader: StateReader
    clause: AllOf | None
    filters: Filters
    deadline: Deadline
    _counted: Summary | None = None
    """The counts, once any answer has brought them."""
    _has_partial_hits: bool = False

    @property
    def total(self) -> int:
        """See Matches.total."""
        return self._summary.total

    @property
    def stories(self) -> int:
        """See Matches.stories."""
        return self._summary.stories

    @property
    def is_partial(self) -> bool:
        """See Matches.is_partial."""
        return self._summary.is_partial

    @property
    def _summary(self) -> Summary:
        """The counts; asked for alone where no hits were asked for before."""
        if self._counted is None:
            self._counted = self._ask_for_counts()
        return self._counted

    def _ask_for_counts(self) -> Summary:
        """Return the counts; how rare the words are, which the first results will ask, is counted beside them."""
        statistics = self.reader.statistics
        unknown = statistics.unknown(self.clause) if self.clause else {}
        beside = [statistics.counting(unknown)] if unknown else []
        try:
            found, *counted = self.reader.search([self._counting(), *beside], self.deadline)
        except OutOfTimeError:
            return Summary(0, 0, is_partial=True)
        for reply in counted:
            if not reply.is_partial:
                statistics.remember(unknown, reply.reply)
        return summary_of(found.reply, is_partial=found.is_partial)

    def _counting(self) -> Body:
        return {"size": 0, "track_total_hits": True, "query": self.queries.matching, "aggs": STORIES}

    @cached_property
    def queries(self) -> MatchQueries:
        """The queries of the clause with its filters."""
        return MatchQueries(self.reader, self.clause, self.filters, self.deadline)

    # The first results

    def top_docs(self, sort: Sort, count: int, offset: int = 0, *, collapse: bool) -> TopDocs:
        """See Matches.top_docs."""
        if count < 1:
            return TopDocs((), self.total, self.stories, self.is_partial, offset)
        try:
            docs = self._first(sort, count, offset, collapse=collapse)
        except OutOfTimeError:
            return TopDocs((), self.total, self.stories, is_partial=True, offset=offset)
        top = TopDocs(docs, self.total, self.stories, self.is_partial or self._has_partial_hits, offset)
        return self._with_next_cursor(top, collapse=collapse)

    def _first(self, sort: Sort, count: int, offset: int, *, collapse: bool) -> list[ScoredKey]:
        if offset < BY_TEXT and self.queries.is_by_text(sort):
            return self._rescore_locally(sort, count, offset, collapse=collapse)
        if offset + count <= RESCORED // 2 and self.queries.is_prunable(sort):
            return self._prune_then_rescore(sort, count, offset, collapse=collapse)
        return self._score_in_cluster(sort, count, offset, collapse=collapse)

    def _score_in_cluster(self, sort: Sort, count: int, offset: int, *, collapse: bool) -> list[ScoredKey]:
        """Let the cluster score, sort and collapse."""
        if offset + count > MAX_WINDOW:
            return self._read_past_window(sort, count, offset, collapse=collapse)
        body: Body = {
            "from": offset, "size": count, "track_total_hits": True, "query": self.queries.scored(sort),
            "sort": sort_by(sort, by_score=self.queries.is_by_score(sort)), "aggs": STORIES,
        }  # fmt: skip
        if collapse:
            body["collapse"] = {"field": "story"}
        reply = self._search(body)
        self._remember(reply)
        return scored_keys(reply)

    def _prune_then_rescore(self, sort: Sort, count: int, offset: int, *, collapse: bool) -> list[ScoredKey]:
        """Find the best by a score that Lucene can prune, and score them again."""
        wanted = offset + count
        size = min(RESCORED, docs_to_rank(wanted) if collapse else wanted + EXTRA_DOCS)
        body: Body = {
            "size": size,
            "track_total_hits": False,
            "query": self.queries.scored(sort, pruned=True),
            "rescore": {
                "window_size": RESCORED,
                "query": {
                    "rescore_query": self.queries.scored(sort),
                    "query_weight": 0.0,
                    "rescore_query_weight": 1.0,
                },
            },
        }
        missing = [] if self._counted else [self._counting()]
        found = self.reader.search([body, *missing], self.deadline)
        if missing:
            self._counted = summary_of(found[1].reply, is_partial=found[1].is_partial)
        self._has_partial_hits = found[0].is_partial
        docs = _ordered(scored_keys(found[0].reply))
        if collapse:
            docs = collapsed(docs)
        if len(docs) < min(wanted, self.stories if collapse else self.total):
            return self._score_in_cluster(sort, count, offset, collapse=collapse)
        return docs[offset:wanted]

    def _rescore_locally(self, sort: Sort, count: int, offset: int, *, collapse: bool) -> list[ScoredKey]:
        """Score the best that the cluster finds by their texts; those after them follow in its own order."""
        wanted = offset + count
        size = max(BY_TEXT, docs_to_rank(wanted))
        body: Body = {
            "size": min(size, MAX_WINDOW), "track_total_hits": True, "query": self.queries.scored(sort),
            "sort": sort_by(sort, by_score=True), "aggs": STORIES,
        }  # fmt: skip
        reply = self._search(body)
        self._remember(reply)
        docs = scored_keys(reply)
        assert self.clause is not None  # noqa: S101 - or nothing would be scored
        docs = self.reader.scored_by_text(docs[:BY_TEXT], self.clause, sort, self.deadline) + docs[BY_TEXT:]
        return (collapsed(docs) if collapse else docs)[offset:wanted]

    def _read_past_window(self, sort: Sort, count: int, offset: int, *, collapse: bool) -> list[ScoredKey]:
        """Read on from the beginning, as OpenSearch skips no further than its window."""
        docs: list[ScoredKey] = []
        for position, doc in enumerate(self._reader(sort).read_on((), collapse=collapse)):
            if position >= offset + count:
                break
            if position >= offset:
                docs.append(doc)
        return docs

    def _search(self, body: Body) -> Reply:
        (found,) = self.reader.search([body], self.deadline)
        self._has_partial_hits = found.is_partial
        return found.reply

    def _remember(self, reply: Reply) -> None:
        if self._counted is None:
            self._counted = summary_of(reply, is_partial=self._has_partial_hits)

    def _with_next_cursor(self, top: TopDocs, *, collapse: bool) -> TopDocs:
        read = top.offset + len(top.docs)
        if not top.docs or read >= (top.stories if collapse else top.total):
            return top
        last = cast("ClusterKey", top.docs[-1].key)
        return top._replace(next_cursor=Cursor(read, last.article_id, last.sort_values))

    # All results

    def search_after(self, cursor: Cursor, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """See Matches.search_after. After what is scored by texts, or skipped to, the last hit's values lead on."""
        is_near = cursor.offset < MAX_WINDOW - count
        if not cursor.sort_values or (self.queries.is_by_text(sort) and is_near):
            return self.top_docs(
                sort, count, self._offset_of(cursor, sort, collapse=collapse), collapse=collapse
            )
        docs: list[ScoredKey] = []
        try:
            for doc in self._reader(sort).read_on(cursor.sort_values, collapse=collapse):
                docs.append(doc)
                if len(docs) == count:
                    break
        except OutOfTimeError:
            return TopDocs((), 0, 0, is_partial=True, offset=cursor.offset)
        top = TopDocs(docs, self.total, self.stories, self.is_partial, cursor.offset)
        return self._with_next_cursor(top, collapse=collapse)

    def _offset_of(self, cursor: Cursor, sort: Sort, *, collapse: bool) -> int:
        """Return where a cursor without values of a sort leads: after its last article, if that is found near."""
        if not cursor.last_id or not cursor.offset:
            return cursor.offset
        around = self._first(sort, 1, cursor.offset - 1, collapse=collapse)
        keys = [cast("ClusterKey", doc.key).article_id for doc in around]
        if keys == [cursor.last_id] or self.reader.find(cursor.last_id) is None:
            return cursor.offset
        first = self._first(sort, min(MAX_WINDOW, 2 * cursor.offset + EXTRA_DOCS), 0, collapse=collapse)
        for position, doc in enumerate(first):
            if cast("ClusterKey", doc.key).article_id == cursor.last_id:
                return position + 1
        return cursor.offset

    def _reader(self, sort: Sort) -> DeepReader:
        by_score = self.queries.is_by_score(sort)
        return DeepReader(
            self.reader.connection,
            self.queries.scored(sort),
            sort_by(sort, by_score=by_score),
            self.deadline,
        )

    def scan(self, sort: Sort) -> Scan:
        """See Matches.scan: a point in time is read from end to end, so that publications change nothing."""
        if self.is_partial:
            raise OutOfTimeError
        return Scan(self.total, self._articles(sort))

    def ids(self, sort: Sort) -> list[str]:
        """See Matches.ids."""
        if self.is_partial:
            raise OutOfTimeError
        found = []
        for doc in self._all(sort, with_source=False):
            found.append(cast("ClusterKey", doc.key).article_id)
            self.deadline.check()
        return found

    def _articles(self, sort: Sort) -> Iterator[Article]:
        for doc in self._all(sort, with_source=True):
            yield from self.reader.articles([doc.key])

    def _all(self, sort: Sort, *, with_source: bool) -> Iterator[ScoredKey]:
        """Yield everything in order; what is scored by texts comes first, and is not given again."""
        if not self.total:
            return
        first = (
            self._rescore_locally(sort, BY_TEXT, 0, collapse=False) if self.queries.is_by_text(sort) else []
        )
        yield from first
        given = {cast("ClusterKey", doc.key).document for doc in first}
        if len(given) < self.total:
            for doc in self._reader(sort).point_in_time(with_source=with_source):
                if cast("ClusterKey", doc.key).document not in given:
                    yield doc

    # Counts

    def aggregate(self, fields: Sequence[str]) -> Counts:
        """See Matches.aggregate; those of everything that passes filters are remembered."""
        if self.clause is None:
            return self.reader.background(
                (self.filters, tuple(fields)), lambda: (self.count(fields), self.is_partial)
            )
        return self.count(fields)

    def count(self, fields: Sequence[str]) -> Counts:
        """Count values and days."""
        body = {
            **self._counting(),
            "aggs": {**STORIES, **DAYS, **{field: terms_of(field) for field in fields}},
        }
        try:
            (found,) = self.reader.search([body], self.deadline)
        except OutOfTimeError:
            self._counted = self._counted or Summary(0, 0, is_partial=True)
            return Counts({field: ValueCounts((), np.zeros(0, np.int64)) for field in fields}, NO_DAYS)
        if self._counted is None or found.is_partial:
            self._counted = summary_of(found.reply, is_partial=found.is_partial)
        counted = found.reply["aggregations"]
        return Counts(
            {field: value_counts(counted[field], self._chosen(field)) for field in fields},
            day_counts(counted),
        )

    def _chosen(self, field: str) -> frozenset[str]:
        """Return the values that a reader chose or left out and that the archive has; they are listed in any case."""
        chosen = self.filters.values_of(field) | self.filters.excluded_values(field)
        return chosen & self.reader.known_values(field) if chosen else chosen

    def duplicates(self, keys: Sequence[DocKey], limit: int) -> list[Duplicates]:
        """See Matches.duplicates."""
        return self.reader.list_duplicates(
            self.queries.matching, [cast("ClusterKey", key) for key in keys], limit, self.deadline
        )


def collapsed(docs: Sequence[ScoredKey]) -> list[ScoredKey]:
    """Return the best article of each story, in order."""
    first: dict[str, ScoredKey] = {}
    for doc in docs:
        first.setdefault(cast("ClusterKey", doc.key).story, doc)
    return list(first.values())


def _ordered(docs: Sequence[ScoredKey]) -> list[ScoredKey]:
    """Return results best first, then newest first, then by id; with the values that lead on after them."""

    def values(doc: ScoredKey) -> tuple[float, int, str]:
        key = cast("ClusterKey", doc.key)
        return -round(doc.score, DECIMALS), -key.day, key.article_id

    return sorted(docs, key=values)
