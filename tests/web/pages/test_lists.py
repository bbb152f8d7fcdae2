"""The pages, the table and the feed of standing lists."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from index.article import Article
from index.name_lists import NameLists
from index.settings import Settings
from search.engines import open_archive
from tests.archives import publish
from tests.web.pages.test_pages import page
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "सीमा पार"
ADDRESS = f"/lists/{quote(NAME)}"


def kept(settings: Settings, *names: str) -> None:
    path = settings.index.parent / "names.txt"
    path.write_text("\n".join(names), "utf-8")
    NameLists(settings.index, settings.max_list_names).add(path, NAME)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index")
    articles = [
        Article("1", "टोकाएव दिल्ली में <b>", "राष्ट्रपति।", language="hi", arrived=1_700_000_000),
        Article("2", "बारिश", "पानी।", language="hi", arrived=1_700_000_100),
    ]
    publish(articles, settings)
    kept(settings, "टोकायेव", "राम")
    return settings


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    return create_app(settings, open_archive(settings)).test_client()


def test_a_list_shows_which_names_the_latest_articles_hold(client: FlaskClient) -> None:
    assert f'href="{ADDRESS}"' in page(client, "/lists")
    html = page(client, ADDRESS)
    assert "टोकाएव दिल्ली में &lt;b&gt;" in html
    assert "<b>टोकायेव</b>" in html
    assert "बारिश" not in html
    assert html.count("छोटा नाम") == 1
    missing = client.get("/lists/none")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")
    missing = client.get("/lists/none/feed.atom")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")


def test_a_changed_list_is_seen_at_once(client: FlaskClient, settings: Settings) -> None:
    assert "बारिश" not in page(client, ADDRESS)
    kept(settings, "बारिश")
    assert "बारिश" in page(client, ADDRESS)


def test_the_table_names_each_name_and_article(client: FlaskClient) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(client.get(f"{ADDRESS}?format=csv").get_data(as_text=True).lstrip("\ufeff"))
        )
    )
    assert [(row["name"], row["articles"], row["short name"]) for row in rows[:2]] == [
        ("टोकायेव", "1", ""),
        ("राम", "0", "yes"),
    ]
    assert [(row["name"], row["id"]) for row in rows[2:]] == [("टोकायेव", "1")]


def test_the_feed_rings_for_articles_with_a_name(client: FlaskClient) -> None:
    answer = client.get(f"{ADDRESS}/feed.atom")
    assert answer.content_type.startswith("application/atom+xml")
    feed = ET.fromstring(answer.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("टोकायेव: ")
    assert entry.findtext(f"{ATOM}updated") == "2023-11-14T22:13:20Z"


def test_a_feed_that_was_not_finished_is_refused(settings: Settings) -> None:
    hurried = replace(settings, max_batch_seconds=0.0)
    client = create_app(hurried, open_archive(hurried)).test_client()
    assert client.get(f"{ADDRESS}/feed.atom").status_code == 503
    assert "नहीं गिने गए" in page(client, ADDRESS)
