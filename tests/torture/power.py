"""A power cut at every moment of a publication: what was not synced is lost, in part or altogether.

The disk is played as the strictest file system allows: a file's content is there once it was synced, a name once
the folder that holds it was synced; a rename that was not is done or not done; anything else may be there, be empty,
or be zeros or garbage of the right size.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


class Disk:
    """Watches what is synced below a folder, and makes images of what would be left of it."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._contents = {self._inode(path) for path in top.rglob("*") if path.is_file()}
        self._names = {path: self._inode(path) for path in top.rglob("*")}
        self._bytes = {path: path.read_bytes() for path in top.rglob("*") if path.is_file()}

    @staticmethod
    def _inode(path: Path) -> int:
        return path.stat().st_ino

    def synced(self, path: Path) -> None:
        """A file or folder was synced."""
        if not path.is_relative_to(self._top):
            return
        if path.is_dir():
            self._names = {known: inode for known, inode in self._names.items() if known.parent != path}
            self._names |= {inside: self._inode(inside) for inside in path.iterdir()}
            self._bytes |= {
                inside: inside.read_bytes()
                for inside in path.iterdir()
                if inside.is_file() and self._inode(inside) in self._contents
            }
        else:
            self._contents.add(self._inode(path))

    def images(self, folder: Path, count: int, chance: random.Random) -> Iterator[Path]:
        """Folders as they may be found after a cut now: all lost, all kept, and some of both."""
        for number in range(count):
            image = folder / f"image{number}"
            shutil.rmtree(image, ignore_errors=True)
            kept = {0: 0.0, 1: 1.0}.get(number, 0.5)
            self._image(image, lambda kept=kept: chance.random() < kept, chance)  # type: ignore[misc]
            yield image

    def _image(self, image: Path, keeps: Callable[[], bool], chance: random.Random) -> None:
        image.mkdir()
        lost: set[Path] = set()
        for path in sorted(self._top.rglob("*")):
            copy = image / path.relative_to(self._top)
            durable = self._names.get(path) == self._inode(path)
            if path.parent in lost or not (durable or keeps()):
                lost.add(path)
                if path.is_file() and path in self._bytes and path.parent not in lost:
                    copy.write_bytes(self._bytes[path])  # the old file of a rename that was not done
                continue
            if path.is_dir():
                copy.mkdir()
            elif self._inode(path) in self._contents or keeps():
                shutil.copyfile(path, copy)
            else:
                size = path.stat().st_size
                copy.write_bytes(chance.choice((b"", bytes(size), chance.randbytes(size))))


def cut_everywhere(top: Path, work: Callable[[], object], check: Callable[[Disk], None]) -> int:
    """Do work, and `check` the disk around every sync and rename of it; returns how many cuts there were."""
    disk = Disk(top)
    cuts = 0
    checking = False

    def at_cut() -> None:
        nonlocal cuts, checking
        if checking:
            return  # what a check does to its own image
        cuts += 1
        checking = True
        try:
            check(disk)
        finally:
            checking = False

    fsync, replace = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        at_cut()
        fsync(descriptor)
        disk.synced(Path(f"/proc/self/fd/{descriptor}").readlink())
        at_cut()

    def watched_replace(source: Path, target: Path) -> None:
        at_cut()
        replace(source, target)
        at_cut()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", watched_fsync)
        patch.setattr(os, "replace", watched_replace)
        work()
    return cuts
