"""Deadlines: over once the seconds have passed, never before."""

import pytest

from search.model.deadline import NEVER, Deadline, OutOfTimeError


def test_a_deadline_in_the_past_is_over() -> None:
    deadline = Deadline(-1)
    assert deadline.is_over
    with pytest.raises(OutOfTimeError):
        deadline.check()


def test_never_is_never_over() -> None:
    assert not NEVER.is_over
    NEVER.check()
