"""Clauses: their relaxed form, and the phrases to highlight."""

import pytest

from index.text_units import TextUnit
from search.model.expansions import Alternative, ExpansionKind
from search.query.clauses import (
    AllOf,
    AnyOf,
    PhraseClause,
    minimum_should_match_one,
    wanted_phrases,
    with_equal_inflections,
)


def word(term: str, within: int | TextUnit = 0, field: str = "") -> PhraseClause:
    return PhraseClause(tuple((Alternative(each, 1.0),) for each in term.split()), field, within)


def test_a_single_word_cannot_be_relaxed() -> None:
    assert minimum_should_match_one(AllOf((word("एक"),), (word("दो"),))) is None


def test_relaxed_any_word_will_do_but_what_is_excluded_stays_so() -> None:
    clause = AllOf((word("एक"), word("दो")), (word("तीन"),))
    assert minimum_should_match_one(clause) == AllOf((AnyOf((word("एक"), word("दो"))),), (word("तीन"),))


def test_highlighted_is_what_a_match_may_contain_in_order() -> None:
    clause = AllOf((word("एक दो"), AnyOf((word("तीन"), AllOf((word("चार"),))))), (word("पाँच"),))
    assert list(wanted_phrases(clause)) == [word("एक दो"), word("तीन"), word("चार")]


def test_words_near_each_other_are_highlighted_one_by_one() -> None:
    assert list(wanted_phrases(word("एक दो", 5, "body"))) == [word("एक", 0, "body"), word("दो", 0, "body")]


def test_a_plain_word_is_one_slot_in_any_field() -> None:
    assert word("एक").is_plain_word
    assert not word("एक दो").is_plain_word
    assert not word("एक", field="body").is_plain_word


def test_of_several_words_forms_are_equal_but_other_spellings_stay_below() -> None:
    typed, form, sound = (
        Alternative("सड़क", 1.0),
        Alternative("सड़कों", 0.6, ExpansionKind.INFLECTION),
        Alternative("सडक", 0.9, ExpansionKind.SOUND),
    )
    one = PhraseClause(((typed, form, sound),))
    found = with_equal_inflections(AllOf((one, AnyOf((one, word("पुल")))), (one,)))
    equal = PhraseClause(((typed, form._replace(added_as=None), sound),))
    assert found == AllOf((equal, AnyOf((equal, word("पुल")))), (one,))


@pytest.mark.parametrize("within", [10, "sentence"])
def test_a_word_that_is_looked_for_near_others_is_no_plain_one(within: int | TextUnit) -> None:
    assert word("मोदी").is_plain_word
    assert not word("मोदी", within).is_plain_word
