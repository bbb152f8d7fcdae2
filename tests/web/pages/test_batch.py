"""Batch: a list of names, counted by year."""

import io
import re
from html import unescape

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from index.settings import Settings
from tests.web.downloads.test_exports import table
from web.app import create_app
from web.pages.batch import lines_of


def test_a_batch_counts_each_line_by_year(client: FlaskClient) -> None:
    names = "कज़ाखस्तान\nऐसाकोईशब्दनहीं\n\nनेपाल क्षत्रप ऐसाकोईशब्दनहीं\n“मोदी\n"
    html = client.post("/batch", data={"names": names}).get_data(as_text=True)
    assert re.findall(r'<tr class="([a-z-]+)">', html) == ["found", "nothing", "not-together", "found"]
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = table(response.get_data(as_text=True))
    assert [row["status"] for row in found] == ["found", "nothing", "not-together", "found"]
    assert [bool(row["read as"]) for row in found] == [False, False, False, True]
    columns = [int(name) for name in found[0] if name.isdigit()]
    assert columns == list(range(columns[0], columns[-1] + 1))
    years = {name: int(count) for name, count in found[0].items() if name.isdigit()}
    total = client.get("/api/v1/search", query_string={"q": "कज़ाखस्तान"}).get_json()["total"]
    assert sum(years.values()) == int(found[0]["articles"]) == total
    assert "कजाखिस्तान" in found[0]["also counted"]


def test_a_batch_of_a_file_and_one_that_is_too_long(client: FlaskClient, seed_settings: Settings) -> None:
    upload = (io.BytesIO('\ufeffनाम,टिप्पणी\nमोदी,x\n"टोकायेव",y\n'.encode()), "names.csv")
    html = client.post("/batch", data={"file": upload}, content_type="multipart/form-data").get_data(
        as_text=True
    )
    assert 'lang="hi"><a href="/search?q=%E0%A4%9F' in html
    short = Settings(index=seed_settings.index, max_batch_lines=1)
    response = create_app(short).test_client().post("/batch", data={"names": "मोदी\nटोकायेव", "format": "csv"})
    assert [row["status"] for row in table(response.get_data(as_text=True))] == ["found", "not-searched"]


def test_lines_too_many_are_told_in_one(seed_settings: Settings) -> None:
    client = create_app(Settings(index=seed_settings.index, max_batch_lines=2)).test_client()
    names = "\n".join(["मोदी", "टोकायेव", *["शी"] * 1_500])
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = [(row["name"], row["status"]) for row in table(response.get_data(as_text=True))]
    assert [status for _, status in found] == ["found", "found", "not-searched"]
    assert "1,500" in found[2][0]


@given(st.text(max_size=60))
def test_any_list_has_lines(text: str) -> None:
    assert all(line.strip() for line in lines_of(text))


def test_a_batch_reads_excels_texts_and_refuses_what_is_none(client: FlaskClient) -> None:
    def sent(data: bytes) -> TestResponse:
        upload = (io.BytesIO(data), "names.csv")
        return client.post(
            "/batch", data={"file": upload, "format": "csv"}, content_type="multipart/form-data"
        )

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        found = table(sent("मोदी\nटोकायेव\n".encode(encoding)).get_data(as_text=True))
        assert [row["name"] for row in found] == ["मोदी", "टोकायेव"], encoding
    assert [row["name"] for row in table(sent("café\n".encode("latin-1")).get_data(as_text=True))] == ["café"]
    refused = sent(b"\x7fELF\0\0\x01\xff\xfe" * 200)
    assert (refused.status_code, "टेक्स्ट नहीं है" in refused.get_data(as_text=True)) == (400, True)


def test_a_batch_counts_by_source_too(client: FlaskClient) -> None:
    response = client.post("/batch", data={"names": "मोदी", "by": "source", "format": "csv"})
    (row,) = table(response.get_data(as_text=True))
    facets = client.get("/api/v1/facets?q=मोदी&all=source").get_json()["facets"]["source"]
    for facet in facets["values"]:
        assert int(row[facet["value"]]) == facet["count"]
    assert int(row["without source"]) == facets["without"]
    html = client.post("/batch", data={"names": "मोदी", "by": "source"}).get_data(as_text=True)
    address = unescape(re.findall(r'href="(/search\?[^"]*source=[^"]+)"', html)[0])
    assert client.get(address).status_code == 200


def test_sources_that_have_no_column_are_counted_together(seed_settings: Settings) -> None:
    client = create_app(Settings(index=seed_settings.index, max_listed_sources=1)).test_client()
    (row,) = table(client.get("/batch/table?names=मोदी&by=source&format=csv").get_data(as_text=True))
    numbers = [
        int(row[name])
        for name in row
        if name not in {"name", "status", "articles", "also counted", "read as"}
    ]
    assert sum(numbers) == int(row["articles"])
    assert int(row["other sources"]) > 0


def test_the_table_stands_first_and_has_an_address_that_can_be_sent(client: FlaskClient) -> None:
    html = client.post("/batch", data={"names": "मोदी\nटोकायेव"}).get_data(as_text=True)
    assert html.index("<table") < html.index("<textarea")
    address = unescape(re.findall(r'href="(/batch/table[^"]+)"', html)[0])
    again = client.get(address).get_data(as_text=True)
    assert re.findall(r"<tbody>.*</tbody>", again, re.DOTALL) == re.findall(
        r"<tbody>.*</tbody>", html, re.DOTALL
    )
    assert [row["name"] for row in table(client.get(f"{address}&format=csv").get_data(as_text=True))] == [
        "मोदी",
        "टोकायेव",
    ]
    long = client.post("/batch", data={"names": "\n".join(["मोदी"] * 100)}).get_data(as_text=True)
    assert "/batch/table" not in long
