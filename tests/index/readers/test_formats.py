"""All formats together: told by content, listed, documented; the example in the docs runs."""

import re
from pathlib import Path

import pytest

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.formats import FORMATS, format_of, refusal_of
from index.readers.outcome import Accepted
from index.reindex.build import reindex
from index.settings import Settings
from tests import source_exports

LONG = "क " * 40_000
DOCUMENT = (Path(__file__).parents[3] / "docs" / "formats.md").read_text("utf-8")


@pytest.mark.parametrize("name", source_exports.WRITERS)
def test_content_goes_before_a_wrong_name(name: str) -> None:
    content = source_exports.WRITERS[name][1](source_exports.articles(2))
    head = content if isinstance(content, bytes) else next(iter(content.values()))
    found = format_of("a.txt", head, named=True)
    wanted = {"nitf": "news-xml", "newsml": "news-xml", "ninjs": "json", "warc.gz": "text"}
    assert found is not None
    if name != "warc.gz":  # unpacked before it is looked at
        assert found.name == wanted.get(name, name)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_every_format_is_documented_with_its_endings(each: Format) -> None:
    (row,) = re.findall(rf"^\| `{each.name}` \|.*$", DOCUMENT, re.MULTILINE)
    assert any(f"`{suffix}`" in row for suffix in each.suffixes) or (
        not each.suffixes and "told by its" in row
    )


def test_pictures_and_unknown_files_are_of_no_format() -> None:
    assert format_of("a.gif", b"GIF89a\x00\x00", named=True) is None
    assert format_of("README.md", "# पढ़ें".encode(), named=False) is None
    assert format_of("noname", "स | 2024-01-01".encode(), named=True) is not None


def test_the_format_that_the_docs_add_reads() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(code.splitlines()) <= 32
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own document
    made = names["FORMAT"]
    assert isinstance(made, Format)
    content = "पहली\nएक वाक्य।\n====\nदूसरी\nदो वाक्य।\n".encode()
    assert made.recognises(content)
    found = list(made.read(InputPart("a.sty", content), ReadOptions()))
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [
        "पहली",
        "दूसरी",
    ]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"# for all\n\nUser-agent: *\nDisallow: /admin", "robots.txt"),
        (b"\xef\xbb\xbfSitemap: https://a.in/map.xml", "robots.txt"),
        (b"google.com, pub-123, DIRECT, f08c47fec0942fa0\n", "ads.txt"),
        (b"--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n", "SQL"),
        (b"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n", "SQL"),
        ("-- विशेष संवाददाता\nपाठ यहाँ है।".encode(), ""),
        ("# शीर्षक\nपाठ यहाँ है।".encode(), ""),
    ],
)
def test_what_stands_beside_a_sites_articles_is_none(head: bytes, reason: str) -> None:
    assert reason in refusal_of("a.txt", head)
    assert (format_of("a.txt", head, named=True) is None) == bool(reason)


def test_comments_of_any_number_are_looked_through_in_linear_time() -> None:
    assert refusal_of("notes.txt", "# टिप्पणी\r\n".encode() * 200 + "पाठ".encode()) == ""
    assert "robots.txt" in refusal_of("a.txt", b"# a\r\n" * 200 + b"User-agent: *")


@pytest.mark.parametrize("head", [b"BZh91AY&SY", b"\xfd7zXZ\0\0", b"Rar!\x1a\x07\x01", b"7z\xbc\xaf\x27\x1c"])
def test_packings_that_are_not_read_are_named(head: bytes) -> None:
    assert "unpack it first" in refusal_of("a.bin", head)
    assert format_of("a.bin", head, True) is None


def test_xml_of_no_known_kind_is_no_plain_text() -> None:
    assert format_of("a.xyz", b'<?xml version="1.0"?><Story><p>x</p></Story>', True) is None


@pytest.mark.parametrize("ending", ["", ".txt", ".jsonl"])
@pytest.mark.parametrize(
    ("content", "added", "refused"),
    [
        (f'{{"title": "पहली", "body": "{LONG}"}}\n{{"title": "दूसरी", "body": "मोदी"}}\n', 2, 0),
        ('ली", "body": "क"}\n{"title": "दूसरी", "body": "मोदी"}\n{"title": "तीसरी", "body": "क"}\n', 2, 1),
        (
            '{"title": "पहली", "body": "क\n{"title": "दूसरी", "body": "मोदी"}\n{"title": "तीसरी", "body": "क"}',
            2,
            1,
        ),
    ],
)
def test_json_lines_with_a_long_or_broken_beginning_are_no_text(
    tmp_path: Path, ending: str, content: str, added: int, refused: int
) -> None:
    (tmp_path / f"a{ending}").write_text(content, "utf-8")
    report = reindex([tmp_path / f"a{ending}"], Settings(index=tmp_path / "index"))
    assert (report.added, report.refused_count) == (added, refused)
