"""CSV cells: no spreadsheet takes one for a formula."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.web.downloads.test_exports import rows
from web.app import create_app
from web.downloads.csv_rows import safe_cell


@given(st.text(st.sampled_from("=+-@＝＋－＠\t\r\n\0 'aक"), max_size=6))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in set("=+-@＝＋－＠\t\r\n\0")
    assert cell.lstrip(" ")[:1] not in set("=+-@＝＋－＠")
    assert cell.removeprefix("'") == text or cell == text


def test_formulas_of_articles_are_made_harmless(tmp_path: Path) -> None:
    record = {
        "title": "=HYPERLINK(1) मोदी",
        "body": "@SUM मोदी पाठ है।",
        "source": "+स",
        "author": "-x",
        "date": "2024-01-01",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (row,) = rows(client.get("/export.csv", query_string={"q": "मोदी"}).get_data(as_text=True))
    assert (row["title"], row["source"], row["author"]) == ("'=HYPERLINK(1) मोदी", "'+स", "'-x")
