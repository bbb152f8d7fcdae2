"""SnapshotArchive: the Archive over whatever engine's snapshots. Each request asks one snapshot only."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from index.article import Article
from index.fields import TEXT_FIELDS, YEAR
from index.settings import Settings
from search.archive import NO_QUESTION
from search.execution.aggregate import aggregate
from search.execution.companions import companions
from search.execution.concordance import concordance
from search.execution.day_counts import outliers_outside, sum_day_counts, without_outliers
from search.execution.hits import Highlighters, build_hit, hit_without_snippets, matched_spellings
from search.execution.missing_words import with_missing_words
from search.execution.offers import useful_offers
from search.execution.partial_matches import partial_hits
from search.execution.prepared_query import PreparedQuery, plan_question, prepare, relax, suggest
from search.execution.similar_articles import similar_articles
from search.execution.snapshot import NO_TOP_DOCS, Scan, Snapshot, TopDocs
from search.execution.spelling_matrix import spelling_usage
from search.execution.word_variants import word_variants
from search.highlight.highlighter import Highlighter
from search.model.aggregations import AggregationRequest, Aggregations, SpellingUsage
from search.model.companions import Companions, CompanionScope
from search.model.concordance import Concordance
from search.model.coverage import Coverage
from search.model.deadline import NEVER, Deadline
from search.model.expansions import WordVariants
from search.model.marked_text import MarkedText
from search.model.messages import QueryWarning
from search.model.question import EXPAND_ALL, ExpansionOptions, Question
from search.model.results import (
    Adjacent,
    CacheSize,
    Completions,
    Hit,
    MarkedArticle,
    Overview,
    ResultStream,
    SearchRequest,
    SearchResponse,
    SimilarArticle,
)
from search.model.timeline import Span, TimeUnit
from search.query.parser import QUOTES

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")
MAX_HEADLINE_QUERY_CHARS = 120
COMPLETED_HEADLINES = 3
SIGNS_BEFORE_WORDS = f"{QUOTES}-−–—+=("
_NO_SIGNS = str.maketrans(dict.fromkeys(f"{QUOTES}-−–—+=()|~:", " "))
NOTHING = Scan(0, iter(()))
TIMELINE_ONLY = AggregationRequest(facets=frozenset())
WARM_UP_QUERIES = ("मोदी सरकार", "modi OR चुनाव", '"शिखर सम्मेलन"')


def _reading(
    method: Callable[Concatenate["SnapshotArchive", Parameters], Value],
) -> Callable[Concatenate["SnapshotArchive", Parameters], Value]:
    """Return a method that works within `reading`."""

    @wraps(method)
    def guarded(self: "SnapshotArchive", *arguments: Parameters.args, **named: Parameters.kwargs) -> Value:
        with self.reading():
            return method(self, *arguments, **named)

    return cast("Callable[Concatenate[SnapshotArchive, Parameters], Value]", guarded)


class SnapshotArchive(ABC):
    """An Archive whose engine has only to provide snapshots."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @abstractmethod
    def current(self) -> Snapshot:
        """Return the published state, opened."""

    @abstractmethod
    def close(self) -> None:
        """See Archive.close."""

    def reading(self) -> AbstractContextManager[None]:
        """Return a context that translates low-level read errors into IndexDamagedError."""
        return nullcontext()

    def check(self) -> None:
        """See Archive.check."""
        self.current()

    def maintain(self) -> None:
        """See Archive.maintain."""
        self.check()

    def warm_up(self) -> None:
        """See Archive.warm_up."""
        self.current().lexicon.warm_up()
        for text in WARM_UP_QUERIES:
            self.search(SearchRequest(Question(text), aggregations=AggregationRequest()))
        self.overview()

    @_reading
    def search(self, request: SearchRequest) -> SearchResponse:
        """See Archive.search."""
        started = time.perf_counter()
        query = plan_question(self.current(), request.question, self._settings)
        top = self._top_docs(query, request)  # before the total is asked for: a cluster answers both at once
        if not top.total and (relaxed := relax(query)) is not query:
            query, top = relaxed, self._top_docs(relaxed, request)
        hits = self._hits(query, top)
        is_beyond_last = bool(top.total and request.page > 1 and request.cursor is None and not hits)
        aggregations = None
        if request.aggregations and not is_beyond_last:
            aggregations = aggregate(query, request.aggregations, self._settings)
        is_partial = (
            top.is_partial or query.deadline.is_over or bool(aggregations and aggregations.is_partial)
        )
        cause = QueryWarning.OUT_OF_TIME if query.deadline.is_over else QueryWarning.PART_MISSING
        warnings = (*query.plan.warnings, *([cause] if is_partial else []))
        return SearchResponse(
            question=request.question,
            hits=hits,
            total=top.total,
            stories=top.stories,
            page=request.page,
            size=request.size,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            is_relaxed=query.is_relaxed,
            added=query.plan.added,
            offered=useful_offers(query) if request.size else query.plan.offered,
            refused=query.plan.refused,
            suggestion=None if query.deadline.is_over or not request.size else suggest(query, self._settings),
            warnings=tuple(dict.fromkeys(warnings)),
            revision=query.snapshot.revision,
            next_cursor=str(top.next_cursor) if top.next_cursor else None,
            is_partial=is_partial,
            hits_complete=not top.is_partial,
            aggregations=aggregations,
            partial_hits=self._partial_hits(query, request, top, hits),
            full_total=query.full_total,
        )

    @_reading
    def compare(
        self,
        questions: Sequence[Question],
        unit: TimeUnit | None = None,
        *,
        leaves_out_outliers: bool = False,
    ) -> tuple[Aggregations, ...]:
        """See Archive.compare."""
        snapshot = self.current()
        queries = [prepare(snapshot, question, self._settings) for question in questions]
        found = [aggregate(query, TIMELINE_ONLY, self._settings) for query in queries]
        buckets = [bucket for aggregations in found for bucket in aggregations.timeline.buckets]
        if not buckets:
            return tuple(found)
        first, last = min(bucket.since for bucket in buckets), max(bucket.until for bucket in buckets)
        span = Span(first.toordinal(), last.toordinal())
        filters = questions[0].filters
        days = [query.matches.aggregate(()).days for query in queries] if leaves_out_outliers else []
        if days and not (filters.since or filters.until or filters.values_of(YEAR)):
            span, _ = without_outliers(sum_day_counts(days))
        unit = span.fitting_unit(unit)
        span = span.widened_to(unit).bounded_by(filters.since, filters.until)
        request = TIMELINE_ONLY._replace(unit=unit, span=span)
        found = [aggregate(query, request, self._settings) for query in queries]
        outliers = [outliers_outside(counts, span) for counts in days] or [()] * len(found)
        return tuple(
            aggregations._replace(timeline=aggregations.timeline._replace(outliers=far))
            for aggregations, far in zip(found, outliers, strict=True)
        )

    @_reading
    def spellings(self, question: Question) -> SpellingUsage:
        """See Archive.spellings."""
        return spelling_usage(prepare(self.current(), question, self._settings))

    @_reading
    def concordance(self, question: Question) -> Concordance:
        """See Archive.concordance."""
        return concordance(self._prepare_scan(question), self._settings)

    @_reading
    def companions(self, question: Question, scope: CompanionScope = CompanionScope.ARTICLE) -> Companions:
        """See Archive.companions."""
        return companions(self._prepare_scan(question), self._settings, scope)

    @_reading
    def scan(self, question: Question) -> ResultStream:
        """See Archive.scan."""
        query = self._prepare_scan(question)
        scan = NOTHING if query.is_empty else query.matches.scan(query.sort)
        return ResultStream(query.snapshot.revision, scan.total, self._stream(query, scan.articles))

    @_reading
    def ids(self, question: Question) -> list[str]:
        """See Archive.ids."""
        query = self._prepare_scan(question)
        return [] if query.is_empty else query.matches.ids(query.sort)

    @_reading
    def article(
        self, article_id: str, question: Question = NO_QUESTION, rank: int = 0, similar: int = 0
    ) -> MarkedArticle | None:
        """See Archive.article."""
        snapshot = self.current()
        key = snapshot.find(article_id)
        if key is None:
            return None
        article = next(iter(snapshot.articles([key])))
        # Only the neighbours depend on whether anything contains all words.
        query = prepare(snapshot, question if rank else replace(question, any_word=False), self._settings)
        clause = query.plan.clause
        texts = {
            field: Highlighter(clause, (field,)).highlight(text, self._settings.max_marked_chars)
            if clause
            else MarkedText(text)
            for field in TEXT_FIELDS
            for text in [getattr(article, field)]
        }
        return MarkedArticle(
            article,
            **texts,
            duplicates=snapshot.duplicates(key, self._settings.max_listed_copies).articles,
            similar=similar_articles(snapshot, key, article, similar, query.deadline) if similar else (),
            adjacent=_neighbours_of_rank(query, rank, article_id),
        )

    @_reading
    def similar(self, article_id: str, count: int) -> tuple[SimilarArticle, ...] | None:
        """See Archive.similar."""
        snapshot = self.current()
        key = snapshot.find(article_id)
        if key is None:
            return None
        article = next(iter(snapshot.articles([key])))
        return similar_articles(snapshot, key, article, count, Deadline(self._settings.max_query_seconds))

    @_reading
    def complete(self, text: str) -> Completions:
        """See Archive.complete."""
        snapshot = self.current()
        text = text[: self._settings.max_query_chars]
        before = text[: len(text.rstrip()) - len(text.split()[-1])] if text.split() else ""
        last = text[len(before) :].strip()
        word = last.lstrip(SIGNS_BEFORE_WORDS)
        words = snapshot.completer.words(word, self._settings.suggestions)
        likely = words[0].text if words else word
        # Quotes are left out: a phrase that is still being typed has no end.
        query = " ".join(f"{before} {likely}".translate(_NO_SIGNS).split())
        if not query:
            return Completions(before)
        return Completions(
            before + last[: len(last) - len(word)], words, self._completed_headlines(snapshot, query)
        )

    @_reading
    def variants(self, text: str, expansion: ExpansionOptions = EXPAND_ALL) -> list[WordVariants]:
        """See Archive.variants."""
        return word_variants(self.current(), text, expansion, self._settings)

    @_reading
    def coverage(self) -> tuple[Coverage, ...]:
        """See Archive.coverage."""
        return self.current().coverage()

    @_reading
    def arrivals(self, count: int) -> tuple[Article, ...]:
        """See Archive.arrivals."""
        return self.current().arrivals(count)

    @_reading
    def overview(self) -> Overview:
        """See Archive.overview."""
        snapshot = self.current()
        return Overview(snapshot.documents, snapshot.terms, snapshot.revision, snapshot.latest)

    @abstractmethod
    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """See Archive.cache_sizes."""

    def _top_docs(self, query: PreparedQuery, request: SearchRequest) -> TopDocs:
        """Return the results that the request shows."""
        if query.is_empty:
            return NO_TOP_DOCS
        collapse = query.question.collapse
        if request.cursor is not None:
            return query.matches.search_after(request.cursor, query.sort, request.size, collapse=collapse)
        offset = (request.page - 1) * request.size
        return query.matches.top_docs(query.sort, request.size, offset, collapse=collapse)

    def _partial_hits(
        self, query: PreparedQuery, request: SearchRequest, top: TopDocs, hits: tuple[Hit, ...]
    ) -> tuple[Hit, ...]:
        """Return what fills up a first page that is not full."""
        room = min(request.size, self._settings.page_size) - top.total
        if room <= 0 or not top.total or request.page > 1 or request.cursor is not None:
            return ()
        return partial_hits(query, hits, room, self._settings)

    def _hits(self, query: PreparedQuery, top: TopDocs) -> tuple[Hit, ...]:
        highlighters = Highlighters.of(query.clause)
        keys = [doc.key for doc in top.docs]
        articles = query.snapshot.articles(keys)
        duplicates = query.matches.duplicates(keys, self._settings.max_listed_copies) if keys else []
        hits = []
        for (score, _), article, copies in zip(top.docs, articles, duplicates, strict=True):
            if query.deadline.is_over:
                hits.append(hit_without_snippets(article, score))
            else:
                hits.append(build_hit(article, score, highlighters, self._settings, copies))
        return tuple(map(with_missing_words(query, query.deadline), hits))

    def _stream(self, query: PreparedQuery, articles: Iterable[Article]) -> Iterator[Hit]:
        highlighters = Highlighters.of(query.clause)
        complete = with_missing_words(query, NEVER)
        remaining = iter(articles)
        while True:
            with self.reading():  # while the consumer works, nothing is read
                article = next(remaining, None)
                if article is None:
                    return
                hit = build_hit(article, 0.0, highlighters, self._settings)
                hit = hit._replace(matched_spellings=matched_spellings(article, highlighters, self._settings))
                hit = complete(hit)
            yield hit

    def _prepare_scan(self, question: Question) -> PreparedQuery:
        return prepare(self.current(), replace(question, any_word=False), self._settings)

    def _completed_headlines(self, snapshot: Snapshot, query: str) -> tuple[tuple[str, str], ...]:
        if len(query) > MAX_HEADLINE_QUERY_CHARS:
            return ()
        prepared = prepare(snapshot, Question(f"headline:({query})", any_word=False), self._settings)
        if prepared.is_empty:
            return ()
        docs = prepared.matches.top_docs(prepared.sort, COMPLETED_HEADLINES, collapse=True).docs
        articles = snapshot.articles([doc.key for doc in docs])
        return tuple((article.id, article.headline) for article in articles)


def _neighbours_of_rank(query: PreparedQuery, rank: int, article_id: str) -> Adjacent:
    """Return the neighbours of a rank; none if another article has that rank now."""
    if rank < 1 or query.is_empty:
        return Adjacent()
    docs = query.matches.top_docs(query.sort, rank + 1, collapse=query.question.collapse).docs
    around = range(max(1, rank - 1), min(len(docs), rank + 1) + 1)
    keys = [docs[number - 1].key for number in around]
    ids = dict(zip(around, query.snapshot.article_ids(keys), strict=True))
    if ids.get(rank) != article_id:
        return Adjacent()
    return Adjacent(ids.get(rank - 1), ids.get(rank + 1))
