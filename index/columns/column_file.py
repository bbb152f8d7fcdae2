"""Column files: named little-endian arrays in one file, mapped into memory and checked when read.

    offset  size       what
    0       8          magic "KKCOLUMN"
    8       4          uint32 version of this layout (VERSION)
    12      4          uint32 number of arrays
    16      8          uint64 size of the whole file in bytes
    24      8          uint64 offset of the page checksums
    32      4          uint32 CRC-32 of the page checksums
    36      4          uint32 CRC-32 of all before the first array, these four bytes taken as 0
    40      48 each    table: name char[24], dtype char[8] ("<u4"), uint64 offset, uint64 elements
    64 × n             the arrays, each beginning at a multiple of 64, zero bytes between them
    …       4 each     uint32 CRC-32 of each page of 65,536 bytes, counted from the first array on

Opening reads the header and the page checksums alone, so it takes as long for a gigabyte as for a
kilobyte. A page's contents are compared with their checksum when it is first touched: a flipped byte
is an error then, and a server compares the pages that it has read again and again
(search/embedded/integrity.py). What nobody asks for costs nothing. No pickle anywhere.
"""

import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns.column import PAGE_BITS, Column, Pages
from index.errors import REBUILD, IndexDamagedError, IndexOutdatedError

MAGIC = b"KKCOLUMN"
VERSION = 1
ALIGNMENT = 64
MAX_ARRAYS = 1_000
_HEADER = struct.Struct("<8sIIQQII")
_ENTRY = struct.Struct("<24s8sQQ")

Array = NDArray[Any]
Shapes = Mapping[str, tuple[str, int]]
"""name → (dtype such as "<u4", number of elements)"""


class ColumnFile:
    """The arrays of one file, read only. Raises IndexDamagedError or IndexOutdatedError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _damaged(self._path, f"cannot be read ({error})") from None
        self.columns = self._read_table()
        """All arrays by name."""

    def __getitem__(self, name: str) -> Column:
        try:
            return self.columns[name]
        except KeyError:
            raise _damaged(self._path, f"has no array {name!r}") from None

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def verify(self) -> None:
        """Compare every page with its checksum; raises IndexDamagedError naming the first bad one."""
        self._pages.check(0, self._pages.count)

    @property
    def pages(self) -> int:
        """The number of pages."""
        return self._pages.count

    def check_again(self, page: int) -> bool:
        """Compare a page that was read before once more, raise IndexDamagedError; return whether it was read."""
        return self._pages.check_again(page)

    def check_size(self) -> None:
        """Raise IndexDamagedError if the file was cut or extended in place since it was mapped."""
        size = self._bytes.size()
        if size != len(self._bytes):
            raise _damaged(self._path, f"is {size} bytes long and was {len(self._bytes)} when it was opened")

    def _read_table(self) -> dict[str, Column]:
        size = len(self._bytes)
        if size < _HEADER.size or self._bytes[:8] != MAGIC:
            raise _damaged(self._path, "is no column file")
        _, version, count, stated, pages_at, pages_crc, header_crc = _HEADER.unpack_from(self._bytes)
        if version != VERSION:
            raise IndexOutdatedError(
                f"{self._path}: written in layout {version}, this program reads {VERSION}; {REBUILD}"
            )
        end = _HEADER.size + count * _ENTRY.size
        if size != stated or count > MAX_ARRAYS or not _aligned(end) <= pages_at <= size:
            raise _damaged(self._path, f"is {size} bytes long and should be {stated}")
        first = _aligned(end)
        if _header_checksum(self._bytes[:first]) != header_crc:
            raise _damaged(self._path, "has a damaged header")
        checksums = self._bytes[pages_at:]
        if zlib.crc32(checksums) != pages_crc:
            raise _damaged(self._path, "has damaged checksums")
        body = memoryview(self._bytes)[first:pages_at]
        self._pages = Pages(body, np.frombuffer(checksums, "<u4"), partial(_damaged, self._path))
        columns = {}
        for number in range(count):
            raw, code, offset, elements = _ENTRY.unpack_from(self._bytes, _HEADER.size + number * _ENTRY.size)
            try:
                name, dtype = raw.rstrip(b"\0").decode(), np.dtype(code.rstrip(b"\0").decode())
            except (UnicodeDecodeError, TypeError, ValueError):
                raise _damaged(self._path, "has an array of no known name or type") from None
            if (
                dtype.kind not in "uif"
                or not first <= offset <= offset + elements * dtype.itemsize <= pages_at
            ):
                raise _damaged(self._path, f"has an array {name!r} that is not inside of it")
            values = np.frombuffer(self._bytes, dtype, elements, offset)
            columns[name] = Column(values, offset - first, self._pages)
        return columns


class ColumnFileWriter:
    """A column file in the making: arrays of known size that are filled in place, then sealed.

    Several processes may fill different parts of one file: the first creates it, the others open it
    with `shapes` of the same value.
    """

    def __init__(self, path: Path, shapes: Shapes, create: bool = True) -> None:
        self._path = path
        self._entries = []
        offset = first = _aligned(_HEADER.size + len(shapes) * _ENTRY.size)
        for name, (dtype, elements) in shapes.items():
            self._entries.append((name, np.dtype(dtype), offset, elements))
            offset = _aligned(offset + np.dtype(dtype).itemsize * elements)
        self._first, self._pages_at = first, offset
        with path.open("x+b" if create else "r+b") as file:
            if create:
                reserve(file.fileno(), offset)
            self._bytes = mmap.mmap(file.fileno(), offset)

    def __getitem__(self, name: str) -> Array:
        """Return the array to fill."""
        for known, dtype, offset, elements in self._entries:
            if known == name:
                return np.frombuffer(self._bytes, dtype, elements, offset)
        raise KeyError(name)

    def flush(self) -> None:
        """Flush the mapping."""
        self._bytes.flush()

    def seal(self) -> None:
        """Write checksums and header; until then the file is not a valid column file."""
        body = memoryview(self._bytes)[self._first : self._pages_at]
        checksums = page_checksums(body).tobytes()
        body.release()
        table = b"".join(
            _ENTRY.pack(name.encode(), dtype.str.replace("|", "<").encode(), offset, elements)
            for name, dtype, offset, elements in self._entries
        )
        facts = (
            MAGIC,
            VERSION,
            len(self._entries),
            self._pages_at + len(checksums),
            self._pages_at,
            zlib.crc32(checksums),
        )
        header = (_HEADER.pack(*facts, 0) + table).ljust(self._first, b"\0")
        self._bytes[: _HEADER.size + len(table)] = _HEADER.pack(*facts, _header_checksum(header)) + table
        self._bytes.flush()
        with self._path.open("ab") as file:
            file.write(checksums)


def reserve(file: int, size: int) -> None:
    """Make a file this long and reserve its disk space; raise OSError if there is none.

    Writing to a mapped file without room is no error but the end of the process (SIGBUS).
    """
    os.ftruncate(file, size)
    allocate = getattr(os, "posix_fallocate", None)  # macOS has none
    if allocate is not None and size:
        allocate(file, 0, size)


def write_columns(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays that are in memory as one column file; uint64 arrays whose values fit are stored as uint32."""
    plain = {name: _little_endian(_halved(array)) for name, array in arrays.items()}
    writer = ColumnFileWriter(path, {name: (array.dtype.str, array.size) for name, array in plain.items()})
    for name, array in plain.items():
        writer[name][:] = array.reshape(-1)
    writer.seal()


def page_checksums(body: memoryview) -> NDArray[np.uint32]:
    """Return uint32[pages]: CRC-32 of each page of a file's arrays."""
    size = 1 << PAGE_BITS
    return np.array(
        [zlib.crc32(body[position : position + size]) for position in range(0, len(body), size)], "<u4"
    )


def narrowest(largest: int) -> str:
    """Return the smallest unsigned dtype that holds a number."""
    return next(code for code in ("<u1", "<u2", "<u4", "<u8") if largest <= np.iinfo(code).max)


def _damaged(path: Path, what: str) -> IndexDamagedError:
    return IndexDamagedError(f"{path}: {what}; {REBUILD}")


def _little_endian(array: Array) -> Array:
    return array.astype(array.dtype.newbyteorder("<"), copy=False)


def _halved(array: Array) -> Array:
    fits = array.dtype == np.uint64 and int(array.max(initial=0)) <= np.iinfo(np.uint32).max
    return array.astype(np.uint32) if fits else array


def _header_checksum(header: bytes) -> int:
    return zlib.crc32(header[:36] + bytes(4) + header[40:])


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT
