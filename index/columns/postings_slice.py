"""One source's share of a term range of the merged dictionary: its postings, less those of dropped documents."""

from dataclasses import dataclass

import numpy as np

from index.columns.column_file import Array
from index.columns.dictionary_merge import SourceTermMap
from index.columns.layout import Numbers


@dataclass(frozen=True)
class PostingsSlice:
    """A source's kept postings of one term range; documents are numbered among its kept ones."""

    terms: Numbers
    """int64[terms]: merged numbers of the terms that have postings, ascending."""
    postings: Numbers
    occurrences: Numbers
    """int64[terms] twice: how many each has."""
    docs: Array
    frequencies: Array
    positions: Array
    spelled: Array
    spelled_numbers: Numbers
    spelled_sizes: Numbers


def slice_of(term_map: SourceTermMap, first: int, end: int) -> PostingsSlice:
    """Return a source's postings of its own terms [first, end)."""
    columns = term_map.source.columns
    docs, frequencies, positions = columns.term_range_postings(first, end)
    spellings, spelled, sizes, origin = columns.term_range_spellings(first, end)
    postings, occurrences = columns.counts(first, end)
    numbers = term_map.merged_spellings[spellings]
    terms = term_map.merged[first:end].astype(np.int64)
    if term_map.source.live_docs is None or term_map.new_document is None:
        return PostingsSlice(
            terms, postings, occurrences, docs, frequencies, positions, spelled, numbers, sizes
        )
    stays = term_map.source.live_docs[docs]
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
        term_map.new_document[docs[stays]], frequencies[stays],
        positions[occurrence_stays], new_spelled, numbers[spelled_remaining], new_sizes[spelled_remaining],
    )  # fmt: skip
