"""Reading in a process that can be ended: no record holds up a run, not even inside a library's C code.

A signal interrupts Python, but not libxml2, which compares each of 100,000 attributes with all others. So formats
that are read by such libraries are read in a child process that says before each record that it begins one. If it
then is silent for longer than a record may take, or dies, it is ended, the record is refused, and another child reads
the split again without it; what was handed on before is not handed on twice. The child's memory is bounded, too.
"""

import contextlib
import importlib
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from index.processes import end_with_parent
from index.readers import scan_progress
from index.readers.files import SourceFile
from index.readers.format import Format, ReadOptions
from index.readers.formats import FORMAT_BY_NAME
from index.readers.outcome import Outcome, Refused
from index.readers.splits import Split, SplitOptions, outcomes, splits
from index.readers.time_limit import UnreadableError, too_slow, watch_records

CONTENT_FACTOR = 3
"""Times that a reader may hold its content, besides the memory that it works in."""
GRACE_SECONDS = 1.0
"""Added to the time of a record: where Python can be interrupted, the child itself refuses it first."""

Position = tuple[int, int]
"""Number of outcomes of a split before a record, and of the calls made for that record."""


def read_splits(wanted: Sequence[Split], options: ReadOptions) -> Iterator[tuple[int, Outcome]]:
    """Yield every outcome of some splits, in order, each with the index of its split."""
    position = 0
    while position < len(wanted):
        kind = FORMAT_BY_NAME[wanted[position].format]
        if kind.isolated:
            end = next(
                (n for n in range(position, len(wanted)) if not _share_child(kind, wanted[n])), len(wanted)
            )
            for number, outcome in _IsolatedReading(wanted[position:end], options).outcomes():
                yield position + number, outcome
            position = end
        else:
            for outcome in outcomes(wanted[position], options):
                yield position, outcome
            position += 1


def _share_child(kind: Format, split: Split) -> bool:
    """Return whether a split may share a child with this format; formats without isolation never do."""
    other = FORMAT_BY_NAME[split.format]
    return other.isolated and other.working_bytes == kind.working_bytes


def read_file(
    file: SourceFile, splitting: SplitOptions, on_bytes: Callable[[int], None] = lambda _: None
) -> Iterator[Outcome]:
    """Yield all outcomes of one file, in order.

    `on_bytes` is called now and then with the number of bytes on disk read since the last call.
    """
    for split in splits(file, splitting):
        if isinstance(split, Split):
            yield from (outcome for _, outcome in read_splits([split], splitting.options))
            on_bytes(split.disk_bytes)
        else:
            yield split


class _IsolatedReading:
    """Reads splits in children, one after another, until all are read."""

    def __init__(self, wanted: Sequence[Split], options: ReadOptions) -> None:
        self._splits = wanted
        self._options = options
        self._at = 0
        """The split that is being read."""
        self._delivered = 0
        """Outcomes of that split which were handed on."""
        self._refused: dict[Position, str] = {}
        """Records of that split which a child did not survive, and why."""

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """Yield (index of the split, outcome)."""
        _load({library for split in self._splits for library in FORMAT_BY_NAME[split.format].libraries})
        while self._at < len(self._splits):
            with _Child(self._send_outcomes) as child:
                begun: Position | None = None
                seen = 0
                while (
                    message := child.receive(self._options.max_record_seconds + GRACE_SECONDS)
                ) is not None:
                    kind, value = message
                    if kind in {"begins", "alive"}:
                        scan_progress.tell()
                    if kind == "begins":
                        begun = value
                    elif kind == "outcome":
                        seen, begun = seen + 1, None
                        if seen > self._delivered:
                            self._delivered = seen
                            yield self._at, value
                    elif kind == "end":
                        self._next_split()
                        seen, begun = 0, None
                reason = child.end(self._options)
            if self._at == len(self._splits):
                return
            if begun is None or begun in self._refused:
                # It was lost between two records, so nobody can say which one to leave out.
                yield self._at, Refused(self._splits[self._at].name, 0, f"not read to its end: {reason}")
                self._next_split()
            else:
                self._refused[begun] = reason

    def _next_split(self) -> None:
        self._at, self._delivered = self._at + 1, 0
        self._refused.clear()

    def _send_outcomes(self, send: Callable[[Any], None]) -> None:
        """Read what is left and send it; runs in the child."""
        sizes = [split.size for split in self._splits[self._at :]]
        working = max(FORMAT_BY_NAME[split.format].working_bytes for split in self._splits)
        content = CONTENT_FACTOR * max(sizes, default=0)
        _limit_memory((self._options.max_record_memory_mb << 20) + working + content)
        done = calls = 0

        def ask() -> None:
            nonlocal calls
            position, calls = (done, calls), calls + 1
            if first and position in self._refused:
                raise UnreadableError(self._refused[position])
            send(("begins", position))

        watch_records(ask, lambda: send(("alive", None)))
        for number, split in enumerate(self._splits[self._at :]):
            first = number == 0
            done = calls = 0
            for outcome in outcomes(split, self._options):
                done, calls = done + 1, 0
                send(("outcome", outcome))
            send(("end", None))


class _Child:
    """A forked process that runs a function and sends what that sends."""

    def __init__(self, run: Callable[[Callable[[Any], None]], None]) -> None:
        context = get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(run, sender, self._receiver), daemon=True)
        self._process.start()
        sender.close()
        self._is_silent = False

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._receiver.close()

    def receive(self, seconds: float) -> Any:
        """Return the next message; None when the child has ended or was silent for that long."""
        try:
            if self._receiver.poll(seconds):
                return self._receiver.recv()
            self._is_silent = True
        except (EOFError, OSError):
            pass
        return None

    def end(self, options: ReadOptions) -> str:
        """End the child and return why nothing more came of it."""
        if self._is_silent:
            self._process.kill()
        self._process.join()
        if self._is_silent:
            return str(too_slow(options.max_record_seconds))
        code = self._process.exitcode or 0
        ended = f"signal {-code}" if code < 0 else f"status {code}"
        return (
            f"the process that read it ended ({ended}); raise KHABARKHOJ_MAX_RECORD_MEMORY_MB if it is sound"
        )


def _load(libraries: set[str]) -> None:
    """Load modules before children are forked, which then need not; what is missing is for the reader to say."""
    for library in sorted(libraries):
        with contextlib.suppress(ImportError):
            importlib.import_module(library)


def _run(run: Callable[[Callable[[Any], None]], None], sender: Connection, receiver: Connection) -> None:
    receiver.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    end_with_parent()
    run(sender.send)


def _limit_memory(most: int) -> None:
    """Limit this process's address space to `extra` bytes above its current size; no effect where unsupported."""
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            has = int(file.read().split()[5]) * resource.getpagesize()
        # The soft limit only: Tesseract is started with one of its own.
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (has + most, hard))
    except (OSError, ValueError):
        return
    # Stacks of threads count, too: those of the pages that are recognised beside each other.
    threading.stack_size(1 << 20)
