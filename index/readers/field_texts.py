"""Values as exports hold them → the text of a field: strings, numbers, lists, objects with a name, blocks of a CMS."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from index.readers.markup import has_codes, has_markup, text_of, unescaped
from index.readers.nested_json import block_text, json_blocks
from index.readers.story_markup import story_of

_ESCAPED_TAG = re.compile(
    r"&(?:amp;)?lt;(?:p|b|i|em|strong|br|div|span|h[1-6]|a|ul|ol|li)(?:\s[^<>]{0,300}?)?/?&(?:amp;)?gt;",
    re.IGNORECASE,
)
MAX_ESCAPED = 2
"""Times that tags may have been escaped (&amp;lt;p&amp;gt;)."""
_NUMBERED_KEY = re.compile(r"(?:p|para|paragraph|line)?[ _-]?([0-9]{1,3})", re.IGNORECASE)
_LEVELS = re.compile(r"(?<!\s)\s*+(?:>|\||;)\s*+")
"""Between the sections of one article, as exports of WordPress write them."""
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
    "$t",
    "S",
    "node",
    "displayName",
    "iso",
)
"""Where objects have their text; $ names are those of MongoDB's exports and Google's feeds, S is DynamoDB's."""
_INNER_MOMENTS = ("date", "seconds", "_seconds", "published", "publishedAt")
"""Where objects have their moment: those of PHP and Firestore, and where a CMS keeps several."""
_ROLE, _MAIN_ROLE = "role", "main"
"""Of several headlines and texts with roles, as ninjs has them, this one counts."""
_ROLES = ("role", "type", "designation", "job")
_OTHER_ROLE = re.compile(
    r"\b(?:sub-?)?editor|photo|camera|translat|produc|design|illustrat|proof|publisher|संपाद|फ़?ोटो|छायाकार|अनुवाद",
    re.IGNORECASE,
)
"""What persons beside a story's writers do."""
_INNER_PERSONS = ("display_name", "displayName", "full_name", "fullName", "original", "data", "attributes")
"""Where objects have a person's name, or another object that has it (Strapi: data, attributes)."""
_PARTS_OF_NAME = (("firstName", "lastName"), ("first_name", "last_name"))
MAX_INNER = 50
_DAY_IN_LIST = 3
"""Java writes a moment as year, month, day, hour and so on."""


def text_value(value: Any, field: str, depth: int = 5) -> str | None:
    """Return a value as text: strings, numbers, lists of them, and objects that have a name; None for others."""
    if isinstance(value, str):
        if field in {"title", "standfirst", "body"}:
            return _plain_text(value, story_of if field == "body" else text_of)
        if has_markup(value) and field not in {"id", "url", "date"}:
            value = text_of(value).replace("\n", ", ")
        value = unescaped(value) if "&" in value and field not in {"id", "date"} else value
        return _LEVELS.sub(", ", value) if field == "section" else value
    if isinstance(value, int | float):
        return None if isinstance(value, bool) else str(value)
    return _text_inside(value, field, depth)


def joined_texts(value: Any) -> Any:
    """Return a list of several texts as one text; anything else as it is."""
    is_texts = isinstance(value, list) and len(value) > 1 and all(isinstance(item, str) for item in value)
    return "\n".join(value) if is_texts else value


def _plain_text(value: str, text_in: Callable[[str], str] = text_of) -> str:
    """Return a text without tags and codes, escaped ones (&lt;p&gt;) included; that of an editor's blocks in JSON."""
    if value[:1] in "{[" and (blocks := json_blocks(value)):
        value = blocks
    for _ in range(MAX_ESCAPED):
        if has_markup(value) or not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    return text_in(value) if has_markup(value) or has_codes(value) else value


def _text_inside(value: Any, field: str, depth: int) -> str | None:
    """Return the text of a list or an object; None for others."""
    if field in {"title", "body"} and isinstance(value, list) and (main := _main_of(value)):
        return text_value(main, field, depth - 1) if depth else None
    is_numbered = isinstance(value, dict) and value and all(map(_NUMBERED_KEY.fullmatch, value))
    if field == "body" and not is_numbered and _has_blocks(value):
        return text_of(found) if has_markup(found := block_text(value)) or has_codes(found) else found or None
    if is_numbered:
        ordered = sorted(value, key=lambda key: int(_NUMBERED_KEY.sub(r"\1", key)))
        return text_value([value[key] for key in ordered], field, depth - 1) if depth else None
    if isinstance(value, list):
        return _text_of_list(value, field, depth)
    return _text_of_object(value, field, depth) if isinstance(value, dict) else None


def _text_of_list(value: list[Any], field: str, depth: int) -> str | None:
    if field == "date" and len(value) >= _DAY_IN_LIST and all(type(item) is int for item in value):
        return "-".join(f"{item:02}" for item in value[:_DAY_IN_LIST])
    parts = [text_value(item, field, depth - 1) if depth else None for item in value[:1000]]
    if any(part is None for part in parts) and field in {"title", "body"}:
        return None
    if field == "author":
        parts = [part for item, part in zip(value, parts, strict=False) if not _has_other_role(item)] or parts
    return ("\n" if field == "body" else ", ").join(part for part in parts if part)


def _has_other_role(person: Any) -> bool:
    """Return whether an object says that its person did something else than write the story."""
    if not isinstance(person, dict):
        return False
    return any(isinstance(role := person.get(name), str) and _OTHER_ROLE.search(role) for name in _ROLES)


def _main_of(value: list[Any]) -> Any:
    """Return the object with the main role of several objects that all have roles; None for other lists."""
    objects = [item for item in value[:MAX_INNER] if isinstance(item, dict) and _ROLE in item]
    if not objects or len(objects) != len(value):
        return None
    return next((item for item in objects if item[_ROLE] == _MAIN_ROLE), None)


def _text_of_object(value: Mapping[str, Any], field: str, depth: int) -> str | None:
    if field == "author" and (name := _full_name(value)):
        return name
    names = {
        "date": (*_INNER_MOMENTS, *_INNER_NAMES),
        "author": (*_INNER_NAMES, *_INNER_PERSONS),
        "section": (*_INNER_NAMES, *_INNER_PERSONS),
    }.get(field, _INNER_NAMES)
    inner = next((value[key] for key in names if key in value), None)
    kinds = (str, int, dict, list) if field in {"body", "author"} else (str, int, dict)
    is_text = depth and isinstance(inner, kinds) and len(value) < MAX_INNER
    return text_value(inner, field, depth - 1) if is_text else None


def _full_name(value: Mapping[str, Any]) -> str:
    """Return the name of a person that is kept in two parts; "" for others."""
    for first, last in _PARTS_OF_NAME:
        if isinstance(value.get(first), str) and isinstance(value.get(last), str):
            return f"{value[first]} {value[last]}".strip()
    return ""


def _has_blocks(value: Any) -> bool:
    """Return whether a body is made of objects, and not a text or a list of texts."""
    if isinstance(value, list):
        return any(isinstance(item, dict | list) for item in value[:1000])
    return isinstance(value, dict) and not any(isinstance(value.get(name), str) for name in _INNER_NAMES)
