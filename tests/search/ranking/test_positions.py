"""Merging sorted lists of places, against the plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search.ranking import positions
from search.ranking.positions import LOOK_UP_FACTOR, POSITION_BITS, PositionLists, adjacent, intersect_sorted

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


@st.composite
def position_lists(draw: st.DrawFn) -> PositionLists:
    """Positions of a term in some of six documents, those of others among them."""
    texts = [sorted(draw(st.sets(st.integers(0, 30), max_size=12))) for _ in range(6)]
    chosen = draw(st.sets(st.integers(0, 5)))
    asked = [at for at in sorted(chosen) if texts[at]]
    sizes = np.array([len(text) for text in texts], np.int64)
    return PositionLists(
        np.array(asked, np.int64),
        (np.cumsum(sizes) - sizes)[asked],
        sizes[asked],
        np.array([position for text in texts for position in text], np.uint16),
    )


@given(position_lists(), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 30))), st.integers(0, 3))
def test_halving_finds_what_merging_finds(
    lists: PositionLists, pairs: set[tuple[int, int]], offset: int
) -> None:
    keys = np.array(sorted((rank << POSITION_BITS) + at for rank, at in pairs), np.int64)
    assert lists.hold(keys, offset).tolist() == np.isin(keys, lists.keys(offset)).tolist()


@given(st.lists(position_lists(), min_size=1, max_size=3), st.sampled_from([0, 3, 1_000]))
def test_adjacent_is_the_intersection_of_all_keys(lists: list[PositionLists], factor: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(positions, "HALVING_FACTOR", factor)
        found = adjacent(lists).tolist()
    expected = set.intersection(*(set(one.keys(at).tolist()) for at, one in enumerate(lists)))
    assert found == sorted(expected)
