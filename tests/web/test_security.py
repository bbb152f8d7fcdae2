"""Every response is fenced in, errors too, and no traceback reaches a reader."""

import json
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from tests.web.pages.test_pages import Auditor
from web.app import create_app


def test_nothing_is_shown_to_the_public_that_was_not_asked_for(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 404
    assert not client.application.debug
    assert client.get("/console").status_code == 404


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
    for payload in PAYLOADS[::19]:
        for path in ("/search", "/compare", "/spellings", "/advanced", "/batch"):
            told = dict.fromkeys(
                ("q", "go", "names", "source", "not", "since", "sort", "all", "refuse", "n", "unit"), payload
            )
            Auditor().feed(client.get(path, query_string=told).get_data(as_text=True))
