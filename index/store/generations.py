"""Generations: complete, immutable index directories, and the one file that names the published one.

    INDEX/CURRENT                    "000042\\n", replaced atomically
    INDEX/LOCK                       held while writing; names the owner
    INDEX/generations/000042/        a Whoosh index: segments, SEGMENTS.json and MANIFEST.json
    INDEX/unfinished/                what a run that was interrupted had read and analysed so far

A reader never sees a half-written generation, and a crash never costs a published one. Numbers only grow, so
that a reader which sees the same number sees the same articles, after a rollback too.
"""

import datetime
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import (
    GenerationError,
    IndexDamagedError,
    IndexMissingError,
    KhabarkhojError,
    NotDurableError,
    command_for,
)
from index.store.durable import UnsyncedNameError, make_folder, replace_file, sync_folder, sync_tree
from index.store.lock import writer_lock
from index.store.manifest import (
    MANIFEST,
    CheckedFiles,
    check_sizes,
    write_manifest,
    wrong_checksums,
)

MERGED = "MERGED"
"""File in a generation that a merge made: the number of the first generation with the same articles."""
PREVIOUS = "PREVIOUS"
"""File in a generation: the number of the one that was published before its articles were; rollback goes there."""
POINTER_BYTES = 20
"""A longer CURRENT holds no number."""


@dataclass(frozen=True)
class Generation:
    """A generation: its number, its directory, and what it holds once it is published."""

    number: int
    path: Path
    documents: int = 0
    terms: int = 0
    is_current: bool = False
    fault: str = ""
    """Why it cannot be published any more, or ""."""
    revision: str = ""
    """Names a published one: its number, and a checksum that differs from every other index's."""

    @property
    def bytes_on_disk(self) -> int:
        """Bytes of its files; those it shares with another generation count for both."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    @property
    def written(self) -> datetime.datetime | None:
        """When it was completed, or None if it never was."""
        try:
            seconds = (self.path / MANIFEST).stat().st_mtime
        except OSError:
            return None
        return datetime.datetime.fromtimestamp(seconds).astimezone()


class Generations:
    """All generations of one index directory."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self.folder = index / "generations"
        self.pointer = index / "CURRENT"

    def current_number(self) -> int | None:
        """Return the number in CURRENT, or None while nothing has been published."""
        try:
            # A pipe that nobody writes to must not hold up anybody.
            descriptor = os.open(self.pointer, os.O_RDONLY | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(f"cannot be read ({error.strerror})") from None
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise self._unreadable("is no file")
            content = os.read(descriptor, POINTER_BYTES + 1)
        finally:
            os.close(descriptor)
        if not content.strip().isdigit() or len(content) > POINTER_BYTES:
            raise self._unreadable("does not hold a generation number")
        return int(content)

    def _readable_number(self) -> int | None:
        """Return the number in CURRENT; None also while that cannot be read, so that it can be set right."""
        try:
            return self.current_number()
        except IndexDamagedError:
            return None

    def _unreadable(self, what: str) -> IndexDamagedError:
        return IndexDamagedError(
            f"{self.pointer}: {what}; publish a generation again with: {self._command('rollback NUMBER')} "
            f"({self._command('generations')} lists them), or rebuild: {self._command('reindex --full PATH')}"
        )

    def _command(self, command: str) -> str:
        return command_for(self.index, command)

    def identity(self, number: int) -> tuple[int, ...]:
        """Return what tells a generation's folder from another of the same number; nothing if it is not there."""
        try:
            status = (self.path_of(number) / MANIFEST).stat()
        except OSError:
            return ()
        return status.st_dev, status.st_ino, status.st_mtime_ns

    def current(self) -> Generation:
        """Return the published generation, its files' names and sizes checked against the manifest.

        Raises IndexMissingError, IndexDamagedError or IndexOutdatedError.
        """
        number = self.current_number()
        if number is None:
            raise IndexMissingError(
                f"{self.index}: no index here yet; create one: {self._command('reindex PATH')}"
            )
        return self.checked(number)

    def checked(self, number: int) -> Generation:
        """Return a generation as the published one; its files are checked against the manifest by name and size."""
        manifest = check_sizes(self.path_of(number))
        facts = json.dumps(manifest, sort_keys=True).encode()
        return Generation(
            number,
            self.path_of(number),
            manifest["documents"],
            manifest["terms"],
            is_current=True,
            revision=f"{number:06d}-{hashlib.sha256(facts).hexdigest()[:10]}",
        )

    def base(self) -> Generation | None:
        """Return the generation that a run adds to; None where nothing was ever published.

        Without CURRENT the only generation is it: a first run was ended just before it published it, or CURRENT was
        lost. Raises IndexDamagedError if there are several: a run that began from nothing would replace them.
        """
        if self.current_number() is not None:
            return self.current()
        sound = [generation.number for generation in self.all() if not generation.fault]
        if not sound:
            return None
        if len(sound) == 1:
            return self.checked(sound[0])
        raise IndexDamagedError(
            f"{self.pointer}: is missing, but generation {sound[-1]} is there; publish it again with: "
            f"{self._command(f'rollback {sound[-1]}')} (or rebuild: {self._command('reindex --full PATH')})"
        )

    def all(self) -> list[Generation]:
        """Return every generation on disk, ascending, with what is wrong with it."""
        current = self._readable_number()
        found = []
        for number in self._numbers():
            path, documents, terms, fault = self.path_of(number), 0, 0, ""
            if not (path / MANIFEST).exists():
                found.append(Generation(number, path, fault="never completed; the next reindex removes it"))
                continue
            try:
                manifest = check_sizes(path)
                documents, terms = manifest["documents"], manifest["terms"]
            except KhabarkhojError as error:
                fault = str(error)
            found.append(Generation(number, path, documents, terms, number == current, fault))
        return found

    def rollback(self, number: int | None = None) -> Generation:
        """Publish another generation: this one, or the newest sound one from before the present articles.

        Raises GenerationError when there is none, IndexLockedError while a run is writing.
        """
        if not self.folder.is_dir():  # nothing must be made where no index is
            raise GenerationError(f"{self.index}: no index here")
        with self.writing():
            target = self.rollback_target(number)
            self.point_at(target)
        return target

    def rollback_target(self, number: int | None = None) -> Generation:
        """Return the generation that rollback would publish; raise GenerationError when there is none."""
        if not self.folder.is_dir():
            raise GenerationError(f"{self.index}: no index here")
        current = self._readable_number()
        known = {generation.number: generation for generation in self.all() if generation.number != current}
        damage = []
        for candidate in self._rollback_candidates(number, current, known):
            found = known[candidate]
            fault = found.fault or next(wrong_checksums(found.path), "")
            if not fault:
                return found
            damage.append(f"{candidate}: {fault}")
        if damage:
            raise GenerationError(f"{self.index}: no undamaged generation to go back to: {'; '.join(damage)}")
        wanted = (
            "no earlier generation" if number is None else f"no sound generation {number} but the present one"
        )
        later = max((other for other in known if current is not None and other > current), default=None)
        forward = f"; forward again: {self._command(f'rollback {later}')}" if later and number is None else ""
        raise GenerationError(
            f"{self.index}: {wanted} to go back to; see: {self._command('generations')}{forward}"
        )

    def _rollback_candidates(
        self, number: int | None, current: int | None, known: Collection[int]
    ) -> Iterator[int]:
        """Yield the number that is asked for, or those that were published one before the other, newest first."""
        if number is not None:
            yield from (other for other in known if other == number)
            return
        if current is None:
            yield from sorted(known, reverse=True)
            return
        before = self.number_before(current)
        while before > 0:
            if before in known:
                yield before
                before = self.number_before(before)
            else:  # deleted: of those that are left, the next lower one is nearest
                before = max((other for other in known if other < before), default=0)

    def number_before(self, number: int) -> int:
        """Return the number of the generation that was published before the articles of this one were.

        It need not be the next lower one, which may have been rolled back.
        """
        try:
            return min(number - 1, int((self.path_of(number) / PREVIOUS).read_bytes()))
        except (OSError, ValueError):
            return self.first_with_the_articles_of(number) - 1

    def first_with_the_articles_of(self, number: int) -> int:
        """Return the number of the generation that merges made this one of; its own if none did."""
        try:
            return min(number, int((self.path_of(number) / MERGED).read_bytes()))
        except (OSError, ValueError):
            return number

    def path_of(self, number: int) -> Path:
        """Return where a generation stands, or would stand."""
        return self.folder / f"{number:06d}"

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdigit())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Create the directory if needed and hold its writer's lock; raise IndexLockedError if it is taken."""
        if not self.folder.is_dir():
            make_folder(self.index)
            make_folder(self.folder)
        with writer_lock(self.index):
            yield

    def begin(self) -> Generation:
        """Make a new unpublished directory; remove what an earlier run left half-built."""
        for number in self._numbers():
            if not (self.path_of(number) / MANIFEST).exists():
                shutil.rmtree(self.path_of(number))
        number = max([self._readable_number() or 0, *self._numbers()]) + 1
        path = self.path_of(number)
        path.mkdir(mode=0o700)
        return Generation(number, path)

    def discard(self, generation: Generation) -> None:
        """Remove a generation that was begun and will not be published; never one that is."""
        if generation.number == self._readable_number():
            return
        shutil.rmtree(generation.path, ignore_errors=True)

    def publish(  # noqa: PLR0913, PLR0917 - what a manifest says
        self,
        generation: Generation,
        documents: int,
        terms: int,
        keep: int,
        threads: int = 1,
        checked: CheckedFiles | None = None,
        same_as: int | None = None,
    ) -> None:
        """Make everything durable, write the manifest, point CURRENT at it, drop the oldest ones.

        With `same_as`, rollback goes to where it would go from that generation, which has the same articles;
        else to the one that is published now.

        Checksums of files that it shares with the published generation or with the folder `checked` are taken over:
        publishing costs what is new. A damaged one of these still contradicts its recorded checksum: the damage is
        found when it is read, and by verify.
        """
        previous = self._readable_number() or 0 if same_as is None else self.number_before(same_as)
        replace_file(generation.path / PREVIOUS, f"{previous:06d}\n".encode("ascii"))
        # The manifest says that a generation is complete: it must not be there before all else is.
        sync_tree(generation.path)
        known = [other for other in (self._published(), checked) if other is not None]
        write_manifest(generation.path, documents, terms, threads, known)
        self.point_at(generation)
        for number in self._outdated(keep):
            if number != generation.number:
                shutil.rmtree(self.path_of(number), ignore_errors=True)

    def _outdated(self, keep: int) -> list[int]:
        """Return the generations to delete: all but the newest of `keep` distinct archives and the last but one.

        A server may just be opening that one. Those that rollback leads to come first, before rolled back ones.
        """
        numbers = self._numbers()
        outdated: list[int] = []
        archives: set[int] = set()
        for number in self._by_lineage(numbers):
            archive = self.first_with_the_articles_of(number)
            if archive not in archives and len(archives) < keep:
                archives.add(archive)
            elif keep == 1 or number != numbers[-2]:
                outdated.append(number)
        return outdated

    def _by_lineage(self, numbers: Sequence[int]) -> list[int]:
        """Return numbers newest first, but those that rollback leads to before all others."""
        lineage: list[int] = []
        before = numbers[-1] if numbers else 0
        for number in reversed(numbers):
            if number <= before:
                lineage.append(number)
                before = self.number_before(number)
        return lineage + [number for number in reversed(numbers) if number not in lineage]

    def _published(self) -> CheckedFiles | None:
        """Return the published generation's folder and the checksums of its files; None if there is none."""
        number = self._readable_number()
        if number is None:
            return None
        try:
            files = json.loads((self.path_of(number) / MANIFEST).read_bytes())["files"]
            return CheckedFiles(
                self.path_of(number), {name: facts["sha256"] for name, facts in files.items()}
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def point_at(self, generation: Generation) -> None:
        """Publish a generation that is complete; the writer's lock must be held."""
        sync_tree(generation.path)
        sync_folder(self.folder)
        sync_folder(self.index)
        try:
            replace_file(self.pointer, f"{generation.number:06d}\n".encode("ascii"))
        except UnsyncedNameError as error:
            raise NotDurableError(
                f"{self.index}: generation {generation.number} is published, but the disk reported: {error.strerror}. "
                "After a power cut the one before may be shown again; look at the disk, then run this once more"
            ) from None
