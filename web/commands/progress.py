"""A progress line on a terminal: share done, articles, rate and time left."""

import time
from types import TracebackType
from typing import TextIO

from index.reindex.report import Progress

REDRAW_SECONDS = 0.2
STAGES = {
    "reading": "reading",
    "scans": "recognising scanned pages",
    "merging": "merging postings",
    "words": "sorting words by sound",
    "phrases": "finding phrases of frequent words",
    "publishing": "making it durable",
    "sending": "sending to the cluster",
}


class ProgressLine:
    """Rewrites one line of a terminal; writes nothing when hidden."""

    def __init__(self, stream: TextIO, hidden: bool) -> None:
        self._stream = stream
        self._hidden = hidden
        self._started = time.monotonic()
        self._stage_began = self._started
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
        if progress.stage != self._stage:
            self._stage, self._stage_began = progress.stage, now
        self._stream.write(f"\r\x1b[K{describe(progress, now - self._started, now - self._stage_began)}")
        self._stream.flush()


def describe(progress: Progress, elapsed: float, in_stage: float) -> str:
    """Return the text of the line, e.g. "reading  42 %  7,900 articles  340/s  0:32 left".

    `elapsed` and `in_stage` are seconds since the start and since the present stage began.
    """
    text = f"{STAGES[progress.stage]}  {progress.done:4.0%}  {progress.articles:,} articles"
    if progress.stage == "reading" and elapsed:
        text += f"  {progress.articles / elapsed:,.0f}/s"
    if progress.refused:
        text += f"  {progress.refused:,} refused"
    if 0 < progress.done < 1:
        left = int(in_stage * (1 - progress.done) / progress.done)
        text += f"  {left // 60}:{left % 60:02d} left"
    return text
