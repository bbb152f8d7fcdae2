"""Rows of exports: what they say of each article and of themselves."""

import json
import re
from urllib.parse import quote

from flask.testing import FlaskClient

from tests.conftest import USER_ARTICLE
from tests.web.downloads.test_exports import rows
from web.downloads.export_rows import COLUMNS


def test_a_csv_says_how_each_article_spells_and_what_was_asked(client: FlaskClient) -> None:
    asked = {"q": "कजाखस्तान", "year": "2024", "not": "source:लोकदृष्टि", "roman": "off"}
    response = client.get("/export.csv", query_string=asked)
    assert quote("कजाखस्तान-2024--लोकदृष्टि") in response.headers["Content-Disposition"]
    found = rows(response.get_data(as_text=True))
    by_id = {row["id"]: row["written"] for row in found}
    assert by_id[USER_ARTICLE] == "कजाखस्तान, कजाखिस्तान, कज़ाखस्तान"
    assert {row["conditions"] for row in found} == {"year=2024; not=source:लोकदृष्टि; roman=off"}


def test_a_csv_holds_every_hit_and_says_what_it_is(client: FlaskClient) -> None:
    response = client.get("/export.csv", query_string={"q": "मोदी"})
    found = rows(response.get_data(as_text=True))
    total = client.get("/api/v1/search", query_string={"q": "मोदी"}).get_json()["total"]
    assert len(found) == total > 10
    assert tuple(found[0]) == COLUMNS
    assert {row["query"] for row in found} == {"मोदी"}
    assert {row["revision"][:7] for row in found} == {"000001-"}
    assert all(re.match(r"20\d\d-\d\d-\d\dT", row["exported"]) for row in found)
    assert [row["number"] for row in found] == [str(number) for number in range(1, total + 1)]
    assert USER_ARTICLE in {row["id"] for row in found}


def test_json_lines_begin_with_what_they_are(client: FlaskClient) -> None:
    lines = client.get("/export.jsonl", query_string={"q": "एससीओ"}).get_data(as_text=True).splitlines()
    told, *found, end = map(json.loads, lines)
    assert end == {"end": True, "articles": len(found), "total": len(found)}
    assert told["query"] == "एससीओ"
    assert [row["number"] for row in found] == list(range(1, len(found) + 1))
    assert all(row["khabarkhoj"].startswith("http://localhost/article/") for row in found)


def test_json_lines_tell_how_many_follow(client: FlaskClient) -> None:
    response = client.get("/export.jsonl?q=मोदी")
    head, *lines, _end = response.get_data(as_text=True).splitlines()
    assert json.loads(head)["total"] == len(lines) > 10
    assert response.headers["Khabarkhoj-Total"] == str(len(lines))


def test_the_order_of_columns_is_kept() -> None:
    first = ("number", "id", "title", "source", "date", "section", "author", "language")
    last = (
        "url",
        "khabarkhoj",
        "written",
        "passage",
        "query",
        "conditions",
        "revision",
        "exported",
        "total",
        "missing",
    )
    assert COLUMNS[: len(first)] == first
    assert COLUMNS[-len(last) :] == last
