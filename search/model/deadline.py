"""A query's time: looked at between steps of work, so that no query holds a server for long."""

import time


class OutOfTimeError(Exception):
    """The time of a query is over. Whoever catches it answers with what was found by then."""


class Deadline:
    """Ends that many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time has passed."""
        return time.monotonic() > self._end

    @property
    def seconds_left(self) -> float:
        """How long it still is; below 0 once it has passed."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Raise OutOfTimeError if the time has passed."""
        if self.is_over:
            raise OutOfTimeError


NEVER = Deadline(float("inf"))
