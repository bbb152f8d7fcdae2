"""Results by source and time, and who was first."""

import csv
import datetime
import io
import re
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from index.article import Article
from index.settings import Settings
from search.engines import open_archive
from tests.archives import publish
from tests.web.pages.test_pages import page
from web.app import create_app


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    text = client.get(address).get_data(as_text=True).lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_numbers_are_those_of_searches(client: FlaskClient) -> None:
    table = rows(client, "/sources?q=मोदी&unit=year&format=csv")
    assert table
    for row in table:
        address = f"/api/v1/search?q=मोदी&fold=off&source={row['source']}"
        assert client.get(address).get_json()["total"] == int(row["articles"])
        oldest = client.get(f"{address}&sort=oldest").get_json()["hits"][0]
        assert (row["first day"], row["first id"]) == (oldest["date"], oldest["id"])
        years = {name: int(count) for name, count in row.items() if re.fullmatch(r"[0-9]{4}-01-01", name)}
        assert sum(years.values()) == int(row["articles"])


def test_each_number_leads_to_its_articles_and_the_first_source_is_named(client: FlaskClient) -> None:
    html = page(client, "/sources", q="मोदी", unit="year")
    assert html.count("सबसे पहले</span>") == 1
    links = re.findall(r'<td class="number"><a href="(/search[^"]+since=[^"]+)">([0-9]+)</a>', html)
    assert links
    address, count = links[0]
    found = client.get(
        address.replace("&amp;", "&").replace("/search", "/api/v1/search") + "&fold=off"
    ).get_json()
    assert found["total"] == int(count)


def test_only_the_chosen_source_and_nothing_without_a_question(client: FlaskClient) -> None:
    (source, *_) = [row["source"] for row in rows(client, "/sources?q=मोदी&format=csv")]
    assert [row["source"] for row in rows(client, f"/sources?q=मोदी&source={source}&format=csv")] == [source]
    assert client.get("/sources").status_code == 302
    assert "नहीं मिली" in page(client, "/sources", q="ऐसाकोईशब्दनहीं")


def test_sources_of_one_first_day_are_all_named_first(tmp_path: Path) -> None:
    days = {"अ": "2024-01-02", "ब": "2024-01-02", "स": "2024-03-01"}
    settings = Settings(index=tmp_path / "index")
    publish(
        [
            Article(name, "मोदी", name, source=name, date=datetime.date.fromisoformat(day))
            for name, day in days.items()
        ],
        settings,
    )
    client = create_app(settings, open_archive(settings)).test_client()
    assert page(client, "/sources", q="मोदी").count("सबसे पहले</span>") == 2


def test_json_gives_the_same_table(client: FlaskClient) -> None:
    found = client.get("/api/v1/sources?q=मोदी&unit=year").get_json()
    table = rows(client, "/sources?q=मोदी&unit=year&format=csv")
    assert [(each["source"], each["total"]) for each in found["sources"]] == [
        (row["source"], int(row["articles"])) for row in table
    ]
    for each, row in zip(found["sources"], table, strict=True):
        assert [int(row[bucket["since"]]) for bucket in each["buckets"]] == [
            b["count"] for b in each["buckets"]
        ]
        assert each["is_first"] == (row["first day"] == min(other["first day"] for other in table))
    assert client.get("/api/v1/sources?q=मोदी&unit=hour").status_code == 400


def test_rows_and_columns_are_bounded(seed_settings: Settings) -> None:
    settings = replace(seed_settings, max_listed_sources=1, max_source_columns=1)
    found = create_app(settings).test_client().get("/api/v1/sources?q=मोदी").get_json()
    assert (len(found["sources"]), found["unit"]) == (1, "year")
    assert found["more_sources"] > 0
