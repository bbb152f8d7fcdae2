"""Archive: the one door to a searchable archive, whatever engine stands behind it."""

from dataclasses import dataclass
from typing import Protocol

from index.article import Article
from search.result import MarkedArticle, ResultPage


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

    def search(self, text: str, page: int = 1, size: int = 10, variants: bool = True) -> ResultPage:
        """One page of articles for a query in the query language, best first.

        `variants=False` searches every word exactly as typed. Page and size are taken as they
        are; the doors check them against the settings.
        """

    def article(self, article_id: str, text: str = "", variants: bool = True) -> MarkedArticle | None:
        """One article with the words of the query marked, or None when there is no such id."""

    def overview(self) -> Overview:
        """Counts and the newest articles."""
