"""The headings of a web page: which of them is the article's, which the paper's, and what stands for one.

Old themes put the paper's name into the first h1, above the article's own heading, which is an h2 then.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from index.hindi.script import DEVANAGARI_SIGN
from index.readers.markup import unescaped
from index.readers.page_links import words_of

LIKE = 0.5
"""Share of common words from which on two headlines are of one story."""
MIN_HEADING_WORDS = 4
MAX_LINES = 4_000
"""Elements of a page without h1 that are examined for its headline."""
MAX_CHARS = 2_000_000
"""Characters of these, one inside the other."""
_TITLE_CLASS = re.compile(
    r"(?:^|[ _-])(?:headline|heading|(?:post|entry|article|news|story)[_-]?title)(?:$|[ _-])", re.I
)
_TITLE_NAME = re.compile(r"title|head(?:line|ing)?(?:$|[ _-])", re.I)
_LARGE_STYLE = re.compile(
    r"font-size\s*:\s*(?:(?:1[6-9]|[2-9][0-9])(?:\.[0-9]+)?pt|(?:2[0-9]|[3-9][0-9])(?:\.[0-9]+)?px|x*-?large|[2-9](?:\.[0-9]+)?r?em)",
    re.I,
)
_FONT_SIZE = re.compile(r"(\+?)([0-9]{1,2})", re.ASCII)
LARGE_FONT = 4
"""The size of <font> from which on a line is larger than text."""
PARAGRAPH_CHARS = 100
"""Characters that begin an element of the story."""
MAX_EMPHASISED_CHARS = 200
MAX_HEADLINE_CHARS = 400
MAX_MAIN_HEADINGS = 10
MAX_TITLE_CHARS = 2_000
MAX_TITLE_PARTS = 5
_OF_THE_SITE = frozenset(
    [
        "logo",
        "brand",
        "masthead",
        "site-title",
        "site-name",
        "site-logo",
        "site-branding",
        "sitename",
        "blog-title",
    ]
)
"""Classes and ids of what names the paper."""
_ROOT = re.compile(r"/(?:index\.(?:html?|php|aspx?))?", re.I)
_SEPARATOR = re.compile(r"\s*[|«»·•–—-]+\s*")


def main_headings(tree: Any) -> list[Any]:
    """Return the h1 elements of a page, without empty ones and those that name the site.

    What stands at the end of the page's title, too, names it only where another line is the headline.
    """
    title = " ".join((tree.findtext(".//title") or "")[:MAX_TITLE_CHARS].split())
    site = next(iter(tree.xpath("//meta[@property='og:site_name']/@content")[:1]), "")
    name = " ".join(str(site).split())
    found = [heading for heading in tree.xpath("//h1")[:MAX_MAIN_HEADINGS] if not _names_site(heading, name)]
    ends = set(_ends(title))
    others = [heading for heading in found if _text(heading) not in ends]
    return others if others or (ends and unmarked_headings(tree)) else found


def _ends(title: str) -> Iterator[str]:
    """Yield what stands at the end of a page's title after a sign, and is short enough for the name of a paper."""
    for sign in list(_SEPARATOR.finditer(title))[-MAX_TITLE_PARTS:]:
        before, after = title[: sign.start()].split(), title[sign.end() :].split()
        if after and len(after) < min(len(before), MIN_HEADING_WORDS + 1):
            yield " ".join(after)


def _names_site(heading: Any, site: str) -> bool:
    text = _text(heading)
    classes = f"{heading.get('class', '')} {heading.get('id', '')}".lower().split()
    links = heading.findall(".//a[@href]")
    leads_home = len(links) == 1 and _is_root(links[0].get("href")) and _text(links[0]) == text
    is_marked = not _OF_THE_SITE.isdisjoint(classes) and not any(map(_TITLE_CLASS.search, classes))
    return not text or text == site or leads_home or is_marked


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _is_root(address: str) -> bool:
    """Return whether an address is the site's first page: "/" or a host alone."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    is_first = _ROOT.fullmatch(parts.path) is not None or (bool(parts.netloc) and not parts.path)
    return is_first and not parts.query and not parts.fragment


def headings(tree: Any) -> list[str]:
    """Return the page's main headings as one line each; of a page without any, what stands for one."""
    return [_text(heading) for heading in main_headings(tree)] or unmarked_headings(tree)


def unmarked_headings(tree: Any) -> list[str]:
    """Return the one line that is a page's headline without being marked as such; none if nothing tells.

    It is what the page's title begins with, or else the only heading of the second or third order, or line of a
    class that says so.
    """
    page_title = " ".join((tree.findtext(".//title") or "").split())
    elements = islice(
        tree.iter("h2", "h3", "h4", "h5", "h6", "td", "div", "p", "span", "b", "strong", "big", "font"),
        MAX_LINES,
    )
    texts = []
    left = MAX_CHARS
    for element in elements:
        text = element.text_content()
        left -= len(text)
        if left < 0:
            break
        texts.append((element, " ".join(text.split())))
    long = [
        (element, text)
        for element, text in texts
        if len(text.split()) >= MIN_HEADING_WORDS and len(text) <= MAX_HEADLINE_CHARS
    ]
    named = max((text for _, text in long if page_title.startswith(text)), key=len, default="")
    if named:
        return [named]
    marked = {
        text
        for element, text in long
        if element.tag in {"h2", "h3"} or _TITLE_CLASS.search(element.get("class", ""))
    }
    lower = (
        {text for element, text in long if element.tag == "h4" and not _is_linked(element)}
        if not marked
        else set()
    )
    if marked or lower:
        return list(marked or lower) if len(marked or lower) == 1 else []
    emphasised = _emphasised(texts)
    return [emphasised] if emphasised else []


def _emphasised(texts: list[tuple[Any, str]]) -> str:
    """Return the first line before the story that is bold, big or called a title, as pages without headings have it."""
    for element, text in texts:
        if len((element.text or "").strip()) >= PARAGRAPH_CHARS:
            return ""
        is_line = len(text.split()) >= MIN_HEADING_WORDS and len(text) <= MAX_EMPHASISED_CHARS
        if (
            is_line
            and not text.endswith(("।", ".", ":"))
            and _is_emphasis(element)
            and not _is_linked(element)
        ):
            return text
    return ""


def _is_emphasis(element: Any) -> bool:
    size = _FONT_SIZE.fullmatch(str(element.get("size", "")).strip()) if element.tag == "font" else None
    is_large = size is not None and (bool(size[1]) or int(size[2]) >= LARGE_FONT)
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        element.tag in {"b", "strong", "big", "h5", "h6"}
        or is_large
        or _LARGE_STYLE.search(str(element.get("style", ""))) is not None
        or _TITLE_NAME.search(named) is not None
    )


def _is_linked(element: Any) -> bool:
    """Return whether an element is a link, as the cards of other stories are."""
    return element.find(".//a[@href]") is not None or any(
        ancestor.tag == "a" for ancestor in element.iterancestors()
    )


def alike(one: str, other: str) -> float:
    """Return the share of words that the shorter of two headlines has in the other."""
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def shown_headline(tree: Any, stated: str) -> str:
    """Return the heading that a reader sees: one like what the page is called, or the only one; "" if none tells."""
    heads = [head for head in headings(tree) if len(head) <= MAX_HEADLINE_CHARS]
    page_title = " ".join((tree.findtext(".//title") or "").split())
    for called in (unescaped(stated), page_title):
        likest = max(heads, key=lambda head: alike(head, called), default="")
        if likest and alike(likest, called) >= LIKE and len(words_of(likest)) >= 2:
            is_behind_kicker = likest.endswith(called) and len(words_of(called)) >= MIN_HEADING_WORDS
            return called if is_behind_kicker else likest
    is_alone = len(heads) == 1 and len(words_of(heads[0])) >= MIN_HEADING_WORDS
    is_hindi_of_english = (
        is_alone and DEVANAGARI_SIGN.search(heads[0]) and not DEVANAGARI_SIGN.search(stated + page_title)
    )
    is_of_the_site = len(words_of(stated)) < MIN_HEADING_WORDS
    return heads[0] if is_alone and (not stated or is_of_the_site or is_hindi_of_english) else ""
