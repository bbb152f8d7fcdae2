"""Records that hang or kill the process that reads them are refused alone; all others come, each once."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.readers import formats, isolated
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.isolated import read_splits
from index.readers.outcome import Accepted, Outcome, Place, Refused
from index.readers.record import accept
from index.readers.splits import Split
from index.readers.time_limit import UnreadableError, time_limited

OPTIONS = ReadOptions(max_record_seconds=0.3)


def act(line: str) -> None:
    """Do what a line says, as a library in C might."""
    if line == "hang":
        signal.pthread_sigmask(
            signal.SIG_BLOCK, {signal.SIGALRM}
        )  # as C code does, which no signal interrupts
        time.sleep(60)
    elif line == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif line == "swell":
        bytearray(1 << 32)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    for number, line in enumerate(part.content.decode().split(), 1):
        try:
            time_limited(lambda line=line: act(line), options.max_record_seconds)  # type: ignore[misc]
        except UnreadableError as error:
            yield Refused(part.path, number, str(error))
            continue
        yield accept({"title": line, "body": f"पाठ {line}"}, Place(part.path, number), 1000)
        if line == "lost":
            os._exit(3)


@pytest.fixture(autouse=True)
def lines_format(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {**formats.FORMAT_BY_NAME, "lines": Format("lines", "lines", (), read, isolated=True)}
    monkeypatch.setattr("index.readers.splits.FORMAT_BY_NAME", known)
    monkeypatch.setattr(isolated, "FORMAT_BY_NAME", known)
    monkeypatch.setattr(isolated, "GRACE_SECONDS", 0.2)


def outcomes(*contents: str, options: ReadOptions = OPTIONS) -> list[tuple[int, str]]:
    splits = [
        Split(Path("x"), f"{number}", "lines", 0, 0, 0, 0, content.encode())
        for number, content in enumerate(contents)
    ]
    return [
        (at, outcome.article.headline if isinstance(outcome, Accepted) else str(outcome))
        for at, outcome in read_splits(splits, options)
    ]


def test_a_record_that_hangs_is_refused_and_all_others_are_read() -> None:
    found = outcomes("a b", "c hang d hang e", "f")
    assert [at for at, _ in found] == [0, 0, 1, 1, 1, 1, 1, 2]
    assert [text for _, text in found if ":" not in text] == ["a", "b", "c", "d", "e", "f"]
    assert [text for _, text in found if "takes longer than 0.3 seconds" in text] == [
        found[3][1],
        found[5][1],
    ]
    assert found[3][1].startswith("1:2: ")


def test_a_record_that_kills_its_reader_is_refused_and_all_others_are_read() -> None:
    found = outcomes("a die b", "c")
    assert [text for _, text in found if ":" not in text] == ["a", "b", "c"]
    assert "signal 9" in found[1][1]


def test_a_record_takes_no_more_memory_than_it_may() -> None:
    found = outcomes("a swell b", options=ReadOptions(max_record_memory_mb=64))
    assert [text for _, text in found if ":" not in text] == ["a", "b"]
    assert "KHABARKHOJ_MAX_RECORD_MEMORY_MB" in found[1][1]


def test_what_ends_between_two_records_costs_the_rest_of_its_file_only() -> None:
    found = outcomes("a lost b", "c")
    assert [text for _, text in found if ":" not in text] == ["a", "lost", "c"]
    assert "not read to its end" in found[2][1]
