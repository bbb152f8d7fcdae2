"""Latin typing: readings, keys and costs."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.hindi.batch_similarity import code_matrix
from index.hindi.roman import (
    MAX_KEYS,
    MAX_READINGS,
    costs,
    is_latin,
    likelihood,
    nasal_readings,
    readings,
    unit_keys,
)
from index.hindi.sounds import codes, sound_keys

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("latin", "devanagari"),
    [
        ("modi", "मोदी"),
        ("kazakhstan", "कज़ाखस्तान"),
        ("election", "इलेक्शन"),
        ("shiksha", "शिक्षा"),
        ("minister", "मिनिस्टर"),
        ("goa", "गोवा"),
        ("bht", "बहुत"),
    ],
)
def test_some_reading_has_a_key_of_the_word(latin: str, devanagari: str) -> None:
    keys = {key for units in readings(latin) for key in unit_keys(units)}
    assert keys & set(sound_keys(devanagari))


@given(words)
@example("xxx")
def test_any_word_has_a_bounded_number_of_readings_and_keys(word: str) -> None:
    found = readings(word)
    assert 1 <= len(found) <= MAX_READINGS
    assert all(len(unit_keys(units)) <= MAX_KEYS for units in found)


def chances(units: tuple[str, ...], *words: str) -> list[float]:
    """Return how likely it is that the units mean each word."""
    spelled = [codes(word) for word in words]
    ends = np.cumsum([len(each) for each in spelled])
    matrix, lengths = code_matrix(
        np.frombuffer(b"".join(spelled), np.uint8), ends - [len(each) for each in spelled], ends
    )
    found: list[float] = likelihood(costs(units, matrix, lengths), len(units)).tolist()
    return found


def test_the_likelier_word_costs_less() -> None:
    (units,) = readings("modi")
    right, wrong = chances(units, "मोदी", "मदद")
    assert right > 0.9 > wrong


def test_a_nasal_vowel_at_the_end_need_not_be_typed() -> None:
    (units,) = nasal_readings("nahi")
    with_it, without = chances(units, "नहीं", "नही")
    assert with_it > 0.95 > without
    assert nasal_readings("modern") == ()


def test_vowels_need_not_be_typed_where_none_is() -> None:
    assert max(chances(units, "बहुत")[0] for units in readings("bht")) > 0.7
    assert max(chances(units, "बहुत")[0] for units in readings("bahat")) < 0.6


@pytest.mark.parametrize(
    ("term", "expected"), [("modi", True), ("मोदी", False), ("g20", False), ("", False), ("Modi", False)]
)
def test_only_plain_lower_case_words_are_latin_typing(term: str, expected: bool) -> None:
    assert is_latin(term) is expected


def test_letters_that_are_drawn_out_are_read_as_twice() -> None:
    assert readings("jooo") == readings("joo") == readings("jooooooo")


@pytest.mark.parametrize("word", ["zzzz", "xxxx", "qq", "c", "h"])
def test_a_letter_alone_or_again_and_again_is_no_word(word: str) -> None:
    assert not is_latin(word)
