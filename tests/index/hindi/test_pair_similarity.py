"""Pairs of words, each by itself, against the slow twins."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.batch_similarity import PAD, Codes, distances
from index.hindi.pair_similarity import least_distances, pair_distances
from index.hindi.phonetic_similarity import distance
from index.hindi.sounds import codes
from index.hindi.spelling import fold
from tests.index.hindi.test_batch_similarity import matrix_of

words = (
    st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=10).map(fold).filter(codes)
)
pairs = st.lists(st.tuples(words, words), min_size=1, max_size=8)


def new_document_batches(matrix: Codes, size: int) -> Codes:
    return np.pad(matrix, ((0, 0), (0, size)), constant_values=PAD)[:, :size]


@given(pairs)
def test_a_pair_is_as_far_apart_as_its_words(given_pairs: list[tuple[str, str]]) -> None:
    ones, others = ([pair[place] for pair in given_pairs] for place in (0, 1))
    found = pair_distances(matrix_of(ones)[0], matrix_of(others)[0])
    expected = [float(distances(one, *matrix_of([other]))[0]) for one, other in given_pairs]
    assert found.tolist() == expected


@given(pairs, st.integers(1, 6))
def test_no_pair_is_nearer_than_its_beginnings(given_pairs: list[tuple[str, str]], size: int) -> None:
    ones, others = (matrix_of([pair[place] for pair in given_pairs])[0] for place in (0, 1))
    bounds = least_distances(new_document_batches(ones, size), new_document_batches(others, size))
    for bound, (one, other) in zip(bounds.tolist(), given_pairs, strict=True):
        assert bound <= distance(one, other) + 1e-9


def test_beginnings_tell_two_words_apart() -> None:
    ones, others = (matrix_of([word])[0] for word in ("कमल", "तमल"))
    assert least_distances(new_document_batches(ones, 2), new_document_batches(others, 2))[0] > 1.0
