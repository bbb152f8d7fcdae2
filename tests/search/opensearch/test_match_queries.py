"""How the hits of a clause are scored: by what the query is, what is sorted by, and how many may match."""

from types import SimpleNamespace
from typing import cast

import pytest

from index.opensearch.mapping import Moment
from search.execution.snapshot import Sort
from search.model.deadline import NEVER
from search.model.filters import NO_FILTERS
from search.model.question import SortOrder
from search.opensearch.match_queries import MatchQueries
from search.opensearch.state_reader import StateReader
from search.query.clauses import AllOf, PhraseClause
from tests.search.opensearch.test_clause_queries import QUERIES, word

BEST = Sort(SortOrder.RELEVANCE, 0, 0)
NEWEST = Sort(SortOrder.NEWEST, 0, 0)
NEAR = PhraseClause(word("क").slots + word("ख").slots, within=5)


def queries(clause: AllOf | None, most_matching: int = 10) -> MatchQueries:
    reader = SimpleNamespace(
        state=SimpleNamespace(moment=Moment(1)),
        queries=QUERIES,
        weights=lambda _clause, _deadline: {},
        most_matching=lambda _clause: most_matching,
        scored_terms=100,
    )
    return MatchQueries(cast("StateReader", reader), clause, NO_FILTERS, NEVER)


@pytest.mark.parametrize(
    ("clause", "sort", "scored", "by_text"),
    [
        (AllOf((word("तेल"),)), BEST, True, False),
        (AllOf((NEAR,)), BEST, True, True),
        (AllOf((NEAR,)), NEWEST, False, False),
        (AllOf((), (word("तेल"),)), BEST, False, False),
        (None, BEST, False, False),
    ],
)
def test_scores_are_asked_for_where_they_sort(
    clause: AllOf | None, sort: Sort, scored: bool, by_text: bool
) -> None:
    found = queries(clause)
    assert (found.is_by_score(sort), found.is_by_text(sort)) == (scored, by_text)
    assert (found.scored(sort) != found.matching) == scored


def test_only_what_matches_very_many_is_pruned() -> None:
    clause = AllOf((word("तेल"),))
    assert not queries(clause, 100).is_prunable(BEST)
    assert queries(clause, 101).is_prunable(BEST)
    assert not queries(clause, 101).is_prunable(NEWEST)
    assert not queries(clause, 101).is_prunable(BEST._replace(half_life=30))
