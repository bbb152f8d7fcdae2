"""Results as a workbook."""

import datetime
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import python_calamine
from flask.testing import FlaskClient

from index.article import Article
from index.settings import Settings
from search.engines import open_archive
from tests.archives import publish
from web.app import create_app


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_holds_every_article_and_what_was_asked(client: FlaskClient) -> None:
    response = client.get("/export.xlsx?q=मोदी")
    assert response.status_code == 200
    found = sheets(response.get_data())
    head, *rows = found["khabarkhoj"]
    total = client.get("/api/v1/search?q=मोदी").get_json()["total"]
    assert (head[0], head[2]) == ("क्रम", "शीर्षक")
    assert len(rows) == total == int(response.headers["Khabarkhoj-Total"])
    assert ["query", "मोदी"] in found["about"]
    csv = client.get("/export.csv?q=मोदी").get_data(as_text=True).splitlines()
    assert [str(row[1]) for row in rows] == [line.split(",")[1] for line in csv[1 : total + 1]]


def test_days_are_days_and_those_before_excels_first_are_text(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    days = [datetime.date(2024, 6, 25), datetime.date(1857, 5, 10), None]
    publish([Article(str(n), "मोदी", f"पाठ {n}", date=day) for n, day in enumerate(days)], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    rows = sheets(client.get("/export.xlsx?q=मोदी&sort=newest").get_data())["khabarkhoj"][1:]
    assert [row[4] for row in rows] == [days[0], "1857-05-10", ""]


def test_nothing_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    publish([Article("1", "=1+1 मोदी", "http://a.in मोदी")], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    content = client.get("/export.xlsx?q=मोदी").get_data()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert sheets(content)["khabarkhoj"][1][2] == "=1+1 मोदी"


def test_more_than_a_workbook_takes_is_refused_and_not_offered(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    publish([Article(str(number), "मोदी", f"पाठ {number}") for number in range(3)], settings)
    client = create_app(replace(settings, max_workbook_rows=2), open_archive(settings)).test_client()
    refused = client.get("/export.xlsx?q=मोदी")
    assert refused.status_code == 400
    assert "/export.csv" in refused.get_data(as_text=True)
    assert "export.xlsx" not in client.get("/search?q=मोदी").get_data(as_text=True)


def test_a_csv_may_have_hindi_heads(client: FlaskClient) -> None:
    hindi = client.get("/export.csv?q=मोदी&heads=hi").get_data(as_text=True).splitlines()
    plain = client.get("/export.csv?q=मोदी").get_data(as_text=True).splitlines()
    assert hindi[0].lstrip("\ufeff").startswith("क्रम,पहचान (id),शीर्षक,स्रोत,तारीख़")
    assert len(hindi) == len(plain)
    assert client.get("/export.csv?q=मोदी&heads=mr").status_code == 400
