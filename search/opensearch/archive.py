"""ClusterArchive: the engine over an OpenSearch cluster, for archives that outgrow one machine."""

import logging

from index.errors import (
    REBUILD,
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
from index.opensearch.word_files import WORDS_FOLDER, WordFiles, drop_unneeded
from index.settings import Settings
from search.execution.polling_archive import PollingArchive
from search.opensearch.snapshot import ClusterSnapshot
from search.opensearch.state_reader import MIN_SECONDS
from search.query.equals import desk_identity

ATTEMPTS = 3
"""Number of attempts if a state is replaced while its words are fetched."""

_log = logging.getLogger(__name__)


class ClusterArchive(PollingArchive[ClusterSnapshot]):
    """The Archive over a cluster; notices a newly published state by itself."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._client = ClusterClient(settings)
        self._states = States(self._client, settings.cluster_name)
        self._words = WordFiles(self._client, settings.cluster_name, settings.cluster_bulk_mb << 20)
        self._folder = settings.index / WORDS_FOLDER / settings.cluster_name
        self._before: State | None = None
        self._desk: tuple[int, ...] = ()

    def close(self) -> None:
        """See Archive.close."""
        super().close()
        self._client.close()

    def _poll(self) -> None:
        """Open what is published. While that cannot be opened, the state that is open goes on answering."""
        seconds = max(MIN_SECONDS, min(self._settings.max_query_seconds, self._settings.cluster_seconds))
        try:
            number = self._states.number(seconds)
            desk = desk_identity(self._settings.index)
            if self._snapshot is not None and (number, desk) == (self._snapshot.state.number, self._desk):
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
        self._fault, self._desk = "", desk
        if self._snapshot is None and (version := self._client.untested_version()):
            _log.warning("OpenSearch %s was not tested with this program", version)
        if self._snapshot is None or self._snapshot.state.number != opened.state.number:
            self._before = self._snapshot.state if self._snapshot else None
        self._snapshot = opened
        drop_unneeded(self._folder, [opened.state, *([self._before] if self._before else [])])

    def _newest(self, seconds: float) -> ClusterSnapshot:
        """Return the published state; one that is replaced while its words are fetched has a successor."""
        for attempt in range(ATTEMPTS):
            state, _ = self._states.current(seconds)
            if state is None:
                raise IndexMissingError(
                    f"the cluster has no archive {self._settings.cluster_name!r} yet; "
                    "create it with: khabarkhoj reindex PATH"
                )
            if (state.analysis, state.mapping) != (ANALYSIS_VERSION, MAPPING_VERSION):
                raise IndexOutdatedError(
                    f"the cluster's archive was built by other rules of this program; {REBUILD}"
                )
            try:
                self._words.fetch(state, self._folder)
                return ClusterSnapshot(self._client, state, self._folder, self._settings)
            except (IndexDamagedError, ClusterUnavailableError):
                if attempt + 1 == ATTEMPTS or self._states.number(seconds) == state.number:
                    raise
        raise IndexDamagedError("new states are published faster than they can be opened")
