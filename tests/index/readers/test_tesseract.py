"""The program that reads pictures, and its table."""

import os
import stat
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from index.readers import tesseract
from index.readers.time_limit import UnreadableError

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def row(place: str, left: int, top: int, text: str, confidence: float = 91.5) -> str:
    block, par, line, word = place.split(".")
    return f"5\t1\t{block}\t{par}\t{line}\t{word}\t{left}\t{top}\t60\t20\t{confidence}\t{text}"


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of this name before all others."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    tesseract.version.cache_clear()
    tesseract.languages.cache_clear()
    yield
    tesseract.version.cache_clear()
    tesseract.languages.cache_clear()


def test_words_of_the_table_become_lines_and_paragraphs() -> None:
    rows = [
        HEAD,
        row("1.1.1.1", 100, 100, "नहर"),
        row("1.1.1.2", 170, 100, "टूटी"),
        row("1.1.2.1", 100, 130, '"खेत'),
    ]
    (paragraph,) = tesseract.paragraphs(
        "\n".join([*rows, "broken\trow", row("1.1.2.2", 170, 130, " ")]).encode()
    )
    assert [[word.text for word in line.words] for line in paragraph] == [["नहर", "टूटी"], ['"खेत']]
    assert paragraph[0].words[0].confidence == 91.5


def test_nothing_read_is_nothing() -> None:
    assert list(tesseract.paragraphs(HEAD.encode())) == []


def test_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt-get install tesseract-ocr" in tesseract.missing("")
    tesseract.version.cache_clear()
    tesseract.languages.cache_clear()
    said = 'case "$1" in --version) echo "tesseract 5.9";; --list-langs) printf "List:\\neng\\n";; esac'
    program(tmp_path, said, monkeypatch)
    assert tesseract.version() == "5.9"
    assert "apt-get install tesseract-ocr-hin" in tesseract.missing("")
    assert tesseract.missing("eng") == ""


def test_the_best_that_the_machine_has_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "languages", cache(lambda: frozenset({"hin", "Devanagari", "eng"})))
    assert tesseract.chosen("") == "Devanagari+hin"
    assert tesseract.chosen("mar") == "mar"


def test_a_program_that_hangs_or_fails_costs_its_page_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "sleep 60", monkeypatch)
    with pytest.raises(UnreadableError, match="KHABARKHOJ_MAX_OCR_PAGE_SECONDS"):
        tesseract.recognise(b"x", "hin", tesseract.Limits(0.2, 512, tmp_path / "slots"))
    program(tmp_path, "echo wrong >&2; exit 3", monkeypatch)
    with pytest.raises(UnreadableError, match=r"failed \(3\): wrong"):
        tesseract.recognise(b"x", "hin", tesseract.Limits(5, 512, tmp_path / "slots"))


def test_as_many_run_at_once_as_there_are_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "cores", lambda: 1)
    monkeypatch.setattr(tesseract, "SLOT_PAUSE", 0.001)
    with tesseract._slot(tmp_path):
        monkeypatch.setattr(time, "sleep", lambda _: (_ for _ in ()).throw(TimeoutError))
        with pytest.raises(TimeoutError), tesseract._slot(tmp_path):
            pass
    with tesseract._slot(tmp_path):
        pass


def test_only_a_sure_orientation_turns_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = tesseract.Limits(5, 512, tmp_path / "slots")
    monkeypatch.setattr(tesseract, "languages", cache(lambda: frozenset({"osd"})))
    for rotate, sure, degrees in ((90, 9.5, 90), (180, 0.4, 0), (0, 12, 0)):
        program(tmp_path, f"printf 'Rotate: {rotate}\\nOrientation confidence: {sure}\\n'", monkeypatch)
        assert tesseract.orientation(b"x", limits) == degrees
    program(tmp_path, "exit 1", monkeypatch)
    assert tesseract.orientation(b"x", limits) == 0
