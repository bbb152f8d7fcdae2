"""The page of occurrences."""

from flask.testing import FlaskClient

from index.article import Article
from search.model.concordance import Occurrence
from tests.web.pages.test_pages import page
from web.pages.concordance import LineOrder, in_order, parse_order


def occurrence(before: str, after: str, date: str = "") -> Occurrence:
    import datetime

    day = datetime.date.fromisoformat(date) if date else None
    return Occurrence(Article(before, "", "", date=day), "body", before, "मोदी", after)


def test_lines_are_sorted_by_the_nearest_word_and_not_by_its_spelling() -> None:
    lines = [occurrence("क ख", "ज़मीन पर"), occurrence("अ ग", "जमीन का"), occurrence("ज क", "“आज”")]
    assert [each.before for each in in_order(lines, LineOrder.BEFORE)] == ["ज क", "क ख", "अ ग"]
    assert [each.after for each in in_order(lines, LineOrder.AFTER)] == ["“आज”", "जमीन का", "ज़मीन पर"]
    assert in_order(lines, LineOrder.FOUND) == lines
    assert parse_order("before") is LineOrder.BEFORE
    assert parse_order("x") is LineOrder.FOUND


def test_undated_lines_come_last() -> None:
    lines = [occurrence("क", ""), occurrence("ख", "", "2024-01-02"), occurrence("ग", "", "2023-01-01")]
    assert [each.before for each in in_order(lines, LineOrder.DATE)] == ["ग", "ख", "क"]


def test_every_occurrence_has_a_line_that_leads_to_its_article(client: FlaskClient) -> None:
    said = client.get("/api/v1/concordance?q=कज़ाखस्तान").get_json()
    html = page(client, "/concordance", q="कज़ाखस्तान", order="date")
    csv = client.get("/concordance?q=कज़ाखस्तान&format=csv").get_data(as_text=True)
    assert said["occurrences"]
    assert len(csv.strip().splitlines()) == len(said["occurrences"]) + 1
    for each in said["occurrences"][:20]:
        assert f"/article/{each['article']['id']}" in html
    assert {"कजाखिस्तान", "कज़ाखस्तान"} <= {each["match"] for each in said["occurrences"]}
    assert client.get("/concordance?q=").status_code == 302
    assert "नहीं मिली" in page(client, "/concordance", q="ऐसाकोईशब्दनहीं")


def test_many_lines_have_pages(client: FlaskClient) -> None:
    first = page(client, "/concordance", q="के OR की OR है")
    assert first.count("<tr><td") == 100
    assert 'rel="next"' in first
    assert 'rel="prev"' in page(client, "/concordance", q="के OR की OR है", page="99")
