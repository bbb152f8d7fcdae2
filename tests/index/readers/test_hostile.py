"""Hostile input: refused in bounded time and memory, nothing written anywhere, the rest indexed."""

import gzip
import io
import json
import os
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from index.readers import unpack
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.outcome import Accepted, Outcome, Refused, Skipped
from index.readers.splits import SplitOptions, read_file
from index.reindex.build import reindex
from index.settings import Settings
from tests import source_exports

GOOD = {"title": "सुर्खी", "body": "एक अच्छा वाक्य।", "date": "2024-01-01"}
LINE = json.dumps(GOOD).encode() + b"\n"


def outcomes(path: Path, options: ReadOptions | None = None) -> list[Outcome]:
    return [
        outcome
        for file in source_files([path])
        for outcome in read_file(file, SplitOptions(options or ReadOptions()))
    ]


def accepted(found: list[Outcome]) -> list[str]:
    return [each.article.headline for each in found if isinstance(each, Accepted)]


def reasons(found: list[Outcome]) -> str:
    return "\n".join(str(each) for each in found if isinstance(each, Refused))


def zeros(megabytes: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1 << 20))
    return out.getvalue()


@pytest.fixture(autouse=True)
def small_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "GRACE_BYTES", 1 << 20)


@pytest.mark.parametrize(
    "name", ["a.jsonl.gz", "a.warc.gz", "a.html.gz", "a.pdf.gz", "a.csv.gz", "a.json.gz"]
)
def test_a_gzip_bomb(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(zeros(200))
    (tmp_path / "good.jsonl").write_bytes(LINE)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "MAX_UNPACK_RATIO" in reasons(found) or "longer than" in reasons(found)


def test_a_zstd_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(bytes(100 << 20)))
    assert "MAX_UNPACK_RATIO" in reasons(outcomes(tmp_path))


def test_a_zip_bomb_hides_no_other_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.jsonl", LINE)
        archive.writestr("bomb.jsonl", bytes(50 << 20))
        archive.writestr("two.jsonl", LINE.replace(b"2024", b"2023"))
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी", "सुर्खी"]
    assert "a.zip!/bomb.jsonl: unpacks to more than 250 times" in reasons(found)


def test_archives_in_archives_without_end(tmp_path: Path) -> None:
    content, name = LINE, "a.jsonl"
    for level in range(6):
        content, name = source_exports.zipped({name: content}), f"{level}.zip"
    (tmp_path / name).write_bytes(content)
    assert "packed more than 3 times" in reasons(outcomes(tmp_path))


def test_names_that_lead_out_of_archives_and_links_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    with zipfile.ZipFile(inside / "a.zip", "w") as archive:
        for name in ("../out.jsonl", "/abs.jsonl", "C:\\x.jsonl", "a/../../b.jsonl"):
            archive.writestr(name, LINE)
        link = zipfile.ZipInfo("link.jsonl")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.jsonl", LINE)
    with tarfile.open(inside / "b.tar.gz", "w:gz") as tar:
        for name, kind in (
            ("l.jsonl", tarfile.SYMTYPE),
            ("h.jsonl", tarfile.LNKTYPE),
            ("d.jsonl", tarfile.CHRTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
        info = tarfile.TarInfo("../../out.jsonl")
        info.size = len(LINE)
        tar.addfile(info, io.BytesIO(LINE))
    found = outcomes(inside)
    assert accepted(found) == ["सुर्खी"]
    assert sum(isinstance(each, Refused) for each in found) == 9
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "b.tar.gz", "in"]


def test_a_link_in_a_folder_that_leads_out_of_it_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("स | 2024-01-01\nगुप्त\nपाठ।", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (passed,) = outcomes(tmp_path / "in")
    assert isinstance(passed, Skipped)
    assert "link" in passed.reason


def test_a_bomb_inside_a_web_server_s_answer(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    bomb = source_exports.warc_record("https://a.example/1", zeros(100), head=head)
    good = source_exports.warc_record(
        "https://a.example/2", source_exports.html_page(source_exports.articles(1)[0])
    )
    (tmp_path / "a.warc").write_bytes(bomb + good)
    found = outcomes(tmp_path)
    assert len(accepted(found)) == 1
    assert "page longer than" in reasons(found)


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
    assert sum(isinstance(each, Refused) for each in found) == 1


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.warc", "a.xml", "a.html", "a.rss"])
def test_deep_nesting_and_long_records_in_every_format(tmp_path: Path, name: str) -> None:
    starts = {"a.json": b'[{"title": ' + b"[" * 200_000, "a.csv": b"title,body\n" + b'"' * 99_999,
              "a.warc": b"WARC/1.0\r\n" + b"x: y\r\n" * 50_000, "a.xml": b"<nitf>" + b"<p>" * 100_000,
              "a.html": b"<html>" + b"<div>" * 100_000, "a.rss": b"<rss>" + b"<item>" * 20_000}  # fmt: skip
    (tmp_path / name).write_bytes(starts[name])
    found = outcomes(tmp_path, ReadOptions(max_record_seconds=5))
    assert accepted(found) == []
    assert reasons(found)


def test_a_slow_record_is_given_up_after_its_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        source_exports.html_page({**source_exports.articles(1)[0], "body": "क ख\n" * 200_000})
    )
    assert "longer than 0.05 seconds" in reasons(outcomes(tmp_path, ReadOptions(max_record_seconds=0.05)))


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


CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500 << 20, 1_500 << 20))
from pathlib import Path
from index.reindex.build import reindex
from index.settings import Settings
report = reindex([Path(sys.argv[1])], Settings(index=Path(sys.argv[2]), processes=1))
# VmHWM begins anew with the program; ru_maxrss still counts the process that started it.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(report.added, report.refused_count, peak // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_line_of_a_gigabyte_takes_neither_memory_nor_the_lines_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(LINE)
        file.seek(1 << 30, os.SEEK_CUR)  # a hole: zeros that take no disk
        file.write(b"\n" + LINE.replace(b"2024", b"2023"))
    done = subprocess.run(
        [sys.executable, "-c", CHILD, path, tmp_path / "index"], capture_output=True, text=True, check=True
    )
    added, refused, megabytes = map(int, done.stdout.split())
    assert (added, refused) == (2, 1)
    assert megabytes < 400


def test_many_small_bombs_are_counted_together(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.jsonl", b"\n" * (900 << 10))
    assert "all that it holds unpacks to too many times its size" in reasons(outcomes(tmp_path / "a.zip"))


def test_a_tar_header_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 400 << 20
    (tmp_path / "a.tar").write_bytes(header.tobuf(tarfile.USTAR_FORMAT) + bytes(1024))
    assert "damaged tar file" in reasons(outcomes(tmp_path / "a.tar"))


def test_a_zip_with_a_damaged_member_goes_on_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("1.jsonl", LINE * 50, zipfile.ZIP_BZIP2)
        archive.writestr("2.jsonl", LINE)
    content = bytearray(path.read_bytes())
    content[45:60] = bytes(15)
    path.write_bytes(content)
    found = outcomes(path)
    assert accepted(found) == ["सुर्खी"]
    assert "1.jsonl" in reasons(found)


def test_a_zip_of_names_that_are_no_text_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("नाम.jsonl", LINE)
    (tmp_path / "a.zip").write_bytes(out.getvalue().replace("नाम".encode(), b"\xff\xfe\xfd" * 3))
    (tmp_path / "b.jsonl").write_bytes(LINE)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "a.zip" in reasons(found)


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
        "from index.readers.splits import SplitOptions, read_file\n"
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


def test_a_crawl_with_an_encoding_that_does_not_exist_is_read(tmp_path: Path) -> None:
    body = "एक लंबा वाक्य है।\nदूसरा वाक्य भी है।".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=foo\r\n\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: "
        + str(len(http)).encode()
        + b"\r\n\r\n"
    )
    (tmp_path / "a.warc").write_bytes(head + http + b"\r\n\r\n")
    assert accepted(outcomes(tmp_path)) == ["एक लंबा वाक्य है।"]


def test_a_reader_that_fails_costs_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("x")

    (tmp_path / "a.html").write_bytes(b"<html><body><p>" + b"word " * 50)
    (tmp_path / "b.jsonl").write_bytes(LINE)
    monkeypatch.setattr("index.readers.html_page.page_outcome", broken)
    found = outcomes(tmp_path)
    assert accepted(found) == ["सुर्खी"]
    assert "could not be read to its end" in reasons(found)


def test_a_folder_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.jsonl").write_bytes(LINE)
    (tmp_path / "b.jsonl").write_bytes(LINE)
    original = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = outcomes(tmp_path)
    assert len(accepted(found)) == 1
    assert "folder cannot be read: Permission denied" in reasons(found)
