"""Dates as they are typed: 05/08/2019, 2019-08-05, 5 Aug 2019 and August 5 are 5 अगस्त in a newspaper's text."""

import datetime
import re
from typing import NamedTuple

from index.dates import MONTH_NAMES
from index.hindi.analysis import term_of

MONTHS = tuple(term_of(names.split()[0]) for names in MONTH_NAMES)
_AS_HINDI = (
    "janvari", "farvari", "", "aprail", "", "", "julai", "agast", "sitambar", "aktubar", "navambar", "disambar",
)  # fmt: skip
_HINDI_WORDS = frozenset({"mar"})
LATIN_MONTHS = {
    latin: month
    for month, names, as_hindi in zip(MONTHS, MONTH_NAMES, _AS_HINDI, strict=True)
    for latin in (*names.split(), as_hindi)
    if latin and latin.isascii() and latin not in _HINDI_WORDS
}
"""Months in Latin letters, as they are read beside a number; without mar, which is मर as often."""
ENGLISH_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
"""What English writes after the number of a day."""
MAX_DATE_WORDS = 4
"""Words: 15 th august 1947."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YEARS = range(1900, 2100)
_DAYS = range(1, 32)


class WrittenDate(NamedTuple):
    """A day ("5") and month (अगस्त) as folded terms, and the year, "" if none was typed."""

    day: str
    month: str
    year: str = ""


def read_date(terms: tuple[str, ...]) -> WrittenDate | None:
    """Return the date that folded terms say in numbers, with the month first or as 15th august; None for others.

    A date of numbers begins with the day, as in India, or with a year of four digits.

    >>> read_date(("05", "08", "2019"))
    WrittenDate(day='5', month='अगस्त', year='2019')
    >>> read_date(("20", "20")), read_date(("5", "अगस्त"))
    (None, None)
    """
    if len(terms) == 1 and (dotted := _DOTTED.fullmatch(terms[0])):
        terms = dotted.groups()
    if len(terms) > 2 and _is_number(terms[0]) and terms[1] in ENGLISH_ORDINAL_ENDINGS:
        terms = (terms[2], terms[0], *terms[3:])
    if not 2 <= len(terms) <= 3 or not all(map(_is_number, terms[1:])):
        return None
    if len(terms) == 3 and _is_number(terms[0]):
        return _of_numbers(*map(int, terms if len(terms[0]) < 4 else reversed(terms)))
    month = LATIN_MONTHS.get(terms[0], terms[0])
    day, *years = map(int, terms[1:])
    if month not in MONTHS or day not in _DAYS or not all(year in _YEARS for year in years):
        return None
    return WrittenDate(str(day), month, *map(str, years))


def _of_numbers(day: int, month: int, year: int) -> WrittenDate | None:
    if year not in _YEARS:
        return None
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return WrittenDate(str(day), MONTHS[month - 1], str(year))


def _is_number(term: str) -> bool:
    return term.isascii() and term.isdigit() and len(term) <= 4
