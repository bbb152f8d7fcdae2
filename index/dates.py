"""Dates of articles: ISO 8601 in ASCII or Devanagari digits, with or without a time of day."""

import datetime
import re

_ISO = re.compile(r"\s*([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?\s*", re.DOTALL)
_ASCII_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")


def parse_date(text: str) -> datetime.date | None:
    """The calendar day written in the text, or None: a wrong guess is worse than no date.

    >>> parse_date("२०२४-०६-२५")
    datetime.date(2024, 6, 25)
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None
    match = _ISO.fullmatch(text.translate(_ASCII_DIGITS))
    if match is None:
        return None
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        return None
