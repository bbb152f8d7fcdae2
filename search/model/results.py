"""Results: the values that every interface (page, JSON, command line) shows alike."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from index.article import Article
from search.model.aggregations import AggregationRequest, Aggregations
from search.model.cursor import Cursor
from search.model.expansions import Expansion, Suggestion
from search.model.marked_text import MarkedText
from search.model.messages import QueryWarning
from search.model.question import ExpansionOptions, Question


class SearchRequest(NamedTuple):
    """A question, which of its results are wanted, and what is to be counted.

    Pages count from 1; a size of 0 asks for no hits. With a cursor, the page is ignored and the results
    after the cursor are given, however far down that is. The interfaces check page and size. For a page beyond
    the last one nothing is counted.
    """

    question: Question
    page: int = 1
    size: int = 10
    cursor: Cursor | None = None
    aggregations: AggregationRequest | None = None


class Hit(NamedTuple):
    """One article of the results, with its marked headline and best passages."""

    article: Article
    score: float
    headline: MarkedText
    snippets: tuple[MarkedText, ...]
    duplicates: tuple[Article, ...] = ()
    """Other found articles that print the same story, up to `max_listed_copies`."""
    other_duplicates: int = 0
    """The number of further ones."""
    matched_spellings: tuple[str, ...] = ()
    """The spellings of the query's words in the article; filled only in a ResultStream."""
    missing: tuple[str, ...] = ()
    """The words of the query that it lacks, as they were typed, where articles need not have all."""


class SearchResponse(NamedTuple):
    """The answer to a SearchRequest, all of it from one state of the archive (`revision`).

    `total` articles match, which tell `stories` different stories; both are exact unless `is_partial`.
    `is_relaxed`: no article contains all words, so these contain most of them, or any. `added` spellings were
    searched besides the typed one, `offered` ones were not, `refused` ones were excluded by the reader.
    `next_cursor` leads on. `hits_complete`: no hit is missing even if `is_partial`; only snippets or counts may be.
    """

    question: Question
    hits: tuple[Hit, ...]
    total: int
    stories: int
    page: int
    size: int
    took_ms: float
    is_relaxed: bool
    added: tuple[Expansion, ...]
    offered: tuple[Expansion, ...]
    refused: tuple[Expansion, ...]
    suggestion: Suggestion | None
    warnings: tuple[QueryWarning, ...]
    revision: str
    next_cursor: str | None = None
    is_partial: bool = False
    hits_complete: bool = True
    aggregations: Aggregations | None = None
    partial_hits: tuple[Hit, ...] = ()
    """If fewer than a page of articles contain all words: the best that contain most of them; if only a few contain
    most: those with any. Not included in any count."""
    full_total: int | None = None
    """How many articles contain all words, where those with most of them were asked for and are in `total`."""

    @property
    def query(self) -> str:
        """The text of the question."""
        return self.question.text

    def counted(self) -> Aggregations:
        """Return the aggregations. Raises ValueError if the request did not ask for any."""
        if self.aggregations is None:
            raise ValueError("this response was not asked for aggregations")
        return self.aggregations

    @property
    def expansion(self) -> ExpansionOptions:
        """What the reader allowed to be added."""
        return self.question.expansion

    @property
    def expansion_kinds(self) -> frozenset[str]:
        """The kinds of the added spellings."""
        return frozenset(expansion.kind.value for expansion in self.added)

    @property
    def shown_total(self) -> int:
        """The total that pages count: stories if copies are collapsed, else articles."""
        return self.stories if self.question.collapse else self.total

    @property
    def pages(self) -> int:
        """The number of pages of this size."""
        return -(-self.shown_total // self.size) if self.size else 0


class Adjacent(NamedTuple):
    """The ids of the results before and after one, in the order of a question."""

    previous: str | None = None
    following: str | None = None


class StoryOverlap(StrEnum):
    """What a similar article has of another's text: nothing to speak of, all of it among other things, or a part."""

    NONE = "none"
    HOLDS = "holds"
    HELD = "held"


class SimilarArticle(NamedTuple):
    """An article on the subject of another. HOLDS: it tells that one's whole story; HELD: that one tells its."""

    article: Article
    overlap: StoryOverlap = StoryOverlap.NONE


class MarkedArticle(NamedTuple):
    """A whole article with the words of a query marked in each text, and where to go from it."""

    article: Article
    headline: MarkedText
    standfirst: MarkedText
    body: MarkedText
    duplicates: tuple[Article, ...] = ()
    similar: tuple[SimilarArticle, ...] = ()
    adjacent: Adjacent = Adjacent()


class ResultStream(NamedTuple):
    """Every article that matches a question, in order, and the state of the archive it was read from."""

    revision: str
    total: int
    hits: Iterator[Hit]


class Completion(NamedTuple):
    """A word of the archive that may be meant, and the number of articles that contain it."""

    text: str
    documents: int


class Completions(NamedTuple):
    """What may be typed next: the text before the word that is being typed, words, and headlines with ids."""

    before: str
    words: tuple[Completion, ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()


class CacheSize(NamedTuple):
    """How much a cache holds in this process, and how much it may; `unit` is "bytes" or "entries"."""

    name: str
    unit: str
    held: int
    limit: int


class Overview(NamedTuple):
    """What an archive holds, for its front page and for health checks.

    `revision` is unique to this state of the archive. It starts with a number and a hyphen; the number grows with
    every publication.
    """

    documents: int
    terms: int
    revision: str
    latest: tuple[Article, ...]
    fault: str = ""
    """Why a newer state cannot be opened, for the operator; "" if nothing is wrong."""
