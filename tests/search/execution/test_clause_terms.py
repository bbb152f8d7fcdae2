"""The terms of a clause, and whether a piece of text meets it."""

from search.execution.clause_terms import is_satisfied_by, searched_terms
from search.model.expansions import Alternative
from search.query.clauses import AllOf, AnyOf, PhraseClause


def word(*terms: str, field: str = "") -> PhraseClause:
    return PhraseClause((tuple(Alternative(term, 1.0) for term in terms),), field)


def meets(clause: AllOf, *terms: str) -> bool:
    return is_satisfied_by(clause, set(terms).__contains__)


def test_all_words_any_choice_and_any_alternative() -> None:
    clause = AllOf((word("राम", "रामा"), AnyOf((word("मंदिर"), AllOf((word("भूमि"), word("पूजन")))))))
    assert meets(clause, "रामा", "मंदिर")
    assert meets(clause, "राम", "पूजन", "भूमि")
    assert not meets(clause, "राम", "भूमि")
    assert not meets(clause, "मंदिर")


def test_a_phrase_is_its_words_and_an_exact_spelling_its_term() -> None:
    phrase = PhraseClause((word("=ज़मीन").slots[0], word("पर").slots[0]))
    assert meets(AllOf((phrase,)), "जमीन", "पर")
    assert not meets(AllOf((phrase,)), "जमीन")
    assert searched_terms(AllOf((phrase,), (word("नहीं"),))) == {"जमीन", "पर"}
    assert searched_terms(None) == set()


def test_a_word_of_the_headline_need_not_stand_in_every_part_unless_nothing_else_is_asked() -> None:
    assert meets(AllOf((word("चुनाव", field="headline"), word("मोदी"))), "मोदी")
    assert not meets(AllOf((word("चुनाव", field="headline"),)), "मोदी")
    assert meets(AllOf((AnyOf((word("चुनाव", field="headline"),)), word("मोदी"))), "मोदी")


def test_what_must_not_stand_is_no_matter_of_a_part() -> None:
    assert meets(AllOf((word("मोदी"),), (word("चुनाव"),)), "मोदी", "चुनाव")
