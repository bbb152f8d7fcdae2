"""The front page says what the archive holds: how much, of which days, of which sources."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.deadline import OutOfTimeError
from tests.web.pages.test_pages import page
from web.app import create_app
from web.pages.home import SHOWN_SOURCES


def test_span_and_largest_sources(tmp_path: Path) -> None:
    records = [
        {
            "id": f"{source}-{day}",
            "title": "सुर्खी",
            "source": f"अख़बार {source}",
            "date": f"2020-0{source + 1}-0{day}",
        }
        for source in range(SHOWN_SOURCES + 2)
        for day in range(1, 2 + source)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings).test_client()
    for html in (page(client, "/"), page(client, "/search")):
        assert "1 जनवरी 2020 से 8 अगस्त 2020 तक" in html
        assert "अख़बार 7</a>" in html
        assert "अख़बार 1</a>" not in html
        assert "और 2" in html


def test_an_archive_without_dates_and_sources(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "1", "title": "सुर्खी"}))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    html = page(create_app(settings).test_client(), "/")
    assert "संग्रह में 1 ख़बर" in html
    assert "स्रोत:" not in html


def test_a_cluster_that_counts_too_long_does_not_keep_the_search_box_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(_self: object) -> None:
        raise OutOfTimeError

    monkeypatch.setattr(LocalArchive, "coverage", too_long)
    assert "opening-form" in page(client, "/")
    assert client.get("/coverage").status_code == 503
    answer = client.get("/api/v1/coverage")
    assert (answer.status_code, "ran out of time" in answer.get_json()["detail"]) == (503, True)
