"""Tables as CSV."""

from flask.testing import FlaskClient

from tests.web.downloads.test_exports import table


def test_comparison_and_spellings_can_be_taken_away(client: FlaskClient) -> None:
    own = 'मोदी source:"India News Network"'
    asked = {"q": ["मोदी", own], "unit": "year", "format": "csv"}
    found = table(client.get("/compare", query_string=asked).get_data(as_text=True))
    for text in asked["q"]:
        total = client.get("/api/v1/search", query_string={"q": f"{text} date:..2100"}).get_json()["total"]
        assert sum(int(row[text]) for row in found) == total
    assert sum(int(row[f"of all: {own}"]) for row in found) == 1
    assert sum(int(row["of all: मोदी"]) for row in found) > 100
    assert all(row["since"].endswith("-01-01") and row["until"].endswith("-12-31") for row in found)
    found = table(client.get("/spellings?q=कज़ाखस्तान&format=csv").get_data(as_text=True))
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    told = {(row["source"], row["spelling"]): int(row["articles"]) for row in found}
    assert told == {
        (each["source"], spelling): count
        for each in word["sources"]
        for spelling, count in each["counts"].items()
        if count
    }
