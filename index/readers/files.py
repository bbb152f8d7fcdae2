"""Paths → files: folders are walked, every file once, in an order that does not change."""

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceError

LINK = "a link that leads out of its folder; name what it leads to on the command line"


@dataclass(frozen=True)
class SourceFile:
    """One file to read and the bytes it takes on disk (what progress is measured by)."""

    path: Path
    size: int
    named: bool = False
    """Whether it was named itself, and not found in a folder: then it is read whatever it is called."""
    fault: str = ""
    """Why a folder cannot be read."""
    is_link: bool = False
    """A link out of the folder, which is not followed."""


def source_files(paths: Iterable[Path], index: Path | None = None) -> list[SourceFile]:
    """Return the named files, and the files below named folders, sorted, each once.

    Raises SourceError for a path that is not there. Hidden files and folders are skipped, and an index
    directory that lies in a folder; links that lead out of a folder are named, but not followed.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if path.is_dir():
            for file in _below(path, index.resolve() if index else None):
                found.setdefault(file.path if file.is_link or file.fault else file.path.resolve(), file)
        elif path.is_file():
            found.setdefault(path.resolve(), SourceFile(path, path.stat().st_size, named=True))
        elif path.exists():
            raise SourceError(f"{path}: neither a file nor a folder")
        else:
            raise SourceError(f"{path}: no such file or folder")
    return list(found.values())


def _resolved(path: Path) -> Path | None:
    """Return where a path leads; None for a link that leads to itself, or through one."""
    try:
        return path.resolve(strict=True)
    except RuntimeError:  # of Python 3.12 and older
        return None
    except OSError as error:
        return None if error.errno == errno.ELOOP else path.resolve()


def _below(folder: Path, index: Path | None) -> Iterator[SourceFile]:
    """Yield all files below a folder that are not hidden, sorted by their paths, and folders that cannot be read."""
    top = folder.resolve()
    found: list[SourceFile] = []

    def unreadable(error: OSError) -> None:
        reason = f"folder cannot be read: {error.strerror or error}"
        found.append(SourceFile(Path(error.filename or folder), 0, fault=reason))

    for inside, folders, names in os.walk(folder, onerror=unreadable):
        position = Path(inside)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (index is None or _resolved(position / name) != index)
        ]
        linked = (position / name for name in folders if (position / name).is_symlink())
        files = (position / name for name in names if not name.startswith("."))
        for path in (*linked, *files):
            target = _resolved(path)
            if target is None:
                found.append(SourceFile(path, 0, fault="a link that leads back to itself"))
                continue
            if path.is_symlink() and not target.is_relative_to(top):
                found.append(SourceFile(path, 0, is_link=True))
            elif target.is_file():
                found.append(SourceFile(path, target.stat().st_size))
            elif path.is_symlink() and not target.exists():
                found.append(SourceFile(path, 0, fault="a link to nothing"))
    yield from sorted(found, key=lambda file: file.path)
