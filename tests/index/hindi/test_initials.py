"""Initials: the letters behind एससीओ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.analysis import analyse
from index.hindi.initials import LETTER_NAMES, WORDS, parse


@pytest.mark.parametrize("text", ["SCO", "sco", "एससीओ", "एस.सी.ओ.", "एस.सी.ओ", "एस सी ओ", "S.C.O.", "S C O"])
def test_every_way_of_writing_them_is_one_term(text: str) -> None:
    assert [word.term for word in analyse(text)] == ["sco"]


@given(st.lists(st.sampled_from(sorted(LETTER_NAMES)), min_size=2, max_size=8))
def test_letter_names_written_together_parse_back(names: list[str]) -> None:
    word = "".join(names)
    if word not in WORDS:
        assert parse(word) == "".join(LETTER_NAMES[name] for name in names)


@pytest.mark.parametrize("word", ["सेना", "मोदी", "बीवी", "सीटी", "आई", "के", "जीत", "टीम", "एक", "ओर", ""])
def test_ordinary_words_are_no_initials(word: str) -> None:
    assert parse(word) is None


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("जी एस टी लागू", ["gst", "लागू"]),
        ("आई ए एस अधिकारी", ["ias", "अधिकारी"]),
        ("आई एस आई", ["isi"]),
        ("मोदी जी पी एम हैं", ["मोदी", "जी", "पी", "एम", "हैं"]),
        ("राहुल जी एस सी ओ बैठक", ["राहुल", "जी", "sco", "बैठक"]),
        ("नेता जी ए के एंटनी", ["नेता", "जी", "ए", "के", "एंटनी"]),
        ("भाजपा के जे पी नड्डा", ["भाजपा", "के", "जे", "पी", "नड्डा"]),
        ("जी न्यूज", ["जी", "न्यूज"]),
    ],
)
def test_a_spaced_run_begins_with_a_word_only_where_nothing_else_does(text: str, terms: list[str]) -> None:
    assert [word.term for word in analyse(text)] == terms


def test_initials_that_sound_alike_stay_apart() -> None:
    assert parse("सीवीसी") != parse("सीबीसी")
