"""Values of a record as they come → the raw strings of its fields.

Where a record has a headline and no known name for its text, the longest other text is taken, and that is said.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from index.readers.field_aliases import BODY_WORDS, chosen, composed_field, field_of, plain_name
from index.readers.field_texts import joined_texts, text_value
from index.readers.nested_json import at_path
from index.readers.page_in_field import page_of

MIN_UNKNOWN_CHARS = 120
"""A text under an unknown name is an article's if it has at least this many characters."""
MIN_UNKNOWN_WORDS = 15
"""The words that such a text must have."""
NO_TEXT_CHARS = 20
"""What is no longer is no text of an article if another of its names has MUCH_LONGER times as much."""
MUCH_LONGER = 10
_NUMBERED = re.compile(r"(.{2,40}?)[ _-]?([0-9]{1,2})")
_LEAD_AND_REST = ("introtext", "fulltext")
"""Joomla's two halves of a text."""
_NUMBERS = re.compile(r"[0-9]+(?:, [0-9]+)*")
"""Numbers of authors and categories, whose names are elsewhere."""
_PLACEHOLDER_VALUES = {
    "date": re.compile(
        "[01]|true|false|yes|no|null|none|n/?a|-+|.{0,40}(?:पहले|ago|just now|अभी)", re.IGNORECASE
    ),
    "author": _NUMBERS,
    "section": _NUMBERS,
}
_DATE_PARTS = (
    ("day", "दिन", "dd"),
    ("month", "महीना", "माह", "mm"),
    ("year", "वर्ष", "साल", "yyyy"),
)
MAX_DATE_PART_CHARS = 12
MAX_HEADLINE_CHARS = 300
_NO_BODY = re.compile(
    r"url|link|image|img|photo|keyword|tag|meta|json|path|cookie|comment|author|bio", re.IGNORECASE
)


def raw_of(
    record: Mapping[str, Any], columns: tuple[tuple[str, str], ...] = ()
) -> tuple[dict[str, str], str]:
    """Return the raw strings of a record's fields, and what is wrong with its title or body ("" if nothing).

    Other values that are no text (`author: {"id": 5}`) are left out: they must not cost an article.
    """
    name, page = page_of(record)
    raw, fault = _raw_of({key: record[key] for key in record if key != name} if page else record, columns)
    raw = page | raw
    if raw and not raw.get("date") and (date := _date_of_parts(record)):
        raw["date"] = date
    missing = (
        (name, field) for field, name in columns if "." not in name and name not in record and field in raw
    )
    for name, field in missing:
        raw["column_missing"] = (
            f"{field} is not under the name of --column, but under another; --column says {name!r}"
        )
    return raw, fault


def _raw_of(record: Mapping[str, Any], columns: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], str]:
    raw: dict[str, str] = {}
    present = [name for name, value in record.items() if value not in (None, "", [], {})]
    inner = {name: value for _, name in columns if "." in name and (value := at_path(record, name))}
    fields = chosen([*present, *inner], columns)
    if composed_field(fields.get("body", "")) == "body":
        fields = _with_longest_body(record, fields, present)
    is_stated = any(field == "body" for field, _ in columns)
    if not columns:
        fields |= _informative_names(record, fields, present) | _headline_and_text(record, fields, present)
    parts = [] if is_stated else _parts_of_body(present, record)
    if "body" in fields and not parts and not is_stated:
        fields["body"] = _fuller(record, fields["body"], present)
    if parts:
        fields = {field: name for field, name in fields.items() if name not in parts} | {"body": parts[0]}
    if "body" not in fields and (longest := _longest(record, present, fields)):
        fields["body"] = raw["body_from"] = longest
    for field, name in fields.items():
        text = text_value(record.get(name, inner.get(name)), field)
        if field == "body" and parts:
            texts = (text_value(record[part], field) for part in parts)
            text = "\n".join(filter(None, texts))
        if text is not None and not (field in {"author", "section"} and _NUMBERS.fullmatch(text)):
            raw[field] = text
        elif text is None and field in {"title", "body"}:
            return {}, f"{name} is not text: write it as a JSON string"
    return raw, ""


def _date_of_parts(record: Mapping[str, Any]) -> str:
    """Return the date of a record that has its day, month and year under a name each; "" if it has not."""
    parts = {
        name.strip().lower(): str(value).strip()
        for name, value in record.items()
        if isinstance(value, str | int)
    }
    found = [next((parts[name] for name in names if parts.get(name)), "") for names in _DATE_PARTS]
    if all(part.isdecimal() for part in found):
        found = [found[2], found[1].zfill(2), found[0].zfill(2)]
    return "-".join(found) if all(found) and max(map(len, found)) <= MAX_DATE_PART_CHARS else ""


def _informative_names(
    record: Mapping[str, Any], fields: dict[str, str], present: list[str]
) -> dict[str, str]:
    """Return other names for facts whose best name says nothing: author 12 beside author_name, published 1."""
    better: dict[str, str] = {}
    for field in ("date", "author", "section"):
        if field in fields and _PLACEHOLDER_VALUES[field].fullmatch(str(record[fields[field]]).strip()):
            others = (name for name in present if field_of(name) == field)
            telling = [
                name for name in others if not _PLACEHOLDER_VALUES[field].fullmatch(str(record[name]).strip())
            ]
            better |= {field: chosen(telling)[field]} if telling else {}
    return better


def _headline_and_text(
    record: Mapping[str, Any], fields: dict[str, str], present: list[str]
) -> dict[str, str]:
    """Return names of headline and text where two columns are called as a text and none as a headline."""
    texts = [name for name in present if field_of(name) == "body" and isinstance(record[name], str)]
    if (
        "title" in fields or len(texts) != 2 or any(map(str.isascii, texts))
    ):  # text and content may be two texts
        return {}
    short, long = sorted(texts, key=lambda name: len(record[name]))
    is_headline = len(record[short]) <= MAX_HEADLINE_CHARS and "\n" not in record[short].strip()
    return (
        {"title": short, "body": long} if is_headline and len(record[short]) * 2 < len(record[long]) else {}
    )


@lru_cache(4096)
def _part_of(name: str) -> tuple[str, int]:
    """Return which text a name is a part of, and its number (para2: para, 2); "" for what is no text."""
    plain = name.strip().lower()
    found = _NUMBERED.fullmatch(plain)
    base, number = (found[1], int(found[2])) if found else (plain, 1)
    is_text = base in BODY_WORDS or field_of(base) == "body" or (base == "p" and found is not None)
    return (base, number) if is_text else ("", 0)


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
    plain = {plain_name(name): name for name in record}
    has_both = plain.keys() >= set(_LEAD_AND_REST)
    return [plain[name] for name in _LEAD_AND_REST if plain[name] in present] if has_both else []


def _fuller(record: Mapping[str, Any], name: str, present: list[str]) -> str:
    """Return another name of the text if what stands under the best one is no text (N/A) and that one has one."""
    own = record.get(name)
    if not isinstance(own, str) or len(own.strip()) > NO_TEXT_CHARS:
        return name
    others = [
        other for other in present
        if other != name and field_of(other) == "body" and isinstance(record[other], str)
        and len(record[other].strip()) > MUCH_LONGER * max(1, len(own.strip()))
    ]  # fmt: skip
    return max(others, key=lambda other: len(record[other]), default=name)


def _with_longest_body(
    record: Mapping[str, Any], fields: dict[str, str], present: list[str]
) -> dict[str, str]:
    """Of several composed names of the text (page_content, article_text) take the longest text."""
    names = [name for name in present if composed_field(name) == "body" and isinstance(record[name], str)]
    return {**fields, "body": max(names, key=lambda name: len(record[name]))} if len(names) > 1 else fields


def _longest(record: Mapping[str, Any], present: list[str], fields: Mapping[str, str]) -> str:
    """Return the name of the longest text that stands under no known name, if a headline stands beside it."""
    if "title" not in fields:
        return ""
    texts = {
        name: value
        for name in present
        if name not in fields.values()
        and isinstance(value := joined_texts(record[name]), str)
        and not _NO_BODY.search(name)
    }
    name = max(texts, key=lambda name: len(texts[name]), default="")
    text = texts.get(name, "")
    is_text = len(text) >= MIN_UNKNOWN_CHARS and len(text.split()) >= MIN_UNKNOWN_WORDS
    return name if is_text else ""
