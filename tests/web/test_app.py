"""The application: ids in addresses, both languages, and what the settings switch on."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Map

from index.settings import Settings
from search.archive import Archive
from web.app import ArticleId, create_app
from web.languages import LANGUAGES


@pytest.mark.parametrize("article_id", ["a/b", "//a", "a b?c#d", "अ/आ", "..", "%2e"])
def test_any_id_has_an_address_that_leads_back(article_id: str) -> None:
    written = ArticleId(Map()).to_url(article_id)
    assert "/" not in written
    assert unquote(written) == article_id


def test_every_page_is_there_in_every_language(client: FlaskClient) -> None:
    endpoints = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    first, *others = [
        {name.removeprefix(f"{code}.") for name in endpoints if name.startswith(f"{code}.")}
        for code in LANGUAGES
    ]
    assert first
    assert all(first == other for other in others)


@pytest.mark.parametrize(("switch", "status"), [({}, 404), ({"metrics": True}, 200)])
def test_metrics_are_there_if_asked_for(
    seed_settings: Settings, seed_archive: Archive, switch: dict[str, bool], status: int
) -> None:
    app = create_app(replace(seed_settings, **switch), seed_archive)  # type: ignore[arg-type]
    assert app.test_client().get("/metrics").status_code == status


def test_letters_are_json_as_they_are(client: FlaskClient) -> None:
    assert "कज़ाखस्तान" in client.get("/api/v1/search?q=कज़ाखस्तान").get_data(as_text=True)
