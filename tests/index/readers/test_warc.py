"""WARC crawls."""

from pathlib import Path

import brotli
import pytest
import zstandard

from tests import source_exports
from tests.index.readers.reading import accepted, outcomes, outcomes_here, reasons
from tests.index.readers.test_unpack import zeros


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


PAGE = source_exports.html_page(source_exports.articles(1)[0])


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("br", brotli.compress(PAGE)),
        ("zstd", zstandard.compress(PAGE)),
        ("zstd", zstandard.compress(PAGE[:300]) + zstandard.compress(PAGE[300:])),
    ],
)
def test_pages_in_the_packings_of_browsers_are_read(tmp_path: Path, encoding: str, packed: bytes) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    (tmp_path / "a.warc").write_bytes(source_exports.warc_record("https://a.example/1", packed, head=head))
    assert len(accepted(outcomes_here(tmp_path))) == 1


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_page_that_expands_without_end_is_refused(tmp_path: Path, encoding: str) -> None:
    zeros_of = {"br": brotli.compress, "zstd": zstandard.compress}
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    bomb = source_exports.warc_record("https://a.example/1", zeros_of[encoding](bytes(200 << 20)), head=head)
    (tmp_path / "a.warc").write_bytes(bomb)
    found = outcomes_here(tmp_path)
    assert accepted(found) == []
    assert "expand" in reasons(found) or "longer than" in reasons(found)
