"""Integrity: whether the mapped files of a snapshot still are what they were when it was opened.

A page is compared with its checksum when it is first read. What changes on disk after that would be met unnoticed,
and a file that is cut short kills any process that reads beyond its new end (SIGBUS). So sizes are checked before
the first request of each second, and pages that were read are compared again, some at a time.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from index.columns.column_file import ColumnFile


class IntegrityCheck:
    """Checks the files of one snapshot; raises IndexDamagedError. Not to be shared by threads."""

    def __init__(self, files: Callable[[], Sequence[ColumnFile]]) -> None:
        self._files = files
        """Asked each time: some files are opened only when they are needed."""
        self._next = (0, 0)
        """File and page to be compared next."""

    def check_sizes(self) -> None:
        """Raise for a file that was cut or extended in place."""
        for file in self._files():
            file.check_size()

    def check_pages(self, count: int) -> None:
        """Compare the next `count` of the pages that were read; after the last come the first again."""
        files = self._files()
        number, page = self._next
        numbers = range(len(files))
        for position in chain(numbers[number:], numbers[:number]):
            file = files[position]
            while page < file.pages and count > 0:
                count -= file.check_again(page)
                page += 1
                self._next = position, page
            if count <= 0:
                return
            page = 0
        self._next = 0, 0

    def check_all_pages(self) -> None:
        """Compare every page that was read."""
        for file in self._files():
            file.check_size()
            for page in range(file.pages):
                file.check_again(page)
