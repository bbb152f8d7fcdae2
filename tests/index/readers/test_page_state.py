"""The article that a page holds as JSON alone is read; other stories of the same state are not."""

import json
from typing import Any

import pytest

from index.readers.html_page import tree_of
from index.readers.page_state import MAX_DEPTH, MAX_OBJECTS, state_article

TITLE = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"
BODY = "<p>नहर टूटने से चालीस खेतों में पानी भर गया। किसानों ने मुआवजे की मांग की है।</p>" * 4
STATE = {"props": {"related": [{"title": "बरसाना मेले में भीड़", "content": BODY * 2}],
                   "article": {"title": TITLE, "content": BODY, "publishedAt": "2025-09-23", "author": {"name": "नेहा"}}}}  # fmt: skip


def page(script: str, shown: str = "") -> Any:
    return tree_of(f"<html><head><title>{TITLE}</title></head><body><p>{shown}</p>{script}</body></html>")


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(STATE)}</script>',
        f"<script>window.__NUXT__ = {json.dumps(STATE)};</script>",
        f"<script>window.__STATE__=JSON.parse({json.dumps(json.dumps(STATE))});</script>",
    ],
)
def test_the_story_that_the_page_is_called_after_is_read(script: str) -> None:
    raw = state_article(page(script), TITLE)
    assert (raw["title"], raw["date"], raw["author"]) == (TITLE, "2025-09-23", "नेहा")
    assert raw["body"].startswith("नहर टूटने से")


@pytest.mark.parametrize(
    "script", ["<script>window.a = {broken</script>", "<script>window.a = 1 + b()</script>", ""]
)
def test_a_program_is_no_state(script: str) -> None:
    assert state_article(page(script), TITLE) == {}


def test_a_page_that_shows_its_story_is_read_as_it_is() -> None:
    script = f'<script type="application/json">{json.dumps(STATE)}</script>'
    assert state_article(page(script, "पानी भर गया। " * 60), TITLE) == {}
    assert state_article(page(script), "") == {}


def test_a_longer_story_with_another_headline_is_not_the_pages() -> None:
    other = {"title": f"{TITLE.split(',', maxsplit=1)[0]} पर विपक्ष का हंगामा, सदन ठप", "content": BODY * 5}
    script = f'<script type="application/json">{json.dumps([other, STATE["props"]["article"]])}</script>'
    assert state_article(page(script), TITLE)["title"] == TITLE


def test_what_lies_deeper_or_behind_more_objects_than_are_looked_at_is_not_found() -> None:
    story = json.dumps(STATE["props"]["article"])
    deep = '{"a":' * (MAX_DEPTH + 2) + story + "}" * (MAX_DEPTH + 2)
    near = '{"a":' * (MAX_DEPTH - 2) + story + "}" * (MAX_DEPTH - 2)
    wide = f"[{story}, {', '.join(['{}'] * MAX_OBJECTS)}]"
    found = [
        bool(state_article(page(f'<script type="application/json">{state}</script>'), TITLE))
        for state in (deep, near, wide)
    ]
    assert found == [False, True, False]
