"""Readings of Latin words: names first, then what sounds so."""

from pathlib import Path

from index.hindi.analysis import term_of
from search.query.candidates import CERTAIN, MIN_PROBABILITY
from search.query.latin_readings import LatinReadings
from tests.archives import lexicon_of


def readings(folder: Path, counts: dict[str, int]) -> LatinReadings:
    return LatinReadings(lexicon_of(folder / "x", counts), 20, lambda _one, _other: False)


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
