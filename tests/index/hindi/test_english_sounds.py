"""English orthography read as English is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi import roman
from index.hindi.english_sounds import MAX_PRONUNCIATIONS, pronunciations


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("london", "l ʌ n d ə n"), ("match", "m æ ch"), ("viral", "v aɪ r ə l"), ("hockey", "h ɒ k i"), ("knight", "n aɪ t"),
        ("vision", "v i z ə n"), ("station", "s t e sh ə n"), ("flight", "f l aɪ t"), ("queen", "k v ee n"), ("share", "sh e i r"),
        ("college", "k ɒ l e j"), ("bottle", "b ɒ t ə l"), ("city", "s i t i"), ("future", "f yu ch ə r"),
    ],
)  # fmt: skip
def test_a_word_is_said_in_one_of_its_ways(word: str, said: str) -> None:
    assert tuple(said.split()) in pronunciations(word)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_any_word_is_said_in_few_ways_with_known_units(word: str) -> None:
    assert len(pronunciations(word)) <= MAX_PRONUNCIATIONS
    for units in roman.english_readings(word):
        assert units
        assert all(len(unit) <= 3 for unit in units)
        roman.unit_keys(units)
