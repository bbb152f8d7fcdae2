"""Exports and feeds: what readers take away."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask import Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.results import SearchResponse
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import HOSTILE
from web.app import create_app
from web.downloads.csv_rows import safe_cell
from web.downloads.export_rows import COLUMNS
from web.downloads.exports import ExportSlots

ATOM = "{http://www.w3.org/2005/Atom}"


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_a_csv_says_how_each_article_spells_and_what_was_asked(client: FlaskClient) -> None:
    asked = {"q": "कजाखस्तान", "year": "2024", "not": "source:लोकदृष्टि", "roman": "off"}
    response = client.get("/export.csv", query_string=asked)
    assert quote("कजाखस्तान-2024--लोकदृष्टि") in response.headers["Content-Disposition"]
    found = rows(response.get_data(as_text=True))
    by_id = {row["id"]: row["written"] for row in found}
    assert by_id[USER_ARTICLE] == "कजाखस्तान, कजाखिस्तान, कज़ाखस्तान"
    assert {row["conditions"] for row in found} == {"year=2024; not=source:लोकदृष्टि; roman=off"}


def test_a_csv_holds_every_hit_and_says_what_it_is(client: FlaskClient) -> None:
    response = client.get("/export.csv", query_string={"q": "मोदी"})
    found = rows(response.get_data(as_text=True))
    total = client.get("/api/v1/search", query_string={"q": "मोदी"}).get_json()["total"]
    assert len(found) == total > 10
    assert tuple(found[0]) == COLUMNS
    assert {row["query"] for row in found} == {"मोदी"}
    assert {row["revision"][:7] for row in found} == {"000001-"}
    assert all(re.match(r"20\d\d-\d\d-\d\dT", row["exported"]) for row in found)
    assert [row["number"] for row in found] == [str(number) for number in range(1, total + 1)]
    assert USER_ARTICLE in {row["id"] for row in found}


def test_json_lines_begin_with_what_they_are(client: FlaskClient) -> None:
    lines = client.get("/export.jsonl", query_string={"q": "एससीओ"}).get_data(as_text=True).splitlines()
    told, *found = map(json.loads, lines)
    assert told["query"] == "एससीओ"
    assert [row["number"] for row in found] == list(range(1, len(found) + 1))
    assert all(row["khabarkhoj"].startswith("http://localhost/article/") for row in found)


def test_an_export_of_nothing_says_what_it_needs(client: FlaskClient) -> None:
    response = client.get("/export.csv")
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    assert len(rows(client.get("/export.csv?q=ऐसाकोईशब्दनहीं").get_data(as_text=True))) == 0


def test_json_lines_tell_how_many_follow(client: FlaskClient) -> None:
    head, *lines = client.get("/export.jsonl?q=मोदी").get_data(as_text=True).splitlines()
    assert json.loads(head)["total"] == len(lines) > 10


def test_exports_take_turns(seed_settings: Settings) -> None:
    settings = Settings(index=seed_settings.index, max_exports=1)
    client = create_app(settings, open_archive(settings)).test_client()
    with client.get("/export.csv?q=मोदी") as under_way:
        assert under_way.status_code == 200
        other = client.get("/export.jsonl?q=मोदी")
        assert (other.status_code, other.content_type) == (503, "application/problem+json")
        assert other.headers["Retry-After"] == "30"
    with client.get("/export.csv?q=मोदी", environ_base={"REMOTE_ADDR": "192.0.2.1"}) as first:
        assert first.status_code == 200
    for method in ("head", "get", "get"):  # whoever leaves makes room, whether anything was read or not
        with getattr(client, method)("/export.csv?q=मोदी") as response:
            assert response.status_code == 200
    assert client.get("/export.csv").status_code == 400
    assert client.get("/export.csv?q=मोदी").status_code == 200


def test_a_client_takes_one_place_only() -> None:
    places = ExportSlots(2)
    leave = places.take("a")
    assert leave
    assert places.take("a") is None
    other = places.take("b")
    assert other
    assert places.take("c") is None
    leave()
    leave()
    assert places.take("c")
    leave()  # long gone: this gives back no place of others
    assert places.take("d") is None


def test_a_place_is_given_back_when_a_response_fails(seed_settings: Settings) -> None:
    app = create_app(Settings(index=seed_settings.index, max_exports=1))
    app.logger.disabled = True  # what pytest remembers of a log would hold on to the response

    @app.after_request
    def fail(response: Response) -> Response:
        if "X-Fail" in request.headers:
            raise RuntimeError
        return response

    client = app.test_client()
    for headers, status in (({"X-Fail": "1"}, 500), ({}, 200), ({"X-Fail": "1"}, 500), ({}, 200)):
        with client.get("/export.csv?q=मोदी", headers=headers) as answer:
            assert answer.status_code == status


def test_an_export_that_runs_out_of_time_is_none(seed_settings: Settings) -> None:
    settings = Settings(index=seed_settings.index, max_exports=1, max_query_seconds=1e-9)
    client = create_app(settings, open_archive(settings)).test_client()
    for _ in range(2):
        response = client.get("/export.csv?q=मोदी")
        assert (response.status_code, response.content_type) == (503, "application/problem+json")


def test_a_file_name_in_hindi_breaks_no_header(client: FlaskClient) -> None:
    for text in (
        "मोदी",
        'a"; filename="evil.exe',
        "x\r\nSet-Cookie: a=b",
        "../../etc/passwd",
        "😀",
        "क" * 700,
    ):
        with client.get("/export.csv", query_string={"q": text}) as response:
            header = response.headers["Content-Disposition"]
        assert re.fullmatch(
            r"attachment; filename=\"khabarkhoj\.csv\"; filename\*=UTF-8''[A-Za-z0-9%._-]+", header
        ), header
        assert "%2F" not in header
        assert "%0D" not in header


@given(st.text(st.sampled_from("=+-@\t\r\n\0 'aक"), max_size=6))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "\0"}
    assert cell.lstrip(" ")[:1] not in {"=", "+", "-", "@"}
    assert cell.removeprefix("'") == text or cell == text


def test_formulas_of_articles_are_made_harmless(tmp_path: Path) -> None:
    record = {
        "title": "=HYPERLINK(1) मोदी",
        "body": "@SUM मोदी पाठ है।",
        "source": "+स",
        "author": "-x",
        "date": "2024-01-01",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (row,) = rows(client.get("/export.csv", query_string={"q": "मोदी"}).get_data(as_text=True))
    assert (row["title"], row["source"], row["author"]) == ("'=HYPERLINK(1) मोदी", "'+स", "'-x")


def test_an_atom_feed_is_sound_and_newest_first(client: FlaskClient) -> None:
    response = client.get("/feed.atom", query_string={"q": "मोदी", "source": "India News Network"})
    assert response.content_type.startswith("application/atom+xml")
    feed = ET.fromstring(response.data)
    assert feed.findtext(f"{ATOM}title") == "ख़बरखोज: मोदी · India News Network"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}id") for each in entries] == [f"http://localhost/article/{USER_ARTICLE}"]
    assert entries[0].findtext(f"{ATOM}updated") == "2024-06-25T06:30:00Z"
    every = ET.fromstring(client.get("/feed.atom?q=मोदी").data)
    moments = [each.findtext(f"{ATOM}updated") or "" for each in every.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert every.findtext(f"{ATOM}updated") == moments[0]


def test_a_json_feed_is_what_the_format_asks_for(client: FlaskClient) -> None:
    feed = client.get("/feed.json?q=मोदी").get_json(force=True)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"]
    assert all(item["id"] and item["content_text"] for item in feed["items"])


@pytest.mark.parametrize(
    "path", ["/feed.atom?q=मोदी", "/feed.json?q=मोदी", "/search?q=मोदी", "/en/", f"/article/{USER_ARTICLE}"]
)
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert (
        "Content-Security-Policy" not in again.headers
    )  # its nonce would not be that of the page that is kept
    assert client.get(path + ("&" if "?" in path else "?") + "x=1").headers["ETag"] != first.headers["ETag"]


def test_a_star_asks_whether_there_is_anything(client: FlaskClient) -> None:
    for path, status in (("/article/nothing", 404), ("/api/v1/search?page=x", 400), ("/search?q=मोदी", 200)):
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == status
    first = client.get("/search?q=मोदी")
    again = client.get("/search?q=मोदी", headers={"If-None-Match": first.headers["ETag"]})
    for name in ("Cache-Control", "Vary", "ETag"):
        assert again.headers[name] == first.headers[name]


def test_a_new_generation_is_another_page(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", poll_seconds=0.001)
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "मोदी एक", "body": "पाठ है।"}))
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    first = client.get("/feed.atom?q=मोदी").headers["ETag"]
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": "मोदी दो", "body": "पाठ है।"}))
    reindex([tmp_path / "b.jsonl"], settings)
    response = client.get("/feed.atom?q=मोदी", headers={"If-None-Match": first})
    assert response.status_code == 200
    assert len(ET.fromstring(response.data).findall(f"{ATOM}entry")) == 2


def test_other_settings_make_another_page(seed_settings: Settings) -> None:
    tags = {
        create_app(settings, open_archive(settings)).test_client().get("/search?q=मोदी").headers["ETag"]
        for settings in (seed_settings, Settings(index=seed_settings.index, page_size=7))
    }
    assert len(tags) == 2


def test_an_answer_that_is_only_partial_is_not_kept(seed_settings: Settings) -> None:
    settings = Settings(index=seed_settings.index, max_query_seconds=1e-9)
    client = create_app(settings, open_archive(settings)).test_client()
    shown = ("/search?q=मोदी", "/search?q=मोदी&page=3", "/api/v1/search?q=मोदी", "/api/v1/facets?q=मोदी",
             "/api/v1/timeline?q=मोदी", "/api/v1/spellings?q=मोदी", "/compare?q=मोदी", "/spellings?q=मोदी")  # fmt: skip
    refused = (
        "/feed.atom?q=मोदी",
        "/en/feed.json?q=मोदी",
        "/compare?q=मोदी&format=csv",
        "/spellings?q=मोदी&format=csv",
    )
    for path in (*shown, *refused):
        response = client.get(path)
        assert response.status_code == (503 if path in refused else 200), path
        assert "ETag" not in response.headers, path
        if path in refused:
            assert response.content_type == "application/problem+json"
        elif "/api/" in path:
            assert response.get_json()["partial"] is True
        else:
            assert "समय पूरा हो गया" in response.get_data(as_text=True), path


def test_hostile_articles_make_sound_feeds(tmp_path: Path) -> None:
    articles = [
        {"id": str(number), "title": f"मोदी {text} \x0b", "body": f"मोदी {text} \ufffe"}
        for number, text in enumerate(HOSTILE)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, articles)))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    feed = ET.fromstring(client.get("/feed.atom?q=मोदी").data)
    assert len(feed.findall(f"{ATOM}entry")) == len(HOSTILE)
    assert client.get("/feed.atom", query_string={"q": "मोदी \x00\ufffe<"}).status_code == 200


def test_a_feed_that_lacks_only_passages_is_a_feed(
    seed_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(self: LocalArchive, *told: Any) -> SearchResponse:
        return replace(search(self, *told), is_partial=True)

    search = LocalArchive.search
    monkeypatch.setattr(LocalArchive, "search", late)
    client = create_app(seed_settings).test_client()
    assert client.get("/feed.atom?q=मोदी").status_code == 200


def test_the_order_of_columns_is_kept() -> None:
    first = ("number", "id", "title", "source", "date", "section", "author", "language")
    last = ("url", "khabarkhoj", "written", "passage", "query", "conditions", "revision", "exported")
    assert COLUMNS[: len(first)] == first
    assert COLUMNS[-len(last) :] == last
