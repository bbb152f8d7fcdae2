"""Round numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.analysis import term_of
from search.query.number_words import number_variants
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 लाख", "पांच लाख"), ("99 करोड़", "निन्यानवे करोड़"), ("1.5 अरब", "डेढ़ अरब"), ("2.5 लाख", "ढाई लाख"), ("3.5 हज़ार", "साढ़े तीन हज़ार"),
     ("300", "तीन सौ"), ("150", "डेढ़ सौ"), ("450", "साढ़े चार सौ"), ("100 करोड़", "सौ करोड़"), ("1.25 लाख", "सवा लाख"),
     ("1.75 करोड़", "पौने दो करोड़"), ("2.25 करोड़", "सवा दो करोड़"), ("9 फीसदी", "नौ फीसदी"), ("5.5 प्रतिशत", "साढ़े पांच फीसदी"),
     ("350", "तीन सौ पचास"), ("1500", "पंद्रह सौ"), ("20000", "20 हज़ार"), ("1,50,000", "डेढ़ लाख"), ("1 करोड़", "10000000"),
     ("2000 करोड़", "दो हज़ार करोड़"), ("Rs 500", "500 रुपये"), ("पांच सौ रुपये", "रु 500"), ("5 लाख रुपये", "rs 500000"),
     ("8 बजे", "आठ बजे"), ("15 अगस्त", "पंद्रह अगस्त"), ("10 साल", "दस साल"), ("1.5 साल", "डेढ़ साल")],
)  # fmt: skip
def test_both_ways_lead_to_each_other(one: str, other: str) -> None:
    first, second = (tuple(map(term_of, text.split())) for text in (one, other))
    assert second in number_variants(first)
    assert first in number_variants(second)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("5 lakh", "5 लाख"), ("5 lakh", "पांच लाख"), ("10 lacs", "दस लाख"), ("1.5 crore", "डेढ़ करोड़"), ("2 cr", "2 करोड़"),
     ("20 thousand", "20000"), ("10 percent", "10 फीसदी"), ("Rs 5 lakh", "5 लाख रुपये"), ("5 lakh rupees", "rs 500000"),
     ("Rs 20 लाख करोड़", "20 लाख करोड़"), ("Rs 20 लाख करोड़", "बीस लाख करोड़ रुपये"), ("rs 1.7 लाख करोड़", "1.7 लाख करोड़"), ("rs 1.7 lakh", "1.7 लाख"),
     ("20 lakh crore", "20 लाख करोड़"), ("5 aug", "पांच अगस्त")],
)  # fmt: skip
def test_latin_units_are_read_after_digits(typed: str, written: str) -> None:
    assert tuple(map(term_of, written.split())) in number_variants(tuple(map(term_of, typed.split())))


def test_letters_are_units_beside_digits_only(make_archive: MakeArchive) -> None:
    archive = make_archive("क\n5 लाख लोग", "ख\nएलएसी पर", "ग\n5 लोग, लाख")
    assert set(ids(archive, "5 lac")) == {"1"}
    assert set(ids(archive, "lac")) == {"2"}


@pytest.mark.parametrize(
    "text",
    [
        "लाख",
        "5",
        "5 लोग",
        "2019 साल",
        "अगस्त 15",
        "साढ़े लाख",
        "साढ़े पुराने लाख",
        "सौ",
        "99",
        "2024",
        "सौ सौ",
        "अ 5 लाख",
        "12345.5 लाख",
        "रुपये",
        "rs",
        "rs रुपये",
        "20240",
        "rs modi",
    ],
)
def test_other_words_have_no_other_way(text: str) -> None:
    assert number_variants(tuple(map(term_of, text.split()))) == {}


def test_digits_may_stand_behind_a_quarter_word() -> None:
    assert ("3.5", "लाख") in number_variants(("साढे", "3", "लाख"))
    assert number_variants(("सौ", "500")) == number_variants(("एक", "सौ", "2024")) == {}


@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "पांच",
                "साढे",
                "डेढ",
                "सौ",
                "2.5",
                "0.5",
                ".5",
                "5.",
                "350",
                "लाख",
                "हजार",
                "रुपए",
                "rs",
                "20000",
                "क",
                "1.5.5",
                "²",
                "٣",
            ]
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_words_have_a_bounded_number_of_ways(words: list[str]) -> None:
    assert len(number_variants(tuple(words))) <= 60


def test_they_find_each_other_in_an_archive(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nपांच लाख रुपये", "ख\n5 लाख रुपये", "ग\nपाँच लाख लोग", "घ\n5 लोग लाखों में", "ङ\nसाढ़े तीन लाख"
    )
    assert set(ids(archive, "5 लाख")) == set(ids(archive, "पांच लाख")) == {"1", "2", "3"}
    assert set(ids(archive, "पांच लाख रुपये")) == {"1", "2"}
    assert ids(archive, "3.5 लाख") == ["5"]
    assert ids(archive, "5 लाख रुपये", expansion=TYPED) == ["2"]
