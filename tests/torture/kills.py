"""kill -9 at every file operation of a run, and at random moments of one."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.reindex.build import reindex
from index.settings import Settings

OPERATIONS = (
    (os, "fsync"),
    (os, "replace"),
    (os, "mkdir"),
    (os, "link"),
    (os, "unlink"),
    (os, "rename"),
    (os, "open"),
)
"""What a run asks of the file system; pathlib and shutil call these."""


def in_a_child(work: Callable[[], object], kill_after: float | None = None) -> int:
    """Do work in a forked process; returns its exit status, -9 when it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            work()
            status = 0
        finally:
            os._exit(status)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(operation: int, work: Callable[[], object]) -> Callable[[], object]:
    """Work that kills itself before its file operation of this number (from 0)."""

    def dying() -> object:
        left = operation

        def counted(original: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                nonlocal left
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return original(*arguments, **named)

            return call

        for module, name in OPERATIONS:
            setattr(module, name, counted(getattr(module, name)))
        return work()

    return dying


def run(paths: Sequence[Path], settings: Settings) -> Callable[[], object]:
    """A run of reindex."""
    return lambda: reindex(paths, settings)


def at_every_operation(paths: Sequence[Path], settings: Settings, after: Callable[[int], None]) -> int:
    """Runs that die at one operation after the other, until one lives; returns how many died.

    `after` is called with the number of each operation. Every run begins with the index as it was, so that
    what comes behind the publication is killed too.
    """
    kept = settings.index.with_name("as-it-was")
    shutil.copytree(settings.index, kept)
    for operation in range(100_000):
        shutil.rmtree(settings.index)
        shutil.copytree(kept, settings.index)
        status = in_a_child(dying_at(operation, run(paths, settings)))
        if status == 0:
            return operation
        assert status == -signal.SIGKILL, status
        after(operation)
    raise AssertionError("a run that never ends")


def at_random(
    batches: Sequence[Path], settings: Settings, kills: int, longest: float, after: Callable[[], None]
) -> int:
    """So many kills at random moments of runs over growing sources; returns how many runs ended by themselves."""
    chance = random.Random(kills)
    ended = 0
    for number in range(kills):
        paths = batches[: 1 + number * len(batches) // kills]
        status = in_a_child(run(paths, settings), chance.uniform(0, longest))
        ended += status == 0
        after()
    return ended
