"""Running a library on a hostile record: whatever it does, there is an answer within a bounded time."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from index.fonts.detection import DoubtfulTextError

Found = TypeVar("Found")


class UnreadableError(Exception):
    """A record that cannot be read; the message is the reason."""


class _TooSlowError(BaseException):
    """The time is over. Not an Exception, so that no library takes it for one of its own."""


class _Watch:
    """Holds what is called before each record in a process that may be ended; see `isolated.py`."""

    def __init__(self) -> None:
        self.ask: Callable[[], None] | None = None
        self.alive: Callable[[], None] | None = None


_watch = _Watch()


def watch_records(ask: Callable[[], None], alive: Callable[[], None]) -> None:
    """Call `ask` in this process before each record from now on; it may raise UnreadableError in its place.

    `alive` is called now and then where a record waits for another program that has a time limit of its own.
    """
    _watch.ask = ask
    _watch.alive = alive


def still_reading() -> None:
    """Say that this process waits for another program and does not hang."""
    if _watch.alive is not None:
        _watch.alive()


def time_limited(read: Callable[[], Found], seconds: float) -> Found:
    """Return what `read` returns; raise UnreadableError for whatever it raises, and if it takes too long.

    The time is measured where signals can be had: in the main thread, as all processes of reindex are.
    Work inside C code is only interrupted when that returns; see `isolated.py` for what ends that.
    """
    try:
        if _watch.ask is not None:
            _watch.ask()
        with _within(seconds):
            return read()
    except _TooSlowError:
        raise too_slow(seconds) from None
    except UnreadableError:
        raise
    except DoubtfulTextError as error:
        raise UnreadableError(str(error)) from error
    except RecursionError:
        raise UnreadableError("nested too deeply") from None
    except MemoryError:
        raise UnreadableError("needs more memory to be read; raise KHABARKHOJ_MAX_RECORD_MEMORY_MB") from None
    except Exception as error:  # noqa: BLE001 - whatever a library raises is a refusal
        reason = " ".join(str(error).split())[:200]
        raise UnreadableError(f"broken: {reason or type(error).__name__}") from None


def each_in_time(items: Iterator[Found], seconds: float) -> Iterator[Found]:
    """Yield the items; raise UnreadableError when one takes too long, and whatever making them raises."""
    while True:
        try:
            with _within(seconds):
                item = next(items)
        except StopIteration:
            return
        except _TooSlowError:
            raise too_slow(seconds) from None
        yield item


def refuse_when_slow(read: Callable[[], Found], refused: Callable[[str], Found], seconds: float) -> Found:
    """Return what `read` returns; what `refused` makes of the reason where each_in_time finds that it takes too long.

    A reader of many records goes on with the next one then.
    """
    try:
        return read()
    except _TooSlowError:
        return refused(str(too_slow(seconds)))


def too_slow(seconds: float) -> UnreadableError:
    """Return the error that names the limit and the setting."""
    return UnreadableError(
        f"takes longer than {seconds:g} seconds to read; raise KHABARKHOJ_MAX_RECORD_SECONDS"
    )


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
