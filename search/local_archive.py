"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import heapq
import threading
import time
from functools import lru_cache, partial, reduce

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader

from index.article import TEXT_FIELDS, Article
from index.documents import to_article
from index.errors import IndexDamagedError
from index.generations import Generation, Generations
from index.hindi.analysis import analyse
from index.lexicon import FOLDER, Lexicon
from index.readers.record import CUT_HEADLINE
from index.settings import Settings
from search.archive import Overview
from search.choices import ALL, Choices
from search.clauses import AllOf, Bounds, Plan, Sequence, Vocabulary, plan, relaxed
from search.compounds import CompoundFinder
from search.dependence import rarities
from search.evaluation import NOTHING, Evaluator, Scored, weighted_frequencies
from search.marked import MarkedText
from search.marking import Marker
from search.matching import Statistics, matcher
from search.postings import Documents, PostingReader
from search.query import Limits, as_typed, parse
from search.result import Hit, MarkedArticle, ResultPage
from search.snippets import best_passages
from search.suggestion import Suggestion, suggested_spellings
from search.variants import Alternative, VariantFinder, WordVariants

LATEST = 8
"""Articles shown on the front page."""


class OpenGeneration:
    """One generation opened for reading.

    Threads share it, but each has a Whoosh reader of its own: Whoosh's readers seek in shared
    files, so two threads on one reader get each other's bytes. The pages are shared by mmap.
    """

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.generation = generation
        self._readers = threading.local()
        try:
            self.documents = int(self.reader.doc_count())
            self.lexicon = Lexicon(generation.path / FOLDER)
            self.lexicon.prepare()
        except Exception as error:
            raise IndexDamagedError(
                f"{generation.path}: cannot be opened ({error}); rebuild with: khabarkhoj reindex --full"
            ) from error
        self.averages = {name: self._average_length(name) for name in TEXT_FIELDS}
        self.postings = PostingReader(lambda: self.reader)
        self.vocabulary = Vocabulary(
            VariantFinder(self.lexicon, self.documents, settings.max_spellings, settings.max_offers),
            CompoundFinder(self.lexicon, lru_cache(maxsize=10_000)(self._count_phrase)),
        )
        self.latest: tuple[Article, ...] | None = None

    @property
    def reader(self) -> IndexReader:
        """This thread's reader."""
        reader = getattr(self._readers, "reader", None)
        if reader is None:
            storage = FileStorage(str(self.generation.path), readonly=True)
            reader = self._readers.reader = storage.open_index().reader()
        return reader

    def _average_length(self, field: str) -> float:
        return float(self.reader.field_length(field)) / self.documents if self.documents else 0.0

    def _documents_of(self, sequence: Sequence) -> Documents:
        """Documents that hold each of a sequence's words in any spelling and any field."""
        held = [weighted_frequencies(self.postings, slot, self.averages).documents for slot in sequence.slots]
        return reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), held)

    def _count_phrase(self, terms: tuple[str, ...]) -> int:
        """Documents that hold the terms side by side."""
        sequence = Sequence(tuple((Alternative(term, 1.0),) for term in terms))
        return len(self._side_by_side(sequence, Statistics(self.averages, {})).documents)

    def _side_by_side(self, sequence: Sequence, statistics: Statistics) -> Scored:
        """Documents with the words of a sequence side by side, posting by posting."""
        found: list[tuple[int, float]] = []
        if len(self._documents_of(sequence)):
            for segment, offset in self.reader.leaf_readers():
                matches = matcher(sequence, segment, statistics)
                while matches.is_active():
                    found.append((offset + matches.id(), matches.score()))
                    matches.next()
        documents, scores = zip(*found, strict=True) if found else ((), ())
        return Scored(np.array(documents, np.int64), np.array(scores, np.float64))

    def matching(self, clause: AllOf) -> Scored:
        """Every article that matches, with its score."""
        weights = rarities(clause, self.documents, self._documents_of)
        statistics = Statistics(self.averages, weights)
        return Evaluator(
            self.postings, self.averages, weights, partial(self._side_by_side, statistics=statistics)
        ).evaluate(clause)

    def top(self, found: Scored, count: int) -> list[tuple[float, int]]:
        """(score, document) of the best: by score, then newest, then id: always in the same order."""
        documents, scores = found.documents, found.scores
        if count < len(scores):
            least = np.partition(scores, -count)[-count]
            documents, scores = documents[scores >= least], scores[scores >= least]
        return sorted(zip(scores.tolist(), documents.tolist(), strict=True), key=self._rank)[:count]

    def _rank(self, scored: tuple[float, int]) -> tuple[float, int, str]:
        stored = self.reader.stored_fields(scored[1])
        return -scored[0], -int(stored.get("day", 0)), str(stored["id"])

    def article_at(self, document: int) -> Article:
        """The stored article of a document number."""
        return to_article(self.reader.stored_fields(document))

    def document_of(self, article_id: str) -> int | None:
        """The document number of an id."""
        term = article_id.encode("utf-8", "replace")
        if not article_id or ("id", term) not in self.reader:
            return None
        return next(iter(self.reader.postings("id", term).all_ids()), None)

    def newest(self) -> tuple[Article, ...]:
        """The newest dated articles, found once."""
        if self.latest is None:
            days = ((int(stored.get("day", 0)), document) for document, stored in self.reader.iter_docs())
            newest = heapq.nlargest(LATEST, days)
            self.latest = tuple(self.article_at(document) for day, document in newest if day)
        return self.latest


class LocalArchive:
    """The Archive over Whoosh; notices a newly published generation by itself."""

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
                number = self._generations.current_number()
                if self._open is None or number != self._open.generation.number:
                    self._open = OpenGeneration(self._generations.current(), self._settings)
            return self._open

    def search(self, text: str, page: int = 1, size: int = 10, choices: Choices = ALL) -> ResultPage:
        """See Archive.search."""
        started = time.perf_counter()
        opened = self.current()
        planned = self._plan(opened, text, choices)
        clause, loose = planned.clause, False
        found = opened.matching(clause) if clause else NOTHING
        if clause and not len(found.documents) and (any_of := relaxed(clause)):
            found = opened.matching(any_of)
            clause, loose = any_of, len(found.documents) > 0
        best = opened.top(found, page * size)[(page - 1) * size :]
        marker = Marker(clause) if clause else None
        hits = tuple(self._hit(opened.article_at(document), score, marker) for score, document in best)
        return ResultPage(
            query=text,
            hits=hits,
            total=len(found.documents),
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
                if clause and (total := len(opened.matching(clause).documents)):
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
        return Overview(opened.documents, len(opened.lexicon), opened.generation.number, opened.newest())


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
