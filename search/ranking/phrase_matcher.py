"""Match a phrase in candidate documents, given a source of word positions.

A segment reads them from its columns (segment_postings.py); an engine that keeps its postings elsewhere, from the texts
of the articles that it is about to show.
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import Lengths, impacts
from index.columns.layout import Numbers, distinct
from index.fields import TEXT_FIELDS
from index.text_units import TextUnit
from search.model.deadline import NEVER, Deadline
from search.query.clauses import PhraseClause, TermAlternatives
from search.query.required_occurrences import required_occurrences
from search.ranking.positions import (
    POSITION_BITS,
    POSITION_MASK,
    PositionLists,
    PositionMatches,
    adjacent,
    field_numbers,
    phrase,
    same_sentence_or_paragraph,
    unordered_window,
)
from search.ranking.postings import NO_POSTINGS, SparsePostings


class PositionSource(Protocol):
    """Where the words of documents stand."""

    def positions(self, term: str, documents: Numbers) -> PositionLists:
        """Return where a term (or "=spelling") stands in some documents."""

    def lengths(self, documents: Numbers) -> Lengths:
        """Return the words of each text field of some documents."""

    def average_lengths(self) -> NDArray[np.float64]:
        """Return float64[3]: the mean field lengths that impacts are computed with."""

    def field_starts(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """Return the positions at which the standfirst and the body of some documents begin."""

    def part_starts(self, unit: TextUnit, documents: Numbers) -> tuple[Numbers, Numbers]:
        """Return how many sentences or paragraphs of each document begin after its first word, and where."""


def match_phrase(
    clause: PhraseClause, documents: Numbers, source: PositionSource, deadline: Deadline = NEVER
) -> SparsePostings:
    """Match a phrase in documents that contain all its words. Raises OutOfTimeError.

    Each match contributes its field's weight times the lowest weight among the matched alternatives.
    """
    matches = _matches(clause, documents, source, deadline)
    if clause.field:
        fields = field_numbers(matches.keys, *source.field_starts(documents))
        matches = matches.take(fields == TEXT_FIELDS.index(clause.field))
    if not len(matches.keys):
        return NO_POSTINGS
    ranks = matches.keys >> POSITION_BITS
    if clause.times > 1:
        enough = np.bincount(ranks, minlength=len(documents))[ranks] >= clause.times
        matches, ranks = matches.take(enough), ranks[enough]
    first = np.diff(ranks, prepend=-1) != 0
    matching = documents[ranks[first]]
    posting = np.cumsum(first) - 1
    positions = (matches.keys & POSITION_MASK).astype(np.uint32)
    lengths, average = source.lengths(matching), source.average_lengths()
    frequencies = np.zeros(len(matching))
    weights = matches.weights
    for weight in distinct(weights).tolist():
        mine = slice(None) if len(weights) == 1 else weights == weight
        frequencies += weight * impacts((posting[mine], positions[mine]), lengths, average, lead_words=0)
    return SparsePostings(matching, frequencies)


def _matches(
    clause: PhraseClause, documents: Numbers, source: PositionSource, deadline: Deadline
) -> PositionMatches:
    """Return where the words occur together in the documents, in any field."""
    if not clause.within and all(len(slot) == 1 for slot in clause.slots):
        deadline.check()
        keys = adjacent([source.positions(slot[0].term, documents) for slot in clause.slots])
        return PositionMatches(keys, np.array([min(slot[0].weight for slot in clause.slots)]))
    if not clause.within:
        return phrase([
            _starts(slot, documents, source, deadline, offset) for offset, slot in enumerate(clause.slots)
        ])  # fmt: skip
    required = required_occurrences(clause.slots)
    lists = [_starts(requirement.slot, documents, source, deadline) for requirement in required]
    if not all(len(one.keys) for one in lists):
        return PositionMatches(np.zeros(0, np.int64), np.ones(1))
    counts = [requirement.times for requirement in required]
    if isinstance(clause.within, int):
        return unordered_window(lists, counts, clause.within, source.field_starts(documents))
    sizes, positions = source.part_starts(clause.within, documents)
    starts = (np.repeat(np.arange(len(documents)), sizes) << POSITION_BITS) | positions
    return same_sentence_or_paragraph(lists, counts, starts)


def _starts(
    slot: TermAlternatives, documents: Numbers, source: PositionSource, deadline: Deadline, offset: int = 0
) -> PositionMatches:
    """Return where the phrase would begin for each occurrence of its word number `offset`."""
    deadline.check()
    keys, weights = [], []
    for alternative in slot:
        key = source.positions(alternative.term, documents).keys(offset)
        if len(slot) == 1:
            return PositionMatches(key, np.array([alternative.weight]))
        keys.append(key)
        weights.append(np.full(len(key), alternative.weight))
    together, weight = np.concatenate(keys), np.concatenate(weights)
    # Where terms overlap (a term and its own spelling) the heavier one counts.
    order = np.lexsort((-weight, together))
    together, weight = together[order], weight[order]
    once = np.flatnonzero(np.diff(together, prepend=-1))
    return PositionMatches(together[once], weight[once])
