"""Clauses as queries; that they find what the embedded engine finds is asked in test_matches.py."""

from typing import cast

import pytest

from search.model.expansions import Alternative
from search.opensearch.clause_queries import ClauseQueries, any_of, bool_query
from search.opensearch.filter_queries import MATCH_NONE
from search.query.clauses import AllOf, AnyOf, PhraseClause
from search.query.lexicon import Lexicon


class Spellings:
    """A lexicon that knows spellings alone: गए is also written गये, तेल is not."""

    def spellings(self, term: str) -> list[tuple[str, int]]:
        return [("गए", 3), ("गये", 2)] if term == "गए" else [(term, 1)]


QUERIES = ClauseQueries(cast("Lexicon", Spellings()))


def word(*terms: str) -> PhraseClause:
    return PhraseClause((tuple(Alternative(term, 1.0) for term in terms),))


def test_a_word_is_any_of_its_terms() -> None:
    assert QUERIES.matching(word("तेल", "दाम")) == {"terms": {"terms": ["तेल", "दाम"]}}
    assert QUERIES.matching(word("=गये")) == {"terms": {"terms": ["=गये"]}}
    assert QUERIES.matching(word("=एस सी ओ")) == {"terms": {"terms": ["=एस␣सी␣ओ"]}}
    assert QUERIES.matching(PhraseClause(((),))) == MATCH_NONE


def test_a_spelling_that_equals_its_term_is_the_term_without_the_mark_that_it_is_missing() -> None:
    assert QUERIES.matching(word("=गए")) == {
        "bool": {"filter": [{"term": {"terms": "गए"}}], "must_not": [{"term": {"terms": "!गए"}}]}
    }
    assert QUERIES.matching(word("=तेल")) == {"terms": {"terms": ["तेल"]}}  # nobody spells it otherwise


def test_words_together_are_looked_for_in_each_field_or_the_one_named() -> None:
    phrase = PhraseClause((*word("तेल").slots, *word("दाम", "भाव").slots))
    assert QUERIES.matching(phrase._replace(field="body")) == {
        "match_phrase": {"words.body": {"query": "तेल दाम|भाव"}}
    }
    assert len(QUERIES.matching(phrase)["bool"]["should"]) == 3
    exact = PhraseClause((*word("=गए").slots, *word("तेल").slots), "body")
    assert "span_near" in QUERIES.matching(exact)


def test_nearness_is_a_number_of_gaps() -> None:
    near = PhraseClause((*word("तेल").slots, *word("दाम").slots), "body", 5)
    rule = QUERIES.matching(near)["intervals"]["words.body"]["all_of"]
    assert (rule["max_gaps"], rule["ordered"]) == (4, False)
    same = PhraseClause((*word("तेल").slots, *word("तेल").slots), "body", 5)
    assert "script" in QUERIES.matching(same)["intervals"]["words.body"]["all_of"]["filter"]
    assert QUERIES.matching(near._replace(slots=near.slots * 3 + word("x").slots, within=1)) != MATCH_NONE
    three = PhraseClause((*near.slots, *word("x").slots), "body", 1)
    assert QUERIES.matching(three) == MATCH_NONE  # three words cannot stand within two places


def test_conjunctions_and_disjunctions() -> None:
    both = QUERIES.matching(AllOf((word("क"), word("ख")), (word("ग"),)))
    assert (len(both["bool"]["filter"]), len(both["bool"]["must_not"])) == (2, 1)
    assert QUERIES.matching(AnyOf((word("क"),))) == QUERIES.matching(word("क"))
    assert any_of([]) == MATCH_NONE
    assert bool_query() == {"bool": {}}


@pytest.mark.parametrize("clause", [word("तेल")._replace(times=2), PhraseClause(word("क").slots * 2, times=2)])
def test_two_equal_queries_with_a_least_number_are_told_apart(clause: PhraseClause) -> None:
    assert QUERIES.matching(clause) != QUERIES.matching(clause)
