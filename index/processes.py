"""Work shared out to processes: results come in the order of the work, as soon as they are there."""

import ctypes
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

from index.errors import ProcessDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Resources:
    """How many processes share the work, and how many bytes they may work in, all together."""

    processes: int = 1
    memory: int = 1 << 30


SINGLE_PROCESS = Resources()

WAIT_SECONDS = 0.5
AHEAD = 2
"""Pieces of work handed out for each process, so that none waits for the next."""

M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4
"""Options of glibc's mallopt(3)."""
PR_SET_PDEATHSIG = 1
NEVER_TRIMMED = (1 << 31) - 1

_task: Callable[[Any], Any] | None = None


def ordered_map(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    processes: int,
    on_wait: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Yield task(item) for each item, in order; a single item is done in this process. Items are taken as needed.

    `on_wait` is called twice a second while the next result is waited for.

    The processes are forked, so whatever the task holds (mapped files above all) is shared and need not
    be copied. Raises what the task raises, and ProcessDiedError when a process was killed.
    """
    remaining = iter(items)
    first = list(islice(remaining, 2))
    if processes < 2 or len(first) < 2:
        yield from map(task, chain(first, remaining))
        return
    pool = ProcessPoolExecutor(processes, get_context("fork"), _start, (task, os.getpid()))
    waiting: deque[Future[Result]] = deque()
    try:
        for item in chain(first, remaining):
            waiting.append(pool.submit(_run, item))
            if len(waiting) > AHEAD * processes:
                yield _result(waiting.popleft(), on_wait)
        while waiting:
            yield _result(waiting.popleft(), on_wait)
    except BrokenProcessPool:
        raise ProcessDiedError(
            "an indexing process was killed, probably because memory ran out; "
            "lower KHABARKHOJ_INDEX_MEMORY_MB or KHABARKHOJ_PROCESSES"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _result(future: Future[Result], on_wait: Callable[[], None]) -> Result:
    while True:
        try:
            return future.result(WAIT_SECONDS)
        except NotYetError:
            if future.done():  # it ended within this moment, or this is what the task itself raised
                return future.result()
            on_wait()


def _start(task: Callable[[Any], Any], parent: int) -> None:
    global _task  # noqa: PLW0603 - the one thing that a worker process is for
    _task = task
    gc.disable()  # nothing here goes in circles, and looking for that costs a fifth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent(parent)
    _keep_memory()


def end_with_parent(parent: int | None = None) -> None:
    """Arrange that this process ends with its parent: on Linux by a signal, elsewhere when its pipe closes."""
    parent = parent or os.getppid()
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it could be asked
            os._exit(1)


def _keep_memory() -> None:
    """Let glibc keep the pages of freed arrays, which the next ones need again; nothing elsewhere.

    Handing large arrays back and having their pages cleared again took half of the system time.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_MAX, 0)
        mallopt(M_TRIM_THRESHOLD, NEVER_TRIMMED)


def _run(item: Any) -> Any:
    assert _task is not None  # noqa: S101 - set by _start
    return _task(item)
