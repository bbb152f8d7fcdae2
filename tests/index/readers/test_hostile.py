"""Hostile input: refused in bounded time and memory, nothing written anywhere, the rest indexed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.readers.format import ReadOptions
from index.readers.outcome import Refused
from index.reindex.build import reindex
from index.settings import Settings
from tests.index.readers.reading import LINE, accepted, outcomes, reasons

BILLION = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("prolog", [BILLION, EXTERNAL])
@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><item><title>&d;&x;</title></item></channel></rss>",
        b"<nitf><body><body.content><p>&d;&x;</p></body.content></body></nitf>",
        b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>&d;&x;</title></item></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&d;&x;</title></entry></feed>",
    ],
)
def test_entities_are_never_expanded(tmp_path: Path, prolog: bytes, body: bytes) -> None:
    (tmp_path / "a.xml").write_bytes(prolog + body)
    found = outcomes(tmp_path)
    assert accepted(found) == []
    assert reasons(found)
    assert "root:" not in reasons(found)
    assert "hahaha" not in reasons(found)


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 1_000_000,
        b'{"title": ' + b'{"a": ' * 100_000 + b"}" * 100_001,
        b'{"title": "a", "body": "' + b"x" * 3_000_000 + b'"}',
        b'{"title": 1' + b"0" * 1_000_000 + b"}",
        b"\0" * 100_000,
        b"x" * 30_000_000,
    ],
    ids=["brackets", "nesting", "long body", "long number", "NUL", "long line"],
)
def test_a_hostile_line_is_refused_and_the_rest_read(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE + line + b"\n" + LINE)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी", "सुर्खी"]
    assert sum(isinstance(outcome, Refused) for outcome in found) == 1


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.warc", "a.xml", "a.html", "a.rss"])
def test_deep_nesting_and_long_records_in_every_format(tmp_path: Path, name: str) -> None:
    starts = {"a.json": b'[{"title": ' + b"[" * 200_000, "a.csv": b"title,body\n" + b'"' * 99_999,
              "a.warc": b"WARC/1.0\r\n" + b"x: y\r\n" * 50_000, "a.xml": b"<nitf>" + b"<p>" * 100_000,
              "a.html": b"<html>" + b"<div>" * 100_000, "a.rss": b"<rss>" + b"<item>" * 20_000}  # fmt: skip
    (tmp_path / name).write_bytes(starts[name])
    found = outcomes(tmp_path, ReadOptions(max_record_seconds=5))
    assert accepted(found) == []
    assert reasons(found)


def test_marks_piled_on_one_letter_and_lone_surrogates_are_indexed_and_searched(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        "\n".join(
            json.dumps(each)
            for each in (
                {"id": "1", "title": "क" + "\u093f" * 10_000, "body": "मोदी"},
                {"id": "2", "title": "a", "body": "क" + "\u0301" * 10_000 + " मोदी"},
                {"id": "3", "title": "\ud800 मोदी", "body": "\udfff\ud800 ख\0ग"},
                {"id": "4", "title": "मोदी", "body": "\u202e" * 5_000 + "\ufeff" * 5_000},
            )
        ),
        encoding="utf-8",
    )
    report = reindex([tmp_path / "a.jsonl"], Settings(index=tmp_path / "index"))
    assert (report.added, report.refused_count) == (
        4,
        0,
    )  # a headline of 10,000 letters is moved into the body


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<!-- x -->" * 2_000 + b"<div>"),
        ("a.html", b"<html><body>" + b"<p " * 100_000),
        ("a.html", b"<html><body><p>" + b" " * 400_000 + b"x</p>"),
        ("a.txt", "स | 2024-01-01\nसुर्खी\n".encode() + b"\xe9\xe8 abc \xff" * 50_000),
        ("a.txt", b"x | 2024-01-01\nfgUnh\n" + b"D" * 100_000 + b" ds us es gS vkSj dk dh " * 40),
        (
            "a.jsonl",
            json.dumps({"title": "क", "body": "<" + " " * 200_000 + "<p>" + "[caption " * 50_000}).encode(),
        ),
        ("a.json", b"[" * 400_000),
    ],
    ids=["comments", "open tags", "spaces", "another encoding", "a word without end", "markup", "brackets"],
)
def test_no_pattern_is_slow_on_what_was_made_to_slow_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.jsonl").write_bytes(LINE)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from index.readers.files import source_files; from index.readers.format import ReadOptions\n"
        "from index.readers.isolated import read_file; from index.readers.splits import SplitOptions\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        "print(sum(1 for file in source_files([Path(sys.argv[1])]) for _ in read_file(file, SplitOptions(ReadOptions()))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) >= 1
