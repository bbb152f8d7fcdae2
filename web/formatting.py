"""Dates, numbers and names of languages as readers expect them (CLDR, by Babel), in the page's language."""

import datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from search.timeline import TimeUnit
from web.i18n import LANGUAGES, language, locale
from web.i18n import say as _


def date_text(date: datetime.date | None) -> str:
    """25 जून 2024; a missing date is said to be missing."""
    return _date(date, language()) if date else _("तारीख़ नहीं")


@lru_cache(maxsize=20_000)
def _date(date: datetime.date, code: str) -> str:
    return format_date(date, "d MMMM y", locale=LANGUAGES[code])


def month_text(date: datetime.date) -> str:
    """जून 2024"""
    return format_date(date, "LLLL y", locale=locale())


def short_date(date: datetime.date, unit: TimeUnit) -> str:
    """What stands below a timeline: 25 जून, जून 2024, 2024."""
    pattern = {TimeUnit.DAY: "d MMM", TimeUnit.WEEK: "d MMM", TimeUnit.MONTH: "MMM y", TimeUnit.YEAR: "y"}[
        unit
    ]
    return format_date(date, pattern, locale=locale())


def span_text(since: datetime.date, until: datetime.date, unit: TimeUnit) -> str:
    """The name of a bucket of a timeline."""
    if unit is TimeUnit.YEAR:
        return str(since.year)
    if unit is TimeUnit.MONTH:
        return month_text(since)
    return date_text(since) if since == until else f"{date_text(since)} – {date_text(until)}"


def number_text(number: int) -> str:
    """Indian grouping: 1,23,456."""
    return _number(number, language())


@lru_cache(maxsize=20_000)
def _number(number: int, code: str) -> str:
    return str(format_decimal(number, locale=LANGUAGES[code]))


def share_text(share: float) -> str:
    """12.5%; a small share keeps two digits that tell something."""
    return _share(round(share, 6), language())


@lru_cache(maxsize=20_000)
def _share(share: float, code: str) -> str:
    pattern = "#,##,##0.0%" if share >= 0.001 or not share else "0.00##%"
    return str(format_percent(share, pattern, locale=LANGUAGES[code]))


def seconds_text(milliseconds: float) -> str:
    """0.04 सेकंड, or "0.01 सेकंड से कम" for what nobody can feel."""
    if milliseconds < 10:
        return _("0.01 सेकंड से कम")
    return _("%(seconds)s सेकंड", seconds=f"{milliseconds / 1000:.2f}")


@lru_cache(maxsize=1_000)
def _language_name(code: str, reader: str) -> str:
    named = LANGUAGES[reader].languages.get(code)
    return str(named or Locale("en").languages.get(code, code))


def language_name(code: str) -> str:
    """The name of a language that articles are in, or its code."""
    return _language_name(code, language())
