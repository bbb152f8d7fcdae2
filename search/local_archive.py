"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import logging
import threading
import time
from dataclasses import replace

import numpy as np

from index.article import TEXT_FIELDS, Article
from index.errors import IndexDamagedError, IndexMissingError, KhabarkhojError
from index.hindi.analysis import analyse
from index.settings import Settings
from index.store.generations import Generations
from search.archive import Overview
from search.asked import Asked, ask, planned, suggestion
from search.choices import ALL, Choices
from search.cursor import Cursor
from search.deadline import Deadline
from search.folding import best_stories
from search.found import EMPTY, behind, first
from search.hits import Markers, bare_hit, hit, others, written
from search.marked import MarkedText
from search.marking import Marker
from search.notes import NoteKind
from search.open_generation import OpenGeneration
from search.query import QUOTES
from search.question import Question
from search.ranking import Ranked
from search.result import Completions, Everything, MarkedArticle, Neighbours, ResultPage
from search.similarity import clause_of, telling_words
from search.spelling_table import Spellings, spellings
from search.survey import COUNTED, Survey, SurveyOptions, survey
from search.variants import WordVariants

_log = logging.getLogger(__name__)
LONGEST_HEADLINE_SEARCH = 120
HEADLINES = 3
"""Headlines that are suggested."""
SIGNS_BEFORE_WORDS = f"{QUOTES}-−–—+=("
_NO_SIGNS = str.maketrans(dict.fromkeys(f"{QUOTES}-−–—+=()|~:", " "))
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
            self.search(Question(question))
        self.survey(Question("मोदी"))
        self.overview()

    def search(
        self, question: Question, page: int = 1, size: int = 10, cursor: Cursor | None = None
    ) -> ResultPage:
        """See Archive.search."""
        started = time.perf_counter()
        asked = self._asked(question)
        opened, notes = asked.opened, list(asked.planned.notes)
        found = first(asked, page * size) if cursor is None else behind(asked, cursor, size)
        shown = found.ranked[(page - 1) * size :] if cursor is None else found.ranked
        read = (page - 1) * size + len(shown) if cursor is None else found.read + len(shown)
        total = found.stories if question.folded else found.total
        markers = Markers.of(asked.clause)
        hits = []
        for each in shown:
            if asked.deadline.is_over:
                hits.append(bare_hit(opened, each))
            else:
                hits.append(hit(opened, each, markers, found.copies, self._settings))
        is_partial = found.is_partial or asked.deadline.is_over
        if is_partial:
            notes.append(NoteKind.OUT_OF_TIME)
        return ResultPage(
            question=question,
            hits=tuple(hits),
            total=found.total,
            stories=found.stories,
            page=page,
            size=size,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            relaxed=asked.relaxed,
            added=tuple(asked.planned.added),
            offered=tuple(asked.planned.offered),
            refused=tuple(asked.planned.refused),
            suggestion=None if asked.deadline.is_over else suggestion(asked, self._settings),
            notes=tuple(dict.fromkeys(notes)),
            generation=opened.generation.number,
            cursor=str(Cursor(read, opened.id_of(shown[-1].document).decode()))
            if shown and read < total
            else None,
            is_partial=is_partial,
            are_all_found=not found.is_partial,
        )

    def survey(self, question: Question, options: SurveyOptions = COUNTED) -> Survey:
        """See Archive.survey."""
        return survey(self._asked(question), options, self._settings)

    def spellings(self, question: Question) -> Spellings:
        """See Archive.spellings."""
        return spellings(self._asked(question))

    def _asked(self, question: Question) -> Asked:
        return ask(self.current(), question, self._settings)

    def every(self, question: Question) -> Everything:
        """See Archive.every."""
        asked = self._asked(replace(question, any_word=False))
        number = asked.opened.generation.number
        if asked.is_nothing:
            return Everything(number, 0, iter(()))
        documents = asked.opened.listing(
            asked.clause, asked.filters, asked.ordering, asked.deadline
        ).documents
        markers = Markers.of(asked.clause)
        found = (
            hit(asked.opened, Ranked(0.0, document), markers, EMPTY, self._settings)
            for document in documents.tolist()
        )
        hits = (replace(each, written=written(each.article, markers)) for each in found)
        return Everything(number, len(documents), hits)

    def ids(self, question: Question) -> list[str]:
        """See Archive.ids."""
        asked = self._asked(replace(question, any_word=False))
        if asked.is_nothing:
            return []
        documents = asked.opened.listing(
            asked.clause, asked.filters, asked.ordering, asked.deadline
        ).documents
        return [asked.opened.id_of(document).decode() for document in documents.tolist()]

    def neighbours(self, question: Question, place: int, article_id: str) -> Neighbours:
        """See Archive.neighbours."""
        asked = self._asked(question)
        ranked = first(asked, place + 1).ranked
        if (
            not 1 <= place <= len(ranked)
            or asked.opened.id_of(ranked[place - 1].document).decode() != article_id
        ):
            return Neighbours()
        near = {at: ranked[at - 1].document for at in (place - 1, place + 1) if 1 <= at <= len(ranked)}
        ids = {at: asked.opened.id_of(document).decode() for at, document in near.items()}
        return Neighbours(ids.get(place - 1), ids.get(place + 1))

    def complete(self, text: str) -> Completions:
        """See Archive.complete."""
        opened = self.current()
        text = text[: self._settings.max_query_chars]
        before = text[: len(text.rstrip()) - len(text.split()[-1])] if text.split() else ""
        last = text[len(before) :].strip()
        word = last.lstrip(SIGNS_BEFORE_WORDS)
        words = opened.completer.words(word, self._settings.suggestions)
        likely = words[0].text if words else word
        # Quotes are left out: a phrase that is still being typed has no end.
        query = " ".join(f"{before} {likely}".translate(_NO_SIGNS).split())
        if not query:
            return Completions(before)
        question = Question(f"headline:({query})", any_word=False)
        headlines = self.search(question, 1, HEADLINES).hits if len(query) <= LONGEST_HEADLINE_SEARCH else ()
        return Completions(
            before + last[: len(last) - len(word)],
            words,
            tuple((hit.article.id, hit.article.headline) for hit in headlines),
        )

    def article(self, article_id: str, text: str = "", choices: Choices = ALL) -> MarkedArticle | None:
        """See Archive.article."""
        opened = self.current()
        document = opened.document_of(article_id)
        if document is None:
            return None
        article = opened.article_at(document)
        deadline = Deadline(self._settings.max_query_seconds)
        clause = planned(opened, text, choices, self._settings, deadline).clause if text else None
        markers = {field: Marker(clause, (field,)) if clause else None for field in TEXT_FIELDS}
        texts = {field: getattr(article, field) for field in TEXT_FIELDS}
        marked = [
            marker.mark(texts[field]) if (marker := markers[field]) else MarkedText(texts[field])
            for field in TEXT_FIELDS
        ]
        copies = np.array(opened.copies.members(opened.copies.group_of(document)), np.int64)
        same = others(opened, document, copies, self._settings) if len(copies) > 1 else ()
        return MarkedArticle(article, marked[0], marked[1], marked[2], same)

    def similar(self, article_id: str, count: int) -> tuple[Article, ...] | None:
        """See Archive.similar."""
        opened = self.current()
        document = opened.document_of(article_id)
        if document is None:
            return None
        clause = clause_of(telling_words(opened.article_at(document), opened.lexicon, opened.documents))
        if clause is None:
            return ()
        deadline = Deadline(self._settings.max_query_seconds)
        copies = opened.copies
        ranked = best_stories(
            lambda most: opened.best(clause, most, deadline=deadline).ranked, count + 1, copies
        )
        own = copies.group_of(document)
        others = [each.document for each in ranked if copies.group_of(each.document) != own]
        return tuple(opened.article_at(each) for each in others[:count])

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
        return Overview(
            opened.documents,
            opened.generation.terms,
            opened.generation.number,
            opened.latest,
            opened.generation.identity,
        )


def open_archive(settings: Settings) -> LocalArchive:
    """The archive that the settings name; raises IndexMissingError when none is published."""
    archive = LocalArchive(settings)
    archive.current()
    return archive
