"""Tier 3: how likely two spellings are one name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.likeness import code_matrix, distance, distances, probabilities, probability
from index.hindi.sounds import codes, sound_key
from index.hindi.spelling import fold

devanagari = st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=10).map(fold)

ONE_NAME = [
    ("कज़ाखस्तान", "कजाखस्तान"), ("कज़ाखस्तान", "कजाखिस्तान"), ("कज़ाखस्तान", "कज़ाकिस्तान"),
    ("कजाखिस्तान", "कजाकिस्तान"), ("टोकायेव", "टोकाएव"), ("टोकायेव", "तोकायेव"), ("टोकाएव", "तोकायेव"),
    ("कासिम", "कासीम"), ("ऑस्ट्रेलिया", "आस्ट्रेलिया"), ("डॉक्टर", "डाक्टर"), ("कॉलेज", "कालेज"),
    ("अक्टूबर", "अक्तूबर"), ("पुतिन", "पूतिन"), ("यूक्रेन", "युक्रेन"), ("इज़राइल", "इजरायल"), ("अमेरिका", "अमरीका"),
    ("रुपए", "रूपए"), ("नेहरु", "नेहरू"), ("टेस्ट", "टैस्ट"), ("पायलट", "पाइलट"), ("विएना", "वियना"),
    ("साइड", "साईड"), ("इस्टेट", "स्टेट"), ("नरक", "नर्क"), ("भक्ति", "भक्ती"), ("साहब", "साहेब"),
]  # fmt: skip
TWO_WORDS = [
    ("हॉल", "हाल"), ("कॉफी", "काफी"), ("दिन", "दीन"), ("जाति", "जाती"), ("पाकिस्तान", "कजाकिस्तान"),
    ("लड़का", "लड़की"), ("भारत", "भारती"), ("नेता", "नीति"), ("ज्ञात", "अज्ञात"), ("पिता", "पीता"), ("में", "मैं"),
    ("उज़्बेकिस्तान", "पाकिस्तान"), ("सम्मेलन", "सम्मेलनों"), ("रूस", "रूसी"),
    ("केवल", "केबल"), ("कमल", "कमाल"), ("बदल", "बादल"), ("मेल", "मैल"), ("चंद्र", "चंद्रा"), ("मलिक", "मालिक"),
]  # fmt: skip


def merged(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a == b or (sound_key(a) == sound_key(b) and probability(a, b) >= 0.5)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_join(one: str, other: str) -> None:
    assert merged(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_WORDS)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert not merged(one, other)


@given(devanagari, devanagari)
def test_distance_and_probability_are_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0.0 <= probability(one, other) <= 1.0
    assert probability(one, other) == pytest.approx(probability(other, one))


@given(devanagari)
def test_a_word_sounds_like_itself(word: str) -> None:
    assert distance(word, word) == 0.0
    assert probability(word, word) == 1.0


@given(devanagari, st.lists(devanagari.filter(codes), min_size=1, max_size=12))
def test_a_whole_bucket_gets_the_answers_of_the_slow_twin(word: str, bucket: list[str]) -> None:
    coded = [codes(other) for other in bucket]
    offsets = np.cumsum([0, *map(len, coded)]).astype(np.uint64)
    matrix, lengths = code_matrix(np.frombuffer(b"".join(coded), np.uint8), offsets)
    assert distances(word, matrix, lengths) == pytest.approx([distance(word, other) for other in bucket])
    likely = probabilities(word, matrix, lengths)
    for place, other in enumerate(bucket):
        if other != word:
            assert likely[place] == pytest.approx(probability(word, other))


def test_an_empty_bucket_is_no_trouble() -> None:
    matrix, lengths = code_matrix(np.zeros(0, np.uint8), np.zeros(1, np.uint64))
    assert probabilities("कजाखस्तान", matrix, lengths).tolist() == []
