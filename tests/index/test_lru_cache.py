"""Remembered methods compute a value once, drop the least recently used, and keep no instance alive."""

import gc
import weakref

import pytest

from index.lru_cache import lru_method, remembered_entries


class Squares:
    """Computes squares and counts how often."""

    def __init__(self) -> None:
        self.computed: list[int] = []
        self.square = lru_method(2, self._square)

    def _square(self, number: int) -> int:
        self.computed.append(number)
        return number * number


def test_values_are_computed_once_and_the_oldest_goes() -> None:
    squares = Squares()
    for number in (1, 2, 1, 3, 1, 2):
        assert squares.square(number) == number * number
    assert squares.computed == [1, 2, 3, 2]
    assert remembered_entries(squares.square) == 2


def test_the_instance_goes_at_once_with_its_cache() -> None:
    gc.disable()
    try:
        squares = Squares()
        squares.square(2)
        gone = weakref.ref(squares)
        remembered = squares.square
        del squares
        assert gone() is None
    finally:
        gc.enable()
    assert remembered(2) == 4
    with pytest.raises(ReferenceError):
        remembered(3)
