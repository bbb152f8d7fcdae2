"""One source's share of a stretch of the merged dictionary: its postings, less those of dropped documents."""

from dataclasses import dataclass

import numpy as np

from index.columns.column_file import Array
from index.columns.dictionary_merge import SourceTermMap
from index.columns.layout import Numbers


@dataclass(frozen=True)
class PostingsSlice:
    """A source's kept postings of one stretch; documents are numbered among its kept ones."""

    terms: Numbers
    """int64[terms]: merged numbers of the terms that have postings, ascending."""
    postings: Numbers
    occurrences: Numbers
    """int64[terms] twice: how many each has."""
    docs: Array
    frequencies: Array
    positions: Array
    spelled: Array
    spelled_places: Numbers
    spelled_sizes: Numbers


def slice_of(inlet: SourceTermMap, first: int, end: int) -> PostingsSlice:
    """Return the part of own terms [first, end)."""
    columns = inlet.source.columns
    docs, frequencies, positions = columns.term_range_postings(first, end)
    spellings, spelled, sizes, origin = columns.term_range_spellings(first, end)
    postings, occurrences = columns.counts(first, end)
    places = inlet.spelling_place[spellings]
    terms = inlet.merged[first:end].astype(np.int64)
    if inlet.source.live_docs is None or inlet.new_document is None:
        return PostingsSlice(
            terms, postings, occurrences, docs, frequencies, positions, spelled, places, sizes
        )
    stays = inlet.source.live_docs[docs]
    occurrence_stays = np.repeat(stays, frequencies)
    owner = np.repeat(np.arange(len(terms)), postings)
    postings = np.bincount(owner[stays], minlength=len(terms))
    occurrences = np.bincount(owner[stays], weights=frequencies[stays], minlength=len(terms)).astype(np.int64)
    # The number of each kept occurrence among its term's kept ones.
    kept_before = np.concatenate(([0], np.cumsum(occurrence_stays)))
    absolute = spelled.astype(np.int64) + np.repeat(origin, sizes)
    stays_spelled = occurrence_stays[absolute]
    new_spelled = (kept_before[absolute] - kept_before[np.repeat(origin, sizes)])[stays_spelled]
    new_sizes = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[stays_spelled], minlength=len(sizes))
    remaining, spelled_remaining = postings > 0, new_sizes > 0
    return PostingsSlice(
        terms[remaining], postings[remaining], occurrences[remaining],
        inlet.new_document[docs[stays]], frequencies[stays],
        positions[occurrence_stays], new_spelled, places[spelled_remaining], new_sizes[spelled_remaining],
    )  # fmt: skip
