"""Splits: pieces of a file give what the whole file gives."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import json_lines
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Accepted, Outcome, Place, Refused
from index.readers.splits import Split, SplitOptions, splits
from tests import source_exports
from tests.index.readers.reading import LINE, accepted, outcomes, reasons


def test_all_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE * 50)
    (file,) = source_files([tmp_path])
    moved: list[int] = []
    assert (
        len(
            list(
                read_file(
                    file,
                    SplitOptions(ReadOptions(max_record_bytes=10_000, max_text_chars=10_000)),
                    moved.append,
                )
            )
        )
        == 50
    )
    assert sum(moved) == file.size


@given(
    st.lists(st.text(st.sampled_from("कख \r"), max_size=30), max_size=12),
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
)
def test_pieces_are_whole_lines_that_give_what_the_whole_file_gives(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, packed: bool, ended: bool
) -> None:
    content = ("\n".join(json.dumps({"title": line}) for line in lines) + "\n" * ended).encode()
    path = tmp_path_factory.mktemp("pieces") / "a.jsonl"
    path.write_bytes(gzip.compress(content) if packed else content)
    (file,) = source_files([path])
    limits = ReadOptions(max_record_bytes=70)
    cut = [piece for piece in splits(file, SplitOptions(limits, size)) if isinstance(piece, Split)]
    assert packed or sum(piece.disk_bytes for piece in cut) <= file.size

    def found(size: int) -> list[Outcome]:
        """Without excerpts: of a line that was never read whole, less is shown."""
        return [
            replace(refusal, excerpt="") if isinstance(refusal, Refused) else refusal
            for refusal in read_file(file, SplitOptions(limits, size))
        ]

    assert found(size) == found(1_000_000)


def test_a_slow_record_is_given_up_after_its_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        source_exports.html_page({**source_exports.articles(1)[0], "body": "क ख\n" * 200_000})
    )
    assert "longer than 0.05 seconds" in reasons(outcomes(tmp_path, ReadOptions(max_record_seconds=0.05)))


def test_a_reader_that_fails_costs_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("x")

    (tmp_path / "a.html").write_bytes(b"<html><body><p>" + b"word " * 50)
    (tmp_path / "b.jsonl").write_bytes(LINE)
    monkeypatch.setattr("index.readers.html_page.page_outcome", broken)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "could not be read to its end" in reasons(found)


def test_a_record_that_takes_too_long_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_of = json_lines._article_of

    def slow(record: dict[str, Any], place: Place, options: ReadOptions) -> Outcome:
        while record["id"] == "2":
            pass
        return article_of(record, place, options)

    monkeypatch.setattr(json_lines, "_article_of", slow)
    lines = [json.dumps({"id": str(number), "title": f"सुर्खी {number}", "body": "पाठ"}) for number in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (file,) = source_files([tmp_path / "a.jsonl"])
    found = list(read_file(file, SplitOptions(ReadOptions(max_record_seconds=0.1))))
    refused = [refusal for refusal in found if isinstance(refusal, Refused)]
    assert [(refusal.line, "KHABARKHOJ_MAX_RECORD_SECONDS" in refusal.reason) for refusal in refused] == [
        (3, True)
    ]
    assert len([outcome for outcome in found if isinstance(outcome, Accepted)]) == 4
