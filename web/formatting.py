"""Dates, numbers and names of languages as readers expect them (CLDR, by Babel), in the page's language."""

import datetime
import math
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from search.model.messages import QueryWarning
from search.model.timeline import TimeUnit
from web.i18n import gettext as _
from web.i18n import page_language_code
from web.languages import LANGUAGES
from web.warnings import TEXTS


@cache
def cldr_locale(code: str) -> Locale:
    """Return CLDR's locale of a language of the interface."""
    return Locale.parse(LANGUAGES[code].locale)


def warning_text(warning: QueryWarning) -> str:
    """Return a query warning in the language of the page."""
    return _(TEXTS[warning])


def date_text(date: datetime.date | None) -> str:
    """Return 25 जून 2024, or a text that says that there is no date."""
    return _date(date, page_language_code()) if date else _("बिना तारीख़")


def day_text(date: datetime.date) -> str:
    """Return 25-06-2024, as a day is typed in India."""
    return f"{date:%d-%m-%Y}"


def moment_text(moment: datetime.datetime) -> str:
    """Return 25 जून 2024, 14:05."""
    return f"{date_text(moment.date())}, {moment:%H:%M}"


@lru_cache(maxsize=20_000)
def _date(date: datetime.date, code: str) -> str:
    return format_date(date, "d MMMM y", locale=cldr_locale(code))


def month_text(date: datetime.date) -> str:
    """Return जून 2024."""
    return format_date(date, "LLLL y", locale=cldr_locale(page_language_code()))


def short_date(date: datetime.date, unit: TimeUnit) -> str:
    """Return a label for a timeline's axis: 25 जून, जून 2024, 2024."""
    pattern = {TimeUnit.DAY: "d MMM", TimeUnit.WEEK: "d MMM", TimeUnit.MONTH: "MMM y", TimeUnit.YEAR: "y"}[
        unit
    ]
    return format_date(date, pattern, locale=cldr_locale(page_language_code()))


def span_text(since: datetime.date, until: datetime.date, unit: TimeUnit) -> str:
    """Return the name of a bucket of a timeline."""
    if unit is TimeUnit.YEAR:
        return str(since.year)
    if unit is TimeUnit.MONTH:
        return month_text(since)
    return date_text(since) if since == until else f"{date_text(since)} – {date_text(until)}"


def number_text(number: int) -> str:
    """Return a number in Indian grouping: 1,23,456."""
    return _number(number, page_language_code())


@lru_cache(maxsize=20_000)
def _number(number: int, code: str) -> str:
    return str(format_decimal(number, locale=cldr_locale(code)))


def share_text(share: float) -> str:
    """Return 12.5%; a small share keeps two significant digits."""
    return _share(round(share, 6), page_language_code())


@lru_cache(maxsize=20_000)
def _share(share: float, code: str) -> str:
    if share and share < 0.001:
        share = round(share, 1 - math.floor(math.log10(share)))
    pattern = "#,##,##0.0%" if share >= 0.001 or not share else "0.00##%"
    return str(format_percent(share, pattern, locale=cldr_locale(code)))


def seconds_text(milliseconds: float) -> str:
    """Return 0.04 सेकंड, or "0.01 सेकंड से कम" below what anybody notices."""
    if milliseconds < 10:
        return _("0.01 सेकंड से कम")
    return _("%(seconds)s सेकंड", seconds=f"{milliseconds / 1000:.2f}")


@lru_cache(maxsize=1_000)
def _language_name(code: str, reader: str) -> str:
    named = cldr_locale(reader).languages.get(code)
    return str(named or Locale("en").languages.get(code, code))


def language_name(code: str) -> str:
    """Return the name of a language that articles are in, or its code."""
    return _language_name(code, page_language_code())
