"""Sweep: finds files that changed without being told of, as when the system's queue of events ran over."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import SourceError
from index.readers.files import source_files

MARGIN_SECONDS = 2.0
"""Some disks keep the time of a change to two seconds only."""
MAX_SHARE = 0.05
"""Share of the time that sweeps may take: those of large folders come less often."""

Stamp = tuple[int, int]
"""When a file was changed last, in nanoseconds since 1970, and its bytes."""


class Sweep:
    """Compares folders with what was read, every `seconds`, or less often if that takes long."""

    def __init__(self, paths: Sequence[Path], index: Path, seconds: float) -> None:
        self._paths = list(paths)
        self._index = index
        self._seconds = seconds
        self._since = time.time()
        """Only files that were changed since then can have been missed."""
        self._due = time.monotonic() + seconds
        self._read: dict[Path, Stamp] = {}

    def note_read(self, paths: Sequence[Path]) -> None:
        """Remember files as they are now: they are about to be read."""
        for path in paths:
            if stamp := _stamp(path):
                self._read[path.resolve()] = stamp

    def missed(self) -> Iterator[Path]:
        """Yield files that changed since the last sweep and were not read as they are now; nothing before it is due."""
        if time.monotonic() < self._due:
            return
        began, now = time.monotonic(), time.time()
        oldest = int((self._since - MARGIN_SECONDS) * 1e9)
        kept: dict[Path, Stamp] = {}
        try:
            files = source_files((path for path in self._paths if path.exists()), self._index)
        except SourceError:  # a path has gone since it was looked at
            files = []
        for file in files:
            stamp = None if file.fault or file.is_link else _stamp(file.path)
            if stamp is None or stamp[0] < oldest:
                continue
            resolved = file.path.resolve()
            kept[resolved] = stamp
            if self._read.get(resolved) != stamp:
                yield file.path
        self._read = {path: stamp for path, stamp in self._read.items() if path in kept}
        self._since = now
        self._due = time.monotonic() + max(self._seconds, (time.monotonic() - began) / MAX_SHARE)


def _stamp(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if it has gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
