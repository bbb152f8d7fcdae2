"""Names that JSON keeps apart from its articles."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.readers.json_relations import with_relations
from index.readers.outcome import Accepted
from tests.index.readers.test_source_exports import outcomes

POSTS = [
    {
        "id": f"p{number}",
        "title": f"पुल {number} टूटा",
        "html": f"<p>पुल {number} कल रात टूट गया।</p>",
        "status": "published",
    }
    for number in (1, 2)
]
GHOST = {
    "posts": POSTS,
    "users": [{"id": "u1", "name": "एलिस कुजूर"}, {"id": "u2", "name": "मनोज टुडू"}],
    "posts_authors": [
        {"post_id": "p1", "author_id": "u2", "sort_order": 1}, {"post_id": "p1", "author_id": "u1", "sort_order": 0},
        {"post_id": "p2", "author_id": "u9", "sort_order": 0},
    ],
    "tags": [{"id": "t1", "name": "#internal"}, {"id": "t2", "name": "संस्कृति"}],
    "posts_tags": [{"post_id": "p1", "tag_id": "t1", "sort_order": 0}, {"post_id": "p1", "tag_id": "t2", "sort_order": 1}],
}  # fmt: skip
DRUPAL = {
    "data": [
        {
            "type": "node--article",
            "id": "1",
            "attributes": {"title": "पुल 1 टूटा", "body": {"value": "<p>पुल 1 कल रात टूट गया।</p>"}},
            "relationships": {
                "uid": {"data": {"type": "user--user", "id": "9"}},
                "field_reporter": {"data": {"type": "node--reporter", "id": "2"}},
                "field_section": {"data": [{"type": "term", "id": "3"}]},
            },
        }
    ],
    "included": [
        {"type": "user--user", "id": "9", "attributes": {"name": "webmaster"}},
        {"type": "node--reporter", "id": "2", "attributes": {"title": "मीनाक्षी रावल"}},
        {"type": "term", "id": "3", "attributes": {"name": "बिहार"}},
    ],
}


def articles(path: Path, value: Any) -> list[Any]:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
    return [each.article for each in outcomes(path) if isinstance(each, Accepted)]


def test_ghost_keeps_authors_and_tags_in_tables_of_their_own(tmp_path: Path) -> None:
    one, two = articles(tmp_path / "a.json", {"db": [{"meta": {"version": "5"}, "data": GHOST}]})
    assert (one.author, one.section) == ("एलिस कुजूर, मनोज टुडू", "संस्कृति")
    assert (two.author, two.section) == ("", "")


def test_json_api_keeps_them_among_what_is_included(tmp_path: Path) -> None:
    (one,) = articles(tmp_path / "a.json", DRUPAL)
    assert (one.headline, one.author, one.section) == ("पुल 1 टूटा", "मीनाक्षी रावल", "बिहार")


@pytest.mark.parametrize(
    "record",
    [
        {}, {"data": 5, "included": []}, {"data": [None, 5, {"relationships": 3, "attributes": {}}], "included": [None, {"attributes": 3}]},
        {"posts": [5, {"id": []}], "posts_authors": None}, {"posts": [], "posts_authors": [{"post_id": 1}], "users": 7},
    ],
)  # fmt: skip
def test_anything_else_stays(record: dict[str, Any]) -> None:
    assert with_relations(record) == record
