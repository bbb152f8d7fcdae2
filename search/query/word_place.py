"""Where a word stands in a query as it was typed, so that a link can put another one in its place."""

import re
from typing import NamedTuple

from index.fields import DATE_FIELDS, VALUE_FIELDS
from index.hindi.script import DEVANAGARI
from search.query.parser import QUOTES
from search.query.query_fields import FIELD, field_of

_PART_OF_WORD = f"[\\w{DEVANAGARI}\u200c\u200d]"
_QUOTED = re.compile(f"[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|$)")
_CONDITION = re.compile(rf"(?<![^\s(|=+−–—-])({FIELD.pattern})(?:{_QUOTED.pattern}|[^\s()|]*)", re.IGNORECASE)
_OF_ARTICLES = frozenset((*VALUE_FIELDS, *DATE_FIELDS))


class WordPlace(NamedTuple):
    """Where a word begins and ends, whether it is quoted, and whether `=` stands before it."""

    start: int
    end: int
    is_quoted: bool
    is_exact: bool

    def replaced(self, text: str, replacement: str) -> str:
        """Return the query with something else in the place of the word."""
        return text[: self.start] + replacement + text[self.end :]


def place_of(word: str, text: str) -> WordPlace | None:
    """Return where a word stands by itself in a query; None if it does not, or only as a source, a date or the like.

    >>> place_of("राम", "रामायण राम").start
    7
    """
    if not word:
        return None
    conditions = [
        match.span()
        for match in _CONDITION.finditer(text)
        if field_of(match[1].rstrip()[:-1]) in _OF_ARTICLES
    ]
    quotations = [match.span() for match in _QUOTED.finditer(text)]
    for match in re.finditer(rf"(?<!{_PART_OF_WORD}){re.escape(word)}(?!{_PART_OF_WORD})", text):
        if not any(start <= match.start() < end for start, end in conditions):
            is_quoted = any(start < match.start() < end for start, end in quotations)
            is_exact = match.start() > 0 and text[match.start() - 1] == "=" and not is_quoted
            return WordPlace(match.start(), match.end(), is_quoted, is_exact)
    return None
