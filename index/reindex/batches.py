"""The work of a run in handfuls: pieces of the source files that one process takes in at one go."""

from collections import deque
from collections.abc import Iterator, Sequence

from index.readers.files import SourceFile
from index.readers.format import Format, ReadOptions
from index.readers.outcome import PassedOver, Refused
from index.readers.splits import Cutting, Piece, pieces
from index.settings import Settings

UNIT_SHARE = 16
"""A process needs some 16 times the memory that its unit of text takes on disk."""
LEAST_UNIT = 1 << 20
UNITS_A_PROCESS = 8
"""So that all processes end at about the same time."""

Unit = tuple[Piece, ...]
"""Pieces that one process takes in at one go."""


class Units:
    """All units of the source files, cut when they are asked for.

    What was refused or passed over while cutting waits in `aside` with the number of units before it.
    """

    def __init__(
        self,
        files: Sequence[SourceFile],
        settings: Settings,
        options: ReadOptions,
        only: Format | None = None,
    ) -> None:
        self.bytes_total = sum(file.size for file in files)
        self.taken: list[Unit] = []
        """The units handed out so far, without their content."""
        self._aside: deque[tuple[int, Refused | PassedOver]] = deque()
        self._files = files
        processes = settings.working_processes
        most = settings.index_memory_mb * 1024 * 1024 // processes // UNIT_SHARE
        size = min(most, max(LEAST_UNIT, self.bytes_total // (processes * UNITS_A_PROCESS)))
        self._cutting = Cutting(options, size, only)

    def __iter__(self) -> Iterator[Unit]:
        """Pieces in handfuls of about the same size."""
        waiting: list[Piece] = []
        size = 0
        for file in self._files:
            for piece in pieces(file, self._cutting):
                if not isinstance(piece, Piece):
                    self._aside.append((len(self.taken), piece))
                    continue
                waiting.append(piece)
                size += piece.size
                if size >= self._cutting.size:
                    yield self._handed_out(waiting)
                    waiting, size = [], 0
        if waiting:
            yield self._handed_out(waiting)

    def _handed_out(self, waiting: list[Piece]) -> Unit:
        self.taken.append(tuple(piece.without_content() for piece in waiting))
        return tuple(waiting)

    def aside_until(self, number: int) -> Iterator[Refused | PassedOver]:
        """What was set aside before the unit of this number was complete; each once."""
        while self._aside and self._aside[0][0] <= number:
            yield self._aside.popleft()[1]

    def aside_left(self) -> Iterator[Refused | PassedOver]:
        """What is left when all units were taken in."""
        return self.aside_until(len(self.taken))
