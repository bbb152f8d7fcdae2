"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from index.article import TEXT_FIELDS, Article
from index.columns.layout import Numbers
from index.errors import IndexDamagedError, IndexMissingError, KhabarkhojError
from index.generations import Generations
from index.hindi.analysis import analyse
from index.readers.record import CUT_HEADLINE
from index.settings import Settings
from search.archive import COUNTED, Overview, SurveyOptions
from search.candidates import Ordering, listed
from search.choices import ALL, Choices
from search.clauses import AllOf, Bounds, Plan, plan, relaxed, sequences
from search.conditions import resolved
from search.cursor import Cursor
from search.deadline import Deadline
from search.facets import FACETS
from search.filters import NO_FILTERS, NOTHING, Filters
from search.folding import best_stories, copies_found, folded, folded_away
from search.marked import MarkedText
from search.marking import Marker
from search.notes import NoteKind
from search.open_generation import Best, OpenGeneration
from search.query import QUOTES, Limits, as_typed, parse
from search.question import Question
from search.ranking import Ranked
from search.result import Completions, Hit, MarkedArticle, Neighbours, ResultPage
from search.similarity import clause_of, telling_words
from search.snippets import best_passages
from search.suggestion import Suggestion, suggested_spellings
from search.survey import Survey
from search.timeline import Timeline, TimeUnit, timeline
from search.variants import WordVariants

_log = logging.getLogger(__name__)
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
        found = self._found(asked, page * size) if cursor is None else self._behind(asked, cursor, size)
        if found.is_partial:
            notes.append(NoteKind.OUT_OF_TIME)
        shown = found.ranked[(page - 1) * size :] if cursor is None else found.ranked
        read = (page - 1) * size + len(shown) if cursor is None else found.read + len(shown)
        total = found.stories if question.folded else found.total
        markers = Markers.of(asked.clause)
        return ResultPage(
            question=question,
            hits=tuple(self._hit(opened, each, markers, found.copies) for each in shown),
            total=found.total,
            stories=found.stories,
            page=page,
            size=size,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            relaxed=asked.relaxed,
            added=tuple(asked.planned.added),
            offered=tuple(asked.planned.offered),
            refused=tuple(asked.planned.refused),
            suggestion=None if asked.deadline.is_over else self._suggestion(asked),
            notes=tuple(dict.fromkeys(notes)),
            generation=opened.generation.number,
            cursor=str(Cursor(read, opened.id_of(shown[-1].document).decode()))
            if shown and read < total
            else None,
            is_partial=found.is_partial,
        )

    def _asked(self, question: Question) -> "_Asked":
        """A question planned against the present generation; any of the words where no article has all."""
        opened = self.current()
        deadline = Deadline(self._settings.max_query_seconds)
        planned = self._plan(opened, question.text, question.choices)
        filters = question.filters.narrowed(planned.filters)
        ordering = Ordering(question.order, question.half_life, opened.newest_day)
        clause = planned.clause
        asked = _Asked(question, opened, planned, clause, filters, ordering, deadline)
        if clause is None or not (any_of := relaxed(clause)):
            return asked
        if opened.matching(clause, filters, deadline).total or not (
            opened.matching(any_of, filters, deadline).total
        ):
            return asked
        return replace(asked, clause=any_of, relaxed=True)

    def _found(self, asked: "_Asked", count: int) -> "_Found":
        """The first so many results, copies folded if that is asked for."""
        if asked.is_nothing:
            return NOTHING_FOUND
        opened = asked.opened
        copies = opened.copies

        def first(most: int) -> Best:
            return opened.first(asked.clause, most, asked.filters, asked.ordering, asked.deadline)

        if not len(copies.documents):
            best = first(count)
            return _Found(best.ranked, best.total, best.total, EMPTY, best.is_partial)
        matching = opened.matching(asked.clause, asked.filters, asked.deadline)
        held = copies_found(
            [(segment.first, bits) for segment, bits in zip(opened.segments, matching.bits, strict=True)],
            copies,
        )
        stories = matching.total - folded_away(held, copies)
        if not asked.question.folded:
            best = first(count)
            return _Found(best.ranked, best.total, stories, held, best.is_partial)
        ranked = best_stories(lambda most: first(most).ranked, count, copies)
        return _Found(ranked, matching.total, stories, held, matching.is_partial or asked.deadline.is_over)

    def _behind(self, asked: "_Asked", cursor: Cursor, size: int) -> "_Found":
        """Results behind a cursor. Where its last article is gone, as many are passed over as were read."""
        if asked.is_nothing:
            return NOTHING_FOUND
        opened = asked.opened
        documents = opened.listing(asked.clause, asked.filters, asked.ordering).documents
        whole = len(documents)
        held = documents[np.isin(documents, opened.copies.documents)]
        stories = whole - folded_away(held, opened.copies)
        if asked.question.folded:
            documents = folded(documents, opened.copies)
        last = opened.document_of(cursor.last) if cursor.last else None
        place = np.flatnonzero(documents == last) if last is not None else EMPTY
        read = int(place[0]) + 1 if len(place) else min(cursor.read, len(documents))
        shown = documents[read : read + size].tolist()
        return _Found([Ranked(0.0, each) for each in shown], whole, stories, held, read=read)

    def survey(self, question: Question, options: SurveyOptions = COUNTED) -> Survey:
        """See Archive.survey."""
        asked = self._asked(question)
        opened, filters = asked.opened, asked.filters
        if asked.is_nothing:
            return Survey(0, (), Timeline(options.unit or TimeUnit.MONTH), opened.generation.number)
        found = opened.matching(asked.clause, filters, asked.deadline)
        documents = [listed(bits) for bits in found.bits]
        facets = []
        for field in FACETS if options.facets else ():
            without = filters.allowing_all(field)
            counted = documents
            if without != filters:
                matching = opened.matching(asked.clause, without, asked.deadline)
                counted = [listed(bits) for bits in matching.bits]
            most = self._settings.max_facet_values if field in options.whole else self._settings.facet_values
            chosen = getattr(filters, field) | {value for name, value in filters.excluded if name == field}
            facets.append(opened.facet_counter(field).facet(counted, most, chosen - {NOTHING}))
        span = None
        if filters.since and filters.until and filters.since <= filters.until:
            span = filters.since.toordinal(), filters.until.toordinal()
        line = timeline(opened.days_of(found), opened.all_days, options.unit, span)
        return Survey(found.total, tuple(facets), line, opened.generation.number, found.is_partial)

    def every(self, question: Question) -> Iterator[Hit]:
        """See Archive.every."""
        asked = self._asked(question)
        if asked.is_nothing:
            return
        markers = Markers.of(asked.clause)
        for document in asked.opened.listing(asked.clause, asked.filters, asked.ordering).documents.tolist():
            yield self._hit(asked.opened, Ranked(0.0, document), markers, EMPTY)

    def neighbours(self, question: Question, place: int) -> Neighbours:
        """See Archive.neighbours."""
        asked = self._asked(question)
        ranked = self._found(asked, place + 1).ranked
        near = {at: ranked[at - 1].document for at in (place - 1, place + 1) if 1 <= at <= len(ranked)}
        ids = {at: asked.opened.id_of(document).decode() for at, document in near.items()}
        return Neighbours(ids.get(place - 1), ids.get(place + 1))

    def complete(self, text: str) -> Completions:
        """See Archive.complete."""
        opened = self.current()
        text = text[: self._settings.max_query_chars]
        before, last = text[: len(text.rstrip()) - len(text.split()[-1])] if text.split() else "", ""
        last = text[len(before) :].strip()
        word = last.lstrip(SIGNS_BEFORE_WORDS)
        words = opened.completer.words(word, self._settings.suggestions)
        likely = words[0].text if words else word
        # Quotes are left out: a phrase that is still being typed has no end.
        query = " ".join(f"{before} {likely}".translate(_NO_SIGNS).split())
        if not query:
            return Completions(before)
        found = self.search(Question(f"headline:({query})"), 1, HEADLINES)
        headlines = () if found.relaxed else found.hits
        return Completions(
            before + last[: len(last) - len(word)],
            words,
            tuple((hit.article.id, hit.article.headline) for hit in headlines),
        )

    def _suggestion(self, asked: "_Asked") -> Suggestion | None:
        """The query with one missing word put right, when that finds something."""
        text, opened = asked.question.text, asked.opened
        for word in asked.planned.missing[: self._settings.max_suggested_words]:
            for spelling in suggested_spellings(word, opened.lexicon):
                query = text.replace(word.token.text, spelling, 1)
                clause = self._plan(opened, query, asked.question.choices).clause
                if clause and (total := opened.matching(clause, asked.filters, asked.deadline).total):
                    return Suggestion(word.token.text, spelling, query, total)
        return None

    def _plan(self, opened: OpenGeneration, text: str, choices: Choices) -> Plan:
        query = parse(text, Limits(self._settings.max_query_chars, self._settings.max_query_depth))
        if not choices.variants:
            query = as_typed(query)
        bounds = Bounds(self._settings.max_query_words, self._settings.max_split_words)
        planned = plan(query, opened.vocabulary, bounds, choices)
        asked = resolved(query.conditions, opened.values.named)
        planned.filters = asked.filters
        planned.notes += asked.notes
        if query.conditions:  # they are something to look for
            planned.notes = [note for note in planned.notes if note is not NoteKind.NO_WORDS]
        return planned

    def _hit(self, opened: OpenGeneration, ranked: Ranked, markers: "Markers", copies: Numbers) -> Hit:
        article = opened.article_at(ranked.document)
        snippets: tuple[MarkedText, ...] = ()
        if markers.text is not None:
            limits = self._settings.snippets, self._settings.snippet_chars
            snippets = best_passages(_below_headline(article), markers.text, *limits)
        headline = (
            markers.headline.mark(article.headline) if markers.headline else MarkedText(article.headline)
        )
        others = self._others(opened, ranked.document, copies) if len(copies) else ()
        return Hit(article, round(ranked.score, 4), headline, snippets, others)

    def _others(self, opened: OpenGeneration, document: int, among: Numbers) -> tuple[Article, ...]:
        """Copies of a document among some others, oldest number first."""
        group = opened.copies.group_of(document)
        same = among[opened.copies.groups_of(among) == group]
        return tuple(
            opened.article_at(each)
            for each in same.tolist()[: self._settings.max_listed_copies]
            if each != document
        )

    def article(self, article_id: str, text: str = "", choices: Choices = ALL) -> MarkedArticle | None:
        """See Archive.article."""
        opened = self.current()
        document = opened.document_of(article_id)
        if document is None:
            return None
        article = opened.article_at(document)
        clause = self._plan(opened, text, choices).clause if text else None
        markers = {field: Marker(clause, (field,)) if clause else None for field in TEXT_FIELDS}
        texts = {field: getattr(article, field) for field in TEXT_FIELDS}
        marked = [
            marker.mark(texts[field]) if (marker := markers[field]) else MarkedText(texts[field])
            for field in TEXT_FIELDS
        ]
        copies = np.array(opened.copies.members(opened.copies.group_of(document)), np.int64)
        others = self._others(opened, document, copies) if len(copies) > 1 else ()
        return MarkedArticle(article, marked[0], marked[1], marked[2], others)

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
        return Overview(opened.documents, opened.generation.terms, opened.generation.number, opened.latest)


@dataclass(frozen=True)
class _Asked:
    """A question, planned against one generation."""

    question: Question
    opened: OpenGeneration
    planned: Plan
    clause: AllOf | None
    filters: Filters
    ordering: Ordering
    deadline: Deadline
    relaxed: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to look for: no words, and nothing asked of the articles."""
        if self.clause is not None:
            return False
        return self.filters == NO_FILTERS or bool(SAYING_NOTHING.intersection(self.planned.notes))


@dataclass(frozen=True)
class _Found:
    """Results of a question: those in reach, counts, and the matching documents that have copies."""

    ranked: list[Ranked]
    total: int
    stories: int
    copies: Numbers
    is_partial: bool = False
    read: int = 0
    """Results before the first one here."""


EMPTY = np.zeros(0, np.int64)
NOTHING_FOUND = _Found([], 0, 0, EMPTY)
SAYING_NOTHING = frozenset({NoteKind.ONLY_EXCLUDED, NoteKind.NO_WORDS})
"""Notes of a text that has something in it, but nothing to look for."""


@dataclass(frozen=True)
class Markers:
    """What marks headlines and texts for a clause; None for no clause."""

    headline: Marker | None
    text: Marker | None

    @classmethod
    def of(cls, clause: AllOf | None) -> "Markers":
        """The markers of a clause: one for all texts, unless it asks for fields."""
        if clause is None:
            return cls(None, None)
        if not any(sequence.field for sequence in sequences(clause)):
            both = Marker(clause)
            return cls(both, both)
        return cls(Marker(clause, ("headline",)), Marker(clause, ("standfirst", "body")))


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
