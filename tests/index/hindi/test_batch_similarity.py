"""Whole buckets of words that sound alike against the slow twin, word by word."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.hindi import batch_similarity
from index.hindi.batch_similarity import (
    Codes,
    code_matrix,
    distances,
    name_distances,
    same_name_probabilities,
)
from index.hindi.phonetic_similarity import distance, same_name_probability, sound_probability
from index.hindi.sounds import codes
from index.hindi.spelling import fold

devanagari = st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=10).map(fold)


def matrix_of(words: list[str]) -> tuple[Codes, NDArray[np.int64]]:
    coded = [codes(word) for word in words]
    offsets = np.cumsum([0, *map(len, coded)]).astype(np.int64)
    return code_matrix(np.frombuffer(b"".join(coded), np.uint8), offsets[:-1], offsets[1:])


@given(devanagari, st.lists(devanagari.filter(codes), min_size=1, max_size=12))
def test_a_whole_bucket_gets_the_answers_of_the_slow_twin(word: str, bucket: list[str]) -> None:
    matrix, lengths = matrix_of(bucket)
    assert distances(word, matrix, lengths) == pytest.approx([distance(word, other) for other in bucket])
    likely = same_name_probabilities(word, matrix, lengths)
    for place, other in enumerate(bucket):
        if other != word:
            assert likely[place] == pytest.approx(sound_probability(word, other))


@given(devanagari.filter(codes), st.lists(devanagari.filter(codes), min_size=1, max_size=12))
def test_a_known_distance_gives_what_the_slow_twin_says(word: str, bucket: list[str]) -> None:
    costs = name_distances(word, *matrix_of(bucket)).tolist()
    for other, cost in zip(bucket, costs, strict=True):
        if other != word:
            known = same_name_probability(word, other, cost)
            assert known == pytest.approx(same_name_probability(word, other))


def test_what_sound_refuses_is_not_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    aligned: list[int] = []
    align = batch_similarity.batch_alignment_costs

    def counted(*given: Any) -> Any:
        aligned.append(len(given[-1]))
        return align(*given)

    monkeypatch.setattr(batch_similarity, "batch_alignment_costs", counted)
    costs = name_distances("भारत", *matrix_of(["भारती", "भरत", "अभारत", "भर"]))
    assert np.isfinite(costs).tolist() == [False, True, False, True]
    assert aligned == [2]


def test_an_empty_bucket_is_no_trouble() -> None:
    assert same_name_probabilities("कजाखस्तान", *matrix_of([])).tolist() == []
