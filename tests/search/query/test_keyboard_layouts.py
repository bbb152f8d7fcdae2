"""Hindi that was typed on the wrong layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.keyboard_layouts import MAX_KEYS, intended_words


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Yejl", "भारत"), ("caor", "मोदी"), ("Hkkjr", "भारत"), ("eksnh", "मोदी"), (";kstuk", "योजना"), ("ljdkj", "सरकार"), ("pquko", "चुनाव"),
    ],
)  # fmt: skip
def test_keys_are_read_as_the_letters_that_they_type(typed: str, word: str) -> None:
    assert word in intended_words(typed)


@pytest.mark.parametrize("typed", ["", "ab", "मोदी", "123", "12:30", "a" * (MAX_KEYS + 1), "not one"])
def test_other_text_is_no_hindi_on_the_wrong_keys(typed: str) -> None:
    assert intended_words(typed) == []


@given(st.text(st.characters(max_codepoint=0x17F), max_size=60))
def test_any_text_has_two_readings_at_most(typed: str) -> None:
    assert len(intended_words(typed)) <= 2
