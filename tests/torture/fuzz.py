"""Hostile files, column files and queries at random: nothing escapes, nothing hangs, nothing kills."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.columns.column_file import ColumnFile
from index.errors import IndexDamagedError, IndexOutdatedError, KhabarkhojError
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Refused
from index.readers.splits import SplitOptions
from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.question import Question
from search.model.results import SearchRequest
from tests import source_exports

TELLING = (
    b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\5\6", b"PK\1\2", b"\x1f\x8b\x08\0", b"(\xb5/\xfd", b"<![CDATA[", b"]]>", b"<!--", b'{"', b"[[[[",
    b'"', b"\r\n\r\n", b"WARC/1.0\r\n", b"<item>", b"</item>", b"<?xml version=", b"\xef\xbb\xbf", b"\xff\xfe", b"\x80", b"%PDF-", b"<html ",
)  # fmt: skip
"""What formats take for something."""
PACKINGS = ("", ".gz", ".zst", ".zip", ".tar", ".tar.gz", ".zip.gz")
UNITS = (
    "g", "जी.", "k", "gh", "j", "क", "मोदी ", "ab ", "क-", '"', "(", ")", " OR ", "~9 ", "~वाक्य ", "=", "source:", "date:2024 ", "एस ", "1",
    "़", "्", "\u200d", "modi ", "kazakhstan ", "टोकायेव-", "और के ", "😀", "\ud800", "-", ":", "शीर्षक:(", "न", "\0", "𝕏", "*", "सरकार ",
)  # fmt: skip
"""What queries are made of."""


@dataclass(frozen=True)
class Slow:
    """What took longest, in seconds of CPU time."""

    seconds: float
    what: str


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return content with up to eight changes: bytes changed, cut out, repeated, and telling ones put in."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed)) if changed else 0
        match chance.randrange(6):
            case 0 if changed:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 200)]
            case 2:
                changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 20)))
            case 3:
                changed[at:at] = changed[at : at + chance.randint(1, 50)] * chance.randint(2, 200)
            case 4:
                changed[at:at] = chance.choice(TELLING) * chance.randint(1, 300)
            case _:
                del changed[at + chance.randint(0, 200) :]
    return bytes(changed)


def seeds_of(folder: Path) -> list[tuple[str, bytes]]:
    """Return (name, content) of every writer's export in every packing."""
    found = []
    records = source_exports.articles(6)
    for name, (file, writer) in source_exports.WRITERS.items():
        content = writer(records)
        files = {file: content} if isinstance(content, bytes) else content
        first, inside = next(iter(files.items()))
        for packing in PACKINGS:
            try:
                found.append(
                    (
                        f"{name}-{first}{packing}",
                        source_exports.packed(first, inside, packing) if packing else inside,
                    )
                )
            except (KeyError, ValueError):
                continue
    folder.mkdir(exist_ok=True)
    return found


def files(folder: Path, count: int, seconds: float = 5.0) -> Iterator[str]:
    """Read mutated files; yield what escaped, and what took longer than a record may."""
    chance = random.Random(count)
    seeds = seeds_of(folder)
    options = SplitOptions(ReadOptions(max_record_seconds=seconds))
    for number in range(count):
        name, content = seeds[number % len(seeds)]
        path = folder / name
        path.write_bytes(mutated(content, chance))
        began = time.monotonic()
        try:
            outcomes = [outcome for file in source_files([path]) for outcome in read_file(file, options)]
        except BaseException as error:  # noqa: BLE001 - whatever escapes is what is looked for
            yield f"{name} (file {number}): {type(error).__name__}: {error}"
        else:
            yield from (
                f"{name}: {refusal.reason}"
                for refusal in outcomes
                if isinstance(refusal, Refused) and "report this" in refusal.reason
            )
        if time.monotonic() - began > 3 * seconds:
            yield f"{name} (file {number}): {time.monotonic() - began:.1f} s"
        path.unlink()


def columns(paths: list[Path], folder: Path, count: int) -> Iterator[str]:
    """Open and read changed column files; yield every error that is not damage."""
    chance = random.Random(count)
    for number in range(count):
        path = folder / "changed"
        path.write_bytes(mutated(chance.choice(paths).read_bytes(), chance))
        try:
            file = ColumnFile(path)
            for column in file.columns.values():
                column.all()
        except (IndexDamagedError, IndexOutdatedError):
            continue
        except Exception as error:  # noqa: BLE001 - as above
            yield f"column file {number}: {type(error).__name__}: {error}"


def query(chance: random.Random) -> str:
    """Return a query of up to 800 letters."""
    longest = chance.choice((20, 60, 200, 800))
    text = ""
    while len(text) < longest:
        text += chance.choice(UNITS) * (chance.randint(1, 40) if chance.random() < 0.2 else 1)
    return text[:longest]


def queries(archive: Archive, settings: Settings, count: int) -> Iterator[str | Slow]:
    """Search for random queries; yield what was raised, what took too long, and at last what took longest."""
    chance = random.Random(count)
    longest = Slow(0.0, "")
    most = 1.2 * settings.max_query_seconds + 0.1
    for _ in range(count):
        text = query(chance)
        began = time.process_time()
        try:
            archive.search(SearchRequest(Question(text), aggregations=AggregationRequest()))
        except KhabarkhojError as error:
            yield f"{text!r}: {error}"
        except Exception as error:  # noqa: BLE001 - as above
            yield f"{text!r}: {type(error).__name__}: {error}"
        took = time.process_time() - began
        longest = max(longest, Slow(took, text), key=lambda slow: slow.seconds)
        if took > most:
            yield f"{text!r}: {took:.1f} s of CPU time"
    yield longest
