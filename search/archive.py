"""Archive: the port. What every engine offers, and the values that cross it."""

from collections.abc import Sequence
from typing import Protocol

from index.article import Article
from search.model.aggregations import Aggregations, SpellingUsage
from search.model.companions import Companions, CompanionScope
from search.model.concordance import Concordance
from search.model.coverage import Coverage
from search.model.expansions import WordVariants
from search.model.question import EXPAND_ALL, ExpansionOptions, Question
from search.model.results import (
    CacheSize,
    Completions,
    MarkedArticle,
    Overview,
    ResultStream,
    SearchRequest,
    SearchResponse,
    SimilarArticle,
)
from search.model.timeline import TimeUnit

NO_QUESTION = Question()


class Archive(Protocol):
    """A searchable archive. Every method answers from one state of it, and names the state where that matters.

    All methods may raise IndexMissingError, IndexOutdatedError or IndexDamagedError. Those that must be whole
    raise OutOfTimeError (`search/model/deadline.py`); the others answer with what was found in time and say so.
    `tests/search/archive_contract.py` and `archive_limits_contract.py` ask every engine for all that is promised here.
    """

    def search(self, request: SearchRequest) -> SearchResponse:
        """Return the requested hits and counts of a question."""

    def compare(
        self,
        questions: Sequence[Question],
        unit: TimeUnit | None = None,
        *,
        leaves_out_outliers: bool = False,
    ) -> tuple[Aggregations, ...]:
        """Return the timeline of each question, all over the same days in the same unit; no facets.

        With `leaves_out_outliers` a few articles of all together that are far from the others are in no bucket; each
        timeline names its own. Days or years that a filter chooses are kept.
        """

    def spellings(self, question: Question) -> SpellingUsage:
        """Return, for each word that was searched in several spellings, which source uses which."""

    def concordance(self, question: Question) -> Concordance:
        """Return every occurrence of a question's words in its first `max_concordance_articles` results.

        All words must match, as in `scan`.
        """

    def companions(self, question: Question, scope: CompanionScope = CompanionScope.ARTICLE) -> Companions:
        """Return words and names that stand out in a question's first `max_companion_articles` stories.

        All words must match, as in `scan`; with a narrower scope only those paragraphs or sentences are read in
        which they all stand.
        """

    def scan(self, question: Question) -> ResultStream:
        """Return every article that matches, in order. Copies are not collapsed, and all words must match.

        Raises OutOfTimeError, because an incomplete list would be worse than none.
        """

    def ids(self, question: Question) -> list[str]:
        """Return the ids of every article that `scan` gives, in order. Raises OutOfTimeError."""

    def article(
        self, article_id: str, question: Question = NO_QUESTION, rank: int = 0, similar: int = 0
    ) -> MarkedArticle | None:
        """Return an article with the question's words marked; None if there is no such id.

        `rank` is its rank (from 1) among the results: its neighbours there are named if it still has that
        rank. `similar` is the number of similar articles to name.
        """

    def similar(self, article_id: str, count: int) -> tuple[SimilarArticle, ...] | None:
        """Return articles on the same subject, best first, without copies of this one; None if there is no such id.

        Each says whether it holds this one's whole story, as a digest does, or this one holds its.
        """

    def complete(self, text: str) -> Completions:
        """Return completions of `text`: words, and headlines with their ids."""

    def variants(self, text: str, expansion: ExpansionOptions = EXPAND_ALL) -> list[WordVariants]:
        """Return what each word of a text stands for in this archive."""

    def coverage(self) -> tuple[Coverage, ...]:
        """Return what the archive holds of each source, the largest first. Raises OutOfTimeError."""

    def arrivals(self, count: int) -> tuple[Article, ...]:
        """Return the articles that came into the archive last, the latest first, whatever their dates."""

    def overview(self) -> Overview:
        """Return counts, the newest articles, and the name of the present state."""

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """Return what this process remembers of the state it last answered from; nothing if it has none open."""

    def check(self) -> None:
        """Raise the error that prevents answers, if there is one."""

    def warm_up(self) -> None:
        """Build tables and read what every search reads, so that the first reader need not wait."""

    def maintain(self) -> None:
        """Check for a newer state and verify some index pages; servers call it about once a second.

        Raises what `check` raises.
        """

    def close(self) -> None:
        """Release files and connections. Afterwards every method raises ValueError, as a closed file does."""
