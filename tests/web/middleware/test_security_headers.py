"""Security headers on every response, errors too."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from index.settings import Settings
from tests.conftest import USER_ARTICLE
from web.app import create_app
from web.middleware.security_headers import HEADERS

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


def test_over_tls_browsers_are_told_to_stay_there(seed_settings: Settings) -> None:
    client = create_app(replace(seed_settings, trusted_proxies=1)).test_client()
    response = client.get("/help", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"})
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Strict-Transport-Security" not in client.get("/help").headers


def test_each_page_has_a_nonce_of_its_own(client: FlaskClient) -> None:
    seen = set()
    for _ in range(3):
        response = client.get("/help")
        (nonce,) = re.findall(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
        html = response.get_data(as_text=True)
        assert html.count(f'nonce="{nonce}"') == html.count("<script") > 0
        seen.add(nonce)
    assert len(seen) == 3


def test_only_the_hosts_that_are_named_are_answered_to(seed_settings: Settings) -> None:
    client = create_app(replace(seed_settings, trusted_hosts="khoj.example .desk.example")).test_client()
    for path in ("/feed.atom?q=मोदी", "/search?q=मोदी", "/api/v1/search?q=मोदी", "/export.csv?q=मोदी", "/"):
        for host in ("khoj.example", "khoj.example:8000", "a.desk.example"):
            with client.get(path, headers={"Host": host}) as answer:
                assert answer.status_code == 200, (path, host)
        for host in ("evil.example", "khoj.example.evil.example", "evil.example/khoj.example", ""):
            answer = client.get(path, headers={"Host": host})
            assert answer.status_code == 400, (path, host)
            assert "evil" not in answer.get_data(as_text=True)
