"""Snapshot: the interface that each engine implements. One published state of an archive, open for searching.

Above the line, `search/execution/` plans questions, builds results, counts and highlights, the same for every
engine. Below it, an engine matches clauses, ranks and counts. Everything that one request shows is asked of
one snapshot, so a publication in the middle of a page cannot mix two states.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from search.execution.day_counts import DayCounts
from search.model.coverage import Coverage
from search.model.cursor import Cursor
from search.model.deadline import Deadline
from search.model.filters import Filters
from search.model.question import SortOrder
from search.model.results import CacheSize
from search.query.clauses import AllOf
from search.query.completion import Completer
from search.query.lexicon import Lexicon
from search.query.vocabulary import Vocabulary

DocKey = Hashable
"""An engine's own name for a document: a number in the embedded one. An engine whose hits come with the article
may let the key carry it, so that `Snapshot.articles` need not fetch it again."""


LATEST = 8
"""Articles shown on the front page."""
EXTRA_DOCS = 10


def docs_to_rank(stories: int) -> int:
    """Return how many articles to rank first for that many stories: some will be copies of others."""
    return stories + stories // 4 + EXTRA_DOCS


class Sort(NamedTuple):
    """What results are sorted by. `newest` is the day ordinal from which ages are counted."""

    order: SortOrder
    half_life: int
    newest: int


class ScoredKey(NamedTuple):
    """A document and its score."""

    score: float
    key: DocKey


class TopDocs(NamedTuple):
    """Some results: `offset` precede them; `total` articles and `stories` stories match.

    `next_cursor` leads to the results after them; None: there are no more.
    """

    docs: Sequence[ScoredKey]
    total: int
    stories: int
    is_partial: bool = False
    offset: int = 0
    next_cursor: Cursor | None = None


NO_TOP_DOCS = TopDocs((), 0, 0)


class Duplicates(NamedTuple):
    """Other articles that print the same story, and how many there are besides."""

    articles: tuple[Article, ...] = ()
    others: int = 0


NO_DUPLICATES = Duplicates()


class ValueCounts(NamedTuple):
    """int64[n]: the number of articles that have each of n values (ascending) of a field."""

    values: Sequence[str]
    counts: NDArray[np.int64]

    def of(self, value: str) -> int:
        """Return the number of articles that have a value."""
        position = bisect_left(self.values, value)
        return (
            int(self.counts[position])
            if position < len(self.values) and self.values[position] == value
            else 0
        )


class Counts(NamedTuple):
    """How many articles have each value of some fields, and how many each day has."""

    values: Mapping[str, ValueCounts]
    days: DayCounts


class Scan(NamedTuple):
    """Every matching article in order, read one by one."""

    total: int
    articles: Iterator[Article]


class ClauseMatches(NamedTuple):
    """How many articles match a clause, and which of some documents do."""

    total: int
    keys: frozenset[DocKey]


class Matches(Protocol):
    """The articles that match a clause and pass filters. Computed on demand, each part at most once."""

    @property
    def total(self) -> int:
        """How many articles match."""

    @property
    def stories(self) -> int:
        """How many stories they tell: copies of one story count once."""

    @property
    def is_partial(self) -> bool:
        """Whether the time was over before all were examined."""

    def top_docs(self, sort: Sort, count: int, offset: int = 0, *, collapse: bool) -> TopDocs:
        """Return `count` articles after the first `offset`; with `collapse`, each story's best article alone."""

    def search_after(self, cursor: Cursor, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """Return the results after a cursor; if its last article is gone, continue at the cursor's offset."""

    def scan(self, sort: Sort) -> Scan:
        """Return every matching article in order. Raises OutOfTimeError."""

    def ids(self, sort: Sort) -> list[str]:
        """Return the id of every matching article in order. Raises OutOfTimeError."""

    def aggregate(self, fields: Sequence[str]) -> Counts:
        """Count the values of some fields, and the days, in one round trip if the engine is remote."""

    def duplicates(self, keys: Sequence[DocKey], limit: int) -> list[Duplicates]:
        """Return, for each of some matching articles, the other matching ones that print the same story."""


class Snapshot(Protocol):
    """One state of an archive. Threads share it.

    There is no close(): an engine frees files and connections when the last reference is dropped, or after a time.
    """

    @property
    def revision(self) -> str:
        """Names this state and differs from the name of every other one."""

    @property
    def documents(self) -> int:
        """How many articles there are."""

    @property
    def terms(self) -> int:
        """How many distinct terms they contain."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the articles."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What planning asks about words."""

    @property
    def completer(self) -> Completer:
        """What completes a word that is being typed."""

    @property
    def newest_day(self) -> int:
        """Ordinal of the newest day of any article, today at most."""

    @property
    def latest(self) -> tuple[Article, ...]:
        """The newest dated articles."""

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """Return what this process remembers of the state."""

    def arrivals(self, count: int) -> tuple[Article, ...]:
        """Return the articles that came in last, the latest first. Raises OutOfTimeError."""

    def coverage(self) -> tuple[Coverage, ...]:
        """Return what there is of each source, the largest first; worked out once. Raises OutOfTimeError."""

    def match_values(self, field: str, text: str) -> frozenset[str]:
        """Return the values of a field that a text names."""

    def match(self, clause: AllOf | None, filters: Filters, deadline: Deadline) -> Matches:
        """Return what matches a clause; everything that passes the filters for None."""

    def count_matches(self, clauses: Sequence[AllOf], filters: Filters, deadline: Deadline) -> list[int]:
        """Return how many articles match each clause, as many clauses as there is time for, in one round trip."""

    def match_among(
        self, clauses: Sequence[AllOf], filters: Filters, keys: Sequence[DocKey], deadline: Deadline
    ) -> list[ClauseMatches]:
        """Return what holds each clause, in one round trip; an empty list if there is no time for all."""

    def value_counts(
        self, clauses: Sequence[AllOf], field: str, filters: Filters, deadline: Deadline
    ) -> list[ValueCounts]:
        """Return the value counts of one field for each clause, in one round trip if the engine is remote."""

    def find(self, article_id: str) -> DocKey | None:
        """Return the document of an article's id."""

    def article_ids(self, keys: Sequence[DocKey]) -> list[str]:
        """Return the ids of documents."""

    def articles(self, keys: Sequence[DocKey]) -> Iterator[Article]:
        """Yield the stored articles of documents, in their order."""

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """Return the other articles of the archive that print the same story, at most `limit` of them by name."""

    def story_keys(self, keys: Sequence[DocKey]) -> list[Hashable]:
        """Return a key of each document's story, the same for those that print the same one."""
