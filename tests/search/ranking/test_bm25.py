"""BM25F: the vectorised forms agree with the plain one, and scores behave as they should."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.ranking import bm25

Frequencies = st.lists(st.floats(0.01, 200), min_size=1, max_size=20)


@given(st.floats(0.01, 20), Frequencies)
def test_arrays_score_as_single_values_do(weight: float, frequencies: list[float]) -> None:
    array = bm25.scores(weight, np.array(frequencies))
    assert np.allclose(array, [bm25.score(weight, frequency) for frequency in frequencies])
    upper = bm25.max_scores(weight, np.array(frequencies, np.float32))
    assert np.allclose(upper, array, rtol=1e-4)


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_rarer_words_tell_more(documents: int, matching: int) -> None:
    assert bm25.idf(documents, matching) > 0
    if matching < documents:
        assert bm25.idf(documents, matching) > bm25.idf(documents, matching + 1)


def test_more_occurrences_count_less_and_less() -> None:
    gains = np.diff(bm25.scores(1.0, np.arange(0.0, 20.0)))
    assert (gains > 0).all()
    assert (np.diff(gains) < 0).all()


def test_newness_halves_a_share_of_the_score() -> None:
    days = np.array([1000, 990, 980, 0])
    left = bm25.recency(days, newest=1000, half_life=10)
    rest = 1 - bm25.RECENCY_SHARE
    assert np.allclose(left, [1, rest + bm25.RECENCY_SHARE / 2, rest + bm25.RECENCY_SHARE / 4, rest])
