"""A process of its own in which `follow` merges large segments, so that no publication waits for it."""

import os
import signal
import sys
import time
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from types import FrameType

from index.errors import KhabarkhojError, MergeRunningError
from index.reindex.merging import clear_left_over, merges, needs_merging
from index.settings import Settings

NICENESS = 10
"""Searches and publications go before."""
RETRY_SECONDS = 3600.0
"""Seconds before a failed merge is retried."""


class BackgroundMerge:
    """At most one merge at a time, begun where one is needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._started = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a merge is running."""
        return self._process is not None and self._process.is_alive()

    def start_if_needed(self) -> None:
        """Begin to merge unless a merge is under way, has just failed, or nothing is to be merged."""
        if self.is_running or (self._has_failed() and time.monotonic() - self._started < RETRY_SECONDS):
            return
        try:
            is_needed = needs_merging(self._settings)
        except (KhabarkhojError, OSError):
            return  # the next publication says what is wrong
        if is_needed:
            # One process of its own: a daemon may have no children, and others have work to do.
            settings = replace(self._settings, processes=1)
            self._process = get_context("spawn").Process(target=_merge, args=(settings,), daemon=True)
            self._process.start()
            self._started = time.monotonic()
        else:
            clear_left_over(self._settings.index)

    def stop(self) -> None:
        """End a merge that is under way; what it has written is thrown away, and what is published stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        clear_left_over(self._settings.index)

    def _has_failed(self) -> bool:
        return self._process is not None and bool(self._process.exitcode)


def _merge(settings: Settings) -> None:
    """Merge as long as anything is to be merged; a fault is said, and costs nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for `follow`, which ends this
    signal.signal(signal.SIGTERM, _end)
    os.nice(NICENESS)
    try:
        for report in merges(settings):
            if sys.stderr.isatty():
                sys.stderr.write(f"{report.summary}\n")
    except MergeRunningError:
        pass
    except (KhabarkhojError, OSError) as error:
        sys.stderr.write(f"large segments were not merged: {error}\n")
        sys.exit(1)


def _end(_signal: int, _frame: FrameType | None) -> None:
    """Leave as an error would, so that nothing is left over."""
    sys.exit(0)
