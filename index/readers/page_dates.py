"""The date that a web page shows, where its meta elements say none: of the address, or beside the headline.

Pages are full of other dates: today's in the header, those of related news, of readers' comments, of what the
story tells of. So only what stands close to the headline counts, and where that disagrees there is no date.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from index.dates import parse_date

_URL_DATE = re.compile(
    r"/((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?:/|-|$)"
    r"|-((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?:\.[a-z]{3,5})?/?$"
)
_STORY_FROM = re.compile(r"\bThis story is from\s+([A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})")
_SEPARATORS = re.compile(r"\s*[|/•·»]\s*|\s+-\s+")
_STATED = "//*[@itemprop='datePublished']"
_AROUND = 3
"""The number of elements around the headline that are searched."""
_ELSEWHERE = frozenset({"header", "footer", "aside", "nav", "form"})
_OTHERS = re.compile(
    r"comment|related|sidebar|widget|footer|header|menu|popular|trending|also|recommend|ticker", re.I
)
_DATED = re.compile(r"date|publish|time|posted|byline|meta", re.I)
_LABELLED = re.compile(r"publish|posted|प्रकाशित|प्रकाशन", re.I)
_LABEL = re.compile(
    r"\b(?:last\s+)?(?:updated|published|posted|modified)\b|(?:अंतिम\s+)?अपडेट(?:ेड)?|प्रकाशित|पब्लिश(?:्ड)?", re.I
)
_TOLD = re.compile(r"publish|posted|updated|प्रकाशित|अपडेट|पब्लिश|\|", re.I)
LONGEST_DATE_LINE = 120
MOST_ELEMENTS = 4_000


def shown_date(tree: Any, url: str) -> str:
    """Return what a page shows as its date, as text that can be read; "" where it shows none or several."""
    match = _URL_DATE.search(url.partition("?")[0])
    in_address = "-".join(filter(None, match.groups())) if match else ""
    if parse_date(in_address):
        return in_address
    shown = tree.xpath(f"{_STATED}/@content | {_STATED}/@datetime")[:5]
    stated = [value for value in shown if parse_date(value)]
    if stated:
        return str(stated[0])
    told = tree.xpath("//*[contains(text(), 'This story is from')]")[:3]
    said = {match[1] for each in told if (match := _STORY_FROM.search(each.text_content()[:200]))}
    if len(said) == 1 and parse_date(next(iter(said))):
        return said.pop()
    for head in tree.xpath("//h1")[:1]:
        around = head
        for _ in range(_AROUND):
            around = around.getparent()
            if around is None or around.tag in {"body", "html"}:
                break
            if found := _agreed(list(_dates_in(around))):
                return found.isoformat()
    return ""


def _agreed(found: list[tuple[bool, datetime.date]]) -> datetime.date | None:
    """Return the one day of all that were found, or of those that are labelled as the day of publication."""
    labelled = {day for is_labelled, day in found if is_labelled}
    days = labelled or {day for _, day in found}
    return days.pop() if len(days) == 1 else None


def _dates_in(element: Any) -> Iterator[tuple[bool, datetime.date]]:
    """Yield whether it is labelled, and the day, of every date that an element shows outside of running text."""
    for each in _own_elements(element):
        text = " ".join(each.text_content().split())
        if len(text) > LONGEST_DATE_LINE:
            continue
        moment = each.get("datetime", "") if each.tag == "time" else ""
        names = f"{each.get('class', '')} {each.get('id', '')}"
        is_told = moment or each.tag == "time" or _DATED.search(names) or _TOLD.search(text)
        day = parse_date(moment) or (_day_in(text) if is_told else None)
        if day:
            yield _LABELLED.search(f"{text} {names} {each.get('itemprop', '')}") is not None, day


def _day_in(text: str) -> datetime.date | None:
    """Return the day of a line, or of the one part of it that is a date (नमूना डेस्क | 23 Sep 2025)."""
    if whole := parse_date(text):
        return whole
    days = {day for part in _SEPARATORS.split(text) if (day := parse_date(part))}
    if not days:
        days = {day for match in _LABEL.finditer(text) if (day := parse_date(text[match.start() :]))}
    return days.pop() if len(days) == 1 else None


def _own_elements(element: Any) -> Iterator[Any]:
    """Yield what is inside an element, but no other part of the page and nothing inside a paragraph of the story."""
    waiting = [element]
    for _ in range(MOST_ELEMENTS):
        if not waiting:
            return
        at = waiting.pop()
        for child in at:
            if not isinstance(child.tag, str) or child.tag in _ELSEWHERE:
                continue
            if _OTHERS.search(f"{child.get('class', '')} {child.get('id', '')}"):
                continue
            if child.tag == "p" and len(" ".join(child.text_content().split())) > LONGEST_DATE_LINE:
                continue
            yield child
            waiting.append(child)
