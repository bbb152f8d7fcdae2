"""A progress line on a terminal: share done, articles, rate and time left."""

import time
from types import TracebackType
from typing import TextIO

from index.build import Progress

REDRAW_SECONDS = 0.2
STAGES = {"reading": "", "writing": "writing the index …", "words": "building the lexicon …"}


class ProgressLine:
    """Rewrites one line of a terminal; writes nothing when hidden."""

    def __init__(self, stream: TextIO, hidden: bool) -> None:
        self._stream = stream
        self._hidden = hidden
        self._started = time.monotonic()
        self._drawn = 0.0
        self._stage = "reading"

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, progress: Progress) -> None:
        """Draw the line, at most five times a second, and at once when the stage changes."""
        now = time.monotonic()
        if self._hidden or (now - self._drawn < REDRAW_SECONDS and progress.stage == self._stage):
            return
        self._drawn = now
        self._stage = progress.stage
        self._stream.write(f"\r\x1b[K{describe(progress, now - self._started)}")
        self._stream.flush()


def describe(progress: Progress, elapsed: float) -> str:
    """The text of the line, e.g. "42 %  7,900 articles  340/s  0:32 left"."""
    text = f"{progress.articles:,} articles  {progress.articles / elapsed if elapsed else 0:,.0f}/s"
    if STAGES[progress.stage]:
        return f"{text}  {STAGES[progress.stage]}"
    share = progress.bytes_read / progress.bytes_total if progress.bytes_total else 1.0
    if share > 0:
        left = int(elapsed * (1 - share) / share)
        text += f"  {left // 60}:{left % 60:02d} left"
    return f"{share:4.0%}  {text}"
