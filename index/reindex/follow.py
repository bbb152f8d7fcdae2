"""Following folders and files: what is written there is published, in batches, until stopped.

watchdog tells which files were closed, moved or changed (inotify on Linux; a look at all files where there is nothing
like it). A file that is still being written is waited for; one that changes all the time is read once a second.
"""

import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import (
    IndexLockedError,
    IndexOutdatedError,
    KhabarkhojError,
    SettingError,
    WatchingStoppedError,
)
from index.readers.formats import has_known_ending
from index.reindex.build import reindex
from index.reindex.report import ReindexOptions, Report
from index.reindex.sweep import Sweep
from index.settings import Settings

QUIET_SECONDS = 0.5
"""Seconds without change after which an unclosed file is read."""
FORGOTTEN_SECONDS = 60.0
"""A file that was never closed counts when it has not changed for so long."""
MAX_WAIT_SECONDS = 1.0
"""A file of lines that grows all the time is read after so long; any other is waited for."""
GROWING = (".jsonl", ".ndjson", ".jl")
TICK = 0.1
RETRY_SECONDS = 5.0
"""Seconds before a failed publication is retried."""
LOCKED_SECONDS = 5.0
"""Another run that writes for longer is named; it is waited for in any case."""
MAX_FILES = 1_000
"""Files of one publication; the rest waits for the next."""
FATAL_ERRORS = (IndexOutdatedError, SettingError)
"""Errors that retrying cannot fix."""


class Publication(NamedTuple):
    """One publication, or what kept it from being made."""

    report: Report
    files: int
    seconds: float
    fault: str = ""


@dataclass
class _Waiting:
    """A changed file: since when it waits, and when it last changed."""

    since: float
    changed: float
    is_closed: bool
    is_open: bool = False
    """Whether somebody writes it and will close it, as far as the system tells."""


class _Changes:
    """The files that changed, as watchdog tells from its own thread."""

    def __init__(self, index: Path, *, tells_of_closing: bool = True) -> None:
        self._tells_of_closing = tells_of_closing
        self._index = index.resolve()
        self._lock = threading.Lock()
        self._waiting: dict[Path, _Waiting] = {}

    def dispatch(self, event: Any) -> None:
        """Take an event of watchdog's."""
        if event.is_directory or event.event_type not in {"created", "modified", "closed", "moved"}:
            return
        path = Path(event.dest_path if event.event_type == "moved" else event.src_path)
        is_open = event.event_type == "modified" and self._tells_of_closing
        self.note(path, is_closed=event.event_type in {"closed", "moved"}, is_open=is_open)

    def note(self, path: Path, *, is_closed: bool, is_open: bool = False) -> None:
        """Note that a file changed; files inside the index directory are ignored."""
        resolved = _resolved(path)
        if resolved is None or resolved.is_relative_to(self._index):
            return
        now = time.monotonic()
        with self._lock:
            known = self._waiting.get(path)
            since = known.since if known else now
            self._waiting[path] = _Waiting(since, now, is_closed, is_open)

    def note_missed(self, path: Path) -> None:
        """Note a file that changed, if nothing is known of it: a file being written is reported when it is closed."""
        with self._lock:
            is_known = path in self._waiting
        if not is_known:
            self.note(path, is_closed=False)

    def ready(self, now: float) -> list[Path]:
        """Return the files that can be read now, oldest first, and forget them."""
        with self._lock:
            found = sorted(
                (path for path, item in self._waiting.items()
                 if item.is_closed or now - item.changed >= (FORGOTTEN_SECONDS if item.is_open else QUIET_SECONDS)
                 or (path.name.lower().endswith(GROWING) and now - item.since >= MAX_WAIT_SECONDS)),
                key=lambda path: self._waiting[path].since,
            )[:MAX_FILES]  # fmt: skip
            for path in found:
                del self._waiting[path]
        return [path for path in found if path.is_file()]


def follow(
    paths: Sequence[Path],
    settings: Settings,
    options: ReindexOptions,
    stop: threading.Event,
    *,
    poll: bool = False,
) -> Iterator[Publication]:
    """Index all that is there, then whatever changes, until `stop` is set; yield each publication.

    What another run's lock, a full disk or the like keeps from being published is tried again, and what arrives
    meanwhile is published before it. Raises errors that retrying cannot fix: an index of another version, a wrong
    setting.
    """
    failed = _Failed()
    changes = _Changes(settings.index, tells_of_closing=not poll and sys.platform == "linux")
    named = {path.resolve() for path in paths if not path.is_dir()}
    others_threads = set(threading.enumerate())
    observer = _observer(list(paths), changes, poll)
    watching = set(threading.enumerate()) - others_threads
    sweep = Sweep(paths, settings.index, settings.sweep_seconds)
    try:
        yield from _publish(_Batch(list(paths), options), settings, stop, failed)
        while not stop.wait(TICK):
            for path in sweep.missed():
                changes.note_missed(path)
            if files := changes.ready(time.monotonic()):
                sweep.note_read(files)
                of_folders = [path for path in files if path.resolve() not in named]
                others = [path for path in files if path not in of_folders]
                yield from _publish(
                    _Batch(of_folders, replace(options, in_folder=True)), settings, stop, failed
                )
                yield from _publish(_Batch(others, options), settings, stop, failed)
            while (batch := failed.due(time.monotonic())) is not None:
                yield from _publish(batch, settings, stop, failed)
            if any(map(_is_missed, watching)):
                raise WatchingStoppedError(
                    "file change notifications stopped; start follow again, with --poll if it happens again"
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
    for path in paths:
        watched = _Handler(changes, files, path, only=not path.is_dir())
        observer.schedule(watched, str(path if path.is_dir() else path.parent), recursive=path.is_dir())
    observer.start()
    return observer


def _is_missed(thread: Any) -> bool:
    """Return whether a watching thread has ended, and not because what it watched has gone."""
    watch = getattr(thread, "watch", None)
    return not thread.is_alive() and (watch is None or Path(watch.path).exists())


class _Handler:
    """What watchdog calls; of a folder that is watched for a file's sake only that file counts."""

    def __init__(self, changes: _Changes, files: set[Path], root: Path, *, only: bool = False) -> None:
        self._changes = changes
        self._root = root
        self._files = files
        self._only = only

    def dispatch(self, event: Any) -> None:
        """Take an event."""
        path = Path(event.dest_path if event.event_type == "moved" else event.src_path)
        if _resolved(path) in self._files if self._only else self._is_of_the_folder(path):
            self._changes.dispatch(event)

    def _is_of_the_folder(self, path: Path) -> bool:
        """Return whether reindex of the folder would read a file: not hidden, of a known ending, no link out of it."""
        resolved, root = _resolved(path), _resolved(self._root)
        if resolved is None or root is None or not path.is_relative_to(self._root):
            return False
        is_hidden = any(part.startswith(".") for part in path.relative_to(self._root).parts)
        return resolved.is_relative_to(root) and not is_hidden and has_known_ending(path.name)


def _resolved(path: Path) -> Path | None:
    """Return a path without symbolic links; None for links that lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


class _Batch(NamedTuple):
    """Files that are published together."""

    paths: list[Path]
    options: ReindexOptions


class _Failed:
    """Batches that could not be published; one after the other is tried again, until one fails once more."""

    def __init__(self) -> None:
        self._batches: deque[_Batch] = deque()
        self._retry_at = 0.0
        self._said = ""

    def add(self, batch: _Batch, fault: str, now: float) -> bool:
        """Take a batch that failed; return whether its fault is not the one that was said last."""
        self._batches.append(batch)
        self._retry_at = now + RETRY_SECONDS
        is_new, self._said = fault != self._said, fault
        return is_new

    def due(self, now: float) -> _Batch | None:
        """Return the batch to be tried now, if there is one."""
        return self._batches.popleft() if self._batches and now >= self._retry_at else None


def _publish(
    batch: _Batch, settings: Settings, stop: threading.Event, failed: _Failed
) -> Iterator[Publication]:
    """Index some files; yield what came of it if anything was said or changed. What cannot be done now is kept."""
    said = ""
    started = time.monotonic()
    while batch.paths and not stop.is_set():
        there = [path for path in batch.paths if path.exists()]
        try:
            report = reindex(there, settings, batch.options)
        except FATAL_ERRORS:
            raise
        except IndexLockedError as error:
            # A takedown or a merge that publishes needs the lock for a moment.
            if time.monotonic() - started >= LOCKED_SECONDS and said != str(error):
                said = str(error)
                yield Publication(Report(), len(there), time.monotonic() - started, said)
            stop.wait(TICK)
            continue
        except (KhabarkhojError, OSError) as error:
            if failed.add(batch, str(error), time.monotonic()):
                yield Publication(Report(), len(there), time.monotonic() - started, str(error))
            return
        if report.published or report.refused_count:
            yield Publication(report, len(there), time.monotonic() - started)
        return
