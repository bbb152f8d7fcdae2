"""Paths → pieces → outcomes: walk folders, unpack gzip, cut files between records, choose the reader."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import IO

from index.errors import SourceError
from index.readers import json_lines, seed_text
from index.readers.outcome import Outcome, Refused

_GZIP_MAGIC = b"\x1f\x8b"
_READERS: dict[str, ModuleType] = {
    suffix: reader for reader in (seed_text, json_lines) for suffix in reader.SUFFIXES
}
_SCAN_BYTES = 1 << 20


@dataclass(frozen=True)
class SourceFile:
    """One file to read and the bytes it takes on disk (what progress is measured by)."""

    path: Path
    size: int


@dataclass(frozen=True)
class Piece:
    """Whole records of one file: `size` bytes from `offset` on, or `content` when they had to be unpacked.

    `lines` precede it in the file; `disk_bytes` is its share of the file's size on disk.
    """

    path: Path
    reader: str
    offset: int
    size: int
    lines: int
    disk_bytes: int
    content: bytes | None = None


@dataclass(frozen=True)
class ReadLimits:
    """The longest line of JSON in bytes, the longest text in characters."""

    line_bytes: int
    text_chars: int


def source_files(paths: Iterable[Path]) -> list[SourceFile]:
    """Files named, and files with a known ending below folders named, sorted, each once.

    Raises SourceError for a path that is not there. Hidden files and files of other endings in a
    folder (a README, a picture) are not articles and are passed over.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if path.is_dir():
            inside: Iterable[Path] = (
                file for file in sorted(path.rglob("*")) if file.is_file() and _wanted(file, path)
            )
        elif path.is_file():
            inside = [path]
        else:
            raise SourceError(f"{path}: no such file or folder")
        for file in inside:
            found.setdefault(file.resolve(), SourceFile(file, file.stat().st_size))
    return list(found.values())


def _wanted(file: Path, top: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(top).parts)
    return not hidden and _suffix(file) in _READERS


def _suffix(file: Path) -> str:
    name = file.name.lower().removesuffix(".gz")
    return Path(name).suffix


def pieces(file: SourceFile, limits: ReadLimits, size: int) -> Iterator[Piece | Refused]:
    """A file cut into pieces of about so many bytes of text, one at least.

    What breaks halfway (a cut gzip) is refused; what came before it stands.
    """
    try:
        with file.path.open("rb") as raw:
            packed = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
            stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
            reader = _reader(file.path, stream)
            if packed and reader is json_lines:
                yield from _unpacked_pieces(file, raw, stream, limits, size)
            elif packed:
                content = stream.read(seed_text.most_bytes(limits.line_bytes, limits.text_chars) + 1)
                yield Piece(file.path, reader.__name__, 0, len(content), 0, file.size, content)
            elif reader is json_lines:
                yield from _plain_pieces(file, raw, size)
            else:
                yield Piece(file.path, reader.__name__, 0, file.size, 0, file.size)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Refused(
            str(file.path), 0, f"damaged gzip file: {error}; the articles before the damage were read"
        )
    except OSError as error:
        yield _unreadable(file.path, error)


def _reader(path: Path, stream: IO[bytes]) -> ModuleType:
    """By the ending, or for an unknown ending by the first character: { begins JSON."""
    known = _READERS.get(_suffix(path))
    if known is not None:
        return known
    first = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    stream.seek(0)
    return json_lines if first.startswith(b"{") else seed_text


def _plain_pieces(file: SourceFile, raw: IO[bytes], size: int) -> Iterator[Piece]:
    """Only looked through for line ends: whoever takes a piece reads it from the file."""
    offset = lines = 0
    while True:
        end, ends = offset, 0
        while end - offset < size and (block := raw.read(min(_SCAN_BYTES, size))):
            end += len(block)
            ends += block.count(b"\n")
        while (rest := raw.readline(_SCAN_BYTES)) and end > offset:
            end += len(rest)
            if rest.endswith(b"\n"):
                ends += 1
                break
        if end == offset:
            return
        yield Piece(file.path, json_lines.__name__, offset, end - offset, lines, end - offset)
        offset, lines = end, lines + ends


def _unpacked_pieces(
    file: SourceFile, raw: IO[bytes], stream: IO[bytes], limits: ReadLimits, size: int
) -> Iterator[Piece]:
    content, lines, before, on_disk = bytearray(), 0, 0, 0

    def piece(end: int) -> Piece:
        return Piece(
            file.path, json_lines.__name__, 0, len(content), before, end - on_disk, bytes(content)
        )  # fmt: skip

    try:
        while line := stream.readline(limits.line_bytes + 1):
            if len(line) > limits.line_bytes:
                json_lines.skip_rest_of_line(stream, limits.line_bytes)
                line += b"\n"  # too long already: the reader refuses it
            content += line
            lines += 1
            if len(content) >= size:
                yield piece(raw.tell())
                content, before, on_disk = bytearray(), lines, raw.tell()
    finally:
        if content:
            yield piece(file.size)


def outcomes(piece: Piece, limits: ReadLimits) -> Iterator[Outcome]:
    """All outcomes of one piece."""
    reader = seed_text if piece.reader == seed_text.__name__ else json_lines
    path = str(piece.path)
    try:
        if piece.content is not None:
            stream: IO[bytes] = io.BytesIO(piece.content)
            yield from reader.read(stream, path, limits.line_bytes, limits.text_chars, piece.lines)
            return
        with piece.path.open("rb") as raw:
            raw.seek(piece.offset)
            stream = raw if reader is seed_text else _Part(raw, piece.size)  # type: ignore[assignment]
            yield from reader.read(stream, path, limits.line_bytes, limits.text_chars, piece.lines)
    except OSError as error:
        yield _unreadable(piece.path, error)


class _Part:
    """The next `size` bytes of a file as a stream of lines."""

    def __init__(self, raw: IO[bytes], size: int) -> None:
        self._raw = raw
        self._left = size

    def readline(self, size: int) -> bytes:
        line = self._raw.readline(min(size, self._left))
        self._left -= len(line)
        return line


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(str(path), 0, f"cannot be read: {error.strerror or error}")


def read_file(
    file: SourceFile, limits: ReadLimits, on_bytes: Callable[[int], None], size: int = _SCAN_BYTES
) -> Iterator[Outcome]:
    """All outcomes of one file, in order.

    `on_bytes` is called now and then with the number of bytes on disk read since the last call.
    """
    for piece in pieces(file, limits, size):
        if isinstance(piece, Refused):
            yield piece
            continue
        yield from outcomes(piece, limits)
        on_bytes(piece.disk_bytes)
