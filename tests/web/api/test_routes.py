"""The JSON endpoint."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import FINDING, NOT_FINDING, USER_ARTICLE


def found(client: FlaskClient, **parameters: Any) -> dict[str, Any]:
    response = client.get("/api/v1/search", query_string=parameters)
    assert response.status_code == 200
    body: dict[str, Any] = response.get_json()
    assert client.post("/api/v1/search", json=parameters).get_json() | {"took_ms": 0} == body | {"took_ms": 0}
    return body


@pytest.mark.parametrize("query", FINDING)
def test_each_of_these_finds_the_users_article_marked(client: FlaskClient, query: str) -> None:
    hits = {hit["id"]: hit for hit in found(client, q=query, size=100)["hits"]}
    hit = hits[USER_ARTICLE]
    marked = [hit["title_marked"], *hit["snippets"]]
    assert any(part["marks"] for part in marked)
    for part in marked:
        assert part["html"].count("<mark>") == len(part["marks"])
        for start, end in part["marks"]:
            assert f"<mark>{part['text'][start:end]}</mark>" in part["html"]


@pytest.mark.parametrize("query", NOT_FINDING)
def test_these_do_not(client: FlaskClient, query: str) -> None:
    assert USER_ARTICLE not in {hit["id"] for hit in found(client, q=query, size=100)["hits"]}


def test_the_shape_of_a_result(client: FlaskClient) -> None:
    body = found(client, q="कज़ाखस्तान", size=3, page=2)
    assert (body["page"], body["size"], len(body["hits"])) == (2, 3, 3)
    assert body["total"] > 6
    assert body["took_ms"] >= 0
    assert set(body["hits"][0]) >= {"id", "title", "source", "date", "url", "score", "snippets"}
    expansion = next(item for item in body["expansions"] if item["spelling"] == "कजाखिस्तान")
    assert expansion["word"] == "कज़ाखस्तान"
    assert expansion["kind"] == "sound"
    assert 0.5 <= expansion["probability"] <= 1
    assert expansion["documents"] >= 1


def test_variants_can_be_switched_off(client: FlaskClient) -> None:
    every, typed = found(client, q="कज़ाखस्तान"), found(client, q="कज़ाखस्तान", variants="off")
    assert typed["expansions"] == []
    assert 0 < typed["total"] < every["total"]


def test_offsets_count_code_points_behind_emoji(client: FlaskClient) -> None:
    for hit in found(client, q="क्रिकेट OR मैच", size=100)["hits"]:
        for part in hit["snippets"]:
            for start, end in part["marks"]:
                assert not part["text"][start:end].isspace()
                assert f"<mark>{part['text'][start:end]}</mark>" in part["html"]


@pytest.mark.parametrize(
    "parameters",
    [
        {}, {"q": ""}, {"q": "  "}, {"q": "क" * 801}, {"q": "क", "page": "0"}, {"q": "क", "page": "x"},
        {"q": "क", "size": "101"}, {"q": "क", "size": "-1"}, {"q": "क", "page": "1001", "size": "10"},
        {"q": "क", "variants": "maybe"}, {"q": "क", "colour": "red"}, {"q": "क", "size": "1" * 5000},
    ],
)  # fmt: skip
def test_bad_parameters_are_problems(client: FlaskClient, parameters: dict[str, str]) -> None:
    response = client.get("/api/v1/search", query_string=parameters)
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    body = response.get_json(force=True)
    assert body["status"] == 400
    assert body["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"q": "\\ud800"}',
        b'{"q": "a", "source": ["\\udfff"]}',
        b"",
        b"[]",
        b"{",
        b'"q"',
        b'{"q": 5}',
        b'{"q": ["a"]}',
        b'{"q": "a", "size": true}',
    ],
)
def test_bad_bodies_are_problems(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/v1/search", data=body, content_type="application/json")
    assert (response.status_code, response.content_type) == (400, "application/problem+json")


def test_a_body_of_many_brackets_is_a_problem(client: FlaskClient) -> None:
    for signs in (b"[", b'{"q":'):
        response = client.post("/api/v1/search", data=signs * 12_000, content_type="application/json")
        assert (response.status_code, response.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("DELETE", "/api/v1/search", 405), ("GET", "/api/v1/nothing", 404), ("GET", "/api/", 404)],
)
def test_other_failures_are_problems_too(client: FlaskClient, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")


def test_a_huge_body_is_refused(client: FlaskClient) -> None:
    response = client.post("/api/v1/search", data=b"x" * 100_000, content_type="application/json")
    assert response.status_code in (400, 413)
    assert response.content_type == "application/problem+json"


def test_healthz_counts_the_archive(client: FlaskClient) -> None:
    body = client.get("/healthz").get_json()
    assert body["status"] == "ok"
    assert body["documents"] > 80


def test_spellings_can_be_refused_one_by_one(client: FlaskClient) -> None:
    every = {added["spelling"] for added in found(client, q="कज़ाखस्तान")["expansions"]}
    got = found(client, q="कज़ाखस्तान", refuse=["कजाखिस्तान", "कजाखस्तान"])
    assert every - {added["spelling"] for added in got["expansions"]} == {"कजाखिस्तान", "कजाखस्तान"}
    assert {gone["spelling"] for gone in got["refused"]} == {"कजाखिस्तान", "कजाखस्तान"}
    marked = {hit["snippets"][0]["html"] for hit in got["hits"] if hit["snippets"]}
    assert not any("<mark>कजाखिस्तान</mark>" in html for html in marked)
    posted = client.post("/api/v1/search", json={"q": "कज़ाखस्तान", "refuse": ["कजाखिस्तान"]}).get_json()
    assert [gone["spelling"] for gone in posted["refused"]] == ["कजाखिस्तान"]
    assert client.post("/api/v1/search", json={"q": "क", "refuse": "ख"}).status_code == 400
    assert client.get("/api/v1/search", query_string={"q": "क", "refuse": ["ख"] * 51}).status_code == 400


def test_an_unknown_word_gets_a_suggestion_that_finds_something(client: FlaskClient) -> None:
    got = found(client, q="प्रधामनंत्री", sounds="off")["suggestion"]
    assert (got["word"], got["spelling"]) == ("प्रधामनंत्री", "प्रधानमंत्री")
    assert found(client, q=got["query"])["total"] == got["total"] > 0
    assert found(client, q="ऐसाकोईशब्दनहीं")["suggestion"] is None
    corrected = found(client, q="प्रधामनंत्री")
    assert {each["kind"] for each in corrected["expansions"]} == {"correction"}
    assert corrected["total"] == got["total"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("कजाखसतन", "कजाखस्तान"), ("टोकायव", "टोकायेव"), ("तोकेयव", "तोकायेव")]
)
def test_a_misspelled_word_gets_a_suggestion_that_finds_more(
    client: FlaskClient, typed: str, meant: str
) -> None:
    first = found(client, q=typed)
    assert first["suggestion"]["total"] == found(client, q=meant)["total"] > first["total"]


def test_a_name_that_some_spell_so_gets_no_suggestion(client: FlaskClient) -> None:
    for name in ("कजाकिस्तान", "tokayev", "टोकाएव"):
        assert found(client, q=name)["suggestion"] is None


def test_since_behind_until_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?q=मोदी&since=2024-06&until=2024-01")
    assert (response.status_code, "since" in response.get_json(force=True)["detail"]) == (400, True)
