"""A process of its own in which `follow` merges large segments, so that no publication waits for it."""

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

from index.errors import KhabarkhojError
from index.reindex.merging import merge_segments, needs_merging
from index.settings import Settings

NICENESS = 10
"""Searches and publications go before."""


class BackgroundMerge:
    """At most one merge at a time, begun where one is needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a merge is under way."""
        return self._process is not None and self._process.is_alive()

    def start_if_needed(self) -> None:
        """Begin to merge unless a merge is under way or nothing is to be merged."""
        if not self.is_running and needs_merging(self._settings):
            self._process = get_context("spawn").Process(target=_merge, args=(self._settings,), daemon=True)
            self._process.start()

    def stop(self) -> None:
        """End a merge that is under way; what it has written is thrown away, and what is published stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()


def _merge(settings: Settings) -> None:
    """Merge with one process, politely; a fault is said and costs nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for `follow`, which ends this
    os.nice(NICENESS)
    try:
        while needs_merging(settings) and merge_segments(settings) is not None:
            pass
    except (KhabarkhojError, OSError) as error:
        sys.stderr.write(f"large segments were not merged: {error}\n")
