"""LocalArchive: the embedded engine, over the published generation of one index directory."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import IndexDamagedError, IndexMissingError, KhabarkhojError
from index.settings import Settings
from index.store.generations import Generations
from search.embedded.integrity import IntegrityCheck
from search.embedded.snapshot import LocalSnapshot
from search.execution.polling_archive import PollingArchive
from search.model.results import Overview
from search.query.equals import desk_identity

MAX_ATTEMPTS = 5
"""How often to retry when a generation is replaced while it is opened."""
UNREADABLE = (KhabarkhojError, OSError, ValueError)
"""What looking for a newer generation may raise, whatever the index directory has become."""
DAMAGE_CHECK_SECONDS = 60.0
"""Shortest interval between full page checks that request errors trigger."""
READ_ERRORS = (IndexError, ValueError, OverflowError, KeyError, TypeError)
"""Exceptions that reading corrupted bytes may raise before the corruption is detected."""

_log = logging.getLogger(__name__)


class LocalArchive(PollingArchive[LocalSnapshot]):
    """The Archive over an index directory; notices a newly published generation by itself."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._generations = Generations(settings.index)
        self._maintenance = threading.Lock()
        self._identity: tuple[int, ...] = ()
        self._desk: tuple[int, ...] = ()
        self._integrity = IntegrityCheck(list)
        self._compared = (-1, -float("inf"))
        """The generation whose pages were last compared because of what a request raised, and when."""
        self._damage = ""
        """What is wrong with the files of the open generation."""

    def _usable(self, snapshot: LocalSnapshot | None) -> LocalSnapshot:
        """Return a snapshot whose files are as they were written; raise IndexDamagedError otherwise."""
        usable = super()._usable(snapshot)
        if self._damage:
            raise IndexDamagedError(self._damage)
        return usable

    def overview(self) -> Overview:
        """See Archive.overview; what is shown to everybody does not say where the index directory is."""
        overview = super().overview()
        return overview._replace(fault=overview.fault.replace(str(self._settings.index), "INDEX"))

    def maintain(self) -> None:
        """See Archive.maintain: look for a newer generation, compare some pages again."""
        try:
            super().maintain()
            snapshot = self.current()
        except IndexDamagedError:
            self._recheck_damage()
            raise
        with self._maintenance:
            try:
                self._integrity.check_pages(self._settings.pages_checked_a_second)
            except IndexDamagedError as error:
                self._note_damage(snapshot, error)
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Raise IndexDamagedError for what changed bytes made a request raise; see SnapshotArchive.reading."""
        try:
            yield
        except READ_ERRORS as error:
            raise self._diagnose(error) from error

    def _diagnose(self, error: Exception) -> Exception:
        """Return the damage that an error in the middle of a request came from; the error itself if there is none."""
        snapshot = self._snapshot
        if snapshot is None or self._is_closed or not self._damage_check_is_due(snapshot):
            return error
        try:
            IntegrityCheck(lambda: snapshot.files).check_all_pages()
        except IndexDamagedError as damage:
            self._note_damage(snapshot, damage)
            return damage
        return error

    def _damage_check_is_due(self, snapshot: LocalSnapshot) -> bool:
        """Return whether no request has had the pages of this snapshot compared within DAMAGE_CHECK_SECONDS."""
        now = time.monotonic()
        with self._lock:
            number, compared_at = self._compared
            if number == snapshot.number and now - compared_at < DAMAGE_CHECK_SECONDS:
                return False
            self._compared = snapshot.number, now
        return True

    def close(self) -> None:
        """See Archive.close."""
        super().close()
        self._integrity = IntegrityCheck(list)

    def _poll(self) -> None:
        self._look_for_newer()
        self._look_at_sizes()

    def _look_for_newer(self) -> None:
        """Open what CURRENT names. While that cannot be opened, the generation that is open goes on answering."""
        try:
            opened = self._newest()
        except UNREADABLE as error:
            if self._snapshot is None:
                raise
            if self._fault != str(error):
                self._fault = str(error)
                _log.error("generation %d goes on answering: %s", self._snapshot.number, error)
            return
        self._fault = ""
        if opened is not self._snapshot:
            self._snapshot, self._damage = opened, ""
            self._integrity = IntegrityCheck(lambda: opened.files)

    def _newest(self) -> LocalSnapshot:
        """Return what CURRENT names. A generation that is removed before it was opened has a successor."""
        for _ in range(MAX_ATTEMPTS):
            number = self._generations.current_number()
            identity = (number, *self._generations.identity(number)) if number is not None else ()
            desk = desk_identity(self._settings.index)
            is_same_desk = desk == self._desk
            if (
                self._snapshot is not None
                and is_same_desk
                and identity == self._identity
                and len(identity) > 1
            ):
                return self._snapshot
            try:
                generation = self._generations.current()
                if self._snapshot is not None and is_same_desk and self._snapshot.shows(generation):
                    opened = self._snapshot  # the same articles in other files; those that are mapped stay
                else:
                    opened = LocalSnapshot(generation, self._settings)
            except IndexMissingError:
                raise
            except UNREADABLE:
                if number == self._generations.current_number():
                    raise
            else:
                self._identity, self._desk = identity, desk
                return opened
        raise IndexDamagedError(
            f"{self._settings.index}: new generations are published faster than they can be opened"
        )

    def _look_at_sizes(self) -> None:
        """Note a file that was truncated in place: reading beyond its end would kill this process."""
        try:
            self._integrity.check_sizes()
        except IndexDamagedError as error:
            self._damage = str(error)

    def _note_damage(self, snapshot: LocalSnapshot, error: IndexDamagedError) -> None:
        with self._lock:
            if snapshot is self._snapshot and not self._damage:
                self._damage = str(error)
                _log.error("%s", error)

    def _recheck_damage(self) -> None:
        """Answer again if the files of the open generation are as they were, put back from a backup."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        try:
            IntegrityCheck(lambda: snapshot.files).check_all_pages()
        except IndexDamagedError:
            return
        with self._lock:
            if snapshot is self._snapshot:
                self._damage = ""
