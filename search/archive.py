"""Archive: the one door to a searchable archive, whatever engine stands behind it."""

from dataclasses import dataclass
from typing import Protocol

from index.article import Article
from search.choices import ALL, Choices
from search.filters import NO_FILTERS, Filters
from search.result import MarkedArticle, ResultPage
from search.variants import WordVariants


@dataclass(frozen=True)
class Overview:
    """What an archive holds, for its front page and for health checks."""

    documents: int
    terms: int
    generation: int
    latest: tuple[Article, ...]


class Archive(Protocol):
    """What every engine offers; the embedded one is LocalArchive.

    All methods may raise IndexMissingError, IndexOutdatedError or IndexDamagedError.
    """

    def search(
        self,
        text: str,
        page: int = 1,
        size: int = 10,
        choices: Choices = ALL,
        filters: Filters = NO_FILTERS,
    ) -> ResultPage:
        """One page of articles for a query in the query language, best first.

        `choices` says what may be added to the words as typed. Page and size are taken as they
        are; the doors check them against the settings.
        """

    def article(self, article_id: str, text: str = "", choices: Choices = ALL) -> MarkedArticle | None:
        """One article with the words of the query marked, or None when there is no such id."""

    def variants(self, text: str, choices: Choices = ALL) -> list[WordVariants]:
        """What each word of a text stands for in this archive."""

    def overview(self) -> Overview:
        """Counts and the newest articles."""
