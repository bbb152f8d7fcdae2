"""WARC crawls."""

from pathlib import Path

from tests import source_exports
from tests.index.readers.reading import accepted, outcomes, reasons
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
