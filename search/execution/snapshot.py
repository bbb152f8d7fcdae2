"""Snapshot: the line below which engines differ. One published state of an archive, open for searching.

Above the line, `search/execution/` plans questions, builds results, counts and highlights, the same for every
engine. Below it, an engine matches clauses, ranks and counts. Everything that one request shows is asked of
one snapshot, so a publication in the middle of a page cannot mix two states.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from search.execution.day_counts import DayCounts
from search.model.cursor import Cursor
from search.model.deadline import Deadline
from search.model.filters import Filters
from search.model.question import SortOrder
from search.query.clauses import AllOf
from search.query.completion import Completer
from search.query.lexicon import Lexicon
from search.query.planner import Vocabulary

DocKey = int | str
"""An engine's own name for a document: a number in the embedded one."""


@dataclass(frozen=True)
class Sort:
    """What results are sorted by. `newest` is the day ordinal from which ages are counted."""

    order: SortOrder
    half_life: int
    newest: int


class ScoredKey(NamedTuple):
    """A document and its score."""

    score: float
    key: DocKey


@dataclass(frozen=True)
class TopDocs:
    """The results in reach, of `total` articles that tell `stories` stories; `offset` results come before them."""

    docs: Sequence[ScoredKey]
    total: int
    stories: int
    is_partial: bool = False
    offset: int = 0


NO_TOP_DOCS = TopDocs((), 0, 0)


@dataclass(frozen=True)
class Duplicates:
    """Other articles that print the same story, and how many there are besides."""

    articles: tuple[Article, ...] = ()
    others: int = 0


NO_DUPLICATES = Duplicates()


@dataclass(frozen=True)
class ValueCounts:
    """int64[n]: the number of articles that have each of n values (ascending) of a field."""

    values: Sequence[str]
    counts: NDArray[np.int64]

    def of(self, value: str) -> int:
        """Return the number of articles that have a value."""
        place = bisect_left(self.values, value)
        return int(self.counts[place]) if place < len(self.values) and self.values[place] == value else 0


class Matches(Protocol):
    """The articles that match a clause and pass filters. Nothing is computed twice, and nothing before it is asked."""

    @property
    def total(self) -> int:
        """How many articles match."""

    @property
    def is_partial(self) -> bool:
        """Whether the time was over before all were looked at."""

    def top_docs(self, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """Return the first `count` articles, or with `collapse` the best of each of the first `count` stories."""

    def search_after(self, cursor: Cursor, sort: Sort, count: int, *, collapse: bool) -> TopDocs:
        """Return the results after a cursor. If its last article is gone, skip as many as were read."""

    def scan(self, sort: Sort) -> Sequence[DocKey]:
        """Return every matching article in order. Raises OutOfTimeError."""

    def value_counts(self, field: str) -> ValueCounts:
        """Return how many matching articles have each value of a field."""

    def day_counts(self) -> DayCounts:
        """Return how many matching articles each day has."""

    def duplicates(self, key: DocKey, limit: int) -> Duplicates:
        """Return other matching articles that print the same story as one of them."""


class Snapshot(Protocol):
    """One state of an archive. Threads share it."""

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

    def match_values(self, field: str, text: str) -> frozenset[str]:
        """Return the values of a field that a text names."""

    def match(self, clause: AllOf | None, filters: Filters, deadline: Deadline) -> Matches:
        """Return what matches a clause; everything that passes the filters for None."""

    def match_all(
        self, clauses: Iterable[AllOf | None], filters: Filters, deadline: Deadline
    ) -> Sequence[Matches]:
        """Return what matches each of several clauses, in one round trip if the engine is remote."""

    def find(self, article_id: str) -> DocKey | None:
        """Return the document of an article's id."""

    def article_ids(self, keys: Sequence[DocKey]) -> list[str]:
        """Return the ids of documents."""

    def articles(self, keys: Iterable[DocKey]) -> Iterator[Article]:
        """Yield the stored articles of documents, in their order."""

    def same_story(self, one: DocKey, other: DocKey) -> bool:
        """Return whether two documents print the same story."""

    def close(self) -> None:
        """Release files and connections."""
