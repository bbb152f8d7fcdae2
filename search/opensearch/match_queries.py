"""MatchQueries: the queries of one clause with its filters, with and without scores, and how its hits can be scored."""

from functools import cached_property

from search.execution.snapshot import Sort
from search.model.deadline import Deadline
from search.model.filters import Filters
from search.model.question import SortOrder
from search.opensearch.clause_queries import bool_query
from search.opensearch.filter_queries import Query, filter_clauses
from search.opensearch.scored_queries import ScoredQueries, by_recency
from search.opensearch.state_reader import StateReader
from search.opensearch.statistics import count_terms
from search.query.clauses import AllOf


class MatchQueries:
    """Queries for what matches a clause (everything, for None) and passes filters, in one state of a cluster."""

    def __init__(
        self, reader: StateReader, clause: AllOf | None, filters: Filters, deadline: Deadline
    ) -> None:
        self._reader = reader
        self._clause = clause
        self._filters = filters
        self._deadline = deadline

    @cached_property
    def matching(self) -> Query:
        """The query that finds all that matches, without scores."""
        must, must_not = filter_clauses(self._filters, self._reader.state.moment)
        if self._clause is not None:
            must.append(self._reader.queries.matching(self._clause))
        return bool_query(filter_=must, must_not=must_not)

    def scored(self, sort: Sort, *, pruned: bool = False) -> Query:
        """Return the query with its score, or without one where the sort needs none."""
        if self._clause is None or not self.is_by_score(sort):
            return self.matching
        weights = self._reader.weights(self._clause, self._deadline)
        scored = ScoredQueries(self._reader.queries, weights, pruned=pruned).scored(self._clause)
        must, must_not = filter_clauses(self._filters, self._reader.state.moment)
        query = bool_query(filter_=must, must=[scored], must_not=must_not)
        return by_recency(query, sort.newest, sort.half_life) if sort.half_life else query

    def is_by_score(self, sort: Sort) -> bool:
        """Return whether hits are sorted by their scores."""
        return bool(self._clause and self._clause.must) and sort.order is SortOrder.RELEVANCE

    def is_by_text(self, sort: Sort) -> bool:
        """Return whether the cluster cannot score as we do, so that hits are scored by their texts."""
        if self._clause is None or not self.is_by_score(sort):
            return False
        return not ScoredQueries(self._reader.queries, {}).is_exact(self._clause)

    def is_prunable(self, sort: Sort) -> bool:
        """Return whether scoring every hit by script would read more impacts than `cluster_scored_terms`."""
        if self._clause is None or not self.is_by_score(sort) or sort.half_life:
            return False
        impacts = self._reader.most_matching(self._clause) * count_terms(self._clause)
        return impacts > self._reader.scored_terms
