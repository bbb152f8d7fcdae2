"""Statistics: in how many articles the words of a query stand, asked of the cluster in one request and remembered."""

from collections.abc import Callable, Hashable

from index.hindi.analysis import EXACT, term_of
from index.opensearch.states import State
from search.model.deadline import Deadline, OutOfTimeError
from search.model.expansions import Alternative
from search.model.filters import NO_FILTERS
from search.opensearch.clause_queries import ClauseQueries, bool_query
from search.opensearch.connection import Body, Connection, Reply
from search.opensearch.filter_queries import Query, filter_clauses
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.lexicon import Lexicon
from search.ranking.term_dependence import term_weights

CACHED_COUNTS = 50_000
"""Numbers of articles that are kept."""
Counted = dict[Hashable, Query]
"""The queries whose hits are counted, by what their numbers are remembered under."""


def count_terms(clause: Clause) -> int:
    """Return how many terms a clause asks for."""
    if isinstance(clause, PhraseClause):
        return sum(map(len, clause.slots))
    return sum(map(count_terms, clause.must if isinstance(clause, AllOf) else clause.should))


class Statistics:
    """What weighing the words of a query takes. Threads share it."""

    def __init__(
        self, connection: Connection, state: State, lexicon: Lexicon, queries: ClauseQueries
    ) -> None:
        self._connection = connection
        self._documents = state.documents
        self._lexicon = lexicon
        self._queries = queries
        self._in_state, _ = filter_clauses(NO_FILTERS, state.moment)
        self._known: dict[Hashable, int] = {}

    def weights(self, clause: AllOf, deadline: Deadline) -> dict[PhraseClause, float]:
        """Return the weight of each wanted phrase of a clause. Raises OutOfTimeError."""
        found, unknown = self._weigh(clause)
        if not unknown:
            return found
        self._ask(unknown, deadline)
        return self._weigh(clause)[0]

    def unknown(self, clause: AllOf) -> Counted:
        """Return what weighing a clause takes and is not remembered, to be counted beside something else."""
        return self._weigh(clause)[1]

    def counting(self, counted: Counted) -> Body:
        """Return the search that counts what some queries match."""
        return {
            "size": 0,
            "query": bool_query(filter_=self._in_state),
            "aggs": {"counts": {"filters": {"filters": list(counted.values())}}},
        }

    def remember(self, counted: Counted, reply: Reply) -> None:
        """Keep what a whole answer to `counting` says."""
        if len(self._known) + len(counted) > CACHED_COUNTS:
            self._known.clear()
        for key, bucket in zip(counted, reply["aggregations"]["counts"]["buckets"], strict=True):
            self._known[key] = int(bucket["doc_count"])

    def _weigh(self, clause: AllOf) -> tuple[dict[PhraseClause, float], Counted]:
        """Return the weight of each phrase, and what has to be counted before these are right."""
        unknown: Counted = {}

        def known(key: Hashable, query: Callable[[], Query]) -> int:
            if key in self._known:
                return self._known[key]
            unknown[key] = query()
            return 0

        def count(phrase: PhraseClause) -> int:
            local = self._count_here(phrase)
            return known(phrase, lambda: self._counting(phrase)) if local is None else local

        def count_both(one: PhraseClause, other: PhraseClause) -> int:
            slots = frozenset((one.slots[0], other.slots[0]))
            return known(slots, lambda: self._queries.containing_all(list(slots)))

        return term_weights(clause, self._documents, count, count_both), unknown

    def count_phrase(self, terms: tuple[str, ...], deadline: Deadline) -> int:
        """Return how many articles contain the terms side by side, as far as there is time."""
        if terms not in self._known:
            phrase = PhraseClause(tuple((Alternative(term, 1.0),) for term in terms))
            try:
                self._ask({terms: self._queries.matching(phrase)}, deadline)
            except OutOfTimeError:
                return 0
        return self._known[terms]

    def most_matching(self, clause: Clause) -> int:
        """Return how many articles a clause may match at most, as far as the words alone tell."""
        if isinstance(clause, PhraseClause):
            return min((sum(map(self._count_term, slot)) for slot in clause.slots), default=0)
        if isinstance(clause, AnyOf):
            return sum(map(self.most_matching, clause.should))
        return min(map(self.most_matching, clause.must), default=self._documents)

    def _ask(self, counted: Counted, deadline: Deadline) -> None:
        """Count what some queries match, and remember it."""
        (reply,) = self._connection.whole([self.counting(counted)], deadline)
        self.remember(counted, reply)

    def _count_here(self, phrase: PhraseClause) -> int | None:
        """Return the number of articles with a word of one spelling, which the lexicon knows; None for others."""
        if not phrase._replace(times=1).is_plain_word:
            return None
        own = [alternative for alternative in phrase.slots[0] if not alternative.is_added]
        if not own:
            return 0
        return self._count_term(own[0]) if len(own) == 1 else None

    def _count_term(self, alternative: Alternative) -> int:
        term = alternative.term
        if not term.startswith(EXACT):
            return self._lexicon.document_count(term)
        spelling = term[1:]
        return dict(self._lexicon.spellings(term_of(spelling))).get(spelling, 0)

    def _counting(self, phrase: PhraseClause) -> Query:
        """Return the query whose hits tell how rare a phrase is: the typed word's alone, or all words' of several."""
        phrase = phrase._replace(times=1)  # a word is as rare as it is, however often it is wanted
        if len(phrase.slots) > 1:
            return self._queries.containing_all(phrase.slots)
        own = tuple(alternative for alternative in phrase.slots[0] if not alternative.is_added)
        return self._queries.matching(phrase._replace(slots=(own,)))
