"""What a search comes to: values that every door (page, JSON, command line) shows alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article
from search.choices import Choices
from search.completion import Completion
from search.marked import MarkedText
from search.notes import NoteKind
from search.question import Question
from search.suggestion import Suggestion
from search.variants import Expansion


@dataclass(frozen=True)
class Hit:
    """One article of a result page, with its marked headline and best passages."""

    article: Article
    score: float
    headline: MarkedText
    snippets: tuple[MarkedText, ...]
    copies: tuple[Article, ...] = ()
    """Other found articles that print the same story, as many as are named."""
    more_copies: int = 0
    """How many there are besides."""
    written: tuple[str, ...] = ()
    """How the article writes the query's words, where every hit is listed."""


@dataclass(frozen=True)
class ResultPage:
    """One page of results.

    `total` articles are found, which tell `stories`; both are exact unless `is_partial`. `relaxed` says that not
    all words were found together, so any of them count. `added` are spellings that were searched besides what
    was typed, `offered` ones that were not, `refused` ones that the reader sent away. `cursor` leads on.
    """

    question: Question
    hits: tuple[Hit, ...]
    total: int
    stories: int
    page: int
    size: int
    took_ms: float
    relaxed: bool
    added: tuple[Expansion, ...]
    offered: tuple[Expansion, ...]
    refused: tuple[Expansion, ...]
    suggestion: Suggestion | None
    notes: tuple[NoteKind, ...]
    generation: int
    cursor: str | None = None
    is_partial: bool = False
    are_all_found: bool = True
    """Whether only passages may be missing of what is partial."""

    @property
    def query(self) -> str:
        """The text that was asked."""
        return self.question.text

    @property
    def choices(self) -> Choices:
        """What the reader lets the search add."""
        return self.question.choices

    @property
    def kinds(self) -> frozenset[str]:
        """Why anything was added."""
        return frozenset(expansion.kind.value for expansion in self.added)

    @property
    def shown_total(self) -> int:
        """What pages are counted by: stories where copies are folded, else articles."""
        return self.stories if self.question.folded else self.total

    @property
    def pages(self) -> int:
        """How many pages the results fill."""
        return -(-self.shown_total // self.size)


@dataclass(frozen=True)
class MarkedArticle:
    """A whole article with the query's words marked in each text."""

    article: Article
    headline: MarkedText
    standfirst: MarkedText
    body: MarkedText
    copies: tuple[Article, ...] = ()


@dataclass(frozen=True)
class Everything:
    """Every article that a question finds, in order, and the generation that it was found in."""

    generation: int
    total: int
    hits: Iterator[Hit]


@dataclass(frozen=True)
class Neighbours:
    """The ids of the results before and behind one, in the order of a question."""

    previous: str | None = None
    following: str | None = None


@dataclass(frozen=True)
class Completions:
    """What may be typed next: the text before the word that is being typed, words, and headlines with ids."""

    before: str
    words: tuple[Completion, ...] = ()
    headlines: tuple[tuple[str, str], ...] = ()
