"""Merging sorted lists of places, against the plain way."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.proximity import FEW, shared

NUMBERS = st.sets(st.integers(0, 500)).map(lambda some: np.array(sorted(some), np.int64))


@given(NUMBERS, NUMBERS)
def test_shared_values_are_the_intersection(one: NDArray[np.int64], other: NDArray[np.int64]) -> None:
    assert shared(one, other).tolist() == np.intersect1d(one, other).tolist()


@given(st.sets(st.integers(0, 40 * FEW - 1), max_size=5))
def test_a_few_values_are_looked_up_in_many(some: set[int]) -> None:
    few, many = np.array(sorted(some), np.int64), np.arange(0, 40 * FEW, 2)
    assert shared(few, many).tolist() == shared(many, few).tolist() == [n for n in sorted(some) if n % 2 == 0]
