"""A column: one mapped array whose pages are compared with their checksums when first touched."""

import zlib
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import distinct

PAGE_BITS = 16
"""Pages are 65,536 bytes: to check one takes some 20 µs, and a file has one checksum for each."""

Array = NDArray[Any]


class Pages:
    """Which pages of a file's arrays have been checked; a damaged one raises `damaged(what)`."""

    def __init__(
        self, body: memoryview, checksums: NDArray[np.uint32], damaged: Callable[[str], Exception]
    ) -> None:
        self._body = body
        self._checksums = checksums
        self._damaged = damaged
        self.checked = bytearray(len(checksums))
        self.count = len(checksums)

    def check(self, first: int, end: int) -> None:
        """Check pages [first, end) that have not been checked yet."""
        while (page := self.checked.find(0, first, end)) >= 0:
            self._compare(page)
            self.checked[page] = 1

    def check_again(self, page: int) -> bool:
        """Compare an already checked page again; return False if it was not checked before."""
        if not self.checked[page]:
            return False
        self._compare(page)
        return True

    def _compare(self, page: int) -> None:
        position = page << PAGE_BITS
        if zlib.crc32(self._body[position : position + (1 << PAGE_BITS)]) != self._checksums[page]:
            raise self._damaged(f"page {page} (byte {position} of the arrays) is damaged")


class Column:
    """A read-only array; every access checks the pages it touches."""

    def __init__(self, values: Array, offset: int, pages: Pages) -> None:
        self._values = values
        self._offset = offset
        self._item = values.itemsize
        self._pages = pages
        self._checked = pages.checked
        self._scalars = memoryview(values.data) if values.dtype.kind == "u" else None
        """Reads one number three times as fast as numpy."""
        self.dtype = values.dtype

    def __len__(self) -> int:
        return len(self._values)

    def slice(self, start: int, end: int) -> Array:
        """Return values[start:end]."""
        self._check(start, end)
        return self._values[start:end]

    def bytes(self, start: int, end: int) -> bytes:
        """Return values[start:end] of an array of bytes."""
        self._check(start, end)
        return self._scalars[start:end].tobytes()  # type: ignore[index]

    def _check(self, start: int, end: int) -> None:
        if start < end:
            first = (self._offset + start * self._item) >> PAGE_BITS
            last = (self._offset + end * self._item - 1) >> PAGE_BITS
            if first == last and self._checked[first]:
                return
            self._pages.check(first, last + 1)

    def all(self) -> Array:
        """Return the whole array."""
        return self.slice(0, len(self._values))

    def at(self, index: int) -> int:
        """Return one value of an array of whole numbers; an aligned number never stands on two pages."""
        page = (self._offset + index * self._item) >> PAGE_BITS
        if not self._checked[page]:
            self._pages.check(page, page + 1)
        return self._scalars[index]  # type: ignore[index]

    def range_of(self, value: int) -> tuple[int, int]:
        """Return where a value begins and ends in an ascending array of whole numbers."""
        return self._first_from(value), self._first_from(value + 1)

    def _first_from(self, value: int) -> int:
        # Unchecked pages may mislead the search, but not to a place whose checked neighbours prove it right.
        place = bisect_left(self._scalars, value)  # type: ignore[arg-type]
        if (not place or self.at(place - 1) < value) and (place == len(self) or self.at(place) >= value):
            return place
        low, high = 0, len(self._values)
        while low < high:
            middle = (low + high) // 2
            if self.at(middle) < value:
                low = middle + 1
            else:
                high = middle
        return low

    def take(self, indices: Array) -> Array:
        """Return values[indices]."""
        if len(indices):
            pages = (self._offset + indices.astype(np.int64) * self._item) >> PAGE_BITS
            for page in distinct(pages).tolist():
                self._pages.check(page, page + 1)
        return self._values[indices]
