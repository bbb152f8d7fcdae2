"""The pages that show what was changed, and two copies beside each other."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.web.pages.test_pages import page
from web.app import create_app

FIRST = {
    "id": "1",
    "title": "पाँच गाँवों को बिजली",
    "body": "मंत्री ने <b>आज</b> कहा कि पाँच गाँव। " * 3,
    "date": "2024-06-25",
}
SECOND = {**FIRST, "title": "तीन गाँवों को बिजली"}
COPY = {**SECOND, "id": "2", "title": "तीन गाँवों को मिली बिजली"}


@pytest.fixture
def changed(tmp_path: Path) -> FlaskClient:
    settings = Settings(index=tmp_path / "index")
    for records in ([FIRST], [SECOND, COPY]):
        (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
        reindex([tmp_path / "a.jsonl"], settings)
    return create_app(settings, open_archive(settings)).test_client()


def test_an_article_says_that_it_was_changed_and_leads_to_what(changed: FlaskClient) -> None:
    html = page(changed, "/article/1")
    assert 'href="/versions/1"' in html
    assert "बाद में बदली" in html
    assert 'href="/versions/2"' not in page(changed, "/article/2")


def test_what_went_is_struck_and_what_came_is_underlined(changed: FlaskClient) -> None:
    html = page(changed, "/versions/1")
    assert "<del>पाँच </del><ins>तीन </ins>गाँवों को बिजली" in html
    assert "कोई पुराना रूप" in page(changed, "/versions/2")
    assert changed.get("/versions/none").status_code == 404


@pytest.mark.parametrize(
    "numbers", [{"from": "0", "to": "1"}, {"from": "99", "to": "x"}, {"from": "-1", "to": "१"}]
)
def test_versions_are_compared_in_their_order_whatever_is_asked(
    changed: FlaskClient, numbers: dict[str, str]
) -> None:
    assert "<del>पाँच </del><ins>तीन </ins>" in page(changed, "/versions/1", **numbers)


def test_the_same_version_does_not_differ(changed: FlaskClient) -> None:
    html = page(changed, "/versions/1", **{"from": "0", "to": "0"})
    assert "कोई फ़र्क़ नहीं" in html
    assert "<ins>" not in html


def test_json_gives_the_texts(changed: FlaskClient) -> None:
    (version,) = changed.get("/api/v1/article/1").get_json()["versions"]
    assert (version["title"], version["replaced"][:2]) == (FIRST["title"], "20")


def test_copies_stand_beside_each_other_with_what_they_share(changed: FlaskClient) -> None:
    assert "/beside/1?with=2" in page(changed, "/article/1")
    html = page(changed, "/beside/1", **{"with": "2"})
    assert "<mark>तीन गाँवों को </mark>मिली <mark>बिजली</mark>" in html
    assert changed.get("/beside/1?with=none").status_code == 404


def test_long_articles_are_compared_in_part_and_that_is_said(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", max_compared_words=3)
    other = {**COPY, "body": "गाँव के लोग कहते हैं कि आज मंत्री आए और चले गए, बिजली नहीं आई"}
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, [SECOND, other])), "utf-8")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    assert "तुलना नहीं हुई" in page(client, "/beside/1", **{"with": "2"})
