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


def test_older_similar_articles_are_background(tmp_path: Path) -> None:
    def words(number: int) -> str:
        return " ".join(
            "कखगघचछजझ"[number * k % 8] + "ािीुू"[(number + k) % 5] + "नमलर"[k % 4] for k in range(1, 30)
        )

    lines = [
        {
            "id": f"d{day}",
            "title": f"कोसी तटबंध {words(day)}",
            "body": "कोसी तटबंध",
            "date": f"2024-07-{day:02}",
        }
        for day in (1, 5, 8, 10)
    ]
    lines += [{"id": f"o{number}", "title": words(number), "date": "2024-01-01"} for number in range(20, 40)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    def background(days: int) -> list[str]:
        settings = Settings(index=tmp_path / "index", background_days=days)
        reindex([tmp_path / "a.jsonl"], settings)
        html = page(create_app(settings, open_archive(settings)).test_client(), "/article/d10")
        part = re.search(r"पृष्ठभूमि</h2>.*?</ul>", html, re.S)
        return sorted(re.findall(r"/article/(d[0-9]+)", part[0])) if part else []

    assert background(3) == ["d1", "d5"]
    assert background(6) == ["d1"]
    assert background(30) == []
