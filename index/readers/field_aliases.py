"""What exports call our fields, and values as they come → the raw strings of a record.

A name of our own goes before every other, then the names in the order of the table, then names made of known words
(article_text, news_date); what the engineer stated (`--column title=शीर्षक`) goes before all. Where a record has a
headline and no known name for its text, the longest other text is taken, and that is said.
"""

import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from index.readers.markup import has_codes, has_markup, text_of, unescaped
from index.readers.nested_json import at_path, block_text, json_blocks

FIELDS = (
    "id", "title", "standfirst", "body", "date", "source", "section", "author", "agency", "place", "edition",
    "print_page", "url", "language",
)  # fmt: skip
_NAMES = {
    "id": ("guid", "uri", "_id", "article_id", "articleid", "post_id", "story_id", "news_id", "uuid"),
    "title": ("headline", "heading", "post_title", "news_title", "शीर्षक", "सुर्खी", "हेडलाइन", "हेडिंग",
              "शीर्ष", "समाचार शीर्षक", "खबर का शीर्षक", "name", "headlines"),
    "standfirst": (
        "introtext", "subtitle", "subheadline", "sub_headline", "subhead", "dek", "deck", "summary", "excerpt", "intro",
        "lead", "description", "description_text", "description_html", "post_excerpt", "उपशीर्षक", "सारांश",
    ),
    "body": (
        "text", "content", "article", "articlebody", "article_body", "body_text", "body_html", "bodytext",
        "content_html", "content_text", "fulltext", "full_text", "story", "post_content", "maintext",
        "news", "bodies", "plaintext", "html", "lexical", "mobiledoc",
        "blocks", "paragraphs", "लेख", "समाचार", "पाठ", "मुख्य पाठ",
        "खबर", "ख़बर", "पूरी खबर", "विवरण", "विस्तार", "सामग्री", "मुख्य खबर",
    ),
    "date": (
        "published", "pubdate", "pub_date", "published_at", "publishedat", "publish_date", "date_published",
        "datepublished", "date_publish", "published_date", "publication_date", "post_date", "versioncreated",
        "firstcreated", "first_published", "webpublicationdate", "display_date", "first_publish_date",
        "created_at", "created", "timestamp", "firstpublished", "date_gmt", "@timestamp",
        "दिनांक", "दिनाँक", "तारीख", "तारीख़", "तिथि", "प्रकाशन दिनांक",
        "छपने की तारीख", "छपने का दिन", "प्रकाशन की तारीख", "प्रकाशन तिथि", "प्रकाशित",
    ),
    "source": (
        "newspaper", "publication", "publisher", "provider", "outlet", "site", "site_name", "channel",
        "source_domain", "media", "स्रोत", "अखबार", "अख़बार", "समाचार पत्र", "समाचारपत्र", "प्रकाशन",
    ),
    "section": (
        "category", "categories", "desk", "genre", "articlesection", "topic", "श्रेणी", "खंड", "अनुभाग", "विषय", "वर्ग",
    ),
    "author": ("byline", "authors", "creator", "dc_creator", "by", "writer", "reporter", "post_author",
               "contributors", "contributor", "by_line", "रिपोर्टर", "बाइलाइन",
               "लेखक", "संवाददाता"),
    "agency": ("news_agency", "newsagency", "wire", "wire_service", "एजेंसी", "एजेन्सी", "समाचार एजेंसी",
               "न्यूज एजेंसी", "संवाद समिति"),
    "place": (
        "dateline", "city", "location", "located", "locationcreated", "contentlocation", "स्थान",
        "जगह", "शहर", "जिला", "ज़िला", "स्थल", "डेटलाइन",
    ),
    "edition": ("printedition", "print_edition", "edition_name", "संस्करण", "एडिशन"),
    "print_page": (
        "printpage", "page_no", "pageno", "page_number", "pagenumber", "pagestart", "page", "पृष्ठ", "पेज",
        "पृष्ठ संख्या", "पृष्ठ सं", "पृष्ठ सं.", "पृष्ठ क्रमांक", "पेज नंबर", "पेज सं", "पेज सं.", "पन्ना",
    ),
    "url": ("link", "permalink", "canonical", "canonical_url", "web_url", "weburl", "href",
            "external_url", "यूआरएल"),
    "language": ("lang", "inlanguage", "language_code", "भाषा"),
}  # fmt: skip
_FIELD_OF = {name: field for field in FIELDS for name in (field, *_NAMES[field])}
_RANK = {name: rank for field in FIELDS for rank, name in enumerate((field, *_NAMES[field]))}
_BODY_WORDS = frozenset(
    ["text", "body", "content", "story", "article", "details", "paragraph", "paragraphs", "html", "para"]
)
_TITLE_WORDS = frozenset(["title", "headline", "heading", "head"])
_DATE_WORDS = frozenset(["date", "datetime", "time", "timestamp", "day", "at", "on"])
_ABOUT = frozenset(
    [
        "news",
        "article",
        "story",
        "post",
        "page",
        "main",
        "full",
        "complete",
        "raw",
        "clean",
        "plain",
        "body",
        "item",
        "publish",
        "published",
        "publication",
        "posted",
        "pub",
        "release",
        "released",
        "created",
        "issue",
        "text",
        "report",
        "entry",
    ]
)
"""Words that may stand beside those (full_article_text), and nothing else: crawl_date is the date of no article."""
_MADE_OF = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_COMPOSED = 1_000
"""Rank of composed names: behind every name of the table."""
LEAST_UNKNOWN_CHARS = 120
"""A text under an unknown name is an article's from this length on …"""
LEAST_UNKNOWN_WORDS = 15
"""… and this many words."""
NO_TEXT_CHARS = 20
"""What is no longer is no text of an article if another of its names has MUCH_LONGER times as much."""
MUCH_LONGER = 10
_ESCAPED_TAG = re.compile(
    r"&lt;(?:p|b|i|em|strong|br|div|span|h[1-6]|a|ul|ol|li)(?:\s[^<>]{0,300}?)?/?&gt;", re.IGNORECASE
)
_NUMBERED_KEY = re.compile(r"(?:p|para|paragraph|line)?[ _-]?([0-9]{1,3})", re.IGNORECASE)
_NUMBERED = re.compile(r"(.{2,40}?)[ _-]?([0-9]{1,2})")
_LEAD_AND_REST = ("introtext", "fulltext")
"""Joomla's two halves of a text."""
_NUMBERS = re.compile(r"[0-9]+(?:, [0-9]+)*")
"""Numbers of authors and categories, whose names are elsewhere."""
_LEVELS = re.compile(r"(?<!\s)\s*+(?:>|\||;)\s*+")
"""Between the sections of one article, as exports of WordPress write them."""
_NO_BODY = re.compile(
    r"url|link|image|img|photo|keyword|tag|meta|json|path|cookie|comment|author|bio", re.IGNORECASE
)
_INNER_NAMES = (
    "name",
    "title",
    "rendered",
    "text",
    "value",
    "basic",
    "main",
    "hi-IN",
    "hi",
    "$date",
    "$oid",
    "$numberLong",
    "$numberInt",
)
"""Where objects have their text; $ names are those of MongoDB's exports."""
MOST_INNER = 50


@lru_cache(4096)
def field_of(name: str) -> str | None:
    """Return which of our fields a name stands for.

    >>> field_of("Published At"), field_of("wp:post_title"), field_of("colour")
    ('date', 'title', None)
    """
    return _FIELD_OF.get(_plain(name)) or _composed(name)


@lru_cache(4096)
def _composed(name: str) -> str | None:
    """Return the field of a name that is made of known words: article_text, newsDate, full-story."""
    words = [word.lower() for word in _MADE_OF.findall(name.strip().rpartition(":")[2].rpartition(".")[2])]
    if len(words) < 2 or not set(words) <= _ABOUT | _BODY_WORDS | _TITLE_WORDS | _DATE_WORDS:
        return None
    if set(words) & _TITLE_WORDS:
        return "title"
    if set(words) & _DATE_WORDS or words[0].startswith(("publish", "post", "created", "release")):
        return (
            "date"
            if words[-1] in _DATE_WORDS
            else ("body" if words[0] == "post" and words[-1] in _BODY_WORDS else None)
        )
    return "body" if words[-1] in _BODY_WORDS else None


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
        rank = -1 if name in stated else _RANK.get(_plain(name), _COMPOSED)
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
    inner = {name: value for _, name in columns if "." in name and (value := at_path(record, name))}
    fields = chosen([*present, *inner], columns)
    if _composed(fields.get("body", "")) == "body":
        fields = _with_longest_body(record, fields, present)
    is_stated = any(field == "body" for field, _ in columns)
    parts = [] if is_stated else _parts_of_body(present, record)
    if "body" in fields and not parts and not is_stated:
        fields["body"] = _fuller(record, fields["body"], present)
    if parts:
        fields = {field: name for field, name in fields.items() if name not in parts} | {"body": parts[0]}
    if "body" not in fields and (longest := _longest(record, present, fields)):
        fields["body"] = raw["body_from"] = longest
    for field, name in fields.items():
        text = _text(record.get(name, inner.get(name)), field)
        if field == "body" and parts:
            text = "\n".join(part for each in parts if (part := _text(record[each], field)))
        if text is not None and not (field in {"author", "section"} and _NUMBERS.fullmatch(text)):
            raw[field] = text
        elif text is None and field in {"title", "body"}:
            return {}, f"{name} is not text: write it as a JSON string"
    return raw, ""


@lru_cache(4096)
def _part_of(name: str) -> tuple[str, int]:
    """Return which text a name is a part of, and its number (para2: para, 2); "" for what is no text."""
    plain = name.strip().lower()
    found = _NUMBERED.fullmatch(plain)
    base, number = (found[1], int(found[2])) if found else (plain, 1)
    return (base, number) if base in _BODY_WORDS or field_of(base) == "body" else ("", 0)


def _parts_of_body(present: list[str], record: Mapping[str, Any]) -> list[str]:
    """Return the names of a text in several columns, in order: para1, para2; body, body 2; intro and full text."""
    numbered: dict[str, dict[int, str]] = {}
    for name in present:
        base, number = _part_of(name)
        if base and isinstance(record[name], str):
            numbered.setdefault(base, {}).setdefault(number, name)
    longest = max(numbered.values(), key=len, default={})
    if len(longest) > 1:
        return [name for _, name in sorted(longest.items())]
    plain = {_plain(name): name for name in record}
    has_both = plain.keys() >= set(_LEAD_AND_REST)
    return [plain[name] for name in _LEAD_AND_REST if plain[name] in present] if has_both else []


def _fuller(record: Mapping[str, Any], name: str, present: list[str]) -> str:
    """Return another name of the text if what stands under the best one is no text (N/A) and that one has one."""
    own = record.get(name)
    if not isinstance(own, str) or len(own.strip()) > NO_TEXT_CHARS:
        return name
    others = [
        each for each in present
        if each != name and field_of(each) == "body" and isinstance(record[each], str)
        and len(record[each].strip()) > MUCH_LONGER * max(1, len(own.strip()))
    ]  # fmt: skip
    return max(others, key=lambda each: len(record[each]), default=name)


def _with_longest_body(
    record: Mapping[str, Any], fields: dict[str, str], present: list[str]
) -> dict[str, str]:
    """Of several composed names of the text (page_content, article_text) take the longest text."""
    names = [name for name in present if _composed(name) == "body" and isinstance(record[name], str)]
    return {**fields, "body": max(names, key=lambda each: len(record[each]))} if len(names) > 1 else fields


def _longest(record: Mapping[str, Any], present: list[str], fields: Mapping[str, str]) -> str:
    """Return the name of the longest text that stands under no known name, if a headline stands beside it."""
    if "title" not in fields:
        return ""
    texts = {
        name: value
        for name in present
        if name not in fields.values()
        and isinstance(value := record[name], str)
        and not _NO_BODY.search(name)
    }
    name = max(texts, key=lambda each: len(texts[each]), default="")
    text = texts.get(name, "")
    is_text = len(text) >= LEAST_UNKNOWN_CHARS and len(text.split()) >= LEAST_UNKNOWN_WORDS
    return name if is_text else ""


def _text(value: Any, field: str, depth: int = 3) -> str | None:
    """Return a value as text: strings, numbers, lists of them, and objects that have a name; None for others."""
    if isinstance(value, str):
        if field in {"title", "standfirst", "body"}:
            return _plain_text(value)
        value = unescaped(value) if "&" in value and field not in {"id", "date"} else value
        return _LEVELS.sub(", ", value) if field == "section" else value
    if isinstance(value, int | float):
        return None if isinstance(value, bool) else str(value)
    return _text_inside(value, field, depth)


def _plain_text(value: str) -> str:
    """Return a text without tags and codes, escaped ones (&lt;p&gt;) included; that of an editor's blocks in JSON."""
    if value[:1] in "{[" and (blocks := json_blocks(value)):
        value = blocks
    if not has_markup(value) and _ESCAPED_TAG.search(value):
        return text_of(html.unescape(value))
    return text_of(value) if has_markup(value) or has_codes(value) else value


def _text_inside(value: Any, field: str, depth: int) -> str | None:
    is_numbered = isinstance(value, dict) and value and all(map(_NUMBERED_KEY.fullmatch, value))
    if field == "body" and not is_numbered and _has_blocks(value):
        return text_of(found) if has_markup(found := block_text(value)) or has_codes(found) else found or None
    if isinstance(value, list):
        parts = [_text(each, field, depth - 1) if depth else None for each in value[:1000]]
        if any(part is None for part in parts) and field in {"title", "body"}:
            return None
        return ("\n" if field == "body" else ", ").join(part for part in parts if part)
    if is_numbered:
        ordered = sorted(value, key=lambda key: int(_NUMBERED_KEY.sub(r"\1", key)))
        return _text([value[key] for key in ordered], field, depth - 1) if depth else None
    if isinstance(value, dict):
        inner = next((value[key] for key in _INNER_NAMES if key in value), None)
        is_text = depth and isinstance(inner, str | int | dict) and len(value) < MOST_INNER
        return _text(inner, field, depth - 1) if is_text else None
    return None


def _has_blocks(value: Any) -> bool:
    """Return whether a body is made of objects, and not a text or a list of texts."""
    if isinstance(value, list):
        return any(isinstance(each, dict | list) for each in value[:1000])
    return isinstance(value, dict) and not any(isinstance(value.get(name), str) for name in _INNER_NAMES)
