"""Deadline of a query, checked between steps so that no query occupies a server for long."""

import time


class OutOfTimeError(Exception):
    """Raised when a query's time is over. Callers that catch it return what was found so far, marked partial."""


class Deadline:
    """A point in time `seconds` from now, and whether it has passed."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time has passed."""
        return time.monotonic() > self._end

    @property
    def seconds_left(self) -> float:
        """Seconds until the deadline; negative once it has passed."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Raise OutOfTimeError if the time has passed."""
        if self.is_over:
            raise OutOfTimeError


NEVER = Deadline(float("inf"))
