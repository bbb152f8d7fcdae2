"""ETags: what has not changed is not sent again, and what is partial is not kept."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.conftest import USER_ARTICLE
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


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
