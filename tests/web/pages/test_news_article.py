"""An article's facts as JSON-LD, on its page and alone."""

import datetime
import json
import re
from pathlib import Path

from flask.testing import FlaskClient

from index.article import Article
from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.conftest import USER_ARTICLE
from tests.web.pages.test_pages import page
from web.app import create_app
from web.pages.news_article import news_article

LINK = "https://archive.example/article/1"
BLOCK = re.compile(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)


def test_every_fact_has_its_name() -> None:
    found = news_article(
        Article("1", "मोदी पहुंचे", "पाठ", source="जागरण", author="अनिल वर्मा", date=datetime.date(2024, 6, 25),
                url="https://a.example/1", section="देश", language="hi"), LINK)  # fmt: skip
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "मोदी पहुंचे",
        "url": "https://a.example/1",
        "mainEntityOfPage": LINK,
        "inLanguage": "hi",
        "datePublished": "2024-06-25",
        "articleSection": "देश",
        "author": {"@type": "Person", "name": "अनिल वर्मा"},
        "publisher": {"@type": "Organization", "name": "जागरण"},
    }


def test_what_an_article_lacks_is_left_out() -> None:
    found = news_article(Article("1", "सुर्खी", "पाठ", language=""), LINK)
    assert set(found) == {"@context", "@type", "headline", "url", "mainEntityOfPage"}
    assert found["url"] == LINK


def test_the_page_carries_it(client: FlaskClient) -> None:
    (block,) = BLOCK.findall(page(client, f"/article/{USER_ARTICLE}"))
    found = json.loads(block)
    assert found["@type"] == "NewsArticle"
    assert found["headline"] in page(client, f"/article/{USER_ARTICLE}")
    assert found["mainEntityOfPage"].endswith(USER_ARTICLE)


def test_a_headline_does_not_end_the_block(tmp_path: Path) -> None:
    headline = "मोदी </script><script>alert(1)</script> <!-- & पहुंचे"
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": "1", "title": "x", "headline": headline, "body": "पाठ"})
    )
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    html = page(client, "/article/1")
    assert "<script>alert" not in html
    (block,) = BLOCK.findall(html)
    assert json.loads(block)["headline"] in {headline, "x"}
