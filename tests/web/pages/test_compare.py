"""Comparison: one curve for each query."""

import re

from flask.testing import FlaskClient

from tests.web.pages.test_pages import page


def test_a_comparison_shows_each_curve_and_its_numbers(client: FlaskClient) -> None:
    html = client.get("/compare?q=मोदी&q=कजाखस्तान&q=&shares=off&unit=year").get_data(as_text=True)
    assert html.count('class="curve"') == 2
    assert "<table>" in html
    assert "तारीख़ वाली ख़बर नहीं मिली" in client.get("/compare?q=ऐसाकोईशब्दनहीं").get_data(as_text=True)
    assert client.get("/compare?" + "&".join(f"q=मोदी{number}" for number in range(9))).status_code == 200


def test_a_comparison_of_filtered_queries(client: FlaskClient) -> None:
    """Words that are excluded or a date in one query leave the other's days alone."""
    html = client.get("/compare?q=मोदी&q=मोदी date:2024-06&shares=off&unit=month").get_data(as_text=True)
    table = html[html.index("<table>") :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    counts = [
        [int(count) for count in re.findall(r"<td class=\"number\">(\d+)", row)]
        for row in body.split("<tr>")[1:]
    ]
    assert len(counts) > 1
    assert all(len(count) == 2 for count in counts)
    totals = [client.get("/api/v1/search", query_string={"q": q}).get_json()["total"]
              for q in ("मोदी date:..2100", "मोदी date:2024-06")]  # fmt: skip
    assert [sum(column) for column in zip(*counts, strict=True)] == totals
    assert client.get("/compare?q=source:BBC -मोदी&q=-मोदी").status_code == 200


def test_two_queries_are_told_apart_and_together(client: FlaskClient) -> None:
    def total(query: str) -> int:
        return int(client.get("/api/v1/search", query_string={"q": query}).get_json()["total"])

    html = client.get("/compare?q=मोदी&q=कज़ाखस्तान").get_data(as_text=True)
    part = html[html.index('class="shared"') :]
    numbers = [int(each) for each in re.findall(r": (?:<a [^>]+>)?([0-9]+)", part[: part.index("</ul>")])]
    assert numbers == [total("मोदी -कज़ाखस्तान"), total("मोदी कज़ाखस्तान"), total("कज़ाखस्तान -मोदी")]
    assert numbers[0] + numbers[1] == total("मोदी")
    assert 'class="shared"' not in client.get("/compare?q=मोदी&q=चुनाव&q=बाढ़").get_data(as_text=True)


def test_the_chart_stands_before_the_form_once_there_is_one(client: FlaskClient) -> None:
    html = client.get("/compare?q=मोदी&q=चुनाव").get_data(as_text=True)
    assert html.index('class="curves"') < html.index('name="q" value="मोदी"')
    assert "<details" not in page(client, "/compare")


def test_queries_that_cannot_stand_in_brackets_are_not_put_together(client: FlaskClient) -> None:
    for one, other in (
        ("मोदी date:2024", "पुतिन"),
        ("मोदी", "पुतिन source:BBC"),
        ('"मोदी', "पुतिन"),
        ("(मोदी", "पुतिन)"),
    ):
        html = client.get("/compare", query_string={"q": [one, other]}).get_data(as_text=True)
        assert 'class="shared"' not in html
