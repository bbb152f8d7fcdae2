"""Articles that lie deep in JSON: Elasticsearch dumps, Ghost, answers of APIs, blocks of a CMS, tables by columns.

Everything is walked with a bound on steps and on depth, whatever it holds.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

MAX_DEPTH = 8
MAX_NODES = 200_000
MAX_JSON_CHARS = 2_000_000
MAX_ROWS = 1_000_000
MAX_LIST_DEPTH = 5
MAX_LOOKED_INTO = 10_000
"""Objects of a list in which other lists are looked for."""

_INLINE = frozenset(
    {"text", "bold", "italic", "strong", "em", "b", "i", "u", "a", "span", "link", "text_link", "mention", "hashtag",
     "extended-text", "plain", "code", "underline", "strikethrough", "fragment", "emphasis",
     "cashtag", "phone", "email", "spoiler"}
)  # fmt: skip
_NO_TEXT = frozenset(
    {"image", "photo", "picture", "video", "audio", "embed", "gallery", "media", "iframe", "advertisement", "ad",
     "social", "related", "relatedcontent", "related_content", "link-list", "wsoj", "podcastpromo", "separator",
     "delimiter", "divider", "include", "byline", "timestamp", "headline", "raw", "interstitial_link",
     "button", "buttons"}
)  # fmt: skip
SENTENCE_ENDS = ("।", "?", "!", ".”", ".", "”")
MIN_PARAGRAPH_CHARS = 40
_LETTER = re.compile(r"[\w\u0900-\u0963]\Z")
"""Spans of this length without a space between them are paragraphs."""
_TEXT_KEYS = (
    "text", "root", "content", "html", "value", "body", "paragraphs", "blocks", "children", "items", "data", "model",
    "attributes", "rich_text", "plain_text", "fields", "content_elements", "story-elements", "story_elements", "cards",
    "sections", "elements", "bodyModel", "ops", "insert", "innerHTML", "hi", "hi-IN", "hi_IN",
)  # fmt: skip
_TAGS = ("p", "h1", "h2", "h3", "h4", "li", "br", "blockquote")
"""Names of elements that stand beside a text (["p", "…"])."""
HEADINGS = ("heading", "subheading", "crosshead")
"""What stands above the text of a block."""
BLOCK_LISTS = ("content_elements", "story-elements", "story_elements", "cards", "sections", "elements")
"""Lists inside an article that hold its text in blocks: Arc XP, Quintype, and others."""


_DOCUMENT_KEYS = ("children", "content", "blocks", "root", "ops")
"""Under these an editor's document keeps its blocks: Slate, ProseMirror, Editor.js, Lexical, Quill."""
_BESIDE = re.compile("related|comment|reader|galler|poll|faq|link|caption|image|photo|video")
"""Lists of what stands beside a story."""
MIN_DOCUMENT_CHARS = 120
"""Characters of the text in blocks under an unknown name that is taken for an article's."""


def documents_in(record: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the blocks of what may be an article's text in an editor's document, whatever it is called."""
    for name, value in record.items():
        if name.lower() in _OTHERS | _NO_TEXT or _BESIDE.search(name.lower()):
            continue
        is_document = isinstance(value, dict)
        blocks = next((value[key] for key in _DOCUMENT_KEYS if key in value), None) if is_document else value
        if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
            continue
        if len(block_text(blocks)) >= MIN_DOCUMENT_CHARS:
            yield blocks


_META = ("meta", "metadata", "info", "details", "attributes", "properties")


def meta_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that a record keeps in objects of their own beside its headline and text."""
    held = [record[key] for key in _META if isinstance(record.get(key), dict)]
    return {name: value for facts in held for name, value in facts.items()}


def block_text(value: Any) -> str:
    """Return the text of a CMS's blocks, a line a block; pictures, embedded posts and the like have none."""
    return _Blocks().text(value)


def json_blocks(text: str) -> str:
    """Return the text of an editor's document that is kept as JSON in a string (Ghost, EditorJS); "" if it is none."""
    if len(text) > MAX_JSON_CHARS:
        return ""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    sections = document.get("sections") if isinstance(document, dict) else None
    if isinstance(sections, list) and all(isinstance(section, list) for section in sections):
        return "\n".join(filter(None, map(_mobiledoc_line, sections[:MAX_NODES])))
    return block_text(document)


def _mobiledoc_line(section: Any) -> str:
    """Return the text of a section of mobiledoc: [1, tag, markers], each marker followed by its text."""
    if (
        not isinstance(section, list)
        or len(section) < 3
        or section[0] != 1
        or not isinstance(section[2], list)
    ):
        return ""
    return "".join(str(marker[-1]) for marker in section[2] if isinstance(marker, list) and marker)


class _Blocks:
    def __init__(self) -> None:
        self._left = MAX_NODES

    def text(self, value: Any, depth: int = MAX_DEPTH) -> str:
        self._left -= 1
        if isinstance(value, str):
            return value
        if depth == 0 or self._left <= 0:
            return ""
        if isinstance(value, list):
            parts = [self.text(item, depth - 1) for item in value if len(value) == 1 or item not in _TAGS]
            is_inline = any(isinstance(item, dict) for item in value) and all(map(_is_inline, value))
            return _spans_joined(parts) if is_inline else "\n".join(part for part in parts if part.strip())
        if isinstance(value, dict):
            if str(value.get("type") or value.get("_type") or "").lower() in _NO_TEXT:
                return ""
            for name in _TEXT_KEYS:
                if name in value and (found := self.text(value[name], depth - 1)).strip():
                    heading = next((value[name] for name in HEADINGS if isinstance(value.get(name), str)), "")
                    return f"{heading}\n{found}" if heading.strip() else found
        return ""


def _spans_joined(parts: list[str]) -> str:
    """Return spans as one text: side by side, but a line each where they are paragraphs without more said."""
    joined: list[str] = []
    length, last = 0, ""
    for part in parts:
        after = part[:1]
        is_sentence = last.endswith(SENTENCE_ENDS) and (
            length >= MIN_PARAGRAPH_CHARS or not last.endswith(".")
        )
        is_long = min(length, len(part)) >= MIN_PARAGRAPH_CHARS and _LETTER.search(last) is not None
        if after.isalpha() and last and (is_sentence or is_long):
            joined.append("\n")
            length = 0
        joined.append(part)
        length, last = length + len(part), part or last
    return "".join(joined)


def _is_inline(value: Any) -> bool:
    if isinstance(value, str):
        return True
    kind = value.get("type") or value.get("_type") if isinstance(value, dict) else None
    if isinstance(value, dict) and kind is None:
        return (
            bool({"text", "insert"} & value.keys()) and "children" not in value
        )  # a span of Slate's or Quill's
    return isinstance(value, dict) and str(kind).lower() in _INLINE


_OTHERS = frozenset(
    {"author", "authors", "user", "publisher", "source", "creator", "category", "categories", "image", "images", "tags",
     "media", "owner", "channel", "thumbnail", "location", "seo", "entities"}
)  # fmt: skip
"""Objects inside an article that have names and titles of their own."""


def flattened(record: Mapping[str, Any], depth: int = 4) -> dict[str, Any]:
    """Return an object's values with those of the objects inside it; an outer name goes before an inner one."""
    found: dict[str, Any] = {}
    level: list[Mapping[str, Any]] = [record]
    left = MAX_NODES
    for _ in range(depth):
        inner: list[Mapping[str, Any]] = []
        for holder in level:
            for name, value in holder.items():
                left -= 1
                if left <= 0:
                    return found
                if isinstance(value, dict) and name.lower() not in _OTHERS:
                    inner.append(value)
                if name not in found or isinstance(found[name], dict):
                    found[name] = value
        level = inner
    return found


_TYPED = frozenset(
    {"stringValue", "integerValue", "doubleValue", "booleanValue", "timestampValue", "nullValue", "mapValue",
     "arrayValue", "referenceValue"}
)  # fmt: skip


def untyped(record: dict[str, Any]) -> dict[str, Any]:
    """Return a document of Firestore's REST interface with plain values; others as they are."""
    fields = record.get("fields")
    if not isinstance(fields, dict) or not fields or not all(map(_is_typed, fields.values())):
        return record
    return {name: _untyped(value, MAX_DEPTH) for name, value in fields.items()}


def _is_typed(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and value.keys() <= _TYPED


def _untyped(value: Any, depth: int) -> Any:
    if not depth or not _is_typed(value):
        return value
    ((kind, inner),) = value.items()
    if kind == "mapValue" and isinstance(inner, dict):
        return {name: _untyped(item, depth - 1) for name, item in (inner.get("fields") or {}).items()}
    if kind == "arrayValue" and isinstance(inner, dict):
        return [_untyped(item, depth - 1) for item in inner.get("values") or []]
    return inner


def at_path(record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path of names (`_source.title`); None if there is none."""
    value: Any = record
    for name in path.split(".")[:MAX_DEPTH]:
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


class ObjectList(NamedTuple):
    """Objects side by side, the object that holds them, and how deep they lie."""

    holder: Mapping[str, Any]
    objects: list[dict[str, Any]]
    depth: int
    is_mapping: bool = False


def lists_in(record: Mapping[str, Any], is_article: Callable[[dict[str, Any]], bool]) -> Iterator[ObjectList]:
    """Yield every list of objects inside an object, outer ones first.

    A dictionary whose values are all articles (by id, as Firebase keeps them) is a list of these.
    """
    level: list[Mapping[str, Any]] = [record]
    left = MAX_NODES
    for depth in range(MAX_LIST_DEPTH):
        inner: list[Mapping[str, Any]] = []
        for holder in level:
            values = list(holder.values())
            if depth == 0 and _are_articles(values, is_article):
                yield ObjectList({}, values, depth, is_mapping=True)
                return
            for value in values:
                left -= 1
                if left <= 0:
                    return
                if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
                    yield ObjectList(holder, value, depth)
                    inner += value[:MAX_LOOKED_INTO]
                elif isinstance(value, dict) and _are_articles(found := list(value.values()), is_article):
                    yield ObjectList(holder, found, depth, is_mapping=True)
                elif isinstance(value, dict):
                    inner.append(value)
        level = inner


def _are_articles(values: list[Any], is_article: Callable[[dict[str, Any]], bool]) -> bool:
    """Return whether there are some values, and all are objects that say what an article says."""
    return bool(values) and all(isinstance(value, dict) and is_article(value) for value in values)


def _is_table_of_lists(record: Mapping[str, Any]) -> bool:
    """Return whether a record is a column a name, each a list of as many plain values, one of them of texts."""
    columns = list(record.values())
    if len(columns) < 2 or not all(isinstance(column, list) and len(column) > 1 for column in columns):
        return False
    sample = [item for column in columns for item in column[:100]]
    return (
        len({len(column) for column in columns}) == 1
        and not any(isinstance(item, list | dict) for item in sample)
        and any(isinstance(item, str) and len(item) >= MIN_PARAGRAPH_CHARS for item in sample)
    )


def rows_of(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that pandas wrote by columns, or as columns and data; nothing for anything else."""
    names, data = record.get("columns"), record.get("data")
    if (
        isinstance(names, list)
        and isinstance(data, list)
        and all(isinstance(row, list) for row in data[:100])
    ):
        for row in data:
            if isinstance(row, list):
                yield dict(zip(map(str, names), row, strict=False))
        return
    if _is_table_of_lists(record):
        for row in islice(zip(*record.values(), strict=True), MAX_ROWS):
            yield dict(zip(record, row, strict=True))
        return
    columns = {name: value for name, value in record.items() if isinstance(value, dict)}
    if len(columns) < 2 or len(columns) < len(record):
        return
    first = next(iter(columns.values()))
    if not first or any(value.keys() != first.keys() for value in columns.values()):
        return
    for key in islice(first, MAX_ROWS):
        yield {name: value[key] for name, value in columns.items()}
