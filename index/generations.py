"""Generations: complete, immutable index directories, and the one file that names the published one.

    INDEX/CURRENT                    "000042\\n", replaced atomically
    INDEX/LOCK                       held while writing; names the owner
    INDEX/generations/000042/        a Whoosh index: segments, SEGMENTS.json and MANIFEST.json

A reader never sees a half-written generation, and a crash never costs a published one.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.durable import replace_file, sync_folder, sync_tree
from index.errors import IndexDamagedError, IndexLockedError, IndexMissingError, IndexOutdatedError
from index.hindi.analysis import ANALYSIS_VERSION

MANIFEST = "MANIFEST.json"
FORMAT_VERSION = 6


@dataclass(frozen=True)
class Generation:
    """A generation: its number, its directory, and what it holds once it is published."""

    number: int
    path: Path
    documents: int = 0
    terms: int = 0


class Generations:
    """All generations of one index directory."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self.folder = index / "generations"
        self.pointer = index / "CURRENT"

    def current_number(self) -> int | None:
        """The number in CURRENT, or None while nothing has been published."""
        try:
            return int(self.pointer.read_text("ascii"))
        except FileNotFoundError:
            return None
        except ValueError:
            raise IndexDamagedError(f"{self.pointer}: does not hold a generation number") from None

    def current(self) -> Generation:
        """The published generation, its files' names and sizes checked against the manifest.

        Raises IndexMissingError, IndexDamagedError or IndexOutdatedError.
        """
        number = self.current_number()
        if number is None:
            raise IndexMissingError(
                f"{self.index}: no index here yet; make one: khabarkhoj reindex PATH --index {self.index}"
            )
        manifest = check_sizes(self._path(number))
        return Generation(number, self._path(number), manifest["documents"], manifest["terms"])

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06d}"

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdigit())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; raises IndexLockedError at once when another process has it.

        The lock is the kernel's (flock): it ends with its owner, however that dies.
        """
        self.index.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.mkdir(exist_ok=True, mode=0o700)
        with (self.index / "LOCK").open("a+", encoding="ascii") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                owner = lock.read(20).strip() or "unknown"
                raise IndexLockedError(
                    f"{self.index}: process {owner} is writing to this index; wait for it to end"
                ) from None
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield

    def begin(self) -> Generation:
        """A new unpublished directory; what an earlier run left half-built is removed."""
        published = self.current_number() or 0
        for number in self._numbers():
            if number > published:
                shutil.rmtree(self._path(number))
        path = self._path(published + 1)
        path.mkdir(mode=0o700)
        return Generation(published + 1, path)

    def discard(self, generation: Generation) -> None:
        """Remove a generation that was begun and will not be published."""
        shutil.rmtree(generation.path, ignore_errors=True)

    def publish(
        self, generation: Generation, documents: int, terms: int, keep: int, threads: int = 1
    ) -> None:
        """Write the manifest, make everything durable, point CURRENT at it, drop the oldest ones."""
        write_manifest(generation.path, documents, terms, threads)
        sync_tree(generation.path)
        sync_folder(self.folder)
        sync_folder(self.index)
        replace_file(self.pointer, f"{generation.number:06d}\n".encode("ascii"))
        for number in self._numbers():
            if number <= generation.number - keep:
                shutil.rmtree(self._path(number), ignore_errors=True)


def write_manifest(path: Path, documents: int, terms: int, threads: int = 1) -> None:
    """Record versions, documents, terms, and size and SHA-256 of each file of a generation."""
    found = [file for file in sorted(path.rglob("*")) if file.is_file() and file.name != MANIFEST]
    with ThreadPoolExecutor(threads) as pool:
        checksums = list(pool.map(_sha256, found))
    manifest = {
        "format": FORMAT_VERSION,
        "analysis": ANALYSIS_VERSION,
        "documents": documents,
        "terms": terms,
        "files": {
            str(file.relative_to(path)): {"size": file.stat().st_size, "sha256": checksum}
            for file, checksum in zip(found, checksums, strict=True)
        },
    }
    replace_file(path / MANIFEST, json.dumps(manifest, indent=1).encode("ascii"))


def check_sizes(path: Path) -> dict[str, int]:
    """Compare a generation's files with its manifest by name and size, not by content."""
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        versions, files = (manifest["format"], manifest["analysis"]), manifest["files"]
        counts = {"documents": int(manifest["documents"]), "terms": int(manifest.get("terms", 0))}
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamagedError(
            f"{path}: no readable {MANIFEST}; rebuild with: khabarkhoj reindex --full"
        ) from None
    if versions != (FORMAT_VERSION, ANALYSIS_VERSION):
        raise IndexOutdatedError(
            f"{path}: built by other rules of this program; rebuild with: khabarkhoj reindex --full"
        )
    for name, facts in files.items():
        try:
            size = (path / name).stat().st_size
        except FileNotFoundError:
            raise IndexDamagedError(
                f"{path / name}: file is missing; rebuild with: khabarkhoj reindex --full"
            ) from None
        if size != facts["size"]:
            raise IndexDamagedError(
                f"{path / name}: {size} bytes instead of {facts['size']}; "
                "rebuild with: khabarkhoj reindex --full"
            )
    return counts


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
