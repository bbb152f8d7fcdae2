"""Makes the n-th system call of a command fail, for every n: the archive must answer, and the message must be true."""

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.settings import Settings
from tests.conftest import ROOT
from tests.torture.archive import Answers, answers, faults, published

KINDS = {
    "fsync": errno.EIO, "msync": errno.EIO, "write": errno.ENOSPC, "read": errno.EIO, "rename": errno.EIO, "link": errno.EIO,
    "unlink": errno.EIO, "mkdir": errno.ENOSPC, "ftruncate": errno.EIO, "posix_fallocate": errno.ENOSPC, "mmap": errno.ENOMEM,
    "open": errno.EIO,
}  # fmt: skip
"""Call of the C library → how it fails."""
SAYS_NOTHING = re.compile(r"nothing was published|Traceback")
SAYS_PUBLISHED = re.compile(r"is published")


@dataclass(frozen=True)
class Command:
    """A command that changes an archive, as arguments of khabarkhoj."""

    name: str
    arguments: tuple[str, ...]


def library(folder: Path) -> Path:
    """Compile failing_calls.c; needs a C compiler."""
    built = folder / "failing_calls.so"
    source = Path(__file__).with_name("failing_calls.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True)
    return built


def run_failing(
    command: Command, shim: Path, settings: Settings, call: str, number: int
) -> tuple[subprocess.CompletedProcess[str], bool]:
    """Run a command whose call of this number fails; return what it did, and whether the call was reached."""
    hit = settings.index.with_name("hit")
    hit.unlink(missing_ok=True)
    environ = {
        **os.environ, "LD_PRELOAD": str(shim), "FAULT_CALL": call, "FAULT_AT": str(number), "FAULT_ERRNO": str(KINDS[call]),
        "FAULT_FOLDER": str(settings.index), "FAULT_HIT": str(hit), "KHABARKHOJ_PROCESSES": "1",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "web.commands", *command.arguments, "--index", str(settings.index)],
        capture_output=True, text=True, cwd=ROOT, env=environ, timeout=300, check=False,
    )  # fmt: skip
    return done, hit.exists()


def at_every_call(
    command: Command, shim: Path, settings: Settings, step: int = 1, kinds: tuple[str, ...] = tuple(KINDS)
) -> Iterator[tuple[str, list[str]]]:
    """Yield (call and number, what was wrong afterwards) for every `step`-th call of each kind until none is left.

    Every run begins with the archive as it is now.
    """
    kept = settings.index.with_name("as-it-was")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(settings.index, kept, symlinks=True)
    before, old = published(settings), answers(settings) if published(settings) else []
    for call in kinds:
        for number in range(0, 100_000, step):
            shutil.rmtree(settings.index)
            shutil.copytree(kept, settings.index, symlinks=True)
            done, was_hit = run_failing(command, shim, settings, call, number)
            if not was_hit:
                break
            yield f"{command.name}: {call} {number}", list(_wrong(done, settings, before, old))
    shutil.rmtree(settings.index)
    shutil.copytree(kept, settings.index, symlinks=True)


def _wrong(
    done: subprocess.CompletedProcess[str], settings: Settings, before: int, old: Answers
) -> Iterator[str]:
    """Yield what is lost, and what the command says that is not so."""
    now = published(settings)
    said = done.stdout + done.stderr
    if now:
        yield from faults(settings)
    if now == before and before and answers(settings) != old:
        yield "other answers from the generation that was published before"
    if before and not now:
        yield "no generation is published any more"
    if "Traceback" in said or done.returncode not in {0, 1, 2}:
        yield f"exit {done.returncode}, a traceback: {said[-300:]}"
    if done.returncode == 2 and not done.stderr.strip():
        yield "exit 2 without a word"
    if now != before and done.returncode == 2 and not SAYS_PUBLISHED.search(said):
        yield f"generation {now} is published, but it says: {said[-300:]}"
    if now == before and (done.returncode == 0 or SAYS_PUBLISHED.search(said)) and "unchanged" not in said:
        yield f"nothing was published, but exit {done.returncode} and: {said[-300:]}"
