"""Work slots: limit of concurrent large requests, so that threads stay free for readers."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import request

from web.middleware.errors import BusyError
from web.middleware.rate_limit import client_of

RETRY_SECONDS = 30


class WorkSlots:
    """Slots for exports, batches and comparisons of one process; of each kind a client takes one at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[tuple[str, str], object] = {}
        self._lock = threading.Lock()

    def take(self, kind: str, client: str) -> Callable[[], None] | None:
        """Take a slot and return what releases it, however often it is called; None if there is no free one."""
        ticket = object()
        key = kind, client
        with self._lock:
            if key in self._taken or len(self._taken) >= self._most:
                return None
            self._taken[key] = ticket

        def release() -> None:
            with self._lock:
                if self._taken.get(key) is ticket:
                    del self._taken[key]

        return release

    def reserve(self, kind: str) -> Callable[[], None]:
        """Take a slot for the client whose request this is; raise BusyError if there is no free one."""
        release = self.take(kind, client_of(request.remote_addr or ""))
        if release is None:
            raise BusyError(RETRY_SECONDS)
        return release

    @contextmanager
    def hold(self, kind: str) -> Iterator[None]:
        """Hold a slot while a block runs; raise BusyError if there is no free one."""
        release = self.reserve(kind)
        try:
            yield
        finally:
            release()
