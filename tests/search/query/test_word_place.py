"""A word is found where it stands by itself, and not inside another one."""

import pytest

from search.query.word_place import place_of


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("मोदी", "मोदीनगर मोदी", "मोदीनगर X"),
        ("राम", "रामायण राम", "रामायण X"),
        ("राम", 'source:"राम टाइम्स" राम', 'source:"राम टाइम्स" X'),
        ("राम", "स्रोत: राम राम", "स्रोत: राम X"),
        ("राम", "headline:राम", "headline:X"),
        ("टोकायेव", "=टोकायेव", "=X"),
        ("मोदी", '"शिखर मोदी"~10', '"शिखर X"~10'),
        ("cm", "cmo CM cm", "cmo CM X"),
        ("भारत", "भारत-चीन", "X-चीन"),
    ],
)
def test_the_word_that_stands_by_itself_is_replaced(word: str, text: str, found: str) -> None:
    place = place_of(word, text)
    assert place is not None
    assert place.replaced(text, "X") == found


@pytest.mark.parametrize(
    ("word", "text"), [("राम", "रामायण"), ("राम", "source:राम"), ("", "राम"), ("राम", "")]
)
def test_a_word_that_is_not_there_has_no_place(word: str, text: str) -> None:
    assert place_of(word, text) is None


def test_signs_around_a_word_are_told() -> None:
    quoted, exact = place_of("मोदी", '"मोदी"'), place_of("मोदी", "=मोदी")
    assert quoted is not None
    assert exact is not None
    assert (quoted.is_quoted, quoted.is_exact, exact.is_quoted, exact.is_exact) == (True, False, False, True)
