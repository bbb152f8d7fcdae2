"""Words that always come together count once."""

from collections.abc import Collection, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.expansions import Alternative
from search.query.clauses import AllOf, AnyOf, PhraseClause
from search.query.other_names import OTHER_NAME
from search.ranking import bm25
from search.ranking.term_dependence import term_weights

DOCUMENTS = 1000


def word(term: str) -> PhraseClause:
    return PhraseClause(((Alternative(term, 1.0),),))


def weights(held: Mapping[str, Collection[int]], *terms: str) -> list[float]:
    """What each term weighs in a query of these words."""

    def documents(sequence: PhraseClause) -> set[int]:
        return set(held[sequence.slots[0][0].term])

    found = term_weights(
        AllOf((AnyOf(tuple(map(word, terms))),)),
        DOCUMENTS,
        lambda sequence: len(documents(sequence)),
        lambda one, other: len(documents(one) & documents(other)),
    )
    return [found[word(term)] for term in terms]


def test_the_more_frequent_of_two_companions_counts_for_little() -> None:
    held = {"मीडिया": range(110), "सोशल": range(100), "किसान": range(500, 600)}
    media, social = weights(held, "मीडिया", "सोशल")
    assert social == pytest.approx(bm25.idf(DOCUMENTS, 100))
    assert media < 0.2 * bm25.idf(DOCUMENTS, 110)


def test_words_that_keep_apart_or_stand_apart_in_the_query_keep_their_weight() -> None:
    held = {"मीडिया": range(110), "सोशल": range(100), "किसान": range(500, 600)}
    assert weights(held, "मीडिया", "किसान")[0] == pytest.approx(bm25.idf(DOCUMENTS, 110))
    assert weights(held, "मीडिया", "किसान", "सोशल")[0] == pytest.approx(bm25.idf(DOCUMENTS, 110))


def test_a_rare_word_says_little_about_its_neighbour() -> None:
    held = {"कहा": range(300), "टोकाएव": [5]}
    said, name = weights(held, "कहा", "टोकाएव")
    assert name == pytest.approx(bm25.idf(DOCUMENTS, 1))
    assert said > 0.8 * bm25.idf(DOCUMENTS, 300)


@given(st.lists(st.sets(st.integers(0, DOCUMENTS - 1), max_size=40), min_size=1, max_size=6))
def test_no_word_weighs_more_than_its_rarity_or_less_than_nothing(holdings: list[set[int]]) -> None:
    held = {str(number): sorted(documents) for number, documents in enumerate(holdings)}
    for term, weight in zip(held, weights(held, *held), strict=True):
        assert 0.0 < weight <= bm25.idf(DOCUMENTS, len(held[term])) + 1e-9


HELD = {"मीडिया": range(110), "सोशल": range(100), "संचार": range(700, 703), "किसान": range(500, 600)}


def weights_of(clause: AnyOf) -> dict[PhraseClause, float]:
    def documents(sequence: PhraseClause) -> set[int]:
        return set(HELD[sequence.slots[0][0].term])

    return term_weights(
        AllOf((clause,)),
        DOCUMENTS,
        lambda sequence: len(documents(sequence)),
        lambda one, other: len(documents(one) & documents(other)),
    )


def test_a_word_with_other_names_stands_where_it_was_typed() -> None:
    named = AnyOf((word("मीडिया"), word("संचार")), is_one_thing=True)
    found = weights_of(AnyOf((named, word("सोशल"))))
    assert found[word("मीडिया")] < 0.2 * bm25.idf(DOCUMENTS, 110)
    apart = weights_of(AnyOf((AnyOf((word("मीडिया"), word("संचार"))), word("सोशल"))))
    assert apart[word("मीडिया")] == pytest.approx(bm25.idf(DOCUMENTS, 110))


def test_another_name_is_worth_no_more_than_the_typed_one_however_rare_it_is() -> None:
    named = AnyOf((word("किसान"), word("संचार")), is_one_thing=True)
    found = weights_of(AnyOf((named,)))
    assert found[word("संचार")] == pytest.approx(OTHER_NAME * found[word("किसान")])
    both = AnyOf((named, AnyOf((word("संचार"), word("किसान")), is_one_thing=True)))
    assert weights_of(both)[word("संचार")] > found[word("संचार")]
