"""Dates, numbers and language names as readers of Hindi expect them (CLDR, by Babel)."""

import datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

HINDI = Locale("hi", "IN")


@lru_cache(maxsize=10_000)
def hindi_date(date: datetime.date | None) -> str:
    """25 जून 2024; a missing date is said to be missing."""
    return format_date(date, "d MMMM y", locale=HINDI) if date else "तारीख़ नहीं"


@lru_cache(maxsize=10_000)
def hindi_number(number: int) -> str:
    """Indian grouping: 1,23,456."""
    return str(format_decimal(number, locale=HINDI))


def hindi_seconds(milliseconds: float) -> str:
    """0.04, or "0.01 से कम" for what nobody can feel."""
    return f"{milliseconds / 1000:.2f}" if milliseconds >= 10 else "0.01 से कम"


def language_name(code: str) -> str:
    """The Hindi name of a language, or its code."""
    return str(HINDI.languages.get(code, code))
