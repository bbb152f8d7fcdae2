"""The page that shows what the archive holds."""

from flask.testing import FlaskClient


def test_each_source_is_shown_with_its_years_and_leads_to_its_articles(client: FlaskClient) -> None:
    page = client.get("/coverage").get_data(as_text=True)
    said = client.get("/api/v1/coverage").get_json()
    assert said["total"] == sum(each["total"] for each in said["sources"]) > 100
    for each in said["sources"]:
        assert (each["source"] or "दर्ज नहीं") in page
    largest = next(each for each in said["sources"] if each["source"] and each["months"])
    year = min(largest["months"])[:4]
    assert f"&amp;year={year}" in page
    found = client.get(f"/api/v1/search?source={largest['source']}&year={year}&fold=off").get_json()
    assert found["total"] == sum(n for month, n in largest["months"].items() if month.startswith(year))


def test_the_table_is_a_file_too(client: FlaskClient) -> None:
    answer = client.get("/coverage?format=csv")
    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines[0] == "source,month,articles"
    assert (
        sum(int(line.rsplit(",", 1)[1]) for line in lines[1:])
        == client.get("/api/v1/coverage").get_json()["total"]
    )


def test_the_front_page_leads_there(client: FlaskClient) -> None:
    assert 'href="/coverage"' in client.get("/").get_data(as_text=True)
