"""Batch, comparison and spellings: tables to look at and to take away."""

import io
import re
from html import unescape

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from index.settings import Settings
from tests.web.downloads.test_exports import rows
from web.app import create_app
from web.pages.batch import lines_of

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_batch_counts_each_line_by_year(client: FlaskClient) -> None:
    names = "कज़ाखस्तान\nऐसाकोईशब्दनहीं\n\nनेपाल क्षत्रप ऐसाकोईशब्दनहीं\n“मोदी\n"
    html = client.post("/batch", data={"names": names}).get_data(as_text=True)
    assert re.findall(r'<tr class="([a-z-]+)">', html) == ["found", "nothing", "not-together", "found"]
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = rows(response.get_data(as_text=True))
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
    assert [row["status"] for row in rows(response.get_data(as_text=True))] == ["found", "not-searched"]


def test_lines_too_many_are_told_in_one(seed_settings: Settings) -> None:
    client = create_app(Settings(index=seed_settings.index, max_batch_lines=2)).test_client()
    names = "\n".join(["मोदी", "टोकायेव", *["शी"] * 1_500])
    response = client.post("/batch", data={"names": names, "format": "csv"})
    found = [(row["name"], row["status"]) for row in rows(response.get_data(as_text=True))]
    assert [status for _, status in found] == ["found", "found", "not-searched"]
    assert "1,500" in found[2][0]


@given(st.text(max_size=60))
def test_any_list_has_lines(text: str) -> None:
    assert all(line.strip() for line in lines_of(text))


def test_a_comparison_shows_each_curve_and_its_numbers(client: FlaskClient) -> None:
    html = client.get("/compare?q=मोदी&q=कजाखस्तान&q=&shares=off&unit=year").get_data(as_text=True)
    assert html.count('class="curve"') == 2
    assert "<table>" in html
    assert "तारीख़ वाला लेख नहीं मिला" in client.get("/compare?q=ऐसाकोईशब्दनहीं").get_data(as_text=True)
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
    assert all(len(each) == 2 for each in counts)
    totals = [client.get("/api/v1/search", query_string={"q": q}).get_json()["total"]
              for q in ("मोदी date:..2100", "मोदी date:2024-06")]  # fmt: skip
    assert [sum(column) for column in zip(*counts, strict=True)] == totals
    assert client.get("/compare?q=source:BBC -मोदी&q=-मोदी").status_code == 200


def test_the_table_of_spellings_says_who_writes_it_how(client: FlaskClient) -> None:
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    assert word["word"] == "कज़ाखस्तान"
    names = [each["spelling"] for each in word["spellings"]]
    assert {"कज़ाखस्तान", "कजाखस्तान", "कजाखिस्तान"} <= set(names)
    own = next(each for each in word["sources"] if each["source"] == "India News Network")
    assert own["counts"]["कजाखिस्तान"] == 1
    total = client.get("/api/v1/search", query_string={"q": "=कजाखिस्तान"}).get_json()["total"]
    assert next(each["count"] for each in word["spellings"] if each["spelling"] == "कजाखिस्तान") == total
    assert "कजाखिस्तान" in client.get("/spellings?q=कज़ाखस्तान").get_data(as_text=True)
    assert client.get("/api/v1/spellings?q=पाठशाला").get_json()["words"] == []


def test_comparison_and_spellings_can_be_taken_away(client: FlaskClient) -> None:
    own = 'मोदी source:"India News Network"'
    asked = {"q": ["मोदी", own], "unit": "year", "format": "csv"}
    found = rows(client.get("/compare", query_string=asked).get_data(as_text=True))
    for text in asked["q"]:
        total = client.get("/api/v1/search", query_string={"q": f"{text} date:..2100"}).get_json()["total"]
        assert sum(int(row[text]) for row in found) == total
    assert sum(int(row[f"of all: {own}"]) for row in found) == 1
    assert sum(int(row["of all: मोदी"]) for row in found) > 100
    assert all(row["since"].endswith("-01-01") and row["until"].endswith("-12-31") for row in found)
    found = rows(client.get("/spellings?q=कज़ाखस्तान&format=csv").get_data(as_text=True))
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    told = {(row["source"], row["spelling"]): int(row["articles"]) for row in found}
    assert told == {
        (each["source"], spelling): count
        for each in word["sources"]
        for spelling, count in each["counts"].items()
        if count
    }


def test_a_cell_of_the_spellings_leads_to_its_articles(client: FlaskClient) -> None:
    html = client.get("/spellings?q=कज़ाखस्तान&year=2024").get_data(as_text=True)
    cells = re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', html)
    assert len(cells) > 4
    for address, count in cells:
        page = client.get(unescape(address)).get_data(as_text=True)
        assert f"<strong>{count} लेख</strong>" in page


def test_a_batch_reads_excels_texts_and_refuses_what_is_none(client: FlaskClient) -> None:
    def sent(data: bytes) -> TestResponse:
        upload = (io.BytesIO(data), "names.csv")
        return client.post(
            "/batch", data={"file": upload, "format": "csv"}, content_type="multipart/form-data"
        )

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        found = rows(sent("मोदी\nटोकायेव\n".encode(encoding)).get_data(as_text=True))
        assert [row["name"] for row in found] == ["मोदी", "टोकायेव"], encoding
    assert [row["name"] for row in rows(sent("café\n".encode("latin-1")).get_data(as_text=True))] == ["café"]
    refused = sent(b"\x7fELF\0\0\x01\xff\xfe" * 200)
    assert (refused.status_code, "टेक्स्ट नहीं है" in refused.get_data(as_text=True)) == (400, True)
