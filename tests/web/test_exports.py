"""Exports, feeds, batch and comparison: what readers take away."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask import Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from index.build import reindex
from index.settings import Settings
from search.local_archive import LocalArchive, open_archive
from search.result import ResultPage
from tests.conftest import USER_ARTICLE
from tests.web.test_pages import HOSTILE
from web.app import create_app
from web.batch import lines_of
from web.csv_rows import safe_cell
from web.exports import COLUMNS, Places

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
    assert {row["generation"] for row in found} == {"1"}
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
    places = Places(2)
    leave = places.enter("a")
    assert leave
    assert places.enter("a") is None
    other = places.enter("b")
    assert other
    assert places.enter("c") is None
    leave()
    leave()
    assert places.enter("c")
    leave()  # long gone: this gives back no place of others
    assert places.enter("d") is None


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


def test_a_batch_counts_each_line_by_year(client: FlaskClient) -> None:
    names = "कज़ाखस्तान\nऐसाकोईशब्दनहीं\n\nनेपाल क्षत्रप ऐसाकोईशब्दनहीं\n“मोदी\n"
    html = client.post("/batch", data={"names": names}).get_data(as_text=True)
    assert re.findall(r'<tr class="([a-z-]+)">', html) == ["found", "nothing", "not-together", "found"]
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = rows(response.get_data(as_text=True))
    assert [row["status"] for row in found] == ["found", "nothing", "not-together", "found"]
    assert [bool(row["read as"]) for row in found] == [False, False, False, True]
    columns = [int(name) for name in found[0] if name.isdigit()]
    assert columns == list(range(columns[0], columns[-1] + 1))
    years = {name: int(count) for name, count in found[0].items() if name.isdigit()}
    total = client.get("/api/v1/search", query_string={"q": "कज़ाखस्तान"}).get_json()["total"]
    assert sum(years.values()) == int(found[0]["articles"]) == total
    assert "कजाखिस्तान" in found[0]["also counted"]


def test_a_batch_of_a_file_and_one_that_is_too_long(client: FlaskClient, seed_settings: Settings) -> None:
    upload = (io.BytesIO('\ufeffनाम,टिप्पणी\nमोदी,x\n"टोकायेव",y\n'.encode()), "names.csv")
    html = client.post("/batch", data={"file": upload}, content_type="multipart/form-data").get_data(
        as_text=True
    )
    assert 'lang="hi"><a href="/search?q=%E0%A4%9F' in html
    short = Settings(index=seed_settings.index, max_batch_lines=1)
    response = create_app(short).test_client().post("/batch", data={"names": "मोदी\nटोकायेव", "format": "csv"})
    assert [row["status"] for row in rows(response.get_data(as_text=True))] == ["found", "not-searched"]


def test_lines_too_many_are_told_in_one(seed_settings: Settings) -> None:
    client = create_app(Settings(index=seed_settings.index, max_batch_lines=2)).test_client()
    names = "\n".join(["मोदी", "टोकायेव", *["शी"] * 1_500])
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = [(row["name"], row["status"]) for row in rows(response.get_data(as_text=True))]
    assert [status for _, status in found] == ["found", "found", "not-searched"]
    assert "1,500" in found[2][0]


@given(st.text(max_size=60))
def test_any_list_has_lines(text: str) -> None:
    assert all(line.strip() for line in lines_of(text))


def test_a_comparison_shows_each_curve_and_its_numbers(client: FlaskClient) -> None:
    html = client.get("/compare?q=मोदी&q=कजाखस्तान&q=&shares=off&unit=year").get_data(as_text=True)
    assert html.count('class="curve"') == 2
    assert "<table>" in html
    assert "तारीख़ वाला लेख नहीं मिला" in client.get("/compare?q=ऐसाकोईशब्दनहीं").get_data(as_text=True)
    assert client.get("/compare?" + "&".join(f"q=मोदी{number}" for number in range(9))).status_code == 200


def test_a_comparison_of_filtered_queries(client: FlaskClient) -> None:
    """Words that are excluded or a date in one query leave the other's days alone."""
    html = client.get("/compare?q=मोदी&q=मोदी date:2024-06&shares=off&unit=month").get_data(as_text=True)
    table = html[html.index("<table>") :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    counts = [
        [int(count) for count in re.findall(r"<td class=\"number\">(\d+)", row)]
        for row in body.split("<tr>")[1:]
    ]
    assert len(counts) > 1
    assert all(len(each) == 2 for each in counts)
    totals = [client.get("/api/v1/search", query_string={"q": q}).get_json()["total"]
              for q in ("मोदी date:..2100", "मोदी date:2024-06")]  # fmt: skip
    assert [sum(column) for column in zip(*counts, strict=True)] == totals
    assert client.get("/compare?q=source:BBC -मोदी&q=-मोदी").status_code == 200


def test_the_table_of_spellings_says_who_writes_it_how(client: FlaskClient) -> None:
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    assert word["word"] == "कज़ाखस्तान"
    names = [each["spelling"] for each in word["spellings"]]
    assert {"कज़ाखस्तान", "कजाखस्तान", "कजाखिस्तान"} <= set(names)
    own = next(each for each in word["sources"] if each["source"] == "India News Network")
    assert own["counts"]["कजाखिस्तान"] == 1
    total = client.get("/api/v1/search", query_string={"q": "=कजाखिस्तान"}).get_json()["total"]
    assert next(each["count"] for each in word["spellings"] if each["spelling"] == "कजाखिस्तान") == total
    assert "कजाखिस्तान" in client.get("/spellings?q=कज़ाखस्तान").get_data(as_text=True)
    assert client.get("/api/v1/spellings?q=पाठशाला").get_json()["words"] == []


def test_comparison_and_spellings_can_be_taken_away(client: FlaskClient) -> None:
    own = 'मोदी source:"India News Network"'
    asked = {"q": ["मोदी", own], "unit": "year", "format": "csv"}
    found = rows(client.get("/compare", query_string=asked).get_data(as_text=True))
    for text in asked["q"]:
        total = client.get("/api/v1/search", query_string={"q": f"{text} date:..2100"}).get_json()["total"]
        assert sum(int(row[text]) for row in found) == total
    assert sum(int(row[f"of all: {own}"]) for row in found) == 1
    assert sum(int(row["of all: मोदी"]) for row in found) > 100
    assert all(row["since"].endswith("-01-01") and row["until"].endswith("-12-31") for row in found)
    found = rows(client.get("/spellings?q=कज़ाखस्तान&format=csv").get_data(as_text=True))
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    told = {(row["source"], row["spelling"]): int(row["articles"]) for row in found}
    assert told == {
        (each["source"], spelling): count
        for each in word["sources"]
        for spelling, count in each["counts"].items()
        if count
    }


def test_a_cell_of_the_spellings_leads_to_its_articles(client: FlaskClient) -> None:
    html = client.get("/spellings?q=कज़ाखस्तान&year=2024").get_data(as_text=True)
    cells = re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', html)
    assert len(cells) > 4
    for address, count in cells:
        page = client.get(unescape(address)).get_data(as_text=True)
        assert f"<strong>{count} लेख</strong>" in page


def test_a_batch_reads_excels_texts_and_refuses_what_is_none(client: FlaskClient) -> None:
    def sent(data: bytes) -> TestResponse:
        upload = (io.BytesIO(data), "names.csv")
        return client.post(
            "/batch", data={"file": upload, "format": "csv"}, content_type="multipart/form-data"
        )

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        found = rows(sent("मोदी\nटोकायेव\n".encode(encoding)).get_data(as_text=True))
        assert [row["name"] for row in found] == ["मोदी", "टोकायेव"], encoding
    assert [row["name"] for row in rows(sent("café\n".encode("latin-1")).get_data(as_text=True))] == ["café"]
    refused = sent(b"\x7fELF\0\0\x01\xff\xfe" * 200)
    assert (refused.status_code, "टेक्स्ट नहीं है" in refused.get_data(as_text=True)) == (400, True)


def test_a_feed_that_lacks_only_passages_is_a_feed(
    seed_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(self: LocalArchive, *told: Any) -> ResultPage:
        return replace(search(self, *told), is_partial=True)

    search = LocalArchive.search
    monkeypatch.setattr(LocalArchive, "search", late)
    client = create_app(seed_settings).test_client()
    assert client.get("/feed.atom?q=मोदी").status_code == 200
