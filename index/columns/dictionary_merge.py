"""Merge the dictionaries of several sources: terms, spellings, counts, and the new number of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import Numbers
from index.columns.source import Source


@dataclass
class SourceTermMap:
    """How one source's terms are numbered in the merged dictionary."""

    source: Source
    first_document: int
    new_document: Numbers | None
    """int64[documents]: number among the source's kept documents; None when all are kept."""
    merged: NDArray[np.int32]
    """int32[own terms] ascending: the merged number of each term, or of the next term that has documents."""
    merged_spellings: Numbers
    """int64[own spellings]: number of each spelling among the merged ones, -1 where none is kept."""
    kept_spellings: Numbers
    spelled: Numbers
    """int64[…] twice: the merged numbers (ascending) of the spellings that are kept, and their occurrences."""


@dataclass
class Dictionary:
    """All terms that a merged segment holds, ascending, and what the sources have of each."""

    terms: list[bytes]
    posting_counts: Numbers
    occurrence_counts: Numbers
    """int64[terms] twice."""
    spellings: list[tuple[int, bytes]]
    """(number of the term, spelling), ascending."""
    term_maps: list[SourceTermMap]


def merge_dictionaries(sources: Sequence[Source]) -> Dictionary:
    """Merge sources one after another: all at once would not fit in memory."""
    counted = [_counts(source) for source in sources]
    present: set[bytes] = set()
    for source, (postings, _, _) in zip(sources, counted, strict=True):
        terms = source.columns.terms.all()
        present.update(terms if source.live_docs is None else compress(terms, postings.tolist()))
    all_terms = sorted(present)
    del present
    number = dict(zip(all_terms, range(len(all_terms)), strict=True))
    posting_counts, occurrence_counts = np.zeros((2, len(all_terms)), np.int64)
    merged, spelled = [], []
    for source, (postings, occurrences, occurring) in zip(sources, counted, strict=True):
        terms = source.columns.terms.all()
        numbers = np.fromiter(map(number.get, terms, repeat(-1)), np.int32, len(terms))
        here = numbers >= 0
        posting_counts[numbers[here]] += postings[here]
        occurrence_counts[numbers[here]] += occurrences[here]
        # A term of which no document is kept belongs to the range of the next kept one.
        following = np.minimum.accumulate(np.where(here, numbers, len(all_terms))[::-1])[::-1]
        merged.append(following.astype(np.int32))
        firsts = source.columns.spelling_firsts().astype(np.int64)
        owners = numbers[np.repeat(np.arange(len(terms)), np.diff(firsts))].tolist()
        names = source.columns.spellings.all()
        spelled.append(
            [
                (owner, name) if count else None
                for owner, name, count in zip(owners, names, occurring.tolist(), strict=True)
            ]
        )
    all_spellings = sorted({pair for pairs in spelled for pair in pairs if pair})
    merged_of = dict(zip(all_spellings, range(len(all_spellings)), strict=True))
    term_maps: list[SourceTermMap] = []
    first = 0
    for source, own, pairs, (_, _, occurring) in zip(sources, merged, spelled, counted, strict=True):
        own_spellings = np.array([merged_of[pair] if pair else -1 for pair in pairs], np.int64)
        new_document = None if source.live_docs is None else np.cumsum(source.live_docs) - 1
        term_maps.append(SourceTermMap(
            source, first, new_document, own, own_spellings,
            own_spellings[own_spellings >= 0], occurring[own_spellings >= 0],
        ))  # fmt: skip
        first += source.documents
    return Dictionary(all_terms, posting_counts, occurrence_counts, all_spellings, term_maps)


def _counts(source: Source) -> tuple[Numbers, Numbers, Numbers]:
    """Return kept postings and occurrences of each of a source's terms, and of each of its spellings."""
    columns = source.columns
    postings, occurrences = columns.counts(0, len(columns.terms))
    spelled: Numbers = np.diff(columns.spelling_starts().astype(np.int64)).astype(np.int64)
    if source.live_docs is None:
        return postings, occurrences, spelled
    for first in range(0, len(postings), 1 << 14):
        end = min(first + (1 << 14), len(postings))
        docs, frequencies, _ = columns.term_range_postings(first, end)
        stays = source.live_docs[docs]
        term = np.repeat(np.arange(end - first), postings[first:end])
        occurrence_stays = np.repeat(stays, frequencies)
        spellings, numbers, sizes, origin = columns.term_range_spellings(first, end)
        here = occurrence_stays[numbers.astype(np.int64) + np.repeat(origin, sizes)]
        spelled[spellings] = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[here], minlength=len(sizes))
        postings[first:end] = np.bincount(term[stays], minlength=end - first)
        occurrences[first:end] = np.bincount(
            term, weights=np.where(stays, frequencies, 0), minlength=end - first
        )
    return postings, occurrences, spelled
