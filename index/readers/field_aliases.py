"""What exports call our fields, and values as they come → the raw strings of a record.

A name of our own goes before every other, then the names in the order of the table; what the engineer
stated (`--column title=शीर्षक`) goes before all.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from index.readers.markup import has_markup, text_of

FIELDS = ("id", "title", "standfirst", "body", "date", "source", "section", "author", "url", "language")
_NAMES = {
    "id": ("guid", "uri", "_id", "article_id", "articleid", "post_id", "story_id", "news_id", "uuid"),
    "title": ("headline", "heading", "post_title", "news_title", "शीर्षक", "सुर्खी", "name", "headlines"),
    "standfirst": (
        "subtitle", "subheadline", "sub_headline", "subhead", "dek", "deck", "summary", "excerpt", "intro",
        "lead", "description", "description_text", "description_html", "post_excerpt", "उपशीर्षक", "सारांश",
    ),
    "body": (
        "text", "content", "article", "articlebody", "article_body", "body_text", "body_html", "bodytext",
        "content_html", "content_text", "fulltext", "full_text", "story", "post_content", "maintext",
        "news", "bodies", "लेख", "समाचार", "पाठ", "मुख्य पाठ",
    ),
    "date": (
        "published", "pubdate", "pub_date", "published_at", "publishedat", "publish_date", "date_published",
        "datepublished", "date_publish", "published_date", "publication_date", "post_date", "versioncreated",
        "firstcreated", "first_published", "created_at", "created", "timestamp", "दिनांक", "तारीख", "तिथि",
    ),
    "source": (
        "newspaper", "publication", "publisher", "provider", "outlet", "site", "site_name", "channel",
        "source_domain", "media", "स्रोत", "अखबार", "अख़बार",
    ),
    "section": ("category", "categories", "desk", "genre", "articlesection", "topic", "श्रेणी", "खंड"),
    "author": ("byline", "authors", "creator", "dc_creator", "by", "writer", "reporter", "post_author",
               "लेखक", "संवाददाता"),
    "url": ("link", "permalink", "canonical", "canonical_url", "web_url", "weburl", "href",
            "external_url", "यूआरएल"),
    "language": ("lang", "inlanguage", "language_code", "भाषा"),
}  # fmt: skip
_FIELD_OF = {name: field for field in FIELDS for name in (field, *_NAMES[field])}
_RANK = {name: rank for field in FIELDS for rank, name in enumerate((field, *_NAMES[field]))}
_INNER_NAMES = ("name", "title", "rendered", "text", "value", "$date", "$oid", "$numberLong", "$numberInt")
"""Where objects have their text; $ names are those of MongoDB's exports."""
MOST_INNER = 50


@lru_cache(4096)
def field_of(name: str) -> str | None:
    """Return which of our fields a name stands for.

    >>> field_of("Published At"), field_of("wp:post_title"), field_of("colour")
    ('date', 'title', None)
    """
    return _FIELD_OF.get(_plain(name))


@lru_cache(4096)
def _plain(name: str) -> str:
    name = name.strip().strip("\ufeff").lower()
    if name not in _FIELD_OF:
        name = name.replace(" ", "_").replace("-", "_")
    return name if name in _FIELD_OF else name.rpartition(":")[2].rpartition(".")[2]


def chosen(names: Iterable[str], columns: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Return field → the name among these that says it best."""
    stated = {name: field for field, name in columns}
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        field = stated.get(name) or field_of(name)
        if field is None:
            continue
        rank = -1 if name in stated else _RANK[_plain(name)]
        if field not in best or rank < best[field][0]:
            best[field] = rank, name
    return {field: name for field, (_, name) in best.items()}


def raw_of(
    record: Mapping[str, Any], columns: tuple[tuple[str, str], ...] = ()
) -> tuple[dict[str, str], str]:
    """Return the raw strings of a record's fields, and what is wrong with its title or body ("" if nothing).

    Other values that are no text (`author: {"id": 5}`) are left out: they must not cost an article.
    """
    raw: dict[str, str] = {}
    present = [name for name, value in record.items() if value not in (None, "", [], {})]
    for field, name in chosen(present, columns).items():
        text = _text(record[name], field)
        if text is not None:
            raw[field] = text
        elif field in {"title", "body"}:
            return {}, f"{name} is not text: write it as a JSON string"
    return raw, ""


def _text(value: Any, field: str, depth: int = 3) -> str | None:
    """Return a value as text: strings, numbers, lists of them, and objects that have a name; None for others."""
    if isinstance(value, str):
        return text_of(value) if field in {"title", "standfirst", "body"} and has_markup(value) else value
    if isinstance(value, int | float):
        return None if isinstance(value, bool) else str(value)
    if isinstance(value, list):
        parts = [_text(each, field, depth - 1) if depth else None for each in value[:1000]]
        if any(part is None for part in parts) and field in {"title", "body"}:
            return None
        return ("\n" if field == "body" else ", ").join(part for part in parts if part)
    if isinstance(value, dict):
        inner = next((value[key] for key in _INNER_NAMES if key in value), None)
        is_text = depth and isinstance(inner, str | int | dict) and len(value) < MOST_INNER
        return _text(inner, field, depth - 1) if is_text else None
    return None
