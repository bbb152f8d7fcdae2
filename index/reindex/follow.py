"""Following folders and files: what is written there is published, in batches, until stopped.

watchdog tells which files were closed, moved or changed (inotify on Linux; a look at all files where there is nothing
like it). A file that is still being written is waited for; one that changes all the time is read once a second.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import IndexDamagedError, IndexOutdatedError, KhabarkhojError, SettingError
from index.reindex.build import reindex
from index.reindex.report import ReindexOptions, Report
from index.settings import Settings

QUIET_SECONDS = 0.5
"""A file that was not closed counts when it has not changed for so long."""
LONGEST_WAIT = 1.0
"""A file that changes all the time is read after so long."""
TICK = 0.1
RETRY_SECONDS = 5.0
MOST_FILES = 1_000
"""Files of one publication; the rest waits for the next."""
ENDLESS = (IndexOutdatedError, SettingError)
"""What no later try can mend."""


class Followed(NamedTuple):
    """One publication, or what kept it from being made."""

    report: Report
    files: int
    seconds: float
    fault: str = ""


@dataclass
class _Waiting:
    """A file that has something new, since when, and when it changed last."""

    since: float
    changed: float
    is_closed: bool


class _Changes:
    """The files that changed, as watchdog tells from its own thread."""

    def __init__(self, index: Path) -> None:
        self._index = index.resolve()
        self._lock = threading.Lock()
        self._waiting: dict[Path, _Waiting] = {}

    def dispatch(self, event: Any) -> None:
        """Take an event of watchdog's."""
        if event.is_directory or event.event_type not in {"created", "modified", "closed", "moved"}:
            return
        path = Path(event.dest_path if event.event_type == "moved" else event.src_path)
        self.note(path, is_closed=event.event_type in {"closed", "moved"})

    def note(self, path: Path, *, is_closed: bool) -> None:
        """Note that a file changed; hidden files and the index itself are none of ours."""
        if path.name.startswith(".") or path.resolve().is_relative_to(self._index):
            return
        now = time.monotonic()
        with self._lock:
            known = self._waiting.get(path)
            since = known.since if known else now
            self._waiting[path] = _Waiting(since, now, is_closed)

    def ready(self, now: float) -> list[Path]:
        """Return the files that can be read now, oldest first, and forget them."""
        with self._lock:
            found = sorted(
                (path for path, each in self._waiting.items()
                 if each.is_closed or now - each.changed >= QUIET_SECONDS or now - each.since >= LONGEST_WAIT),
                key=lambda path: self._waiting[path].since,
            )[:MOST_FILES]  # fmt: skip
            for path in found:
                del self._waiting[path]
        return [path for path in found if path.is_file()]


def follow(
    paths: Iterable[Path],
    settings: Settings,
    options: ReindexOptions,
    stop: threading.Event,
    *,
    poll: bool = False,
) -> Iterator[Followed]:
    """Index all that is there, then whatever changes, until `stop` is set; yield each publication.

    What another run's lock, a full disk or the like keeps from being published is tried again. Raises what no try
    can mend: an index of another version, a wrong setting.
    """
    changes = _Changes(settings.index)
    observer = _observer(list(paths), changes, poll)
    try:
        yield from _publish(list(paths), settings, options, stop)
        while not stop.wait(TICK):
            if files := changes.ready(time.monotonic()):
                yield from _publish(files, settings, options, stop)
            if not observer.is_alive():
                raise IndexDamagedError(
                    "the system stopped telling of changes; start follow again, or with --poll"
                )
    finally:
        observer.stop()
        observer.join()


def _observer(paths: list[Path], changes: _Changes, poll: bool) -> Any:
    """Start watching; a file is watched by its folder, for it may be replaced."""
    from watchdog.observers import Observer  # noqa: PLC0415 - only this command needs it
    from watchdog.observers.polling import PollingObserver  # noqa: PLC0415

    observer: Any = PollingObserver(timeout=1) if poll else Observer()
    files = {path.resolve() for path in paths if not path.is_dir()}
    handler = _Handler(changes, files)
    for path in paths:
        watched = handler if path.is_dir() else _Handler(changes, files, only=True)
        observer.schedule(watched, str(path if path.is_dir() else path.parent), recursive=path.is_dir())
    observer.start()
    return observer


class _Handler:
    """What watchdog calls; of a folder that is watched for a file's sake only that file counts."""

    def __init__(self, changes: _Changes, files: set[Path], *, only: bool = False) -> None:
        self._changes = changes
        self._files = files
        self._only = only

    def dispatch(self, event: Any) -> None:
        """Take an event."""
        path = Path(event.dest_path if event.event_type == "moved" else event.src_path)
        if not self._only or path.resolve() in self._files:
            self._changes.dispatch(event)


def _publish(
    paths: list[Path], settings: Settings, options: ReindexOptions, stop: threading.Event
) -> Iterator[Followed]:
    """Index some files, again and again until that works; yield what came of it if anything was said or changed."""
    said = ""
    while not stop.is_set():
        started = time.monotonic()
        there = [path for path in paths if path.exists()]
        try:
            report = reindex(there, settings, options)
        except ENDLESS:
            raise
        except (KhabarkhojError, OSError) as error:
            if str(error) != said:
                said = str(error)
                yield Followed(Report(), len(there), time.monotonic() - started, said)
            stop.wait(RETRY_SECONDS if said else TICK)
            continue
        if report.published or report.refused_count:
            yield Followed(report, len(there), time.monotonic() - started)
        return
