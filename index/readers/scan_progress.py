"""How many pages of scans all processes of a run have met, and how many of them are recognised.

A page takes seconds, so a run that reads scans tells of pages, not of bytes. The counters are shared with the
processes that are forked from this one.
"""

import os
from collections.abc import Callable
from multiprocessing import get_context
from typing import NamedTuple


class Pages(NamedTuple):
    """Pages that are known of, and pages that are done."""

    total: int
    done: int


_counts = get_context("fork").RawArray("Q", 2)
"""Without a lock: a process that is killed while it holds one would stop all others; a lost count only misleads."""
_observers: list[tuple[int, Callable[[Pages], None]]] = []
"""(process, what it wants to be called) of the run of this process."""


def begin(observe: Callable[[Pages], None]) -> None:
    """Begin a run of this process; `observe` is called while pages are recognised."""
    _counts[0] = _counts[1] = 0
    _observers[:] = [(os.getpid(), observe)]


def tell() -> None:
    """Tell the observer how far all processes have come, if it is one of this process and pages are left."""
    now = pages()
    for process, observe in _observers:
        if now.done < now.total and process == os.getpid():
            observe(now)


def met(pages: int) -> None:
    """Count pages that will be recognised."""
    _counts[0] += pages


def finished() -> None:
    """Count one page that is recognised."""
    _counts[1] += 1


def pages() -> Pages:
    """Return how far all processes have come."""
    return Pages(_counts[0], min(_counts[0], _counts[1]))
