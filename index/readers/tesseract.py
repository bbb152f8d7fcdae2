"""Tesseract, where the machine has it: a picture of a page → paragraphs of words with their confidence.

It is called as a program of its own, one for each page, so that nothing which it does to a hostile picture can hurt
a run: its time and memory are bounded, and the processes of a run share as many of them as there are cores.
"""

import csv
import fcntl
import os
import re
import resource
import shutil
import subprocess  # the program is found on the machine, its arguments are ours
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.readers.page_layout import Box, paragraphs_in_order
from index.readers.recognised_page import MAX_WORDS, Paragraph, Word
from index.readers.time_limit import UnreadableError

PROGRAM = "tesseract"
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-hin tesseract-ocr-script-deva"
"""On Debian and Ubuntu."""
BEST = ("Devanagari", "script/Devanagari", "hin")
"""The data of the script knows Latin letters, too; beside it that of Hindi makes a third fewer errors."""
MAX_TSV_BYTES = 32 << 20
MIN_ORIENTATION = 2.0
"""Confidence, by the program's own measure, from which a page is turned."""
_ROTATE = re.compile(r"^Rotate: ([0-9]{1,3})", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: ([0-9]{1,6}(?:\.[0-9]{1,6})?)", re.MULTILINE)
SLOT_PAUSE = 0.05
_COLUMNS = ("level", "page", "block", "par", "line", "word", "left", "top", "width", "height", "conf", "text")


class Limits(NamedTuple):
    """What a page may take, and the folder whose locks all processes of an archive's runs share."""

    seconds: float
    memory_mb: int
    slots: Path


@cache
def version() -> str:
    """Return the program's version; "" where the machine does not have it."""
    found = shutil.which(PROGRAM)
    if not found:
        return ""
    try:
        said = subprocess.run([found, "--version"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    first = (said.stdout or said.stderr).decode("utf-8", "replace").partition("\n")[0]
    return first.removeprefix(PROGRAM).strip()


@cache
def languages() -> frozenset[str]:
    """Return the languages that the program has data of."""
    if not version():
        return frozenset()
    try:
        said = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    lines = said.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(line.strip() for line in lines[1:] if line.strip())


def chosen(wanted: str) -> str:
    """Return the languages that pages are read in: those wanted, or what the machine has that reads Hindi best."""
    return wanted or "+".join(language for language in BEST if language in languages()) or "hin"


def missing(wanted: str) -> str:
    """Return why pages cannot be read in these languages (hin, or hin+eng) and the remedy; "" if they can."""
    if not version():
        return f"Tesseract is not installed: {INSTALL}"
    wanted = chosen(wanted)
    lacking = [language for language in wanted.split("+") if language not in languages()]
    if lacking:
        packages = " ".join(f"tesseract-ocr-{language.replace('_', '-').lower()}" for language in lacking)
        return f"Tesseract lacks the language {', '.join(lacking)}: apt-get install {packages}"
    return ""


def recognise(picture: bytes, wanted: str, limits: Limits) -> bytes:
    """Return what the program says of an upright picture, as its table of tab-separated values.

    Raises UnreadableError when it takes too long or fails.
    """
    return _run(["-l", chosen(wanted), "--psm", "3", "tsv"], picture, limits)


def orientation(picture: bytes, limits: Limits) -> int:
    """Return by how many degrees a picture must be turned clockwise to stand upright; 0 where that is not sure."""
    if "osd" not in languages():
        return 0
    try:
        said = _run(["-l", "osd", "--psm", "0"], picture, limits).decode("utf-8", "replace")
    except UnreadableError:  # too few letters to tell
        return 0
    degrees, sure = _ROTATE.search(said), _SURE.search(said)
    is_sure = degrees is not None and sure is not None and float(sure[1]) >= MIN_ORIENTATION
    return int(degrees[1]) % 360 if is_sure and degrees is not None else 0


def _run(arguments: list[str], picture: bytes, limits: Limits) -> bytes:
    command = [PROGRAM, "stdin", "stdout", *arguments]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with _slot(limits.slots):
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        with process:
            _bound(process.pid, limits.memory_mb << 20, int(limits.seconds) + 1)
            try:
                said, complaint = process.communicate(picture, timeout=limits.seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                reason = (
                    f"takes longer than {limits.seconds:g} seconds to recognise; "
                    "raise KHABARKHOJ_MAX_OCR_PAGE_SECONDS"
                )
                raise UnreadableError(reason) from None
    if process.returncode or len(said) > MAX_TSV_BYTES:
        lines = complaint.decode("utf-8", "replace").split("\n")
        raise UnreadableError(f"Tesseract failed ({process.returncode}): {lines[0][:200]}")
    return said


def paragraphs(table: bytes) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page, each its lines; raise UnreadableError for more words than a page has."""
    return paragraphs_in_order(list(_lines(table)))


def _lines(table: bytes) -> Iterator[list[Box]]:
    """Yield the words of each line that the program found."""
    rows = csv.reader(table.decode("utf-8", "replace").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    place: tuple[str, ...] = ()
    line: list[Box] = []
    for number, row in enumerate(rows):
        if number > MAX_WORDS:
            raise UnreadableError(f"a page of more than {MAX_WORDS} words")
        if len(row) != len(_COLUMNS) or row[0] != "5" or not row[11].strip():
            continue
        if place != tuple(row[2:5]):
            yield line
            place, line = tuple(row[2:5]), []
        try:
            left, top, width, height, confidence = map(float, row[6:11])
        except ValueError:
            continue
        word = Word(row[11].strip(), confidence)
        line.append(Box(word, left, top, left + width, top + height, place[:2]))
    yield line


def cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _bound(process: int, memory: int, seconds: int) -> None:
    """Limit the memory and time of a process; where the system cannot, the time of the caller bounds it."""
    prlimit = getattr(resource, "prlimit", None)
    if prlimit is None:
        return
    try:
        prlimit(process, resource.RLIMIT_DATA, (memory, memory))
        prlimit(process, resource.RLIMIT_CPU, (seconds, seconds))
    except (OSError, ValueError):
        return


@contextmanager
def _slot(folder: Path) -> Iterator[None]:
    """Hold one of as many locks as the machine has cores."""
    folder.mkdir(parents=True, exist_ok=True)
    count = cores()
    while True:
        for number in range(count):
            handle = os.open(folder / f"slot-{number}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                continue
            try:
                yield
            finally:
                os.close(handle)
            return
        time.sleep(SLOT_PAUSE)
