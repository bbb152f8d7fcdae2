"""Writing that survives a power cut: fsync of files and of the folders that name them."""

import glob
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

NEW = ".new"
LEFT_SECONDS = 3600.0
"""No file takes so long to be written: its process is gone."""


class UnsyncedNameError(OSError):
    """A file was replaced, but the folder that names it could not be synced."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those around it that are missing, for one user only, their names durable."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    sync_folder(folder.parent)


def sync_tree(folder: Path) -> None:
    """Make every file below a folder durable, then the folders that name them."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def replace_file(path: Path, content: bytes) -> None:
    """Set a file's content so that a crash leaves the old one or the new one, never a mixture.

    Raises UnsyncedNameError if the new content is there, but its name may be gone after a power cut; OSError
    if the old content is.
    """
    # Not every file has a lock: two processes may replace one at the same time.
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{NEW}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise UnsyncedNameError(error.errno, error.strerror, str(path)) from None
    _sweep(path)


def _sweep(path: Path) -> None:
    """Remove what processes left that were killed while they replaced a file; what cannot be removed stays."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.*{NEW}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_SECONDS:
                left.unlink()
