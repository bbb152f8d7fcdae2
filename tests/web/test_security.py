"""Every response is fenced in, errors too, and no traceback reaches a reader."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.results import SearchRequest, SearchResponse
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import Auditor
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


def test_nothing_is_shown_to_the_public_that_was_not_asked_for(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
    assert not client.application.debug
    assert client.get("/console").status_code == 404


def test_metrics_hold_no_query(seed_settings: Settings) -> None:
    client = create_app(replace(seed_settings, metrics=True)).test_client()
    client.get("/search?q=गुप्तनाम")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'khabarkhoj_requests_total{endpoint="hi.search",status="200"} 1.0' in text
    assert "khabarkhoj_articles " in text
    assert "गुप्तनाम" not in text
    assert "%E0%A4%97" not in text


def test_queries_are_logged_only_where_that_is_asked_for(
    seed_settings: Settings, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    create_app(seed_settings).test_client().get("/search?q=गुप्तनाम")
    assert "गुप्तनाम" not in caplog.text + "".join(capfd.readouterr())
    create_app(replace(seed_settings, log_queries=True)).test_client().get(
        "/search", query_string={"q": "a\r\nforged"}
    )
    (line,) = [line for line in capfd.readouterr().err.splitlines() if "forged" in line]
    assert json.loads(line)["q"] == "a\r\nforged"


def test_other_origins_read_only_where_they_are_named(seed_settings: Settings) -> None:
    asked = {"Origin": "https://desk.example"}
    closed = create_app(seed_settings).test_client().get("/api/v1/search?q=मोदी", headers=asked)
    assert "Access-Control-Allow-Origin" not in closed.headers
    named = create_app(
        replace(seed_settings, cors_origins="https://desk.example https://b.example")
    ).test_client()
    response = named.get("/api/v1/search?q=मोदी", headers=asked)
    assert response.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers
    other = named.get("/api/v1/search?q=मोदी", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Origin" not in named.get("/search?q=मोदी", headers=asked).headers
    preflight = named.options("/api/v1/search", headers={**asked, "Access-Control-Request-Method": "POST"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://desk.example"


@pytest.mark.parametrize("name", ["q", "page", "size", "sort", "since", "stems", "cursor"])
def test_what_may_stand_once_is_refused_twice_by_the_endpoint(client: FlaskClient, name: str) -> None:
    response = client.get(f"/api/v1/search?q=मोदी&{name}=1&{name}=2")
    assert response.status_code == 400
    assert "only once" in response.get_json(force=True)["detail"]


PAYLOADS = [
    f"{before}<{tag} {attribute}{end}"
    for before in ("", '">', "'>", "</title>", "</script>", "--><!--", "&#60;", "\u003c")
    for tag in ("script", "img src=x", "svg/", "iframe", "a href=javascript:alert(1)", "math", "object", "base href=//x", "mark")
    for attribute in ("onload=alert(1)", "onerror=alert(1)", "style=x:y", "onmouseover='alert(1)'", "", "autofocus onfocus=alert(1)")
    for end in (">", "/>", ">alert(1)</script>")
]  # fmt: skip


def test_a_thousand_ways_to_smuggle_markup_in_stay_text(tmp_path: Path) -> None:
    assert len(PAYLOADS) > 1_000
    fields = ("title", "standfirst", "body", "source", "section", "author", "id")
    articles = [
        dict.fromkeys(fields, f"मोदी {payload} {number}")
        | {"url": f"https://a.example/{payload}", "date": "2024-01-01"}
        for number, payload in enumerate(PAYLOADS)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    settings = Settings(
        index=tmp_path / "index", page_size=100, max_facet_values=2_000, rate_limit_burst=10_000
    )
    assert reindex([tmp_path / "a.jsonl"], settings).documents == len(PAYLOADS)
    client = create_app(settings).test_client()
    for page in range(1, len(PAYLOADS) // 100 + 2):
        html = client.get(f"/search?q=मोदी&fold=off&page={page}&all=source&all=author").get_data(as_text=True)
        assert html.count('class="result"') > 0
        Auditor().feed(html)
    for number in range(0, len(PAYLOADS), 40):
        name = quote(f"मोदी {PAYLOADS[number]} {number}".strip(), safe="")
        response = client.get(f"/article/{name}?q=मोदी")
        assert response.status_code == 200
        Auditor().feed(response.get_data(as_text=True))
    for payload in PAYLOADS[::9]:
        for path in ("/search", "/compare", "/spellings", "/advanced", "/batch"):
            told = dict.fromkeys(
                ("q", "go", "names", "source", "not", "since", "sort", "all", "refuse", "n", "unit"), payload
            )
            Auditor().feed(client.get(path, query_string=told).get_data(as_text=True))


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
