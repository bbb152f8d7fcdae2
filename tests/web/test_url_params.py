"""Addresses: whatever stands in one is read."""

import re

from flask.testing import FlaskClient

from tests.web.pages.test_pages import page


def test_strange_dates_are_read_and_told(client: FlaskClient) -> None:
    right = page(client, "/search", q="मोदी", since="2024-01-01", until="2024-06-30")
    turned = page(client, "/search", q="मोदी", since="2024-06-30", until="2024-01-01")
    assert "अदल-बदलकर" in turned
    assert re.findall(r"<strong>(.*?)</strong>", turned) == re.findall(r"<strong>(.*?)</strong>", right) != []
    for name in ("since", "until"):
        assert "यह तारीख़ है ही नहीं" in page(client, "/search", q="मोदी", **{name: "2024-13-01"})
    for year in ("abc", "9" * 5_000, "0", "२०२४४"):
        assert "यह तारीख़ है ही नहीं" in page(client, "/search", q="मोदी", year=year)
        assert client.get("/api/v1/search", query_string={"q": "मोदी", "year": year}).status_code == 400
    assert "यह तारीख़ है ही नहीं" not in page(client, "/search", q="मोदी", year="2024")
    assert "यह तारीख़ है ही नहीं" not in page(client, "/search", q="मोदी", since="", until="")
