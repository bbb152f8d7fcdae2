"""Exports and feeds: what readers take away."""

import csv
import io
import re

from flask import Response, request
from flask.testing import FlaskClient

from index.settings import Settings
from search.engines import open_archive
from web.app import create_app


def table(text: str) -> list[dict[str, str]]:
    """Return all rows of a CSV that spreadsheets know as UTF-8."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of articles; the last row has to say how many there are."""
    *found, last = table(text)
    assert (last["number"], last["title"]) == ("end", f"{len(found)} of {len(found)} articles")
    assert {row["total"] for row in (*found, last)} == {str(len(found))}
    return found


def test_an_export_of_nothing_says_what_it_needs(client: FlaskClient) -> None:
    response = client.get("/export.csv")
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    assert len(rows(client.get("/export.csv?q=ऐसाकोईशब्दनहीं").get_data(as_text=True))) == 0


def test_exports_take_turns(seed_settings: Settings) -> None:
    settings = Settings(index=seed_settings.index, max_exports=1)
    client = create_app(settings, open_archive(settings)).test_client()
    with client.get("/export.csv?q=मोदी") as under_way:
        assert under_way.status_code == 200
        other = client.get("/export.jsonl?q=मोदी")
        assert (other.status_code, other.content_type) == (503, "application/problem+json")
        assert other.headers["Retry-After"] == "30"
    with client.get("/export.csv?q=मोदी", environ_base={"REMOTE_ADDR": "192.0.2.1"}) as first:
        assert first.status_code == 200
    for method in ("head", "get", "get"):  # whoever leaves makes room, whether anything was read or not
        with getattr(client, method)("/export.csv?q=मोदी") as response:
            assert response.status_code == 200
    assert client.get("/export.csv").status_code == 400
    assert client.get("/export.csv?q=मोदी").status_code == 200


def test_a_place_is_given_back_when_a_response_fails(seed_settings: Settings) -> None:
    app = create_app(Settings(index=seed_settings.index, max_exports=1))
    app.logger.disabled = True  # what pytest remembers of a log would hold on to the response

    @app.after_request
    def fail(response: Response) -> Response:
        if "X-Fail" in request.headers:
            raise RuntimeError
        return response

    client = app.test_client()
    for headers, status in (({"X-Fail": "1"}, 500), ({}, 200), ({"X-Fail": "1"}, 500), ({}, 200)):
        with client.get("/export.csv?q=मोदी", headers=headers) as answer:
            assert answer.status_code == status


def test_an_export_that_runs_out_of_time_is_none(seed_settings: Settings) -> None:
    settings = Settings(index=seed_settings.index, max_exports=1, max_query_seconds=1e-9)
    client = create_app(settings, open_archive(settings)).test_client()
    for _ in range(2):
        response = client.get("/export.csv?q=मोदी")
        assert (response.status_code, response.content_type) == (503, "application/problem+json")


def test_a_file_name_in_hindi_breaks_no_header(client: FlaskClient) -> None:
    for text in (
        "मोदी",
        'a"; filename="evil.exe',
        "x\r\nSet-Cookie: a=b",
        "../../etc/passwd",
        "😀",
        "क" * 700,
    ):
        with client.get("/export.csv", query_string={"q": text}) as response:
            header = response.headers["Content-Disposition"]
        assert re.fullmatch(
            r"attachment; filename=\"khabarkhoj\.csv\"; filename\*=UTF-8''[A-Za-z0-9%._-]+", header
        ), header
        assert "%2F" not in header
        assert "%0D" not in header
