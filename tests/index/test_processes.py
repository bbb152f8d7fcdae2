"""Work shared out to processes comes back in order, and failures come through."""

import os
import signal

import pytest

from index.errors import ProcessDiedError
from index.processes import ordered_map


def test_results_come_in_the_order_of_the_work() -> None:
    assert list(ordered_map(lambda number: (number, number**2), range(20), 2)) == [
        (n, n**2) for n in range(20)
    ]


def test_one_process_does_the_work_itself() -> None:
    assert list(ordered_map(lambda _: os.getpid(), range(3), 1)) == [os.getpid()] * 3
    assert list(ordered_map(lambda _: os.getpid(), [0], 4)) == [os.getpid()]
    assert list(ordered_map(str, [], 4)) == []


def test_two_processes_share_the_work() -> None:
    assert os.getpid() not in set(ordered_map(lambda _: os.getpid(), range(6), 2))


def test_what_the_work_raises_is_raised() -> None:
    def fail(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return number

    with pytest.raises(ValueError, match="three"):
        list(ordered_map(fail, range(6), 2))


def test_a_killed_process_is_named_with_a_remedy() -> None:
    def die(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(ProcessDiedError, match="KHABARKHOJ_PROCESSES"):
        list(ordered_map(die, range(6), 2))
