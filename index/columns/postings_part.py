"""One source's share of a stretch of the merged dictionary: its postings, less those of dropped documents."""

from dataclasses import dataclass

import numpy as np

from index.columns.column_file import Array
from index.columns.dictionary_merge import Inlet
from index.columns.layout import Numbers


@dataclass(frozen=True)
class Part:
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


def part_of(inlet: Inlet, first: int, end: int) -> Part:
    """The part of own terms [first, end)."""
    columns = inlet.source.columns
    docs, frequencies, positions = columns.stretch(first, end)
    spellings, spelled, sizes, origin = columns.spelled_stretch(first, end)
    postings, occurrences = columns.counts(first, end)
    places = inlet.spelling_place[spellings]
    terms = inlet.merged[first:end].astype(np.int64)
    if inlet.source.kept is None or inlet.new_document is None:
        return Part(terms, postings, occurrences, docs, frequencies, positions, spelled, places, sizes)
    stays = inlet.source.kept[docs]
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
    held, spelled_held = postings > 0, new_sizes > 0
    return Part(
        terms[held], postings[held], occurrences[held], inlet.new_document[docs[stays]], frequencies[stays],
        positions[occurrence_stays], new_spelled, places[spelled_held], new_sizes[spelled_held],
    )  # fmt: skip
