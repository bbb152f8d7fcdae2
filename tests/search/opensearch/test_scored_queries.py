"""Which clauses the cluster scores exactly, and how; that scores are equal is asked in test_matches.py."""

import json

from search.model.expansions import Alternative, ExpansionKind
from search.opensearch.scored_queries import ScoredQueries, by_recency
from search.query.clauses import AllOf, AnyOf, PhraseClause
from tests.search.opensearch.test_clause_queries import QUERIES, word

ADDED = PhraseClause(((Alternative("तेल", 1.0), Alternative("तैल", 0.6, ExpansionKind.SOUND)),))
PHRASE = PhraseClause(word("क").slots + word("ख").slots)


def test_a_word_of_one_spelling_is_lucenes_own_and_others_are_scripts_of_one_text() -> None:
    exact = ScoredQueries(QUERIES, {word("तेल"): 2.0})
    assert exact.scored(word("तेल")) == {"term": {"terms": {"value": "तेल", "boost": 2.0 * 2.2}}}
    scripts = {
        json.dumps(exact.scored(clause)["script_score"]["script"]["source"])
        for clause in (ADDED, word("तेल", "दाम"), word("=गए"))
    }
    assert len(scripts) == 1  # or the cluster would compile each query anew


def test_pruned_queries_have_no_script() -> None:
    pruned = ScoredQueries(QUERIES, {}, pruned=True)
    text = json.dumps(pruned.scored(AllOf((ADDED, word("दाम")))))
    assert "script" not in text
    assert "boost" in text


def test_what_is_scored_exactly_is_known() -> None:
    exact = ScoredQueries(QUERIES, {})
    assert exact.is_exact(AllOf((ADDED, PHRASE, word("क")._replace(field="headline"))))
    assert not exact.is_exact(AnyOf((word("क"), PHRASE._replace(within=5))))
    assert not exact.is_exact(PhraseClause(ADDED.slots + word("ख").slots))
    assert not exact.is_exact(PhraseClause(word("=गए").slots + word("ख").slots))
    assert not exact.is_exact(PHRASE._replace(times=2))


def test_excluded_clauses_only_filter() -> None:
    found = ScoredQueries(QUERIES, {}).scored(AllOf((word("क"),), (ADDED,)))
    assert found["bool"]["must_not"] == [QUERIES.matching(ADDED)]


def test_newness_multiplies_the_score() -> None:
    params = by_recency({"match_all": {}}, 739_000, 160)["script_score"]["script"]["params"]
    assert (params["newest"], params["half"]) == (739_000, 160)
