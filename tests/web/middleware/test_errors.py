"""Errors: no traceback reaches a reader."""

import re
from pathlib import Path

import pytest

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.results import SearchRequest, SearchResponse
from web.app import create_app
from web.middleware.security_headers import HEADERS


class Failing(LocalArchive):
    def search(self, request: SearchRequest) -> SearchResponse:
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


ROUTES = ("/", "/search?q=मोदी", "/spellings?q=मोदी", "/compare?q=मोदी", "/article/1", "/feed.atom?q=मोदी", "/feed.json?q=मोदी",
          "/export.csv?q=मोदी", "/export.jsonl?q=मोदी", "/healthz", "/api/v1/search?q=मोदी", "/api/v1/facets?q=मोदी",
          "/api/v1/timeline?q=मोदी", "/api/v1/spellings?q=मोदी", "/api/v1/suggest?q=मोदी", "/api/v1/article/1",
          "/api/v1/similar/1")  # fmt: skip


class Broken:
    """An archive that fails at everything."""

    def __getattr__(self, name: str) -> object:
        def fail(*_: object, **__: object) -> object:
            raise RuntimeError("secret path /etc/passwd")

        return fail


@pytest.mark.parametrize("path", ROUTES)
def test_no_route_shows_how_it_failed(seed_settings: Settings, path: str) -> None:
    app = create_app(seed_settings, Broken())  # type: ignore[arg-type]
    response = app.test_client().get(path)
    text = response.get_data(as_text=True)
    assert response.status_code == 500
    assert "secret" not in text
    assert "Traceback" not in text
    assert re.search(r"[0-9a-f]{16}", text)  # the number by which the log names it
    assert response.headers["Cache-Control"] == "no-store"
