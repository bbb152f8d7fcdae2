"""Days and periods as queries, addresses and options name them: 2024, 2024-06, जून 2024, 25 जून 2024, 2023..2024-06."""

import calendar
import datetime
import re

from index.hindi.script import ASCII_DIGITS
from search.model.filters import Period

MAX_PERIOD_CHARS = 40
ANY_DAY = frozenset({"yes", "any", "हां", "हाँ"})
"""What asks for every day of a field (changed:yes)."""
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2}))?")
_MONTH_NAME = re.compile(r"[^0-9]+[ ,.-][0-9]{4}")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")


def parse_period(text: str) -> Period | None:
    """Return the days that a text names; None if it names none or is longer than MAX_PERIOD_CHARS.

    >>> parse_period("2024-02")
    Period(since=datetime.date(2024, 2, 1), until=datetime.date(2024, 2, 29))
    """
    text = text.strip().translate(ASCII_DIGITS)
    if len(text) > MAX_PERIOD_CHARS:
        return None
    first, mark, last = text.partition("..")
    if not mark:
        return _span(text)
    begin, end = (_span(part) if part.strip() else Period(None, None) for part in (first, last))
    if begin is None or end is None or begin == end == (None, None):
        return None
    if begin.since and end.until and begin.since > end.until:  # the later one was named first
        begin, end = end, begin
    return Period(begin.since, end.until)


def parse_days(text: str) -> Period | None:
    """Return the days that a text names, all for one of ANY_DAY; None if it names none.

    >>> parse_days("yes")
    Period(since=None, until=None)
    """
    return Period(None, None) if text.strip().casefold() in ANY_DAY else parse_period(text)


def parse_day(text: str, *, is_end: bool) -> datetime.date | None:
    """Return the first or, if `is_end`, the last day that a text names.

    >>> parse_day("2024-02", is_end=True)
    datetime.date(2024, 2, 29)
    """
    period = parse_period(text)
    if period is None:
        return None
    return period.until if is_end else period.since


def _span(text: str) -> Period | None:
    text = text.strip()
    part, reverse = _YEAR_FIRST.fullmatch(text), _MONTH_FIRST.fullmatch(text)
    if part or reverse:
        year, month = (part[1], part[2]) if part else (reverse[2], reverse[1])  # type: ignore[index]
        return _month_or_year(int(year), int(month) if month else None)
    from index.dates import parse_date  # noqa: PLC0415 - its patterns take longer than most queries

    if _MONTH_NAME.fullmatch(text):
        first = parse_date(f"1 {text}")
        return _month_or_year(first.year, first.month) if first else None
    day = parse_date(text)
    return Period(day, day) if day else None


def _month_or_year(year: int, month: int | None) -> Period | None:
    from index.dates import FIRST_YEAR, LAST_YEAR  # noqa: PLC0415

    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    first, last = (month, month) if month else (1, 12)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Period(datetime.date(year, first, 1), end)
