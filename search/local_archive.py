"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import logging
import threading
import time
from dataclasses import replace

from index.article import Article
from index.errors import IndexDamagedError, IndexMissingError, KhabarkhojError
from index.generations import Generations
from index.hindi.analysis import analyse
from index.readers.record import CUT_HEADLINE
from index.settings import Settings
from search.archive import Overview
from search.choices import ALL, Choices
from search.clauses import Bounds, Plan, plan, relaxed
from search.filters import NO_FILTERS, Filters
from search.marked import MarkedText
from search.marking import Marker
from search.open_generation import NOT_FOUND, OpenGeneration
from search.query import Limits, as_typed, parse
from search.result import Hit, MarkedArticle, ResultPage
from search.snippets import best_passages
from search.suggestion import Suggestion, suggested_spellings
from search.variants import WordVariants

_log = logging.getLogger(__name__)
TRIES = 5
"""So often another generation may be published while one is being opened."""


class LocalArchive:
    """The Archive over a Whoosh index of columns; notices a newly published generation by itself."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._generations = Generations(settings.index)
        self._lock = threading.Lock()
        self._open: OpenGeneration | None = None
        self._looked = -float("inf")

    def current(self) -> OpenGeneration:
        """The published generation; CURRENT is looked at no more than once in poll_seconds."""
        now = time.monotonic()
        with self._lock:
            if self._open is None or now - self._looked >= self._settings.poll_seconds:
                self._looked = now
                self._open = self._newest(self._open)
            return self._open

    def _newest(self, held: OpenGeneration | None) -> OpenGeneration:
        """What CURRENT names; a generation that is gone before it was opened has a successor.

        While a newly published one cannot be opened, the one that is open goes on answering.
        """
        for _ in range(TRIES):
            number = self._generations.current_number()
            if held is not None and number in (held.generation.number, None):
                return held
            try:
                return OpenGeneration(self._generations.current(), self._settings)
            except IndexMissingError:
                raise
            except KhabarkhojError as error:
                if number == self._generations.current_number():
                    if held is None:
                        raise
                    _log.error("generation %s cannot be opened; the one before it answers: %s", number, error)
                    return held
        if held is None:
            raise IndexDamagedError(f"{self._settings.index}: published anew faster than it can be opened")
        return held

    def prepare(self) -> None:
        """Build all tables and read what every search reads, so that the first reader need not wait."""
        self.current().lexicon.prepare()
        for question in ("मोदी सरकार", "modi OR चुनाव", '"शिखर सम्मेलन"'):
            self.search(question)
        self.overview()

    def search(
        self,
        text: str,
        page: int = 1,
        size: int = 10,
        choices: Choices = ALL,
        filters: Filters = NO_FILTERS,
    ) -> ResultPage:
        """See Archive.search."""
        started = time.perf_counter()
        opened = self.current()
        planned = self._plan(opened, text, choices)
        clause, loose = planned.clause, False
        found = opened.best(clause, page * size, filters) if clause else NOT_FOUND
        if clause and not found.total and (any_of := relaxed(clause)):
            found = opened.best(any_of, page * size, filters)
            clause, loose = any_of, found.total > 0
        shown = found.ranked[(page - 1) * size :]
        marker = Marker(clause) if clause else None
        hits = tuple(
            replace(
                self._hit(opened.article_at(each.document), each.score, marker),
                copies=len(opened.copies_of(each.document)),
            )
            for each in shown
        )
        return ResultPage(
            query=text,
            hits=hits,
            total=found.total,
            page=page,
            size=size,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            relaxed=loose,
            choices=choices,
            added=tuple(planned.added),
            offered=tuple(planned.offered),
            refused=tuple(planned.refused),
            suggestion=self._suggestion(opened, text, planned, choices),
            notes=tuple(planned.notes),
            generation=opened.generation.number,
        )

    def _suggestion(
        self, opened: OpenGeneration, text: str, planned: Plan, choices: Choices
    ) -> Suggestion | None:
        """The query with one missing word put right, when that finds something."""
        for word in planned.missing[: self._settings.max_suggested_words]:
            for spelling in suggested_spellings(word, opened.lexicon):
                query = text.replace(word.token.text, spelling, 1)
                clause = self._plan(opened, query, choices).clause
                if clause and (total := opened.best(clause, 1).total):
                    return Suggestion(word.token.text, spelling, query, total)
        return None

    def _plan(self, opened: OpenGeneration, text: str, choices: Choices) -> Plan:
        query = parse(text, Limits(self._settings.max_query_chars, self._settings.max_query_depth))
        if not choices.variants:
            query = as_typed(query)
        bounds = Bounds(self._settings.max_query_words, self._settings.max_split_words)
        return plan(query, opened.vocabulary, bounds, choices)

    def _hit(self, article: Article, score: float, marker: Marker | None) -> Hit:
        if marker is None:
            return Hit(article, score, MarkedText(article.headline), ())
        snippets = best_passages(
            _below_headline(article), marker, self._settings.snippets, self._settings.snippet_chars
        )
        return Hit(article, round(score, 4), marker.mark(article.headline), snippets)

    def article(self, article_id: str, text: str = "", choices: Choices = ALL) -> MarkedArticle | None:
        """See Archive.article."""
        opened = self.current()
        document = opened.document_of(article_id)
        if document is None:
            return None
        article = opened.article_at(document)
        clause = self._plan(opened, text, choices).clause if text else None
        if clause is None:
            plain = (MarkedText(part) for part in (article.headline, article.standfirst, article.body))
            return MarkedArticle(article, *plain)
        marker = Marker(clause)
        return MarkedArticle(
            article, *(marker.mark(part) for part in (article.headline, article.standfirst, article.body))
        )

    def variants(self, text: str, choices: Choices = ALL) -> list[WordVariants]:
        """See Archive.variants."""
        opened = self.current()
        finder = opened.vocabulary.variants
        return [
            WordVariants(
                word.token.text,
                word.term,
                opened.lexicon.document_count(word.term),
                finder.find(word.spelling, word.term, choices),
            )
            for word in analyse(text)
        ]

    def overview(self) -> Overview:
        """See Archive.overview."""
        opened = self.current()
        return Overview(opened.documents, opened.generation.terms, opened.generation.number, opened.newest())


def _below_headline(article: Article) -> str:
    """Standfirst and body, without a first sentence that already stands in for the headline."""
    text = "\n".join(part for part in (article.standfirst, article.body) if part)
    opening = article.headline.removesuffix(CUT_HEADLINE)
    rest = text.removeprefix(opening).lstrip()
    return rest if text.startswith(opening) and rest else text


def open_archive(settings: Settings) -> LocalArchive:
    """The archive that the settings name; raises IndexMissingError when none is published."""
    archive = LocalArchive(settings)
    archive.current()
    return archive
