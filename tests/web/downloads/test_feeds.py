"""Feeds: sound Atom and JSON, newest first."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from werkzeug.urls import iri_to_uri

from index.article_versions import versions_of
from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.results import SearchResponse
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import HOSTILE
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_atom_feed_is_sound_and_says_when_articles_came(client: FlaskClient) -> None:
    response = client.get("/feed.atom", query_string={"q": "मोदी", "source": "India News Network"})
    assert response.content_type.startswith("application/atom+xml")
    feed = ET.fromstring(response.data)
    assert feed.findtext(f"{ATOM}title") == "ख़बरखोज: मोदी · India News Network"
    entries = feed.findall(f"{ATOM}entry")
    assert [element.findtext(f"{ATOM}id") for element in entries] == [
        f"tag:khabarkhoj,2026:article/{USER_ARTICLE}"
    ]
    assert entries[0].findtext(f"{ATOM}published") == "2024-06-25T06:30:00Z"
    assert (entries[0].findtext(f"{ATOM}updated") or "") > "2026"
    every = ET.fromstring(client.get("/feed.atom?q=मोदी").data)
    moments = [element.findtext(f"{ATOM}updated") or "" for element in every.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    assert every.findtext(f"{ATOM}updated") == moments[0]


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.mark.parametrize(
    "query", ["", "q=मोदी&when=week", "q=कुछनहींऐसा", "source=India News Network", "q=&source="]
)
def test_a_feed_keeps_the_rules_of_validators(client: FlaskClient, query: str) -> None:
    """What the W3C's validator asks of Atom: required elements once, unique ids that are URIs, moments, own address."""
    response = client.get(f"/feed.atom?{query}" if query else "/feed.atom")
    feed = ET.fromstring(response.data)
    for name in ("title", "id", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    links = {element.get("rel"): element.get("href") or "" for element in feed.findall(f"{ATOM}link")}
    asked = iri_to_uri(f"http://localhost/feed.atom?{query}" if query else "http://localhost/feed.atom")
    assert unquote(links["self"]) == unquote(asked)
    ids = [feed.findtext(f"{ATOM}id") or ""]
    for entry in feed.findall(f"{ATOM}entry"):
        for name in ("title", "id", "updated", "published", "summary"):
            (found,) = entry.findall(f"{ATOM}{name}")
            assert (found.text or "").strip()
        for name in ("updated", "published"):
            assert RFC_3339.fullmatch(entry.findtext(f"{ATOM}{name}") or "")
        assert (
            len([element for element in entry.findall(f"{ATOM}link") if element.get("rel") == "alternate"])
            == 1
        )
        ids.append(entry.findtext(f"{ATOM}id") or "")
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[a-z]+,\d{4}:[!-;=?-~]+", article_id) for article_id in ids)


def test_names_do_not_depend_on_the_host_and_a_feed_without_a_question_holds_what_came_last(
    client: FlaskClient,
) -> None:
    one, other = (
        ET.fromstring(client.get("/feed.atom", headers={"Host": host}).data)
        for host in ("localhost", "127.0.0.1")
    )
    ids = [[element.text for element in feed.iter(f"{ATOM}id")] for feed in (one, other)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1 + Settings().feed_entries


def test_undated_articles_are_dated_by_arrival_and_changed_ones_by_the_change(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for title in ("मोदी पहले", "मोदी बाद में"):
        (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "title": title}))
        reindex([tmp_path / "a.jsonl"], settings)
    archive = open_archive(settings)
    (article,) = archive.arrivals(1)
    item = create_app(settings, archive).test_client().get("/feed.json").get_json(force=True)["items"][0]
    assert item["date_published"] == str(article.arrived_at).replace(" ", "T").replace("+00:00", "Z")
    assert item["date_modified"] >= item["date_published"]
    assert versions_of(article)[0].replaced.replace("+00:00", "Z") == item["date_modified"]


def test_a_json_feed_is_what_the_format_asks_for(client: FlaskClient) -> None:
    feed = client.get("/feed.json?q=मोदी").get_json(force=True)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"]
    assert all(item["id"] and item["content_text"] for item in feed["items"])


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
        return search(self, *told)._replace(is_partial=True)

    search = LocalArchive.search
    monkeypatch.setattr(LocalArchive, "search", late)
    client = create_app(seed_settings).test_client()
    assert client.get("/feed.atom?q=मोदी").status_code == 200


def test_a_relative_time_stays_relative(client: FlaskClient) -> None:
    html = client.get("/search?q=मोदी&when=year").get_data(as_text=True)
    page = client.get("/search?q=मोदी").get_data(as_text=True)
    assert "when" not in page[page.index("feed.atom") : page.index("feed.atom") + 200]
    if "feed.atom" in html:
        address = html[html.index("/feed.atom") :].split('"')[0]
        assert "when=year" in address
        assert "since=" not in address
    atom = client.get("/feed.atom?q=मोदी&when=year").get_data(as_text=True)
    self_link = atom[atom.index('rel="self"') :].split("/>")[0]
    assert "when=year" in self_link
    assert "since=" not in self_link


def test_a_feed_of_partial_matches_says_what_each_lacks(tmp_path: Path) -> None:
    texts = ["केरल निपाह वायरस", "केरल निपाह", "वायरस फैला", "वायरस गया", "और कुछ"]
    lines = [
        json.dumps({"id": str(number), "title": text, "body": "पाठ"}) for number, text in enumerate(texts)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    query = "q=केरल+निपाह+वायरस&partial=on"
    items = {item["title"]: item for item in json.loads(client.get(f"/feed.json?{query}").data)["items"]}
    assert items[texts[0]]["_khabarkhoj"]["missing"] == []
    assert items[texts[1]]["_khabarkhoj"]["missing"] == ["वायरस"]
    summaries = [
        entry.findtext(f"{ATOM}summary") or ""
        for entry in ET.fromstring(client.get(f"/feed.atom?{query}").data).findall(f"{ATOM}entry")
    ]
    assert sum("इसमें नहीं: वायरस" in summary for summary in summaries) == 1
