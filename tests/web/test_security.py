"""Every response is fenced in, errors too, and no traceback reaches a reader."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.settings import Settings
from search.cursor import Cursor
from search.local_archive import LocalArchive
from search.question import Question
from search.result import ResultPage
from tests.conftest import USER_ARTICLE
from web.app import create_app
from web.security import HEADERS

PATHS = [
    "/", "/search", "/search?q=मोदी", "/search?q=के&page=999", f"/article/{USER_ARTICLE}", "/article/none", "/help",
    "/en/", "/en/search?q=मोदी", "/advanced", "/batch", "/compare?q=मोदी", "/spellings?q=मोदी", "/language?to=en",
    "/feed.atom?q=मोदी", "/feed.json", "/export.csv?q=एससीओ", "/export.jsonl", "/api/v1/openapi.json", "/api/v1/facets",
    "/healthz", "/api/v1/search?q=मोदी", "/api/v1/search", "/nothing", "/static/style.css", "/static/none",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_response_carries_the_headers(client: FlaskClient, path: str, method: str) -> None:
    response = client.open(path, method=method)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.search(r"script-src 'nonce-[A-Za-z0-9_-]{20,}';", policy)
    assert "default-src 'none'" in policy
    response.close()


class Failing(LocalArchive):
    def search(
        self, question: Question, page: int = 1, size: int = 10, cursor: Cursor | None = None
    ) -> ResultPage:
        raise RuntimeError("secret path /etc/passwd")


@pytest.mark.parametrize("path", ["/search?q=मोदी", "/api/v1/search?q=मोदी"])
def test_no_traceback_reaches_a_reader(seed_settings: Settings, path: str) -> None:
    response = create_app(seed_settings, Failing(seed_settings)).test_client().get(path)
    text = response.get_data(as_text=True)
    assert response.status_code == 500
    assert "secret" not in text
    assert "Traceback" not in text
    assert set(HEADERS) <= set(response.headers.keys())


@pytest.mark.parametrize("path", ["/", "/search?q=मोदी", "/healthz", "/api/v1/search?q=मोदी", "/article/1"])
def test_a_missing_index_is_a_clear_503(tmp_path: Path, path: str) -> None:
    response = create_app(Settings(index=tmp_path / "none")).test_client().get(path)
    assert response.status_code == 503
    assert str(tmp_path) not in response.get_data(as_text=True)
