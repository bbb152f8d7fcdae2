"""What a search comes to: values that every door (page, JSON, command line) shows alike."""

from dataclasses import dataclass

from index.article import Article
from search.choices import Choices
from search.marked import MarkedText
from search.notes import NoteKind
from search.suggestion import Suggestion
from search.variants import Expansion


@dataclass(frozen=True)
class Hit:
    """One article of a result page, with its marked headline and best passages."""

    article: Article
    score: float
    headline: MarkedText
    snippets: tuple[MarkedText, ...]
    copies: int = 0
    """Other articles of the archive that print the same story."""


@dataclass(frozen=True)
class ResultPage:
    """One page of results.

    `total` is exact. `relaxed` says that not all words were found together, so any of them count.
    `added` are spellings that were searched besides what was typed, `offered` ones that were not,
    `refused` ones that the reader sent away.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    page: int
    size: int
    took_ms: float
    relaxed: bool
    choices: Choices
    added: tuple[Expansion, ...]
    offered: tuple[Expansion, ...]
    refused: tuple[Expansion, ...]
    suggestion: Suggestion | None
    notes: tuple[NoteKind, ...]
    generation: int

    @property
    def kinds(self) -> frozenset[str]:
        """Why anything was added."""
        return frozenset(expansion.kind.value for expansion in self.added)

    @property
    def pages(self) -> int:
        """How many pages the results fill."""
        return -(-self.total // self.size)


@dataclass(frozen=True)
class MarkedArticle:
    """A whole article with the query's words marked in each text."""

    article: Article
    headline: MarkedText
    standfirst: MarkedText
    body: MarkedText
