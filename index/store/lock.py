"""The writer's lock of an index directory: one process writes at a time."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from index.errors import IndexLockedError

LOCK = "LOCK"
PAUSE_SECONDS = 0.1
Result = TypeVar("Result")


@contextmanager
def writer_lock(index: Path) -> Iterator[None]:
    """Hold the lock of an index directory; raise IndexLockedError at once if another process has it.

    The lock is the kernel's (flock): it is released when its owner ends, however that dies. The file
    names the owner's process for the error message only.
    """
    with (index / LOCK).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read(20).strip() or "unknown"
            raise IndexLockedError(
                f"{index}: process {owner} is writing to this index; wait for it to end"
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def when_unlocked(work: Callable[[], Result], seconds: float) -> Result:
    """Do work that needs the writer's lock as soon as no other run holds it.

    Raises IndexLockedError if one still does after the given seconds.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return work()
        except IndexLockedError:
            if time.monotonic() >= until:
                raise
            time.sleep(PAUSE_SECONDS)
