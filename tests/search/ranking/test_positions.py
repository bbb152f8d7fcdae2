"""Merging sorted lists of places, against the plain way."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.ranking.positions import LOOK_UP_FACTOR, intersect_sorted

NUMBERS = st.sets(st.integers(0, 500)).map(lambda some: np.array(sorted(some), np.int64))


@given(NUMBERS, NUMBERS)
def test_shared_values_are_the_intersection(one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
    assert intersect_sorted(one, other).tolist() == np.intersect1d(one, other).tolist()


@given(st.sets(st.integers(0, 40 * LOOK_UP_FACTOR - 1), max_size=5))
def test_a_few_values_are_looked_up_in_many(some: set[int]) -> None:
    few, many = np.array(sorted(some), np.int64), np.arange(0, 40 * LOOK_UP_FACTOR, 2)
    assert (
        intersect_sorted(few, many).tolist()
        == intersect_sorted(many, few).tolist()
        == [n for n in sorted(some) if n % 2 == 0]
    )
