"""ClusterArchive: the engine over an OpenSearch cluster, for archives that outgrow one machine."""

import logging
import threading
import time

from index.errors import (
    ClusterUnavailableError,
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    KhabarkhojError,
)
from index.hindi.analysis import ANALYSIS_VERSION
from index.opensearch.client import ClusterClient
from index.opensearch.mapping import MAPPING_VERSION
from index.opensearch.states import State, States
from index.opensearch.word_files import FOLDER, WordFiles, drop_unneeded
from index.settings import Settings
from search.execution.snapshot_archive import SnapshotArchive
from search.model.results import CacheSize, Overview
from search.opensearch.snapshot import MIN_SECONDS, ClusterSnapshot

ATTEMPTS = 3
"""How often to begin anew when a state is replaced while its words are fetched."""

_log = logging.getLogger(__name__)


class ClusterArchive(SnapshotArchive):
    """The Archive over a cluster; notices a newly published state by itself."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._client = ClusterClient(settings)
        self._states = States(self._client, settings.cluster_name)
        self._words = WordFiles(self._client, settings.cluster_name, settings.cluster_bulk_mb << 20)
        self._folder = settings.index / FOLDER / settings.cluster_name
        self._lock = threading.Lock()
        self._snapshot: ClusterSnapshot | None = None
        self._before: State | None = None
        self._checked = -float("inf")
        self._fault = ""
        self._is_closed = False

    def current(self) -> ClusterSnapshot:
        """Return the published state, opened; the cluster is asked for it no more than once in poll_seconds."""
        snapshot = self._snapshot
        # While another thread fetches a newer state, the one that is open answers.
        if not self._lock.acquire(blocking=snapshot is None):
            return self._opened(snapshot)
        try:
            is_due = self._snapshot is None or time.monotonic() - self._checked >= self._settings.poll_seconds
            if is_due and not self._is_closed:
                self._look_for_newer()
                self._checked = time.monotonic()
            return self._opened(self._snapshot)
        finally:
            self._lock.release()

    def _opened(self, snapshot: ClusterSnapshot | None) -> ClusterSnapshot:
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
        """See Archive.close."""
        with self._lock:
            self._snapshot, self._is_closed = None, True
            self._client.close()

    def _look_for_newer(self) -> None:
        """Open what is published. While that cannot be opened, the state that is open goes on answering."""
        seconds = max(MIN_SECONDS, min(self._settings.max_query_seconds, self._settings.cluster_seconds))
        try:
            number = self._states.number(seconds)
            if self._snapshot is not None and number == self._snapshot.state.number:
                self._fault = ""
                return
            opened = self._newest(seconds)
        except (KhabarkhojError, OSError) as error:
            if self._snapshot is None:
                raise
            if self._fault != str(error):
                self._fault = str(error)
                _log.error("state %d goes on answering: %s", self._snapshot.state.number, error)
            return
        self._fault = ""
        if self._snapshot is None and (version := self._client.untested_version()):
            _log.warning("OpenSearch %s was not tested with this program", version)
        self._before = self._snapshot.state if self._snapshot else None
        self._snapshot = opened
        drop_unneeded(self._folder, [opened.state, *([self._before] if self._before else [])])

    def _newest(self, seconds: float) -> ClusterSnapshot:
        """Return the published state; one that is replaced while its words are fetched has a successor."""
        for attempt in range(ATTEMPTS):
            state, _ = self._states.current(seconds)
            if state is None:
                raise IndexMissingError(
                    f"the cluster has no archive {self._settings.cluster_name!r} yet; make one: khabarkhoj reindex PATH"
                )
            if (state.analysis, state.mapping) != (ANALYSIS_VERSION, MAPPING_VERSION):
                raise IndexOutdatedError(
                    "the cluster's archive was built by other rules of this program; "
                    "rebuild it with: khabarkhoj reindex --full PATH"
                )
            try:
                self._words.fetch(state, self._folder)
                return ClusterSnapshot(self._client, state, self._folder, self._settings)
            except (IndexDamagedError, ClusterUnavailableError):
                if attempt + 1 == ATTEMPTS or self._states.number(seconds) == state.number:
                    raise
        raise IndexDamagedError("new states are published faster than they can be opened")
