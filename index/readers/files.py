"""Paths → outcomes: walk folders, unpack gzip, choose the reader by name and by content."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from index.errors import SourceError
from index.readers import json_lines, seed_text
from index.readers.outcome import Outcome, Refused

Reader = Callable[[IO[bytes], str, int, int], Iterator[Outcome]]

_READERS: dict[str, Reader] = {
    **dict.fromkeys(seed_text.SUFFIXES, seed_text.read),
    **dict.fromkeys(json_lines.SUFFIXES, json_lines.read),
}
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class SourceFile:
    """One file to read and the bytes it takes on disk (what progress is measured by)."""

    path: Path
    size: int


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


def read_file(
    file: SourceFile, max_line_bytes: int, max_text_chars: int, on_bytes: Callable[[int], None]
) -> Iterator[Outcome]:
    """All outcomes of one file. What breaks halfway (a cut gzip) is refused; what came before it stands.

    `on_bytes` is called now and then with the number of bytes on disk read since the last call.
    """
    path = str(file.path)
    position = 0
    try:
        with file.path.open("rb") as raw:
            stream = _unpacked(raw)
            for outcome in _reader(file.path, stream)(stream, path, max_line_bytes, max_text_chars):
                yield outcome
                moved = raw.tell() - position
                position += moved
                on_bytes(moved)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Refused(path, 0, f"damaged gzip file: {error}; the articles before the damage were read")
    except OSError as error:
        yield Refused(path, 0, f"cannot be read: {error.strerror or error}")
    on_bytes(file.size - position)


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    packed = raw.read(2) == _GZIP_MAGIC
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[return-value]


def _reader(path: Path, stream: IO[bytes]) -> Reader:
    """By the ending, or for an unknown ending by the first character: { begins JSON."""
    known = _READERS.get(_suffix(path))
    if known is not None:
        return known
    first = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    stream.seek(0)
    return json_lines.read if first.startswith(b"{") else seed_text.read
