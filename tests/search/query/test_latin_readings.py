"""Readings of Latin words: names first, then what sounds so."""

from pathlib import Path

import pytest

from index.hindi.analysis import term_of
from search.query.candidates import CERTAIN, MIN_PROBABILITY
from search.query.latin_readings import LatinReadings
from tests.archives import lexicon_of


def readings(folder: Path, counts: dict[str, int]) -> LatinReadings:
    return LatinReadings(lexicon_of(folder / "-".join(counts), counts), 20, lambda _one, _other: False)


def test_a_name_that_is_another_word_goes_before_what_sounds_so(tmp_path: Path) -> None:
    found = readings(tmp_path, {"बाइडेन": 3, "बिडेन": 9}).readings("biden")
    assert [candidate.term for candidate in found[:2]] == [term_of("बाइडेन"), term_of("बिडेन")]


def test_what_a_neighbour_told_leads_even_where_no_sound_does(tmp_path: Path) -> None:
    joined = readings(tmp_path, {"है": 9, "हाई": 2}).romanized("hai", term_of("है")).joined
    assert joined[0].term == term_of("है")
    assert MIN_PROBABILITY < joined[0].probability <= CERTAIN


def test_a_name_that_the_archive_lacks_is_read_by_its_sound(tmp_path: Path) -> None:
    joined = readings(tmp_path, {"मोदी": 5}).romanized("modi").joined
    assert [candidate.term for candidate in joined] == ["मोदी"]


def first(folder: Path, typed: str, *terms: str, counts: tuple[int, ...] = ()) -> str:
    """Return what a typed word is read as, of words in so many articles (one each unless said)."""
    held = {term_of(term): counts[at] if counts else 1 for at, term in enumerate(terms)}
    return readings(folder, held).romanized(typed).joined[0].term


def test_a_name_is_found_as_the_archive_spells_it(tmp_path: Path) -> None:
    assert first(tmp_path, "mauritius", "मारीशस") == "मारीशस"


def test_a_doubled_consonant_and_a_end_in_a_long_vowel(tmp_path: Path) -> None:
    assert first(tmp_path, "kissa", "किस", "किस्सा", counts=(9, 2)) == term_of("किस्सा")
    assert first(tmp_path, "patta", "पता", "पत्ता", counts=(90, 9)) == term_of("पत्ता")
    assert first(tmp_path, "katta", "कट", "कट्टा", counts=(90, 1)) == "कट"  # far more usual


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("himalaya", "हिमालय", "हिमालया"), ("makhana", "मखाना", "मक्खन"), ("sukhu", "सुक्खू", "सूखे"), ("deoria", "देवरिया", "दूरी"),
        ("aligarh", "अलीगढ़", "अलीगर"),
    ],
)  # fmt: skip
def test_the_word_that_is_meant_goes_first(tmp_path: Path, typed: str, meant: str, other: str) -> None:
    assert first(tmp_path, typed, other, meant, counts=(1, 60)) == term_of(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hydrogen", "हाइड्रोजन"), ("hygiene", "हाइजीन"), ("dialogue", "डायलॉग"), ("giant", "जायंट"), ("migraine", "माइग्रेन"),
        ("psychology", "साइकोलॉजी"), ("nylon", "नायलॉन"), ("airlines", "एयरलाइंस"), ("drones", "ड्रोन्स"), ("warehouse", "वेयरहाउस"),
        ("lighthouse", "लाइटहाउस"), ("firewall", "फायरवॉल"), ("honeytrap", "हनीट्रैप"),
    ],
)  # fmt: skip
def test_english_words_are_read_as_they_are_said(tmp_path: Path, typed: str, meant: str) -> None:
    assert first(tmp_path, typed, meant) == term_of(meant)


@pytest.mark.parametrize(
    ("typed", "meant", "counts"),
    [
        ("phle", ("फल", "पहले"), (5, 500)),
        ("mjhe", ("मजे", "मुझे"), (1, 50)),
    ],
)
def test_the_first_vowel_may_be_left_out(
    tmp_path: Path, typed: str, meant: tuple[str, str], counts: tuple[int, int]
) -> None:
    for folder, numbers, which in (("far", counts, 1), ("as", (9, 9), 0)):
        (tmp_path / folder).mkdir()
        assert first(tmp_path / folder, typed, *meant, counts=numbers) == term_of(meant[which])


@pytest.mark.parametrize("typed", ["prem", "gyan", "shri", "phool", "skool", "chhaya", "ghar"])
def test_words_that_begin_as_words_do_lack_no_vowel(tmp_path: Path, typed: str) -> None:
    assert readings(tmp_path, {"परम": 500, "गायन": 500, "सकल": 500})._unclipped(typed, []) is None


def test_a_name_that_is_known_to_be_another_does_not_lead(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path / "names", {"हेमंत": 25, "हिमंत": 1})
    alike = LatinReadings(lexicon, 20, lambda _one, _other: False).romanized("himanta").joined
    apart = (
        LatinReadings(lexicon, 20, lambda one, other: {one, other} == {"हेमंत", "हिमंत"})
        .romanized("himanta")
        .joined
    )
    assert alike[0].term == "हेमंत"
    assert [candidate.term for candidate in apart] == ["हिमंत"]


def test_what_a_neighbour_told_is_certain(tmp_path: Path) -> None:
    joined = readings(tmp_path, {"शाह": 9, "शा": 2}).romanized("sha", "शाह").joined
    assert joined[0].term == "शाह"
    assert joined[0].probability >= MIN_PROBABILITY


def test_what_is_spelled_as_a_loan_is_no_verb_first(tmp_path: Path) -> None:
    found = readings(tmp_path, {"करना": 40, "कोरना": 4}).romanized("corna").joined
    assert found[0].term == "कोरना"


def test_every_hindi_word_of_an_english_one_is_searched(tmp_path: Path) -> None:
    joined = readings(tmp_path, {"किसान": 5, "फार्मर": 1, "फरमान": 4}).romanized("farmer").joined
    assert [candidate.term for candidate in joined] == ["किसान", "फार्मर"]


def test_what_is_meant_leads_its_misspellings(tmp_path: Path) -> None:
    joined = readings(tmp_path, {"प्रधानमंत्रि": 1, "प्रधानमंत्री": 50}).romanized("pradhanmantri").joined
    assert [candidate.term for candidate in joined] == ["प्रधानमंत्री", "प्रधानमंत्रि"]
    assert joined[0].probability >= joined[1].probability


def test_an_english_word_that_the_archive_lacks_in_hindi_sounds_like_nothing(tmp_path: Path) -> None:
    assert readings(tmp_path, {"डाइवर": 5}).romanized("divorce").joined == []
    joined = readings(tmp_path, {"मोटापे": 2, "ओबीसी": 9}).romanized("obesity").joined
    assert [candidate.term for candidate in joined] == ["मोटापे"]
