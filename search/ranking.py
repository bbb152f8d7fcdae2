"""BM25F: one score from a word's occurrences in headline, standfirst and body together.

Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (CIKM 2004). All
spellings of a query word count as one word, so that a rare misspelling is no rarer, and ranks
no higher, than the word itself.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
IdOf = Callable[[int], bytes]
"""The id of a document number."""

K1 = 1.2
"""Saturation: how soon more occurrences stop counting."""
MANY = 4
"""Of so many times more candidates than are wanted, those that cannot be among them are dropped unsorted."""
RECENT_SHARE = 0.6
"""How much of a score newness decides when it is asked for; the rest stays, however old an article is."""
DECIMALS = 9
"""Scores that differ by less are equal: a sum of floats depends on its order in the last digits."""


def rarity(documents: int, matching: int) -> float:
    """Inverse document frequency, always above 0 (the form Lucene uses)."""
    matching = min(matching, documents)
    return math.log(1.0 + (documents - matching + 0.5) / (matching + 0.5))


def score(idf: float, frequency: float) -> float:
    """BM25F score of one word from its weighted frequency."""
    return idf * frequency * (K1 + 1.0) / (frequency + K1)


def scores(idf: float, frequencies: Floats) -> Floats:
    """float64: score of each frequency."""
    found: Floats = (idf * (K1 + 1.0)) * (frequencies / (frequencies + K1))
    return found


def recency(days: NDArray[np.integer], newest: int, half_life: int) -> Floats:
    """float64 (0 to 1]: what is left of a score: all on the newest day, and of RECENT_SHARE half after each half-life.

    Articles without a date count as old as can be.
    """
    ages = np.where(days > 0, newest - days.astype(np.int64), np.inf)
    found: Floats = 1.0 - RECENT_SHARE + RECENT_SHARE * np.exp2(-np.maximum(ages, 0) / half_life)
    return found


class Ranked(NamedTuple):
    """One found document of an archive and its score, rounded to DECIMALS."""

    score: float
    document: int


class Candidates(NamedTuple):
    """Documents of one archive that may be among the best: scores, days of publication, numbers."""

    scores: Floats
    days: NDArray[np.unsignedinteger]
    documents: NDArray[np.int64]


def best(parts: Sequence[Candidates], count: int, id_of: IdOf) -> list[Ranked]:
    """The best documents: by score, then newest first, then by id. The same for every order of the parts."""
    scores = np.round(np.concatenate([part.scores for part in parts]), DECIMALS)
    days = np.concatenate([part.days for part in parts]).astype(np.int64)
    documents = np.concatenate([part.documents for part in parts])
    if len(scores) > MANY * count:
        near = scores >= np.partition(scores, len(scores) - count)[len(scores) - count]
        scores, days, documents = scores[near], days[near], documents[near]
    order = np.lexsort((-days, -scores))
    if len(order) > count:
        last = order[count - 1]
        # Those that equal the last one in score and day are told apart by their ids.
        beyond = order[count:]
        level = (scores[beyond] == scores[last]) & (days[beyond] == days[last])
        order = np.concatenate((order[:count], beyond[level]))
    found = list(zip(scores[order].tolist(), days[order].tolist(), documents[order].tolist(), strict=True))
    keys = [(score, day) for score, day, _ in found]
    if len(set(keys)) < len(keys):
        found.sort(key=lambda each: (-each[0], -each[1], id_of(each[2])))
    return [Ranked(score, document) for score, _, document in found[:count]]


def ordered(
    parts: Sequence[Candidates], ranks_of: Callable[[NDArray[np.int64]], NDArray[np.int64]]
) -> NDArray[np.int64]:
    """int64: all documents in the order of `best`; `ranks_of` tells the places of their ids in order."""
    if not parts:
        return np.zeros(0, np.int64)
    scores = np.round(np.concatenate([part.scores for part in parts]), DECIMALS)
    days = np.concatenate([part.days for part in parts]).astype(np.int64)
    documents = np.concatenate([part.documents for part in parts])
    order = np.lexsort((-days, -scores))
    level = (np.diff(scores[order]) == 0) & (np.diff(days[order]) == 0)
    if level.any():
        order = np.lexsort((ranks_of(documents), -days, -scores))
    found: NDArray[np.int64] = documents[order]
    return found
