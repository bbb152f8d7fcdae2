"""Work slots: limit of concurrent large requests, so that threads stay free for readers."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import request

from web.middleware.errors import BusyError
from web.middleware.rate_limit import client_of

RETRY_SECONDS = 30
MAX_WAITING = 1


class WorkSlots:
    """Slots for exports, batches and comparisons of one process; of each kind a client takes one at most.

    A page waits up to `wait_seconds` for its slot: readers of one newsroom often share an address. No more than
    MAX_WAITING do at a time: each waits in one of the few threads that other readers need.
    """

    def __init__(self, most: int, wait_seconds: float = 0.0) -> None:
        self._most = most
        self._wait_seconds = wait_seconds
        self._taken: dict[tuple[str, str], object] = {}
        self._waiting = 0
        self._released = threading.Condition()

    def take(self, kind: str, client: str, wait_seconds: float = 0.0) -> Callable[[], None] | None:
        """Take a slot and return what releases it, however often it is called; None if none came free in time."""
        ticket = object()
        key = kind, client
        with self._released:
            if not self._is_free(key) and not self._wait_for(key, wait_seconds):
                return None
            self._taken[key] = ticket

        def release() -> None:
            with self._released:
                if self._taken.get(key) is ticket:
                    del self._taken[key]
                    self._released.notify_all()

        return release

    def _is_free(self, key: tuple[str, str]) -> bool:
        return key not in self._taken and len(self._taken) < self._most

    def _wait_for(self, key: tuple[str, str], seconds: float) -> bool:
        """Wait until a slot is free; return whether one is. The condition's lock must be held."""
        if seconds <= 0 or self._waiting >= MAX_WAITING:
            return False
        self._waiting += 1
        try:
            return self._released.wait_for(lambda: self._is_free(key), seconds)
        finally:
            self._waiting -= 1

    def reserve(self, kind: str, wait_seconds: float = 0.0) -> Callable[[], None]:
        """Take a slot for the client whose request this is; raise BusyError if there is no free one."""
        release = self.take(kind, client_of(request.remote_addr or ""), wait_seconds)
        if release is None:
            raise BusyError(RETRY_SECONDS)
        return release

    @contextmanager
    def hold(self, kind: str, *, waits: bool = True) -> Iterator[None]:
        """Hold a slot while a block runs; raise BusyError if none is free, or came free while it waited."""
        release = self.reserve(kind, self._wait_seconds if waits else 0.0)
        try:
            yield
        finally:
            release()
