"""Clauses as OpenSearch queries whose score is our own BM25F (search/ranking/bm25.py), not Lucene's.

Impacts are the frequencies of the field `terms`, and rarities come with the query. So nothing depends on which shard or
replica answers. Three kinds of query:

    exact     a script adds up the impacts of all spellings of a word; every hit is scored by it
    pruned    of the spellings of a word the heaviest counts; Lucene leaves out articles that cannot be among the best
    exact for words side by side: occurrences in each field, times what one is worth there

Words near each other, or phrases of several spellings, are scored roughly here and exactly by their texts
(text_scorer.py).
"""

from collections.abc import Sequence
from typing import Any

from index.columns.impacts import K1
from index.opensearch.mapping import DECODED, MISSING, token_of
from search.model.expansions import Alternative
from search.opensearch.clause_queries import ClauseQueries, any_of, bool_query
from search.opensearch.filter_queries import MATCH_NONE, Query
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, TermAlternatives
from search.ranking.bm25 import RECENCY_SHARE
from search.ranking.postings import ADDED_CEILING

Weights = dict[PhraseClause, float]
OTHERS_SHARE = 0.3
"""What further spellings of a word add to a score that only chooses what is scored exactly."""
ADDED_SHARE = ADDED_CEILING / (ADDED_CEILING + K1)
"""What additions bring at most, as a share of what the typed word can."""

# One text for all queries: what varies is in the parameters, so that the cluster compiles it once.
_WORD_SCRIPT = (
    "double typed = 0; double added = 0;"
    " for (int i = 0; i < params.terms.length; ++i) {"
    " def term = params.terms[i]; int n = (int) termFreq('terms', term);"
    " if (params.own[i] && n > 0) {"
    " if (termFreq('terms', params.missing + term) > 0) { n = 0; }"
    " else { int own = (int) termFreq('terms', params.exact + term); if (own > 0) { n = own; } } }"
    f" if (n > 0) {{ double impact = params.weights[i] * {DECODED.format(frequency='n')};"
    " if (params.added[i]) { added += impact; } else { typed += impact; } } }"
    " double f = typed + params.share * added / (1 + added);"
    " return params.weight * f / (f + params.k);"
)
_SATURATED = "return params.weight * _score / (_score + params.k);"
_WORTH = "def worth = doc[params.field]; return worth.size() == 0 ? 0 : worth.value * _score / (1.000001 - _score);"
_RECENT = (
    "double age = doc['day'].size() == 0 ? Double.POSITIVE_INFINITY : params.newest - doc['day'].value;"
    " return _score * (1 - params.share + params.share * Math.pow(2, -Math.max(age, 0) / params.half));"
)


class ScoredQueries:
    """Translates the clauses of one query, whose phrases weigh what `weights` says."""

    def __init__(self, queries: ClauseQueries, weights: Weights, *, pruned: bool = False) -> None:
        self._queries = queries
        self._weights = weights
        self._pruned = pruned

    def scored(self, clause: Clause) -> Query:
        """Return the query of a clause with its score."""
        if isinstance(clause, AllOf):
            return bool_query(
                must=[self.scored(part) for part in clause.must],
                must_not=[self._queries.matching(part) for part in clause.must_not],
            )
        if isinstance(clause, AnyOf):
            return any_of([self.scored(part) for part in clause.should])
        weight = self._weights.get(clause, 1.0) * (K1 + 1)
        if clause.is_plain_word:
            return self._word(clause.slots[0], weight)
        if self.counts_exactly(clause):
            return self._counted(clause, weight)
        return self._roughly(clause, weight)

    def is_exact(self, clause: Clause) -> bool:
        """Return whether the score is BM25F itself, except for the last bits of a float32."""
        if isinstance(clause, AllOf):
            return all(map(self.is_exact, clause.must))
        if isinstance(clause, AnyOf):
            return all(map(self.is_exact, clause.should))
        return clause.is_plain_word or self.counts_exactly(clause)

    def counts_exactly(self, clause: PhraseClause) -> bool:
        """Return whether all occurrences of a phrase weigh the same, so that counting them is enough."""
        if clause.within or (clause.times > 1 and len(clause.slots) > 1):
            return False
        alternatives = [alternative for slot in clause.slots for alternative in slot]
        if any(self._queries.is_own_spelling(alternative) for alternative in alternatives):
            return False
        return len(clause.slots) == 1 or all(len(slot) == 1 for slot in clause.slots)

    def _word(self, slot: TermAlternatives, weight: float) -> Query:
        if not slot:
            return MATCH_NONE
        own = [self._queries.is_own_spelling(alternative) for alternative in slot]
        if len(slot) == 1 and slot[0].weight == 1.0 and not slot[0].is_added and not own[0]:
            return {"term": {"terms": {"value": self._queries.token(slot[0]), "boost": weight}}}
        if self._pruned and not any(own):
            typed = [alternative for alternative in slot if not alternative.is_added]
            added = [alternative for alternative in slot if alternative.is_added]
            parts = [(typed, weight), (added, weight * ADDED_SHARE)]
            return any_of([self._best_of(terms, boost) for terms, boost in parts if terms])
        params = {
            "terms": [self._queries.token(alternative) for alternative in slot],
            "own": own,
            "weights": [alternative.weight for alternative in slot],
            "added": [alternative.is_added for alternative in slot],
            "missing": MISSING,
            "exact": token_of("="),
            "share": ADDED_CEILING,
            "weight": weight,
            "k": K1,
        }
        return _scripted(self._queries.containing(slot), _WORD_SCRIPT, params)

    def _best_of(self, slot: Sequence[Alternative], boost: float) -> Query:
        """Return terms of which the heaviest counts, and the others a little: Lucene can leave out articles then."""
        terms = [
            {
                "term": {
                    "terms": {"value": self._queries.token(alternative), "boost": boost * alternative.weight}
                }
            }
            for alternative in slot
        ]
        return terms[0] if len(terms) == 1 else {"dis_max": {"queries": terms, "tie_breaker": OTHERS_SHARE}}

    def _counted(self, clause: PhraseClause, weight: float) -> Query:
        """Return a phrase, or a word of one field, scored by its occurrences and their worth in each field."""
        size = len(clause.slots)
        texts: list[tuple[str, float]]
        if size == 1:
            texts = [
                (self._queries.token(alternative), alternative.weight) for alternative in clause.slots[0]
            ]
        else:
            least = min(slot[0].weight for slot in clause.slots)
            texts = [(" ".join(self._queries.token(slot[0]) for slot in clause.slots), least)]
        parts = [
            {"function_score": {
                # The similarity counts an occurrence once for each word of the phrase.
                "query": {"match_phrase": {f"words.{field}": {"query": text, "boost": certain / size}}},
                "field_value_factor": {"field": f"weights.{field}", "missing": 0},
                "boost_mode": "multiply",
            }}
            for field in self._queries.fields_of(clause)
            for text, certain in texts
        ]  # fmt: skip
        query = any_of(parts)
        if clause.times > 1:
            query = bool_query(must=[query], filter_=[self._queries.matching(clause)])
        return _scripted(query, _SATURATED, {"weight": weight, "k": K1})

    def _roughly(self, clause: PhraseClause, weight: float) -> Query:
        """Return words near each other, or a phrase of several spellings, scored by how often they stand so."""
        once = clause._replace(times=1)
        parts = [
            _scripted(self._queries.counted(once, field), _WORTH, {"field": f"weights.{field}"})
            if clause.within
            else {"function_score": {
                "query": self._queries.in_field(once, field),
                "field_value_factor": {"field": f"weights.{field}", "missing": 0},
                "boost_mode": "multiply",
                "boost": 1 / len(clause.slots),
            }}
            for field in self._queries.fields_of(clause)
        ]  # fmt: skip
        scored = _scripted(any_of(parts), _SATURATED, {"weight": weight, "k": K1})
        return bool_query(must=[scored], filter_=[self._queries.matching(clause)])


def by_recency(query: Query, newest: int, half_life: int) -> Query:
    """Return a query whose score falls with the age of an article; see bm25.recency."""
    return _scripted(query, _RECENT, {"newest": newest, "half": half_life, "share": RECENCY_SHARE})


def _scripted(query: Query, source: str, params: dict[str, Any]) -> Query:
    return {"script_score": {"query": query, "script": {"source": source, "params": params}}}
