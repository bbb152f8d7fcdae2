"""Sweep: finds files that changed without a notification, as when the system's queue of events ran over."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from index.errors import SourceError
from index.readers.files import source_files

MARGIN_SECONDS = 2.0
"""Some disks keep the time of a change to two seconds only."""
MAX_SHARE = 0.05
"""Share of the time that looks may take: those through large folders come less often."""

Stamp = tuple[int, int, int]
"""When a file's text, and its name or place, changed last, in nanoseconds since 1970; and its bytes."""


class Sweep:
    """Compares folders with what was read, every `seconds`, or less often if that takes long."""

    def __init__(self, paths: Sequence[Path], index: Path, seconds: float) -> None:
        self._index = index
        self._seconds = seconds
        self._since = dict.fromkeys(paths, time.time())
        """When each path was looked through last: only what changed since then can have been missed."""
        self._due = time.monotonic() + seconds
        self._read: dict[Path, Stamp] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._found: list[Path] = []

    def note_read(self, paths: Sequence[Path]) -> None:
        """Remember files as they are now: they are about to be read."""
        for path in paths:
            if stamp := _stamp(path):
                with self._lock:
                    self._read[path.resolve()] = stamp

    def missed(self) -> list[Path]:
        """Return what the last look has found, once; begin another beside it when that is due."""
        if self._thread is None:
            if time.monotonic() >= self._due:
                self._thread = threading.Thread(target=self._look_and_keep, daemon=True)
                self._thread.start()
            return []
        if self._thread.is_alive():
            return []
        found, self._found, self._thread = self._found, [], None
        return found

    def _look_and_keep(self) -> None:
        began = time.monotonic()
        try:
            self._found = self.look()
        finally:
            took = time.monotonic() - began
            self._due = time.monotonic() + max(self._seconds, took / MAX_SHARE)

    def look(self) -> list[Path]:
        """Return the files that changed since the last look and were not read as they are now."""
        found: list[Path] = []
        seen: set[Path] = set()
        is_whole = True
        for path in self._since:
            now = time.time()
            try:
                files = source_files([path], self._index)
            except (
                SourceError,
                OSError,
            ):  # it is away, or a file went meanwhile: compared with the same time again
                is_whole = False
                continue
            oldest = int((self._since[path] - MARGIN_SECONDS) * 1e9)
            for file in files:
                stamp = None if file.fault or file.is_link else _stamp(file.path)
                # mv and rsync keep the time of a text: then the time of its place tells.
                if stamp is None or max(stamp[:2]) < oldest:
                    continue
                resolved = file.path.resolve()
                seen.add(resolved)
                with self._lock:
                    is_read = self._read.get(resolved) == stamp
                if not is_read:
                    found.append(file.path)
            self._since[path] = now
        if is_whole:
            with self._lock:
                self._read = {path: stamp for path, stamp in self._read.items() if path in seen}
        return found


def _stamp(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if it has gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
