"""How much each word of a query tells: its rarity, less what its neighbour already said.

BM25 adds up words as if they were independent. Neighbours in a query are not: who writes मीडिया
writes सोशल before it, and फैक्ट चेक is one thing, not two. So of two neighbouring words the more
frequent one counts only by how rarely it stands in the articles that hold the rarer one: a word that
always keeps the other's company adds nothing. The share is smoothed with SMOOTHING articles that
hold the word as often as the whole archive does (Dirichlet prior), so that rare words are left alone.

Measured on headlines searched against the bodies of 18,842 real articles: MRR@10 0.746 without,
0.773 with it (tests/quality).
"""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from search import ranking
from search.clauses import AllOf, Clause, Sequence

SMOOTHING = 30

Count = Callable[[Sequence], int]
"""Documents that hold each of a sequence's words."""
CountBoth = Callable[[Sequence, Sequence], int]
"""Documents that hold both of two words."""


def rarities(clause: Clause, documents: int, count: Count, count_both: CountBoth) -> dict[Sequence, float]:
    """The weight of every sequence of a clause in an archive of so many documents; always above 0."""
    found: dict[Sequence, float] = {}
    for run in _runs(clause):
        counts = [count(sequence) for sequence in run]
        shares = [1.0] * len(run)
        for left, right in pairwise(range(len(run))):
            if run[left] != run[right]:
                rarer, other = (left, right) if counts[left] <= counts[right] else (right, left)
                both = count_both(run[rarer], run[other])
                shares[other] = min(shares[other], _news(counts[other], counts[rarer], both, documents))
        for sequence, share, holding in zip(run, shares, counts, strict=True):
            rarity = ranking.rarity(documents, holding) * share
            found[sequence] = min(rarity, found.get(sequence, rarity))
    return found


def _news(word: int, given: int, both: int, documents: int) -> float:
    """The share (0 to 1) of a word's information that is new where a rarer one already stands."""
    overall = word / documents
    if not 0.0 < overall < 1.0:
        return 1.0
    beside = (both + SMOOTHING * overall) / (given + SMOOTHING)
    return min(1.0, math.log(beside) / math.log(overall))


def _runs(clause: Clause) -> Iterator[list[Sequence]]:
    """Neighbouring words of the query, in order; whatever stands between them parts them."""
    if isinstance(clause, Sequence):
        yield [clause]
        return
    run: list[Sequence] = []
    for inner in clause.wanted if isinstance(clause, AllOf) else clause.clauses:
        if isinstance(inner, Sequence) and inner.is_plain_word:
            run.append(inner)
            continue
        yield run
        run = []
        yield from _runs(inner)
    yield run
