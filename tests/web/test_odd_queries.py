"""Queries without a word, without an article and against each other, on every page that takes one: never an error."""

import pytest
from flask.testing import FlaskClient

ROUTES = (
    "/search", "/sources", "/compare", "/spellings", "/companions", "/concordance", "/subscribe", "/advanced", "/batch/table",
    "/coverage", "/lists", "/feed.atom", "/feed.json", "/export.csv", "/export.jsonl", "/api/v1/search", "/api/v1/sources",
    "/api/v1/spellings", "/api/v1/companions", "/api/v1/concordance", "/api/v1/timeline", "/api/v1/facets", "/api/v1/suggest",
)  # fmt: skip
QUERIES = (
    {"q": "."}, {"q": "OR OR"}, {"q": "NOT मोदी"}, {"q": "="}, {"q": "ऽ"}, {"q": "page:-1"}, {"q": "date:2024-02-30"},
    {"q": "date:1800"}, {"q": "date:2030"}, {"q": "date:2024", "since": "today"}, {"q": "date:2024", "source": "x"},
    {"q": "date:2024", "language": "xx"}, {"q": "date:2024", "since": "2024-W05"}, {"q": "मोदी", "unit": "day", "since": "1999"},
    {"q": "मोदी", "since": "2025", "until": "2020"},
)  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
def test_no_query_is_an_error(client: FlaskClient, route: str) -> None:
    for query in QUERIES:
        status = client.get(route, query_string=query).status_code
        assert status < 500, (route, query)
