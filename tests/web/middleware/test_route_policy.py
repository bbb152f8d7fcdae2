"""What routes declare, as clients see it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from web.app import create_app
from web.middleware.route_policy import BATCH, DEFAULT, EXPORT, FEED, SURVEY, policy_of
from web.middleware.work_slots import WorkSlots

SETTINGS = Path(__file__).parents[3] / "docs" / "settings.md"
SITE = "https://desk.example"


@pytest.fixture(scope="module")
def open_client(seed_settings: Settings, seed_archive: LocalArchive) -> FlaskClient:
    settings = replace(seed_settings, cors_origins="*", metrics=True, trusted_hosts="archive.example")
    return create_app(settings, seed_archive).test_client()


@pytest.mark.parametrize(
    ("path", "is_shared"),
    [
        ("/api/v1/search?q=मोदी", True),
        ("/feed.atom?q=मोदी", True),
        ("/en/feed.json?q=मोदी", True),
        ("/export.csv?q=मोदी", True),
        ("/healthz", True),
        ("/metrics", False),
        ("/search?q=मोदी", False),
        ("/static/style.css", False),
    ],
)
def test_other_origins_read_what_is_declared_for_them(
    open_client: FlaskClient, path: str, is_shared: bool
) -> None:
    with open_client.get(path, headers={"Origin": SITE, "Host": "archive.example"}) as response:
        assert response.status_code == 200
        assert ("Access-Control-Allow-Origin" in response.headers) is is_shared


def test_only_health_answers_by_any_host(open_client: FlaskClient) -> None:
    for path, status in (("/healthz", 200), ("/metrics", 400), ("/api/v1/search?q=मोदी", 400)):
        assert open_client.get(path, headers={"Host": "10.0.0.7"}).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/api/v9/x", "/api/", "/export.xls", "/export.csv.gz", "/feed.rss", "/en/feed.rss", "/healthz/x", "/metrics/x",
        "/metrics",
    ],
)  # fmt: skip
def test_a_mistyped_address_of_a_program_is_answered_in_its_format(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/nothing", "/exports", "/en/health", "/feedback"])
def test_a_mistyped_address_of_a_reader_is_answered_by_a_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_metrics_name_the_number_of_the_publication(open_client: FlaskClient) -> None:
    text = open_client.get("/metrics", headers={"Host": "archive.example"}).get_data(as_text=True)
    assert "\nkhabarkhoj_generation 1\n" in text
    assert "revision=" not in text


def test_an_unknown_endpoint_has_the_default_policy() -> None:
    assert policy_of(Flask("x", static_folder=None), None) is DEFAULT


@pytest.mark.parametrize("name", ["companions", "concordance", "sources", "spellings"])
def test_what_reads_many_articles_costs_as_much_as_json(open_client: FlaskClient, name: str) -> None:
    app = open_client.application
    assert policy_of(app, f"api.{name}").cost == policy_of(app, f"hi.{name}").cost == 5


@pytest.mark.parametrize("name", ["companions", "concordance", "sources", "spellings"])
def test_json_takes_the_slot_that_the_page_takes(
    open_client: FlaskClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(WorkSlots, "take", lambda *_: None)
    for path in (f"/{name}", f"/api/v1/{name}"):
        response = open_client.get(f"{path}?q=मोदी", headers={"Host": "archive.example"})
        assert (response.status_code, response.headers["Retry-After"]) == (503, "30")


def test_the_settings_say_what_requests_cost() -> None:
    (row,) = (line for line in SETTINGS.read_text("utf-8").splitlines() if "RATE_LIMIT_PER_MINUTE" in line)
    told = [
        int(number)
        for number in re.findall(r"as (\d+)", row)
        if number != "16"  # of an IPv6 network
    ]
    assert told == [FEED.cost, SURVEY.cost, EXPORT.cost, BATCH.cost]
