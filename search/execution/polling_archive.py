"""PollingArchive: an archive that notices by itself what is published."""

import logging
import threading
import time
from abc import abstractmethod
from typing import Generic, TypeVar

from index.settings import Settings
from search.execution.snapshot import Snapshot
from search.execution.snapshot_archive import SnapshotArchive
from search.model.results import CacheSize, Overview

_log = logging.getLogger(__name__)

SnapshotT = TypeVar("SnapshotT", bound=Snapshot)


class PollingArchive(SnapshotArchive, Generic[SnapshotT]):
    """Holds one open snapshot and replaces it when a newer state is published. Threads share it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._lock = threading.Lock()
        self._snapshot: SnapshotT | None = None
        self._polled_at = -float("inf")
        self._fault = ""
        """Why no newer state is shown; "" if the newest one is."""
        self._told_faults: tuple[str, ...] = ()
        self._is_closed = False

    @abstractmethod
    def _poll(self) -> None:
        """Open a newer state, if there is one; note in `_fault` why it cannot be. Raises if none is open."""

    def current(self) -> SnapshotT:
        """Return the published state, opened; looks for a newer one at most once in poll_seconds."""
        snapshot = self._snapshot
        # While another thread opens a newer state, the one that is open answers.
        if not self._lock.acquire(blocking=snapshot is None):
            return self._usable(snapshot)
        try:
            if self._is_due and not self._is_closed:
                try:
                    self._poll()
                finally:  # counted from its end: a poll that times out must not be repeated by every request
                    self._polled_at = time.monotonic()
            return self._usable(self._snapshot)
        finally:
            self._lock.release()

    def maintain(self) -> None:
        """See Archive.maintain; what is wrong in the table of names is logged once."""
        faults = self.current().vocabulary.equals.faults
        for fault in faults:
            if fault not in self._told_faults:
                _log.error("%s", fault)
        self._told_faults = faults

    @property
    def _is_due(self) -> bool:
        since_last = time.monotonic() - self._polled_at
        return self._snapshot is None or since_last >= self._settings.poll_seconds

    def _usable(self, snapshot: SnapshotT | None) -> SnapshotT:
        """Return a snapshot that may answer. Raises ValueError once the archive is closed."""
        if self._is_closed:
            raise ValueError("the archive is closed")
        assert snapshot is not None  # noqa: S101 - opened, or an error was raised
        return snapshot

    def overview(self) -> Overview:
        """See Archive.overview."""
        return super().overview()._replace(fault=self._fault)

    def cache_sizes(self) -> tuple[CacheSize, ...]:
        """See Archive.cache_sizes; nothing is opened for it."""
        snapshot = self._snapshot
        return snapshot.cache_sizes() if snapshot is not None else ()

    def close(self) -> None:
        """See Archive.close. Requests that are still running keep their snapshot until they end."""
        with self._lock:
            self._snapshot, self._is_closed = None, True
