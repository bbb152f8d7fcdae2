"""Weight each word of a query by its idf, less what its neighbour implies.

BM25 adds up words as if they were independent. Neighbours in a query are not: who writes मीडिया writes सोशल
before it, and फैक्ट चेक is one thing, not two. So of two neighbouring words the more frequent one counts only by
how rarely it occurs in the articles that contain the rarer one: a word that always accompanies the other adds
nothing. The share is smoothed with SMOOTHING articles that contain the word as often as the whole archive
does (Dirichlet prior), so that rare words are left alone.

Measured on headlines searched against the bodies of 18,842 real articles: MRR@10 0.746 without, 0.773 with it
(tests/quality).
"""

import math
from collections.abc import Callable, Iterator
from itertools import chain, pairwise

from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.other_names import OTHER_NAME
from search.ranking import bm25

SMOOTHING = 30

MIN_NOVELTY = 1e-3
"""Least share for a word that always accompanies its neighbour, so that it still scores."""

BELOW_TYPED = 0.1
"""What another way of writing the only word of a query weighs at most beside it: as added terms do (ADDED_CEILING)."""

CountDocs = Callable[[PhraseClause], int]
"""Returns how many documents contain each of a phrase's words."""
CountBoth = Callable[[PhraseClause, PhraseClause], int]
"""Returns how many documents contain both of two words."""


def term_weights(
    clause: Clause, documents: int, count: CountDocs, count_both: CountBoth
) -> dict[PhraseClause, float]:
    """Return the weight, always above 0, of every phrase of a clause in an archive of `documents`."""
    weights: dict[PhraseClause, float] = {}
    for run in _runs(clause):
        counts = [count(phrase) for phrase in run]
        shares = [1.0] * len(run)
        for left, right in pairwise(range(len(run))):
            if run[left] != run[right]:
                rarer, other = (left, right) if counts[left] <= counts[right] else (right, left)
                both = count_both(run[rarer], run[other])
                shares[other] = min(shares[other], _novelty(counts[other], counts[rarer], both, documents))
        for phrase, share, matching in zip(run, shares, counts, strict=True):
            weight = bm25.idf(documents, matching) * share
            weights[phrase] = min(weight, weights.get(phrase, weight))
    groups = list(_names_of_one_thing(clause))
    all_typed = {phrase for group in groups for phrase in _phrases(group.should[0])}
    for group in groups:
        typed, *others = group.should
        share = BELOW_TYPED if group.typed_leads else OTHER_NAME
        most = share * sum(weights[phrase] for phrase in _phrases(typed))
        for phrase in chain.from_iterable(map(_phrases, others)):
            if phrase not in all_typed:
                weights[phrase] = min(weights[phrase], most)
    return weights


def _names_of_one_thing(clause: Clause) -> Iterator[AnyOf]:
    if isinstance(clause, PhraseClause):
        return
    if isinstance(clause, AnyOf) and (clause.is_one_thing or clause.typed_leads):
        yield clause
        return
    for inner in clause.must if isinstance(clause, AllOf) else clause.should:
        yield from _names_of_one_thing(inner)


def _phrases(clause: Clause) -> Iterator[PhraseClause]:
    return chain.from_iterable(_runs(clause))


def _novelty(matching: int, rarer: int, both: int, documents: int) -> float:
    """Return the share (0 to 1) of a word's information that is new where a rarer word already occurs."""
    overall = matching / documents
    if not 0.0 < overall < 1.0:
        return 1.0
    beside = (both + SMOOTHING * overall) / (rarer + SMOOTHING)
    return max(MIN_NOVELTY, min(1.0, math.log(beside) / math.log(overall)))


def _runs(clause: Clause) -> Iterator[list[PhraseClause]]:
    """Yield runs of adjacent plain words of the query, in order.

    A word that has other names stands where it was typed; each of those is a run of its own.
    """
    if isinstance(clause, PhraseClause):
        yield [clause]
        return
    run: list[PhraseClause] = []
    for inner in clause.must if isinstance(clause, AllOf) else clause.should:
        words = _words_of(inner)
        if words:
            run += words
            for name in inner.should[1:] if isinstance(inner, AnyOf) else ():
                yield from _runs(name)
            continue
        yield run
        run = []
        yield from _runs(inner)
    yield run


def _words_of(clause: Clause) -> list[PhraseClause]:
    """Return the plain words of a word, or of a name as it was typed; none for any other clause."""
    parts: tuple[Clause, ...] = (clause,)
    if isinstance(clause, AnyOf) and clause.is_one_thing:
        typed = clause.should[0]
        parts = typed.must if isinstance(typed, AllOf) and not typed.must_not else (typed,)
    words = [phrase for phrase in parts if isinstance(phrase, PhraseClause) and phrase.is_plain_word]
    return words if len(words) == len(parts) else []
