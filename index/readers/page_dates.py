"""The date that a web page shows, where its meta elements say none: of the address, or beside the headline.

Pages are full of other dates: today's in the header, those of related news, of readers' comments, of what the
story tells of. So only what stands close to the headline counts, and where that disagrees there is no date.
"""

import datetime
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from index.dates import WEEKDAY_STEM, days_in, parse_date
from index.readers.page_headings import main_headings

_URL_DATE = re.compile(
    r"/((?:19|20)[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?:/|-|$)"
    r"|-((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?:\.[a-z]{3,5})?/?$"
)
_STORY_FROM = re.compile(r"\bThis story is from\s+([A-Z][a-z]+ [0-9]{1,2}, [0-9]{4})")
_SEPARATORS = re.compile(r"\s*[|/•·»]\s*|\s+-\s+")
_STATED = (
    "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime"
    " | //*[@itemprop='datePublished']/@title | //*[@itemprop='datePublished']//time/@datetime"
)
_MARKED = (
    "//abbr[contains(concat(' ', @class, ' '), ' published ')]/@title"
    " | //time[contains(concat(' ', @class, ' '), ' published ')]/@datetime"
    " | //*[contains(@property, 'dc:created') or contains(@property, 'dc:date')"
    " or contains(@property, 'schema:dateCreated') or contains(@property, 'schema:datePublished')]/@content"
)
"""How Blogger and Drupal mark the moment of a story; pages that list stories have one of each."""
_STATED_TEXT = (
    "//*[@itemprop='datePublished'] | //*[contains(@class, 'field--name-created')]"
    " | //*[contains(@class, 'node__submitted') or contains(concat(' ', @class, ' '), ' submitted ')]"
)
_AROUND = 3
"""The number of elements around the headline that are searched."""
_ELSEWHERE = frozenset({"header", "footer", "aside", "nav", "form"})
_OTHERS = re.compile(
    r"comment|related|sidebar|widget|footer|header|menu|popular|trending|also|recommend|ticker|today-?date|current-?date",
    re.I,
)
_DATED = re.compile(r"date|publish|time|posted|byline|meta", re.I)
_LABELLED = re.compile(r"publish|posted|प्रकाशित|प्रकाशन", re.I)
_LABEL = re.compile(
    r"\b(?:last\s+)?(?:updated?|publish(?:ed)?|posted|modified)(?:\s+date)?\b|(?:अंतिम\s+)?अपडेट(?:ेड)?"
    r"|प्रकाशित|प्रकाशन|पब्लिश(?:्ड)?",
    re.I,
)
_CHANGED = re.compile(r"updated?|modified|अपडेट|संशोधित", re.I)
_TOLD = re.compile(r"publish|posted|updated|प्रकाशित|अपडेट|पब्लिश|\|", re.I)
MAX_DATE_LINE_CHARS = 120
MAX_LABELLED_LINE_CHARS = 200
"""A line that says when the page was published may name writer and editor, too."""
MAX_LINES_BELOW = 4
_OTHER_LABEL = re.compile(r"[A-Za-z\u0900-\u0963]\s?[:：]")
_OF_PAGES = re.compile(
    r"publish|posted|updated|created|modified|date|edited|\bby\b|प्रकाशित|प्रकाशन|अपडेट|प्रविष्टि|दिनांक|तारीख|द्वारा|पब्लिश|संवाददाता|रिपोर्ट|लेखक",
    re.I,
)
"""Labels of a page's own day; जन्म: and मतदान: are others."""
FIRST_ONLINE = 1990
"""No page was published before, whatever day stands in it."""
MAX_LABEL_WORDS = 2
MAX_BYLINE_WORDS = 8
"""Words beside a date: a name, a place, an agency and their labels."""
_SAYS_PUBLISHED = re.compile(
    rf"^\s*द्वारा\s|द्वारा\s+(?:प्रकाशित|प्रस्तुत|पोस्ट|{WEEKDAY_STEM}|[0-9०-९])|(?:को|पर)\s+(?:प्रकाशित|प्रस्तुत|पोस्ट)"
)
_OF_PUBLISHING = re.compile(r"(?<!\S)(?:को|पर|में|द्वारा|प्रकाशित|प्रस्तुत|पोस्ट|किया|गया)(?!\S)")
"""Words around a day and a name: 2 दिसंबर 2022 को … द्वारा प्रकाशित, … द्वारा शुक्र, 14/03/2025 - 10:30 पर प्रस्तुत."""
_SIGNS = re.compile(r"[^\w\u0900-\u0963]+")
_OF_SENTENCES = frozenset(
    ["को", "से", "में", "का", "के", "की", "पर", "ने", "है", "हैं", "था", "थे", "थी", "तक", "और", "कि", "यह", "इस"]
)
"""What stands in a sentence, and in no line of a name, a place and a day."""
_MAY_BE_HEADLINES = ("h2", "h3", "h4", "div", "td", "p", "span", "b", "strong", "font")
_OF_STORY = re.compile(
    r"(?:created?|publish(?:ed)?|news|story|article|ep|epaper|issue|edition)[-_]?date", re.I
)
MAX_DEPTH = 100
MAX_NAMED_DATES = 3
"""Elements of such a class; pages that list stories have one for each."""
MAX_ELEMENTS = 4_000
MAX_CHARS = 2_000_000
"""Characters of elements, one inside the other, that are examined for a headline."""


def shown_date(tree: Any, url: str, headline: str = "") -> str:
    """Return what a page shows as its date, as text that can be read; "" where it shows none or several."""
    match = _URL_DATE.search(url.partition("?")[0])
    in_address = "-".join(filter(None, match.groups())) if match else ""
    if parse_date(in_address):
        return in_address
    if marked := _marked_date(tree):
        return marked
    told = tree.xpath("//*[contains(text(), 'This story is from')]")[:3]
    said = {match[1] for element in told if (match := _STORY_FROM.search(element.text_content()[:200]))}
    if len(said) == 1 and parse_date(next(iter(said))):
        return said.pop()
    for head in main_headings(tree)[:1] or _saying(tree, headline):
        seen: list[tuple[bool, datetime.date]] = []
        around = head
        for _ in range(_AROUND):
            around = around.getparent()
            if around is None or around.tag in {"body", "html"}:
                break
            seen = list(_dates_in(around))
            if found := _agreed(seen):
                return found.isoformat()
        # Where several days stand around the headline, only a line below it that is labelled tells.
        lines = [line for line in lines_below(head) if not seen or _LABELLED.search(line)]
        below = next(filter(None, map(day_of_line, lines)), None)
        if below:
            return below.isoformat()
    return _named_date(tree) if tree.find(".//h1") is None else ""


def _marked_date(tree: Any) -> str:
    """Return the date in an element that says that it is the story's; "" for none, or several days."""
    stated = [value for value in tree.xpath(_STATED)[:MAX_NAMED_DATES] if parse_date(value)]
    if stated:
        return str(stated[0])
    marked = {day for value in tree.xpath(_MARKED)[:MAX_NAMED_DATES] if (day := parse_date(value))}
    marked |= {
        day
        for element in tree.xpath(_STATED_TEXT)[:MAX_NAMED_DATES]
        if not _is_of_comment(element) and (day := day_of_short_line(_plain(element)))
    }
    if len(marked) == 1:
        return marked.pop().isoformat()
    return ""


def _is_of_comment(element: Any) -> bool:
    around = (element, *islice(element.iterancestors(), MAX_DEPTH))
    return any("comment" in f"{each.get('class', '')} {each.get('id', '')}".lower() for each in around)


def _plain(element: Any) -> str:
    return " ".join(element.text_content().split())


def _is_elsewhere(element: Any) -> bool:
    """Return whether an element is inside of a link or of another part of the page."""
    around = islice(element.iterancestors(), MAX_DEPTH)
    return any(
        each.tag in _ELSEWHERE
        or each.tag == "a"
        or _OTHERS.search(f"{each.get('class', '')} {each.get('id', '')}")
        for each in around
    )


def _named_date(tree: Any) -> str:
    """Return the one day in all elements of a class that says that it is the story's; "" for none or several."""
    named = (
        element
        for element in islice(tree.iter("td", "span", "div", "p", "li", "small"), MAX_ELEMENTS)
        if _OF_STORY.fullmatch((element.get("class") or "").strip()) and not _is_elsewhere(element)
    )
    lines = [" ".join(element.text_content().split()) for element in islice(named, MAX_NAMED_DATES + 1)]
    days = {_day_in(line) for line in lines if len(line) <= MAX_DATE_LINE_CHARS}
    day = days.pop() if len(days) == 1 and len(lines) <= MAX_NAMED_DATES else None
    return day.isoformat() if day else ""


def _saying(tree: Any, headline: str) -> list[Any]:
    """Return the first element whose whole text is a headline, innermost; none if there is no headline."""
    if not headline:
        return []
    left = MAX_CHARS
    for element in islice(tree.iter(*_MAY_BE_HEADLINES), MAX_ELEMENTS):
        text = element.text_content()
        left -= len(text)
        if left < 0:
            return []
        if " ".join(text.split()) == headline:
            return [next((inner for inner in element.iter() if inner is not element and inner.text), element)]
    return []


def is_part_of_head(element: Any) -> bool:
    """Return whether a short header or footer inside an article says who wrote it and when (Drupal's do)."""
    if element.tag not in {"header", "footer"} or next(element.iterancestors("article"), None) is None:
        return False
    return len(" ".join(element.text_content().split())) <= MAX_LABELLED_LINE_CHARS


def lines_below(head: Any) -> Iterator[str]:
    """Yield the short lines directly below a headline, up to the story's text."""
    position, left = head, MAX_LINES_BELOW
    for _ in range(_AROUND):
        for sibling in position.itersiblings():
            line = " ".join(sibling.text_content().split()) if isinstance(sibling.tag, str) else ""
            if not line and sibling.get("datetime"):
                line = sibling.get("datetime")
            if len(line) > MAX_DATE_LINE_CHARS or not left:
                return
            if line and sibling.tag not in _ELSEWHERE:
                left -= 1
                yield sibling.get("datetime") or line
        position = position.getparent()
        if position is None or position.tag in {"body", "html", "article", "main"}:
            return


def day_of_short_line(line: str) -> datetime.date | None:
    """Return the day of a line as day_of_line does; None for a long or empty one."""
    text = line.strip().strip("*_")
    return day_of_line(text) if 0 < len(text) <= MAX_DATE_LINE_CHARS else None


def day_of_line(line: str) -> datetime.date | None:
    """Return the day of a line that says hardly more than when, by whom and where; None for a line of the story."""
    if _OTHER_LABEL.search(line) and not _OF_PAGES.search(line):
        return None
    if _SAYS_PUBLISHED.search(line):
        line = _OF_PUBLISHING.sub(" ", line)
    if whole := parse_date(line) or _day_in(line):
        return whole
    days, rest = days_in(line)
    words = _SIGNS.sub(" ", rest).split()
    if not _OF_SENTENCES.isdisjoint(line.split()) and len(words) > MAX_LABEL_WORDS:
        return None
    is_byline = len(words) <= MAX_BYLINE_WORDS and _OF_SENTENCES.isdisjoint(words) and "।" not in rest
    is_recent = all(day.year >= FIRST_ONLINE for day in days)
    return days.pop() if len(days) == 1 and is_byline and is_recent else None


def _agreed(found: list[tuple[bool, datetime.date]]) -> datetime.date | None:
    """Return the one day of all that were found, or of those that are labelled as the day of publication."""
    labelled = {day for is_labelled, day in found if is_labelled}
    days = labelled or {day for _, day in found}
    return days.pop() if len(days) == 1 else None


def _dates_in(element: Any) -> Iterator[tuple[bool, datetime.date]]:
    """Yield whether it is labelled, and the day, of every date that an element shows outside of running text."""
    for part in _own_elements(element):
        if part.get("itemprop") == "dateModified":
            continue
        text = " ".join(part.text_content().split())
        if len(text) > (MAX_LABELLED_LINE_CHARS if _LABELLED.search(text) else MAX_DATE_LINE_CHARS):
            continue
        moment = _moment_of(part, text)
        names = f"{part.get('class', '')} {part.get('id', '')}"
        is_told = moment or part.tag == "time" or _DATED.search(names) or _TOLD.search(text)
        day = parse_date(moment) or (_day_in(text) if is_told else None)
        if day:
            is_changed = _CHANGED.search(text) is not None and _LABELLED.search(text) is None
            is_labelled = _LABELLED.search(f"{text} {names} {part.get('itemprop', '')}") is not None
            yield is_labelled and not is_changed, day


def _moment_of(element: Any, text: str) -> str:
    """Return the datetime of a <time>; "" if its text is another day: programs put in the moment of the answer."""
    moment = element.get("datetime", "") if element.tag == "time" else ""
    shown = parse_date(text) if moment else None
    return "" if shown and shown != parse_date(moment) else moment


def _day_in(text: str) -> datetime.date | None:
    """Return the day of a line, or of the one part of it that is a date (नमूना डेस्क | 23 Sep 2025)."""
    if whole := parse_date(text):
        return whole
    if _CHANGED.search(text) and (day := _unchanged_day(text)):
        return day
    days = {day for part in _SEPARATORS.split(text) if (day := parse_date(part))}
    if len(days) > 1:  # the day of publication, where that of a change stands beside it
        days = {
            day for part in _SEPARATORS.split(text) if _LABELLED.search(part) and (day := parse_date(part))
        }
    return days.pop() if len(days) == 1 else None if days else _labelled_day(text)


def _unchanged_day(text: str) -> datetime.date | None:
    """Return the day of publication in a line that also says when something was changed; None if it has one day."""
    days, _ = days_in(text)
    if len(days) < 2:
        return None
    if _LABELLED.search(text):
        return _labelled_day(text)
    changed = {day for part in _SEPARATORS.split(text) if _CHANGED.search(part) for day in days_in(part)[0]}
    left = days - changed
    return left.pop() if len(left) == 1 else None


def _labelled_day(text: str) -> datetime.date | None:
    """Return the day after the label of publication in a line (Publish Date: … Updated Date: …), else the only one."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return None
    ends = [*(label.start() for label in labels[1:]), len(text)]
    days = [
        (bool(_LABELLED.search(label[0])), day)
        for label, end in zip(labels, ends, strict=True)
        if (
            day := parse_date(text[label.start() : end])
            or parse_date(text[label.end() : end].lstrip(" :：-"))
            or _only_day(text[label.end() : end])
        )
    ]
    # Where a label of publication has no day that can be read, that of the change is none.
    if any(_LABELLED.search(label[0]) for label in labels) and not any(
        is_labelled for is_labelled, _ in days
    ):
        return None
    return _agreed(days)


def _only_day(text: str) -> datetime.date | None:
    days, _ = days_in(text)
    return days.pop() if len(days) == 1 else None


def _own_elements(element: Any) -> Iterator[Any]:
    """Yield what is inside an element, but no other part of the page and nothing inside a paragraph of the story."""
    waiting = [element]
    for _ in range(MAX_ELEMENTS):
        if not waiting:
            return
        position = waiting.pop()
        for child in position:
            if not isinstance(child.tag, str) or (child.tag in _ELSEWHERE and not is_part_of_head(child)):
                continue
            if _OTHERS.search(f"{child.get('class', '')} {child.get('id', '')}"):
                continue
            if child.tag == "p" and len(" ".join(child.text_content().split())) > MAX_DATE_LINE_CHARS:
                continue
            yield child
            waiting.append(child)
