"""SegmentSearcher: clauses matched, ranked and counted over all segments of one generation."""

import threading
from collections.abc import Iterator
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from index.columns import bitset
from index.columns.bitset import Bits, DocIds
from index.columns.layout import Numbers
from index.store.segments import Segments
from search.embedded.sort import is_by_score, sort_keys
from search.execution.snapshot import Sort
from search.model.deadline import NEVER, Deadline, OutOfTimeError
from search.model.expansions import Alternative
from search.model.filters import NO_FILTERS, Filters
from search.model.results import CacheSize
from search.query.clauses import AllOf, PhraseClause, TermAlternatives
from search.ranking.block_max import NO_DOCUMENTS
from search.ranking.cache import ByteBoundedCache, Count
from search.ranking.document_mask import document_mask
from search.ranking.evaluator import Evaluator
from search.ranking.scorers import Scratch
from search.ranking.segment_postings import SegmentPostings
from search.ranking.term_dependence import term_weights
from search.ranking.top_k import ScoredDoc, SortKeys, sorted_docs, top_k

COUNTS_BYTES = 16 << 20
"""Remembered numbers of documents that contain a word, a phrase or two words, with their keys."""


class RankedDocs(NamedTuple):
    """The first documents in order, how many match in all, and whether the time ran out before all were read."""

    docs: list[ScoredDoc]
    total: int
    is_partial: bool


class MatchedDocs(NamedTuple):
    """One bit a document, segment by segment: 1 where it matches; and whether the time ran out."""

    bits: list[Bits]
    is_partial: bool


class SortedDocs:
    """int64[n]: all matching documents in sort order, as a cache value."""

    def __init__(self, documents: DocIds) -> None:
        self.documents = documents
        self.nbytes = documents.nbytes


class SegmentSearcher:
    """Searches the segments of one generation. Threads share it."""

    def __init__(self, segments: Segments, cache_bytes: int) -> None:
        self.segments = segments
        self._cache = ByteBoundedCache(cache_bytes)
        self._postings = [SegmentPostings(segment, self._cache) for segment in segments]
        self._local = threading.local()
        self._counts = ByteBoundedCache(COUNTS_BYTES)

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """Return how much is remembered: postings and phrases, and counts of documents."""
        return self._cache.size("postings"), self._counts.size("counts")

    def top(
        self, clause: AllOf, count: int, filters: Filters = NO_FILTERS, deadline: Deadline = NEVER
    ) -> RankedDocs:
        """Return the best `count` documents that match a clause: by score, then newest first, then by id."""
        parts: list[SortKeys] = []
        total, is_partial = 0, False
        try:
            weights = self.weights(clause, deadline)
            for index, evaluator in self._evaluators(weights, filters, deadline):
                found = evaluator.top(clause, count)
                total += found.total
                if found is not NO_DOCUMENTS and len(found.documents):
                    segment = self.segments[index]
                    days = segment.columns.values("day")[found.documents]
                    parts.append(SortKeys(found.scores, days, found.documents + segment.first))
        except OutOfTimeError:
            is_partial = True
        docs = top_k(parts, count, self.external_id) if parts else []
        return RankedDocs(docs, total, is_partial)

    def first(
        self, clause: AllOf | None, count: int, filters: Filters, sort: Sort, deadline: Deadline = NEVER
    ) -> RankedDocs:
        """Return the first `count` documents in the given sort order; like `top` if the score alone decides."""
        if clause is not None and is_by_score(clause, sort):
            return self.top(clause, count, filters, deadline)
        parts, is_partial = self._sort_keys(clause, filters, sort, deadline)
        total = sum(len(part.documents) for part in parts)
        docs = top_k(parts, count, self.external_id) if total else []
        return RankedDocs(docs, total, is_partial)

    def scan(self, clause: AllOf | None, filters: Filters, sort: Sort, deadline: Deadline = NEVER) -> DocIds:
        """Return every matching document in order. Raises OutOfTimeError."""

        def compute() -> SortedDocs:
            parts, is_partial = self._sort_keys(clause, filters, sort, deadline)
            if is_partial:
                raise OutOfTimeError
            return SortedDocs(sorted_docs(parts, lambda documents: self._id_ranks[documents]))

        return self._cache.get_or_compute(("sorted", clause, filters, sort), compute).documents

    def match(self, clause: AllOf | None, filters: Filters, deadline: Deadline = NEVER) -> MatchedDocs:
        """Return which documents match; those of segments that were not reached in time do not."""
        bits: list[Bits] = []
        try:
            for _, evaluator in self._evaluators({}, filters, deadline):
                bits.append(evaluator.match(clause))
        except OutOfTimeError:
            rest = self._postings[len(bits) :]
            return MatchedDocs(
                bits + [bitset.empty(postings.documents) for postings in rest], is_partial=True
            )
        return MatchedDocs(bits, is_partial=False)

    def count_phrase(self, terms: tuple[str, ...], deadline: Deadline) -> int:
        """Return how many documents contain the terms side by side, as far as there is time."""
        phrase = PhraseClause(tuple((Alternative(term, 1.0),) for term in terms))
        return sum(map(bitset.count, self.match(AllOf((phrase,)), NO_FILTERS, deadline).bits))

    def weights(self, clause: AllOf, deadline: Deadline = NEVER) -> dict[PhraseClause, float]:
        """Return the weight of each wanted phrase of a clause. Raises OutOfTimeError."""

        def count(phrase: PhraseClause) -> int:
            deadline.check()
            return self._counts.get_or_compute(phrase, lambda: Count(self._count(phrase))).documents

        def count_both(one: PhraseClause, other: PhraseClause) -> int:
            slots = one.slots[0], other.slots[0]
            return self._counts.get_or_compute(slots, lambda: Count(self._count_both(*slots))).documents

        return term_weights(clause, self.segments.documents, count, count_both)

    def external_id(self, document: int) -> bytes:
        """Return the id of a document."""
        segment, ordinal = self.segments.locate(document)
        return segment.columns.ids[ordinal]

    @cached_property
    def _id_ranks(self) -> Numbers:
        """int64[documents]: the rank of each document's id among all ids."""
        ids = [article_id for segment in self.segments for article_id in segment.columns.ids.all()]
        ranks = np.zeros(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    def _sort_keys(
        self, clause: AllOf | None, filters: Filters, sort: Sort, deadline: Deadline
    ) -> tuple[list[SortKeys], bool]:
        parts: list[SortKeys] = []
        try:
            weights = self.weights(clause, deadline) if clause else {}
            for index, evaluator in self._evaluators(weights, filters, deadline):
                parts.append(sort_keys(evaluator, clause, sort, self.segments[index].first))
        except OutOfTimeError:
            return parts, True
        return parts, False

    def _evaluators(
        self, weights: dict[PhraseClause, float], filters: Filters, deadline: Deadline
    ) -> Iterator[tuple[int, Evaluator]]:
        for index, postings in enumerate(self._postings):
            segment = postings.segment
            key = (segment.name, filters)
            mask = self._cache.get_or_compute(key, partial(document_mask, segment, filters)).mask
            yield index, Evaluator(postings, weights, mask, self._scratch(index), deadline)

    def _scratch(self, index: int) -> Scratch:
        """Return this thread's working arrays for a segment."""
        scratch: list[Scratch] | None = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = [Scratch(postings.documents) for postings in self._postings]
        return scratch[index]

    def _count(self, phrase: PhraseClause) -> int:
        phrase = phrase._replace(times=1)  # A word is as rare as it is, however often it is wanted.
        if len(phrase.slots) == 1:
            # A typed word is as rare as it is itself; what was added to it makes it no commoner.
            own = tuple(alternative for alternative in phrase.slots[0] if not alternative.is_added)
            phrase = phrase._replace(slots=(own,))
            return sum(postings.phrase(phrase).count for postings in self._postings)
        return sum(len(postings.containing(phrase)) for postings in self._postings)

    def _count_both(self, one: TermAlternatives, other: TermAlternatives) -> int:
        return sum(
            postings.count_both(one, other, self._scratch(index))
            for index, postings in enumerate(self._postings)
        )
