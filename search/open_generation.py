"""One published generation, open for searching."""

import threading
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from index.article import Article
from index.copies import Copies
from index.generations import Generation
from index.lexicon import Lexicon
from index.segments import Segments
from index.settings import Settings
from search import ranking
from search.clauses import AllOf, Sequence, Slot, Vocabulary
from search.compounds import CompoundFinder
from search.dependence import rarities
from search.evaluation import Evaluator
from search.filters import NO_FILTERS, Filters, allowed
from search.memory import Memory
from search.pruning import NONE_FOUND
from search.ranking import Candidates, Ranked
from search.scratch import Scratch
from search.segment_postings import SegmentPostings
from search.variants import Alternative, VariantFinder

LATEST = 8
"""Articles shown on the front page."""
COUNTS_REMEMBERED = 50_000


@dataclass(frozen=True)
class Best:
    """The best matching documents, and how many match in all."""

    ranked: list[Ranked]
    total: int


NOT_FOUND = Best([], 0)


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
            CompoundFinder(self.lexicon, lru_cache(COUNTS_REMEMBERED)(self._count_phrase)),
        )
        self._latest: tuple[Article, ...] | None = None
        self._copies: Copies | None = None

    # Matching

    def best(self, clause: AllOf, count: int, filters: Filters = NO_FILTERS) -> Best:
        """The best `count` articles that match a clause: by score, then newest first, then by id."""
        weights = self.weights(clause)
        parts, total = [], 0
        for place, postings in enumerate(self._postings):
            segment = postings.segment
            mask = self._memory.recall((segment.name, filters), partial(allowed, segment, filters)).mask
            found = Evaluator(postings, weights, mask, self._own_scratch(place)).top(clause, count)
            total += found.total
            if found is not NONE_FOUND and len(found.documents):
                days = segment.columns.values("day")[found.documents]
                parts.append(Candidates(found.scores, days, found.documents + segment.first))
        return Best(ranking.best(parts, count, self._id_of) if parts else [], total)

    def weights(self, clause: AllOf) -> dict[Sequence, float]:
        """What each wanted sequence of a clause weighs."""
        return rarities(
            clause,
            self.segments.documents,
            self._count,
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

    def _count_phrase(self, terms: tuple[str, ...]) -> int:
        """Articles that hold the terms side by side."""
        sequence = Sequence(tuple((Alternative(term, 1.0),) for term in terms))
        return self.best(AllOf((sequence,)), 1).total

    # Articles

    def _id_of(self, document: int) -> bytes:
        segment, place = self.segments.place(document)
        return segment.columns.ids[place]

    def article_at(self, document: int) -> Article:
        """The stored article of a document number."""
        segment, place = self.segments.place(document)
        return segment.columns.article(place)

    def document_of(self, article_id: str) -> int | None:
        """The document number of an id."""
        found = self.segments.find(article_id)
        return None if found is None else self.segments[found[0]].first + found[1]

    def copies_of(self, document: int) -> list[int]:
        """The other documents that print the same story, ascending."""
        if self._copies is None:
            self._copies = Copies(self.generation.path)
        return [each for each in self._copies.members(self._copies.group_of(document)) if each != document]

    def newest(self) -> tuple[Article, ...]:
        """The newest dated articles, found once."""
        if self._latest is None:
            parts = []
            for postings in self._postings:
                segment = postings.segment
                days = segment.columns.values("day")
                dated = np.flatnonzero(days > 0 if segment.kept is None else (days > 0) & segment.kept)
                if len(dated) > LATEST:
                    least = np.partition(days[dated], -LATEST)[-LATEST]
                    dated = dated[days[dated] >= least]
                parts.append(Candidates(np.zeros(len(dated)), days[dated], dated + segment.first))
            newest = ranking.best(parts, LATEST, self._id_of) if parts else []
            self._latest = tuple(self.article_at(each.document) for each in newest)
        return self._latest
