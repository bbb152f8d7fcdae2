"""Arithmetic of the column files."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns.layout import distinct, field_starts, ranges, words_of


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 5)), max_size=20))
def test_ranges_are_those_of_python(pairs: list[tuple[int, int]]) -> None:
    starts, sizes = (np.array([pair[at] for pair in pairs], np.int64) for at in range(2))
    assert ranges(starts, sizes).tolist() == [n for start, size in pairs for n in range(start, start + size)]


@given(st.lists(st.integers(-5, 5)))
def test_distinct_values_are_a_sorted_set(values: list[int]) -> None:
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(st.integers(0, 10_000))
def test_words_hold_a_bit_for_each_document(documents: int) -> None:
    assert 64 * (words_of(documents) - 1) < documents <= 64 * words_of(documents)


def test_a_position_lies_between_two_fields() -> None:
    lengths = {"headline": np.array([3, 0], np.uint32), "standfirst": np.array([2, 0], np.uint32)}
    standfirst, body = field_starts({**lengths, "body": np.array([9, 9], np.uint32)})
    assert standfirst.tolist() == [4, 1]
    assert body.tolist() == [7, 2]
