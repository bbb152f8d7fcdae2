"""The author of a web page: who is marked as such, or named in its byline, and nobody of the stories beside it."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from index.addresses import is_web_address
from index.dates import WEEKDAY_STEM
from index.place_names import places_and_agencies, plain_name
from index.readers.author_names import plain_author
from index.readers.page_dates import is_part_of_head, lines_below
from index.readers.page_headings import main_headings
from index.readers.page_lines import name_behind_day

_AUTHORS = "//body//*[@itemprop='author' or (self::a and @rel='author')]"
_BYLINES = (
    "//body//a[contains(@href, '/author/') or contains(@href, '/authors/')]"
    " | //*[contains(concat(' ', @class, ' '), ' author-name ') or contains(@class, 'post-author-name')]"
    " | //*[contains(concat(' ', @class, ' '), ' author ')]//*[contains(concat(' ', @class, ' '), ' fn ')]"
)
"""How themes name an author whom they do not mark otherwise."""
_BELOW_POST = (
    "//*[contains(concat(' ', @class, ' '), ' post-author ')]//*[contains(concat(' ', @class, ' '), ' fn ')]"
)
"""How Blogger names the author, in the line below a post."""
_TERMS = re.compile(r"(?:लेखक|लेखिका|रिपोर्टर|संवाददाता|author|reporter|by|written by)\s*[:：]?", re.I)
_NO_BYLINE = re.compile(
    r"comment|related|sidebar|widget|footer|popular|recent|menu|nav|top-?bar|login|social", re.I
)
_NO_NAME = re.compile(r"पढ़|पढ\u093c|देखें|ब्लॉग|खबरें|\b(?:view|all|posts?|more|read|admin)\b", re.I)
_BYLINE_TAGS = ("div", "span", "p", "li", "td", "dd", "address", "small", "strong", "b")
_BYLINE_CLASS = re.compile(
    r"(?:^|\s)(?:by-?line|auth-?name|meta[_-]author|(?:post|entry|article|story|news|td-post)?[-_]?author(?:[-_]?name)?|by-?author|reporter(?:-?name)?"
    r"|\S{1,60}(?:--type-|__)author(?:-name)?|writer|written-?by|created-?by|createdby|submitted|node__submitted|node__meta|reader-credits)(?:$|\s)",
    re.I,
)
_SUBMITTED = re.compile(r"^(?:submitted|posted|created)\s+by\s+", re.I)
_WEEKDAY_OF_DATE = re.compile(rf"(?<!\S){WEEKDAY_STEM}(?:वार)?\s*,\s*(?=[0-9०-९])")
"""The day of the week before a date, which may be a name, too (पल्लवी सेन गुरु, 08/05/2021)."""
_NEXT_PART = re.compile(
    r"(?<=..)\s*(?:[|•·/]|\s[–—-]\s|,?\s*\b(?:edited|updated|published|posted|reported|written|last)\b|,?\s*(?:संपादन|अपडेट|प्रकाशित)"
    r"|\bon\s+(?=\w{3,9},?\s|[0-9])|(?=[0-9]{1,2}[\s/.-]))",
    re.I,
)
"""What begins the next part of a byline: another role, a day."""
_NO_PART_OF_NAME = re.compile(r"[0-9०-९।?!:;@#]")
_LABEL_ALONE = re.compile(
    r"(?:by|author|लेखक|द्वारा|log ?-?in|sign ?(?:in|up)|subscribers?|subscribe|follow(?: us)?|share"
    r"|about(?: the author)?|posted|published|submitted|updated|last|first|edited|written|reported|guest|team"
    r"|लॉग ?इन|ब्यूरो|लेखक के बारे में|एजेंसी|डेस्क|शेयर|फॉलो)\W*",
    re.I,
)
_SAID_BY = re.compile(
    r"(?:(?:(?:written|reported|posted|published)\s+)?by(?:\s*[:：-]\s*|\s+)"
    # A sentence may begin with these words, so that only a mark after them makes them a label.
    r"|(?:द्वारा|(?:हमारे\s+)?संवाददाता|रिपोर्टर|रिपोर्ट|लेखक|प्रस्तुति)\s*[:：-]\s*)"
    r"(?P<name>\S.{2,80})",
    re.I,
)
_WRITTEN_BY = re.compile(
    r"(?:^|[|•·/]\s*)(?:(?:written|reported|story)\s+by\s*[:：-]?|(?:रिपोर्टर?|संवाददाता|लेखक|लेखिका)\s*[:：])\s*"
    r"(?P<name>.{2,60}?)\s*(?=$|[|•·/]|\b(?:updated|published|edited|posted|last)\b|संपादन|प्रकाशित|अपडेट)",
    re.I,
)
DESK = re.compile(r"डेस्क|टीम|ब्यूरो|\b(?:desk|team|bureau|staff|web|news|editor)\b", re.I)
"""Who stands as author where no person does."""
_SENTENCE_OR_DESK = re.compile(
    r"(?:^|\s)(?:में|से|को|का|की|के|पर|ने|है|हैं|हुई|हुआ|हुए|गया|गई|गए|यह|वह|डेस्क|टीम|(?i:desk|staff|team)|[a-z]\S*)(?=\s|$)"
)
"""What no person's name holds: words of grammar, Latin words without a capital, a desk."""
MAX_CHARS = 1_000_000
"""Characters of bylines, one inside the other, that are examined."""
MAX_AROUND_HEADING = 3
"""Elements around the headline in which its author is looked for."""
MAX_NAME_WORDS = 6
MAX_BYLINE_CHARS = 140
MAX_BYLINE_ELEMENTS = 4_000
MAX_AUTHORS = 20
MAX_BYLINES = 200
MAX_NAME_CHARS = 60


def marked_author(tree: Any) -> str:
    """Return the author that a page marks as such, or whom its byline names; "" unless that is one name only."""
    bylines = [element for element in tree.xpath(_BYLINES)[:MAX_BYLINES] if not _is_elsewhere(element)]
    return (
        _one_name(tree.xpath(_AUTHORS))
        or _one_name(bylines)
        or said_author(tree)
        or _named_in_byline(tree)
        or _named_below_headline(tree)
        or _one_name(tree.xpath(_BELOW_POST))
        or _named_in_terms(tree)
    )


def names_only(line: str, author: str) -> bool:
    """Return whether a line says who the author is and nothing else (Written by नेहा)."""
    said = _WRITTEN_BY.fullmatch(line.strip()) or _SAID_BY.fullmatch(line.strip())
    return bool(author) and (said["name"] if said else line).strip() == author


def said_author(tree: Any) -> str:
    """Return the one person of whom a byline says that the story was written or reported by them; "" for others."""
    names = set()
    for element in islice(tree.iter(*_BYLINE_TAGS), MAX_BYLINE_ELEMENTS):
        line = " ".join(" ".join(islice(element.itertext(), MAX_AUTHORS)).split())
        if len(line) <= MAX_BYLINE_CHARS and (said := _WRITTEN_BY.search(line)):
            name = name_in_byline(said["name"])
            if name and not _SENTENCE_OR_DESK.search(name) and not _is_in_another_part(element):
                names.add(name)
    return next(iter(names)) if len(names) == 1 else ""


def _named_in_terms(tree: Any) -> str:
    """Return the one name in a list of terms that says who wrote the story (<dt>लेखक</dt><dd>नेहा</dd>)."""
    names = set()
    for term in islice(tree.iter("dt", "th"), MAX_BYLINES):
        value = term.getnext()
        if (
            value is not None
            and value.tag in {"dd", "td"}
            and _TERMS.fullmatch(" ".join(term.text_content().split()))
            and not _is_elsewhere(term)
        ):
            names.add(name_in_byline(" ".join(value.text_content().split())))
    names.discard("")
    return next(iter(names)) if len(names) == 1 else ""


def _named_below_headline(tree: Any) -> str:
    """Return the one name in short lines below the headline that say who wrote it, whatever their class is."""
    names = set()
    for heading in main_headings(tree)[:1]:
        for line in lines_below(heading):
            said = _SAID_BY.match(line)
            name = name_in_byline(said["name"] if said else name_behind_day(line))
            if name and not _SENTENCE_OR_DESK.search(name):
                names.add(name)
    return next(iter(names)) if len(names) == 1 else ""


def _named_in_byline(tree: Any) -> str:
    """Return the one name in lines of a class that says that they are bylines, or after the sign of a person."""
    lines: list[tuple[Any, str]] = []
    left = MAX_CHARS
    for element in islice(tree.iter(*_BYLINE_TAGS), MAX_BYLINE_ELEMENTS):
        if _BYLINE_CLASS.search(element.get("class") or "") and not _is_in_another_part(element):
            text = element.text_content()
            left -= len(text)
            if left < 0:
                return ""
            lines.append((element, " ".join(text.split())))
    icons = tree.xpath("//body//i[contains(@class, 'user')]")[:MAX_BYLINES]
    lines += [(icon, " ".join((icon.tail or "").split())) for icon in icons if not _is_in_another_part(icon)]
    named = [
        (element, name)
        for element, line in lines
        if len(line) <= MAX_BYLINE_CHARS and (name := name_in_byline(line))
    ]
    names = {name for _, name in named}
    return next(iter(names)) if len(names) == 1 else _nearest_name(tree, named)


def _nearest_name(tree: Any, named: list[tuple[Any, str]]) -> str:
    """Return the one name that stands with the headline, where those of other stories stand on the page, too."""
    for heading in main_headings(tree)[:1] if named else ():
        for around in islice(heading.iterancestors(), MAX_AROUND_HEADING):
            names = {name for element, name in named if around in element.iterancestors()}
            if names:
                return next(iter(names)) if len(names) == 1 else ""
    return ""


def name_in_byline(line: str) -> str:
    """Return the author's name in a byline; "" where it names nobody, or says more than a byline does.

    >>> name_in_byline("Reported by: नेहा चतुर्वेदी, Edited by: रवि"), name_in_byline("लखनऊ, नेहा | 16 मई 2023")
    ('नेहा चतुर्वेदी', 'नेहा')
    """
    line = _WEEKDAY_OF_DATE.sub("| ", _SUBMITTED.sub("", line))
    first = _NEXT_PART.split(line, maxsplit=1)[0].strip(" ,-–—")
    if _LABEL_ALONE.fullmatch(first):
        return ""
    parts = [part.strip() for part in plain_author(first).split(",")]
    names = [part for part in parts if part and plain_name(part) not in places_and_agencies()]
    name = names[0] if len(names) == 1 else ""
    is_name = (
        0 < len(name) <= MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and not _NO_PART_OF_NAME.search(name)
        and not _NO_NAME.search(name)
        and not _LABEL_ALONE.fullmatch(name)
        and not is_web_address(name)
    )
    return name if is_name else ""


def has_words_of_sentences(name: str) -> bool:
    """Return whether a name has words that no person's has: of grammar, or a desk's."""
    return _SENTENCE_OR_DESK.search(name) is not None


def _is_elsewhere(element: Any) -> bool:
    """Return whether an element is no byline: in another part of the page, or no name."""
    is_no_name = _NO_NAME.search(element.text_content()[:MAX_NAME_CHARS]) is not None
    return is_no_name or _is_in_another_part(element)


def _is_in_another_part(element: Any) -> bool:
    """Return whether an element stands among comments, in a menu, beside or below the story."""
    around = (element, *element.iterancestors())
    return any(
        (ancestor.tag in {"aside", "footer", "nav", "form", "button"} and not is_part_of_head(ancestor))
        or _NO_BYLINE.search(f"{ancestor.get('class', '')} {ancestor.get('id', '')}")
        for ancestor in around
        if ancestor.tag not in {"body", "html"}
    )


def _one_name(elements: Sequence[Any]) -> str:
    found = [
        " ".join(
            (inner[0] if (inner := element.xpath(".//*[@itemprop='name']")) else element)
            .text_content()
            .split()
        ).rstrip(" ,-–—")
        for element in elements[:MAX_AUTHORS]
    ]
    names = {name for text in found if (name := plain_author(text)) and not is_web_address(name)}
    return next(iter(names)) if len(names) == 1 and max(map(len, names)) <= MAX_NAME_CHARS else ""
