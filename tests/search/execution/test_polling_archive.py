"""PollingArchive: when a newer state is looked for, and what answers meanwhile."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from index.settings import Settings
from search.execution import polling_archive
from search.execution.polling_archive import PollingArchive


class Polled(PollingArchive[Any]):
    """Opens a number instead of a snapshot: how often it was polled."""

    polls = 0
    before_opening: Callable[[], None] = staticmethod(lambda: None)

    def _poll(self) -> None:
        self.polls += 1
        self.before_opening()
        self._snapshot = self.polls


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that stands still unless it is moved."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(polling_archive, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def polled(seconds: float = 5.0) -> Polled:
    return Polled(Settings(poll_seconds=seconds))


def test_a_newer_state_is_looked_for_no_more_than_once_in_poll_seconds(clock: SimpleNamespace) -> None:
    archive = polled()
    assert [archive.current(), archive.current()] == [1, 1]
    clock.now += 4.9
    assert archive.current() == 1
    clock.now += 0.2
    assert archive.current() == 2


def test_a_poll_that_takes_long_is_not_repeated_by_the_next_request(clock: SimpleNamespace) -> None:
    archive = polled()

    def slow() -> None:
        clock.now += 30

    archive.before_opening = slow
    assert [archive.current(), archive.current()] == [1, 1]


def test_while_one_thread_opens_a_state_the_one_that_is_open_answers(clock: SimpleNamespace) -> None:
    archive = polled()
    archive.current()
    clock.now += 10
    answered: list[object] = []
    # What asks while the lock is held must not wait for it.
    archive.before_opening = lambda: run_in_thread(lambda: answered.append(archive.current()))
    assert archive.current() == 2
    assert answered == [1]


def run_in_thread(task: Callable[[], object]) -> None:
    thread = threading.Thread(target=task)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def test_a_closed_archive_answers_nothing_and_polls_no_more(clock: SimpleNamespace) -> None:
    archive = polled()
    archive.current()
    archive.close()
    clock.now += 10
    with pytest.raises(ValueError, match="closed"):
        archive.current()
    assert archive.polls == 1
    assert archive.cache_sizes() == ()


def test_what_cannot_be_opened_is_tried_again_while_nothing_is_open(clock: SimpleNamespace) -> None:
    archive = polled()

    def broken() -> None:
        raise OSError("unreadable")

    archive.before_opening = broken
    for _ in range(2):
        with pytest.raises(OSError, match="unreadable"):
            archive.current()
    archive.before_opening = lambda: None
    assert cast("int", archive.current()) == 3
