"""Most of the words: which articles lack only words of a query that tell little, as a clause of its own.

Each clause is weighted by its rarity. An article has most of the words if its clauses weigh at least PARTIAL_WEIGHT
of the total.
"""

import math
from collections.abc import Sequence
from itertools import combinations

from search.execution.snapshot import Snapshot
from search.model.deadline import Deadline
from search.model.filters import NO_FILTERS
from search.query.clauses import AllOf, AnyOf, Clause

PARTIAL_WEIGHT = 2 / 3
MIN_CLAUSES, MAX_CLAUSES = 2, 8
"""Of fewer clauses none can be missing; of more there are too many choices."""


def clause_weights(snapshot: Snapshot, clause: AllOf, deadline: Deadline) -> list[float]:
    """Return the idf-like weight of each `must` clause in the whole archive; [] without time to count them all."""
    clauses = [AllOf((part,)) for part in clause.must]
    totals = snapshot.count_matches(clauses, NO_FILTERS, deadline)
    if len(totals) < len(clauses):
        return []
    return weights_of(totals, snapshot.documents)


def weights_of(totals: Sequence[int], documents: int) -> list[float]:
    """Return the weights of clauses that match `totals` of `documents` articles."""
    return [math.log(1 + documents / (1 + total)) for total in totals]


def most_words_clause(snapshot: Snapshot, clause: AllOf, deadline: Deadline) -> AllOf:
    """Return a clause that articles with most of the words match, too; the same if none of them can be missing."""
    if not MIN_CLAUSES <= len(clause.must) <= MAX_CLAUSES:
        return clause
    weights = clause_weights(snapshot, clause, deadline)
    if not weights:
        return clause
    enough = least_sets(weights, PARTIAL_WEIGHT * sum(weights))
    every = tuple(range(len(weights)))
    if enough != [every]:  # a word that is needed in none of them scores and is marked, too
        enough = [every, *enough]
    choices = tuple(_together(tuple(clause.must[position] for position in chosen)) for chosen in enough)
    return AllOf((AnyOf(choices),) if len(choices) > 1 else choices, clause.must_not)


def least_sets(weights: list[float], least: float) -> list[tuple[int, ...]]:
    """Return the minimal index sets whose weights add up to `least`.

    >>> least_sets([3.0, 2.0, 1.0], 4.0)
    [(0, 1), (0, 2)]
    """
    found: list[tuple[int, ...]] = []
    for size in range(1, len(weights) + 1):
        for chosen in combinations(range(len(weights)), size):
            is_enough = sum(weights[position] for position in chosen) >= least - 1e-9
            if is_enough and not any(set(smaller) <= set(chosen) for smaller in found):
                found.append(chosen)
    return found


def _together(clauses: tuple[Clause, ...]) -> Clause:
    return clauses[0] if len(clauses) == 1 else AllOf(clauses)
