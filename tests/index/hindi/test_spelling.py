"""Tier 1: free spellings merge, different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.spelling import fold, surface

devanagari = st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F), max_size=12)


@given(st.one_of(st.text(max_size=20), devanagari))
def test_folding_is_idempotent(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.one_of(st.text(max_size=20), devanagari))
def test_a_spelling_has_the_term_of_its_word(word: str) -> None:
    assert fold(surface(word)) == fold(word)
    assert surface(surface(word)) == surface(word)


def test_a_spelling_keeps_what_a_reader_sees_and_drops_what_nobody_sees() -> None:
    assert surface("कज\u093cाखस्तान") == surface("क\u095bाखस्तान")
    assert surface("केन्\u200dद्र") == surface("केन्द्र")
    assert surface("केन्द्र") != surface("केंद्र")
    assert surface("राज़") != surface("राज")


@pytest.mark.parametrize(
    ("one", "other"),
    [("हॉल", "हाल"), ("कॉफी", "काफी"), ("दिन", "दीन"), ("जाति", "जाती"), ("में", "मैं"), ("और", "ओर"), ("लोग", "लॉग"),
     ("शाम", "साम"), ("बाल", "भाल"), ("डाल", "दाल"), ("सूत", "सुत"), ("पता", "पत्ता"), ("बचा", "बच्चा")],
)  # fmt: skip
def test_vowel_length_and_consonants_are_never_folded(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_what_is_longer_than_any_word_stays_as_it_is() -> None:
    endless = "क" + "ि्र" * 3_000
    assert fold(endless) == endless
    assert fold("क" + "ि्र" * 20).startswith("क्र")
