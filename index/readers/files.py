"""Paths → files: folders are walked, every file once, in an order that does not change."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceError


@dataclass(frozen=True)
class SourceFile:
    """One file to read and the bytes it takes on disk (what progress is measured by)."""

    path: Path
    size: int
    named: bool = False
    """Whether it was named itself, and not found in a folder: then it is read whatever it is called."""


def source_files(paths: Iterable[Path]) -> list[SourceFile]:
    """Files named, and files below folders named, sorted, each once.

    Raises SourceError for a path that is not there. Hidden files and folders are passed over, and links
    below a folder that lead out of it.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if path.is_dir():
            top = path.resolve()
            for file in _below(path):
                target = file.resolve()
                if target.is_file() and (not file.is_symlink() or target.is_relative_to(top)):
                    found.setdefault(target, SourceFile(file, target.stat().st_size))
        elif path.is_file():
            found.setdefault(path.resolve(), SourceFile(path, path.stat().st_size, named=True))
        elif path.exists():
            raise SourceError(f"{path}: neither a file nor a folder")
        else:
            raise SourceError(f"{path}: no such file or folder")
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    """All files below a folder that are not hidden, sorted by their paths."""
    files: list[Path] = []
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += (Path(inside) / name for name in names if not name.startswith("."))
    yield from sorted(files)
