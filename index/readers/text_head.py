"""What stands above the text of an article that marks nothing: its day, and whom the line of the day names."""

import re

from index.dates import parse_date
from index.readers.page_author import has_words_of_sentences, name_in_byline
from index.readers.page_dates import MAX_DATE_LINE_CHARS, day_of_short_line

_NO_PERSON = re.compile(
    r"कार्यालय|ब्यूरो|डेस्क|एजेंसी|मंत्रालय|विभाग|संवाद|सूचना|समाचार|न्यूज|खबर|दैनिक|जागरण|भास्कर|उजाला|हिन्?[दं]*ुस्तान"
    r"|पत्रिका|टाइम्स|प्रभात|सहारा|जनसत्ता|एक्सप्रेस|टुडे|आज तक|भारत|बुलेटिन|सेवा"
    r"|\b(?:press|times|news|trust|today|bureau|desk|agency|office|department|ministry|express|daily|media)\b",
    re.IGNORECASE,
)
"""What a line of the day may name instead of a person: an office, an agency, a paper."""
MAX_LINES_ABOVE = 12
"""Short lines at the beginning of a text that are examined."""
_LABEL_OF_DAY = re.compile(r"^(?:दिनांक|दिनाँक|तारीख\u093c?|तिथि|date|dated|dt)\.?\s*[:：-]*\s*", re.IGNORECASE)
MAX_NAME_WORDS = 5
_SAYS_AUTHOR = re.compile(
    r"(?:(?:by|reported by|written by)\s*[:：—–-]?\s+(?=[\u0900-\u097f])"
    r"|(?:रिपोर्टर?|संवाददाता|लेखक|लेखिका|प्रस्तुति)\s*[:：—–-]\s*)"
    r"([^\d:|।?!]{3,60})",
    re.IGNORECASE,
)
"""A line that says who wrote: By and a name in Devanagari, or a label with its sign."""


def with_day_of_head(raw: dict[str, str]) -> dict[str, str]:
    """Return raw fields with the day of a line above the text, where nothing else says one: 23 जुलाई 2025, जबलपुर.

    The line is taken out, and whom it names is the author if nothing else names one.
    """
    if raw.get("date") or not raw.get("body"):
        return raw
    if (line := raw.get("standfirst", "")) and (day := day_of_short_line(line)):
        return _with_author_of(line, {**raw, "date": day.isoformat(), "standfirst": ""})
    lines = raw["body"].split("\n")
    for number, line in enumerate(lines[:MAX_LINES_ABOVE]):
        if len(line.strip()) > MAX_DATE_LINE_CHARS:
            break
        if day := day_of_short_line(line):
            rest = "\n".join([*lines[:number], *lines[number + 1 :]]).strip("\n")
            return _with_author_of(line, {**raw, "date": day.isoformat(), "body": rest}) if rest else raw
    return raw


def with_byline(raw: dict[str, str]) -> dict[str, str]:
    """Return raw fields with the author of a first line that says who wrote the text (By नेहा, संवाददाता: नेहा)."""
    line, _, rest = raw.get("body", "").lstrip("\n").partition("\n")
    byline = _SAYS_AUTHOR.fullmatch(line.strip()) if len(line) <= MAX_DATE_LINE_CHARS else None
    if raw.get("author") or byline is None or not rest.strip() or not _is_person(byline[1]):
        return raw
    return {**raw, "author": byline[1].strip(), "body": rest.strip("\n")}


def _is_person(name: str) -> bool:
    return (
        1 < len(name.split()) <= MAX_NAME_WORDS
        and parse_date(name) is None
        and not has_words_of_sentences(name)
        and not _NO_PERSON.search(name)
    )


def _with_author_of(line: str, raw: dict[str, str]) -> dict[str, str]:
    name = name_in_byline(line.strip().strip("*_"))
    return {**raw, "author": name} if _is_person(name) and not raw.get("author") else raw


def without_day_above(lines: list[str]) -> tuple[list[str], str]:
    """Return the lines of a text without one above its headline that only says the day, and that day; else ""."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not any(line.strip() for line in lines[first + 1 :]):
        return lines, ""
    day = (
        parse_date(_LABEL_OF_DAY.sub("", lines[first].strip()))
        if len(lines[first]) <= MAX_DATE_LINE_CHARS
        else None
    )
    return (lines[first + 1 :], day.isoformat()) if day else (lines, "")
