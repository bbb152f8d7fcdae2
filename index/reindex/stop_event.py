"""StopEvent: an event that a signal's handler may set."""

import os
import select
import threading
from contextlib import suppress


class StopEvent(threading.Event):
    """An event without a lock, set once.

    A handler runs in the main thread between two of its steps. threading's own set() waits there for a lock that the
    same thread holds within wait(), for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_set = False
        self._readable, self._writable = os.pipe()
        os.set_blocking(self._writable, False)

    def is_set(self) -> bool:
        """Return whether it was set."""
        return self._was_set

    def set(self) -> None:
        """Set it, and wake whoever waits."""
        self._was_set = True
        with suppress(BlockingIOError):
            os.write(self._writable, b"\0")

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, at most for some seconds; return whether it is."""
        if not self._was_set:
            select.select([self._readable], [], [], timeout)
        return self._was_set
