"""Feeds: sound Atom and JSON, newest first."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.results import SearchResponse
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import HOSTILE
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


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
