"""The page of an article."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests import source_exports
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import page
from web.app import create_app


def test_an_article_shows_the_querys_words_marked(client: FlaskClient) -> None:
    html = page(client, f"/article/{USER_ARTICLE}", q="तोकायेव")
    assert "<mark>टोकाएव</mark>" in html
    assert "<mark>" not in page(client, f"/article/{USER_ARTICLE}")


def test_a_converted_article_says_so(tmp_path: Path) -> None:
    for name, content in source_exports.kruti_dev_pages(source_exports.articles(1)).items():
        (tmp_path / name).write_bytes(content)
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (address,) = set(re.findall(r'href="(/article/[^"?]+)', page(client, "/search", q="सरकार पुलिस")))
    assert "Kruti Dev 010" in page(client, address)
    (found,) = client.get("/api/v1/search", query_string={"q": "सरकार"}).get_json()["hits"]
    assert (found["converted"], found["copies"]) == ("Kruti Dev 010", [])


@pytest.mark.parametrize("article_id", ["a/b", "a b", "क़/../ख", "100%", "?x=1", "#y", "<b>", "a//b"])
def test_any_id_has_an_address(tmp_path: Path, article_id: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": article_id, "title": "सुर्खी मोदी"}))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (address,) = re.findall(r'href="(/article/[^"]+)"', page(client, "/search", q="मोदी"))
    assert "सुर्खी" in client.get(unescape(address)).get_data(as_text=True)
