"""The article in a page's state: what a script-made site (Next.js, Nuxt) sends as JSON and shows only in a browser.

Looked at only where the page itself shows hardly a text. Everything is walked with a bound on objects and bytes.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.readers.page_links import words_of
from index.readers.raw_fields import raw_of

MAX_SHOWN_CHARS = 300
"""Characters in a page's paragraphs from which on its state is not examined."""
MIN_STORY_CHARS = 150
SAME = 0.8
"""Likeness of an object's title and what the page is called, from which on they are the same headline."""
MAX_SCRIPTS = 40
MAX_SCRIPT_CHARS = 4_000_000
MAX_OBJECTS = 20_000
MAX_DEPTH = 30
MAX_READ = 300
"""Objects that are read as articles may be."""
_ASSIGNED = re.compile(r"\s*window\.\w{1,60}\s*=\s*")
_PARSED = re.compile(r"JSON\.parse\(\s*")
_TITLES = frozenset({"title", "headline", "heading", "hindiTitle", "news_title", "post_title"})
_DECODER = json.JSONDecoder(strict=False)


def state_article(tree: Any, called: str) -> dict[str, str]:
    """Return the raw fields of the article in a page's state that is titled as the page is called; none for others.

    Must be called before anything is taken out of the page.
    """
    shown = sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))
    if not called or shown >= MAX_SHOWN_CHARS:
        return {}
    best: dict[str, str] = {}
    best_likeness = 0.0
    left = MAX_READ
    for fields in _objects(tree):
        titles = [value for name in _TITLES & fields.keys() if isinstance(value := fields[name], str)]
        if not any(likeness(title, called) >= SAME for title in titles):
            continue
        left -= 1
        if left < 0:
            break
        raw, fault = raw_of(fields)
        own, body = likeness(raw.get("title", ""), called), raw.get("body", "")
        if fault or own < SAME or len(body) <= MIN_STORY_CHARS:
            continue
        if (own, len(body)) > (best_likeness, len(best.get("body", ""))):
            best, best_likeness = raw, own
    best.pop("body_from", None)
    return best


def likeness(one: str, other: str) -> float:
    """Return the share of words that two headlines have in common, of the longer one's."""
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / max(1, len(first), len(second))


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in the scripts of a page, outer ones first."""
    left = MAX_OBJECTS
    for script in tree.xpath("//script")[:MAX_SCRIPTS]:
        waiting: list[tuple[Any, int]] = [(_value_of(script), 0)]
        while waiting and left:
            value, depth = waiting.pop()
            left -= 1
            if isinstance(value, dict):
                yield value
            inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            if depth < MAX_DEPTH:
                waiting += [(value, depth + 1) for value in inner if isinstance(value, dict | list)]


def _value_of(script: Any) -> Any:
    """Return the JSON of a script of data, or what it gives a name of the window; None for a program."""
    text = script.text or ""
    if len(text) > MAX_SCRIPT_CHARS or (script.get("type") or "").endswith("ld+json"):
        return None
    assigned = _ASSIGNED.match(text)
    if not assigned and not (script.get("type") or "").endswith("/json"):
        return None
    start = assigned.end() if assigned else 0
    is_text = _PARSED.match(text, start)
    try:
        value, _ = _DECODER.raw_decode(text[is_text.end() if is_text else start :].lstrip())
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None
