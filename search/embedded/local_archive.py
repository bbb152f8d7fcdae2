"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import threading
import time

from index.errors import IndexDamagedError, IndexMissingError, KhabarkhojError
from index.settings import Settings
from index.store.generations import Generations
from search.embedded.snapshot import LocalSnapshot
from search.execution.snapshot_archive import SnapshotArchive

MAX_ATTEMPTS = 5
"""How often to retry when a generation is replaced while it is opened."""


class LocalArchive(SnapshotArchive):
    """The Archive over an index directory; notices a newly published generation by itself."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._generations = Generations(settings.index)
        self._lock = threading.Lock()
        self._snapshot: LocalSnapshot | None = None
        self._checked = -float("inf")
        self._is_closed = False

    def current(self) -> LocalSnapshot:
        """Return the published generation; CURRENT is read no more than once in poll_seconds."""
        now = time.monotonic()
        with self._lock:
            if self._is_closed:
                raise ValueError("the archive is closed")
            if self._snapshot is None or now - self._checked >= self._settings.poll_seconds:
                self._checked = now
                self._snapshot = self._newest(self._snapshot)
            return self._snapshot

    def close(self) -> None:
        """See Archive.close. Requests that are still running keep their snapshot until they end."""
        with self._lock:
            self._snapshot, self._is_closed = None, True

    def _newest(self, open_one: LocalSnapshot | None) -> LocalSnapshot:
        """Return what CURRENT names. A generation that is removed before it was opened has a successor.

        While a newly published one cannot be opened, the one that is open goes on answering.
        """
        for _ in range(MAX_ATTEMPTS):
            number = self._generations.current_number()
            if open_one is not None and number in (open_one.number, None):
                return open_one
            try:
                return LocalSnapshot(self._generations.current(), self._settings)
            except IndexMissingError:
                raise
            except KhabarkhojError as error:
                if number == self._generations.current_number():
                    if open_one is None:
                        raise
                    import logging  # noqa: PLC0415 - only a fault needs it

                    logging.getLogger(__name__).error(
                        "generation %s cannot be opened; the previous one answers: %s", number, error
                    )
                    return open_one
        if open_one is None:
            raise IndexDamagedError(
                f"{self._settings.index}: new generations are published faster than they can be opened"
            )
        return open_one
