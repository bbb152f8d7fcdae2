"""One published generation, open for searching."""

import datetime
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import numpy as np

from index.article import Article
from index.columns.layout import Numbers
from index.duplicates import Copies
from index.lexicon.lexicon import Lexicon
from index.settings import Settings
from index.store.generations import Generation
from index.store.segments import Segments
from search import ranking
from search.candidates import Ordering, candidates, listed
from search.clauses import AllOf, Sequence, Slot, Vocabulary
from search.completion import Completer
from search.compounds import CompoundFinder
from search.deadline import NEVER, Deadline, OutOfTimeError
from search.dependence import rarities
from search.evaluation import Evaluator
from search.facets import FacetCounter
from search.filters import NO_FILTERS, Filters, allowed
from search.memory import Memory
from search.postings import Bits
from search.pruning import NONE_FOUND
from search.question import Order
from search.ranking import Candidates, Ranked
from search.scratch import Scratch
from search.segment_postings import SegmentPostings
from search.timeline import DayCounts, by_day
from search.values import ValueNames
from search.variants import Alternative, VariantFinder

LATEST = 8
"""Articles shown on the front page."""
COUNTS_REMEMBERED = 50_000


@dataclass(frozen=True)
class Best:
    """The best matching documents, how many match in all, and whether the time was over before all was looked at."""

    ranked: list[Ranked]
    total: int
    is_partial: bool = False


NOT_FOUND = Best([], 0)


@dataclass(frozen=True)
class Matching:
    """One bit for each matching document, segment by segment."""

    bits: list[Bits]
    is_partial: bool = False

    @property
    def total(self) -> int:
        """How many documents match."""
        return sum(int(np.bitwise_count(each).sum()) for each in self.bits)

    @cached_property
    def documents(self) -> list[Numbers]:
        """Their numbers in each segment, ascending."""
        return [listed(each) for each in self.bits]


class Listing:
    """All matching documents in order: int64[n]."""

    def __init__(self, documents: Numbers) -> None:
        self.documents = documents

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.documents.nbytes


class OpenGeneration:
    """One generation opened for reading. Threads share it; the files' pages are shared by mmap."""

    def __init__(self, generation: Generation, settings: Settings) -> None:
        self.generation = generation
        self.segments = Segments.open(generation.path)
        self.documents = self.segments.live
        self.lexicon = Lexicon(self.segments)
        self._memory = Memory(settings.postings_memory_mb * 1024 * 1024)
        self._postings = [SegmentPostings(segment, self._memory) for segment in self.segments]
        self._scratch = threading.local()
        self._count = lru_cache(COUNTS_REMEMBERED)(self._count_holding)
        self._count_both = lru_cache(COUNTS_REMEMBERED)(self._count_holding_both)
        self.vocabulary = Vocabulary(
            VariantFinder(self.lexicon, self.documents, settings.max_spellings, settings.max_offers),
            CompoundFinder(self.lexicon, self._count_phrase),
        )
        self.facet_counter = lru_cache(None)(partial(FacetCounter, self.segments))
        self.values = ValueNames(self.segments)
        self.completer = Completer(self.lexicon)

    # Matching

    def best(
        self, clause: AllOf, count: int, filters: Filters = NO_FILTERS, deadline: Deadline = NEVER
    ) -> Best:
        """The best `count` articles that match a clause: by score, then newest first, then by id."""
        parts, total, is_partial = [], 0, False
        try:
            weights = self.weights(clause, deadline)
            for place, evaluator in self._evaluators(weights, filters, deadline):
                found = evaluator.top(clause, count)
                total += found.total
                if found is not NONE_FOUND and len(found.documents):
                    segment = self.segments[place]
                    days = segment.columns.values("day")[found.documents]
                    parts.append(Candidates(found.scores, days, found.documents + segment.first))
        except OutOfTimeError:
            is_partial = True
        return Best(ranking.best(parts, count, self.id_of) if parts else [], total, is_partial)

    def first(
        self,
        clause: AllOf | None,
        count: int,
        filters: Filters,
        ordering: Ordering,
        deadline: Deadline = NEVER,
    ) -> Best:
        """The first `count` articles in whatever order; `best` for no clause or other orders than by score."""
        if (
            clause is not None
            and clause.wanted
            and ordering.order is Order.RELEVANCE
            and not ordering.half_life
        ):
            return self.best(clause, count, filters, deadline)
        parts, is_partial = self._candidates(clause, filters, ordering, deadline)
        total = sum(len(part.documents) for part in parts)
        return Best(ranking.best(parts, count, self.id_of) if total else [], total, is_partial)

    def listing(
        self, clause: AllOf | None, filters: Filters, ordering: Ordering, deadline: Deadline = NEVER
    ) -> Listing:
        """Every matching article in order. Raises OutOfTimeError."""
        key = ("listing", clause, filters, ordering)
        return self._memory.recall(key, lambda: self._listing(clause, filters, ordering, deadline))

    def _listing(
        self, clause: AllOf | None, filters: Filters, ordering: Ordering, deadline: Deadline
    ) -> Listing:
        parts, is_partial = self._candidates(clause, filters, ordering, deadline)
        if is_partial:
            raise OutOfTimeError
        return Listing(ranking.ordered(parts, lambda documents: self._id_ranks[documents]))

    def _candidates(
        self, clause: AllOf | None, filters: Filters, ordering: Ordering, deadline: Deadline
    ) -> tuple[list[Candidates], bool]:
        parts: list[Candidates] = []
        try:
            weights = self.weights(clause, deadline) if clause else {}
            for place, evaluator in self._evaluators(weights, filters, deadline):
                parts.append(candidates(evaluator, clause, ordering, self.segments[place].first))
        except OutOfTimeError:
            return parts, True
        return parts, False

    def matching(
        self, clause: AllOf | None, filters: Filters = NO_FILTERS, deadline: Deadline = NEVER
    ) -> Matching:
        """Which articles match a clause, or all that pass the filters."""
        bits: list[Bits] = []
        try:
            for _, evaluator in self._evaluators({}, filters, deadline):
                bits.append(evaluator.matching(clause))
        except OutOfTimeError:
            rest = self._postings[len(bits) :]
            bits += [np.zeros(-(-each.documents // 64), np.uint64) for each in rest]
            return Matching(bits, is_partial=True)
        return Matching(bits)

    def _evaluators(
        self, weights: dict[Sequence, float], filters: Filters, deadline: Deadline
    ) -> Iterator[tuple[int, Evaluator]]:
        for place, postings in enumerate(self._postings):
            segment = postings.segment
            mask = self._memory.recall((segment.name, filters), partial(allowed, segment, filters)).mask
            yield place, Evaluator(postings, weights, mask, self._own_scratch(place), deadline)

    def weights(self, clause: AllOf, deadline: Deadline = NEVER) -> dict[Sequence, float]:
        """What each wanted sequence of a clause weighs. Raises OutOfTimeError."""

        def count(sequence: Sequence) -> int:
            deadline.check()
            return self._count(sequence)

        return rarities(
            clause,
            self.segments.documents,
            count,
            lambda one, other: self._count_both(one.slots[0], other.slots[0]),
        )

    def _own_scratch(self, place: int) -> Scratch:
        """This thread's working arrays for a segment."""
        held: list[Scratch] | None = getattr(self._scratch, "held", None)
        if held is None:
            held = self._scratch.held = [Scratch(postings.documents) for postings in self._postings]
        return held[place]

    def _count_holding(self, sequence: Sequence) -> int:
        if len(sequence.slots) == 1:
            return sum(postings.sequence(sequence).count for postings in self._postings)
        return sum(len(postings.holding(sequence)) for postings in self._postings)

    def _count_holding_both(self, one: Slot, other: Slot) -> int:
        return sum(
            postings.count_both(one, other, self._own_scratch(place))
            for place, postings in enumerate(self._postings)
        )

    def _count_phrase(self, terms: tuple[str, ...], deadline: Deadline) -> int:
        """Articles that hold the terms side by side, as far as there is time."""
        sequence = Sequence(tuple((Alternative(term, 1.0),) for term in terms))
        return self.matching(AllOf((sequence,)), NO_FILTERS, deadline).total

    # Articles

    def id_of(self, document: int) -> bytes:
        """The id of a document number."""
        segment, place = self.segments.place(document)
        return segment.columns.ids[place]

    @cached_property
    def _id_ranks(self) -> Numbers:
        """int64[documents]: the place of each document's id among all ids in order."""
        ids = [each for segment in self.segments for each in segment.columns.ids.all()]
        ranks = np.zeros(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def article_at(self, document: int) -> Article:
        """The stored article of a document number."""
        segment, place = self.segments.place(document)
        return segment.columns.article(place)

    def document_of(self, article_id: str) -> int | None:
        """The document number of an id."""
        found = self.segments.find(article_id)
        return None if found is None else self.segments[found[0]].first + found[1]

    @cached_property
    def copies(self) -> Copies:
        """Which articles print the same story."""
        return Copies(self.generation.path)

    @cached_property
    def all_days(self) -> DayCounts:
        """How many articles each day has."""
        return self.days_of(self.matching(None).documents)

    def days_of(self, documents: list[Numbers]) -> DayCounts:
        """The same of some documents of each segment."""
        pairs = zip(self.segments, documents, strict=True)
        return by_day([segment.columns.values("day")[places] for segment, places in pairs])

    @property
    def newest_day(self) -> int:
        """Ordinal of the newest day of any article; what is dated behind today is a mistake and does not count."""
        today = datetime.date.today().toordinal()  # noqa: DTZ011 - a day either way changes nothing
        return min(max(0, self.all_days.last), today)

    @cached_property
    def latest(self) -> tuple[Article, ...]:
        """The newest dated articles."""
        ordering = Ordering(Order.NEWEST, 0, self.newest_day)
        newest = self.first(None, LATEST, NO_FILTERS, ordering).ranked
        found = (self.article_at(each.document) for each in newest)
        return tuple(article for article in found if article.date)
