"""Rows that go on with the article of the row above: a paragraph a row, as OCR programs and merged cells give it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from index.readers.field_aliases import chosen

MIN_COLUMNS = 3
"""A table with fewer says too little to tell a paragraph from an article without a headline."""
_PART = re.compile(r"para|part|seq|line|sentence|order|chunk|अनुच्छेद|पैरा|क्रम|भाग|वाक्य", re.IGNORECASE)
"""Columns that number the parts of an article."""
MAX_DIGITS = 6
_TOTAL = re.compile(
    r"(?:कुल|योग|महायोग|(?:grand )?total|sum)\s*"
    r"(?:ख\u093c?बर(?:ें|ों)?|समाचार|लेख|articles?|news|records?|rows?|items?)?\s*[:：=-]*\s*[0-9०-९,]*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[0-9०-९][0-9०-९,. ]*")


class NumberedRow(NamedTuple):
    """A row by the names of its columns, its number, and how many rows below went on with it."""

    record: Mapping[str, Any]
    number: int
    joined: int = 0


class ArticleRows:
    """Puts the rows of one table together that are one article.

    A row goes on with the one above if it has nothing but a text, or that one's headline and id and the next number of
    a part. Without a number it is another version, and of those the reader keeps one.
    """

    def __init__(self, columns: tuple[tuple[str, str], ...]) -> None:
        self._columns = columns
        self._waiting: NumberedRow | None = None
        self._texts: list[str] = []
        self._text_column = ""

    def add(self, row: NumberedRow) -> Iterator[NumberedRow]:
        """Take a row; yield the article that it ends."""
        if self._waiting is not None and (text := self._continuation(self._waiting.record, row.record)):
            self._texts.append(text)
            return
        yield from self.end()
        self._waiting = row

    def end(self) -> Iterator[NumberedRow]:
        """Yield the article that is waiting for more."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self._texts:
            own = str(waiting.record[self._text_column] or "")
            text = "\n".join(filter(None, [own, *self._texts]))
            record = {**waiting.record, self._text_column: text}
            waiting = waiting._replace(record=record, joined=len(self._texts))
        self._texts = []
        if waiting is not None:
            yield waiting

    def _continuation(self, above: Mapping[str, Any], record: Mapping[str, Any]) -> str:
        """Return the text with which a record goes on with the one above; "" if it does not."""
        if len(record) < MIN_COLUMNS:
            return ""
        fields = chosen(record, self._columns)
        body, title = fields.get("body", ""), fields.get("title", "")
        text = str(record.get(body) or "")
        if not (text and title and above.get(title) and above.get(body)):
            return ""
        filled = [name for name, value in record.items() if value not in (None, "")]
        identity = fields.get("id") or fields.get("url") or ""
        is_rest = filled == [body] and sum(value not in (None, "") for value in above.values()) >= MIN_COLUMNS
        is_same = bool(identity) and all(
            record.get(name) and record.get(name) == above.get(name) for name in (title, identity)
        )
        if not is_rest and not (is_same and self._is_next_part(above, record)):
            return ""
        self._text_column = body
        return text

    def _is_next_part(self, above: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
        """Return whether a column of numbers says that a record is the next part of the one above."""
        return any(
            _is_count(value)
            and _is_count(above.get(name))
            and int(value) == int(above[name]) + len(self._texts) + 1
            for name, value in record.items()
            if _PART.search(name)
        )


def continues(record: Mapping[str, Any]) -> bool:
    """Return whether a row by itself may go on with the one above, so that a file is not cut before it."""
    filled = [name for name, value in record.items() if value not in (None, "")]
    parts = [str(record[name]) for name in filled if _PART.search(name)]
    return len(record) >= MIN_COLUMNS and (
        len(filled) == 1 or any(_is_count(part) and int(part) > 1 for part in parts)
    )


def _is_count(value: Any) -> bool:
    return str(value).isdecimal() and len(str(value)) <= MAX_DIGITS


def is_total(record: Mapping[str, Any]) -> bool:
    """Return whether a row only says how many rows there are (कुल खबरें: 3)."""
    filled = [str(value).strip() for value in record.values() if value not in (None, "")]
    is_named = len(record) >= MIN_COLUMNS and bool(filled) and _TOTAL.fullmatch(filled[0]) is not None
    return is_named and all(map(_COUNT.fullmatch, filled[1:]))
