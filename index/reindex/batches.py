"""Batches: the splits of the source files, grouped for one process each."""

from collections import deque
from collections.abc import Iterator, Sequence

from index.readers.files import SourceFile
from index.readers.format import Format, ReadOptions
from index.readers.outcome import Refused, Skipped
from index.readers.splits import Split, SplitOptions, splits
from index.settings import Settings

BATCH_SHARE = 16
"""A process needs about 16 times the bytes of its batch."""
MIN_BATCH_BYTES = 1 << 20
BATCHES_PER_PROCESS = 8
"""So that all processes end at about the same time."""

Batch = tuple[Split, ...]
"""Splits that one process reads together."""


class Batches:
    """All batches of the source files, cut on demand.

    What is rejected meanwhile waits with the number of batches before it; see `take_rejected`.
    """

    def __init__(
        self,
        files: Sequence[SourceFile],
        settings: Settings,
        options: ReadOptions,
        only: Format | None = None,
    ) -> None:
        self.bytes_total = sum(file.size for file in files)
        self.handed_out: list[Batch] = []
        """The batches handed out so far, without their content."""
        self._rejected: deque[tuple[int, Refused | Skipped]] = deque()
        self._files = files
        processes = settings.working_processes
        most = settings.index_memory_mb * 1024 * 1024 // processes // BATCH_SHARE
        size = min(most, max(MIN_BATCH_BYTES, self.bytes_total // (processes * BATCHES_PER_PROCESS)))
        self._options = SplitOptions(options, size, only)

    def __iter__(self) -> Iterator[Batch]:
        """Yield splits in batches of about the same size."""
        waiting: list[Split] = []
        size = 0
        for file in self._files:
            for split in splits(file, self._options):
                if not isinstance(split, Split):
                    self._rejected.append((len(self.handed_out), split))
                    continue
                waiting.append(split)
                size += split.size
                if size >= self._options.block_bytes:
                    yield self._handed_out(waiting)
                    waiting, size = [], 0
        if waiting:
            yield self._handed_out(waiting)

    def _handed_out(self, waiting: list[Split]) -> Batch:
        self.handed_out.append(tuple(split.without_content() for split in waiting))
        return tuple(waiting)

    def rejected_until(self, number: int) -> Iterator[Refused | Skipped]:
        """Yield what was rejected before the batch of this number was complete; each once."""
        while self._rejected and self._rejected[0][0] <= number:
            yield self._rejected.popleft()[1]

    def rejected_left(self) -> Iterator[Refused | Skipped]:
        """Return what was rejected after the last batch."""
        return self.rejected_until(len(self.handed_out))
