"""Archive: the one door to a searchable archive, whatever engine stands behind it."""

from dataclasses import dataclass
from typing import Protocol

from index.article import Article
from search.choices import ALL, Choices
from search.cursor import Cursor
from search.question import Question
from search.result import Completions, Everything, MarkedArticle, Neighbours, ResultPage
from search.spelling_table import Spellings
from search.survey import COUNTED, Survey, SurveyOptions
from search.variants import WordVariants


@dataclass(frozen=True)
class Overview:
    """What an archive holds, for its front page and for health checks."""

    documents: int
    terms: int
    generation: int
    latest: tuple[Article, ...]
    identity: str = ""
    """Tells this state of the archive from every other."""


class Archive(Protocol):
    """What every engine offers; the embedded one is LocalArchive.

    All methods may raise IndexMissingError, IndexOutdatedError or IndexDamagedError.
    """

    def search(
        self, question: Question, page: int = 1, size: int = 10, cursor: Cursor | None = None
    ) -> ResultPage:
        """One page of articles for a question.

        Page and size are taken as they are; the doors check them against the settings. With a cursor,
        the articles behind it, however far down that is.
        """

    def survey(self, question: Question, options: SurveyOptions = COUNTED) -> Survey:
        """All that a question finds, counted by value and by time."""

    def spellings(self, question: Question) -> Spellings:
        """For each word that was searched in several spellings, which source spells it how."""

    def every(self, question: Question) -> Everything:
        """Every article that a question finds, in order; copies are not folded, and all words must be there.

        Raises OutOfTimeError, for here a part is worse than nothing.
        """

    def ids(self, question: Question) -> list[str]:
        """The ids of every article that `every` gives, in order. Raises OutOfTimeError."""

    def neighbours(self, question: Question, place: int, article_id: str) -> Neighbours:
        """The results before and behind the article at a place (from 1); none where another one stands there."""

    def article(self, article_id: str, text: str = "", choices: Choices = ALL) -> MarkedArticle | None:
        """One article with the words of the query marked, or None when there is no such id."""

    def similar(self, article_id: str, count: int) -> tuple[Article, ...] | None:
        """Articles about the same things, likeliest first, without its copies; None when there is no such id."""

    def complete(self, text: str) -> Completions:
        """What a reader who has typed so much may want to type."""

    def variants(self, text: str, choices: Choices = ALL) -> list[WordVariants]:
        """What each word of a text stands for in this archive."""

    def overview(self) -> Overview:
        """Counts and the newest articles."""
