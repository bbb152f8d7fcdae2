"""Several texts under one id: the latest counts where their format tells, whatever the order."""

import itertools
from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from search.model.question import Question
from tests.searching import search


def warc(text: str, moment: str) -> bytes:
    page = (
        f"<html><head><title>सुर्खी</title></head><body><h1>सुर्खी</h1><p>{text * 8}</p></body></html>".encode()
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: {moment}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def newsml(version: int, text: str, status: str = "usable") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="{version}"><itemMeta>'
        f'<itemClass qcode="ninat:text"/><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta>'
        f"<headline>सुर्खी</headline></contentMeta><contentSet><inlineXML><p>{text}</p></inlineXML></contentSet></newsItem>"
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index", processes=1)


@pytest.mark.parametrize("order", list(itertools.permutations((2015, 2019, 2023))))
def test_of_several_captures_the_latest_counts(
    tmp_path: Path, settings: Settings, order: tuple[int, ...]
) -> None:
    source = tmp_path / "a.warc"
    source.write_bytes(b"".join(warc(f"यह {year} का पाठ है। ", f"{year}-01-01T00:00:00Z") for year in order))
    report = reindex([source], settings)
    assert (report.added, report.refused_count, sum(report.skipped.values())) == (1, 0, 2)
    assert search(open_archive(settings), Question("2023")).total == 1


@pytest.mark.parametrize("order", [(2015, 2023), (2023, 2015)])
def test_an_older_capture_replaces_no_newer_one(
    tmp_path: Path, settings: Settings, order: tuple[int, ...]
) -> None:
    for year in order:
        source = tmp_path / f"{year}.warc"
        source.write_bytes(warc(f"यह {year} का पाठ है। ", f"{year}-01-01T00:00:00Z"))
        reindex([source], settings)
    assert search(open_archive(settings), Question("2023")).total == 1
    assert open_archive(settings).overview().documents == 1


def test_the_latest_version_of_an_agency_counts(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "a.xml"
    items = newsml(1, "दस की मौत हुई।") + newsml(2, "बीस की मौत हुई।")
    source.write_text(
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    )
    report = reindex([source], settings)
    assert (report.added, report.refused_count) == (1, 0)
    assert search(open_archive(settings), Question("बीस")).total == 1


def test_what_an_agency_withdrew_is_passed_over(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "a.xml"
    source.write_text(newsml(1, "यह ख़बर वापस ली गई।", "canceled"))
    report = reindex([source], settings)
    assert (report.added, report.skipped) == (0, {"agency item canceled": 1})
