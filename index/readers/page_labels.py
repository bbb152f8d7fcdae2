"""What a web page shows beside its headline: the section it stands in, and its standfirst."""

import re
from itertools import islice
from typing import Any

MAX_SECTION_CHARS = 40
MIN_STANDFIRST_CHARS, MAX_STANDFIRST_CHARS = 20, 400
_MARKED = (
    "//a[contains(concat(' ', @rel, ' '), ' category ') or @itemprop='genre' or @itemprop='articleSection']"
    " | //*[contains(concat(' ', @class, ' '), ' entry-category ')]//a"
)
_TRAIL = "//*[contains(@class, 'crumb') or contains(@class, 'Crumb') or contains(@id, 'crumb')]//a"
_MAX_FOOTER_CHARS = 400
"""Characters of a footer that says where its article stands; longer ones hold other stories."""
MAX_ELEMENTS = 4_000
MAX_LINKS = 50
_HOME = frozenset(
    {"home", "होम", "मुख्य पृष्ठ", "मुखपृष्ठ", "news", "hindi", "hindi news", "हिंदी न्यूज़", "हिन्दी समाचार", "समाचार"}
)
_NO_SECTION = re.compile(r"[0-9]|uncategori[sz]ed|अन्य$", re.I)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|deck|dek|strap-?line|synopsis|sub-?title|sub-?head(?:ing|line)?"
    r"|(?:article|story|news|post|entry)-?(?:summary|excerpt|subtitle|desc|description|intro))(?:$|[\s_-])",
    re.I,
)
_OTHERS = re.compile(r"related|sidebar|widget|comment|footer|card|teaser|list|menu|recommend|most", re.I)


def shown_section(tree: Any, headline: str) -> str:
    """Return the section that a page names as its own: by rel, or as the last step of the trail to it; "" for none."""
    marked = tree.xpath(_MARKED)[:MAX_LINKS]
    inside = [link for link in marked if _is_of_story(link)]
    trail = tree.xpath(_TRAIL)
    names = [_name(link) for link in (*inside[:1], *reversed(trail[:MAX_LINKS]))]
    return next((name for name in names if _is_section(name, headline)), "")


def _is_of_story(link: Any) -> bool:
    """Return whether a link to a section is the story's own: not beside it, but maybe in the footer of its article."""
    footer = next((each for each in islice(link.iterancestors(), 12) if each.tag == "footer"), None)
    if footer is not None and len(" ".join(footer.text_content().split())) <= _MAX_FOOTER_CHARS:
        return next(footer.iterancestors("article"), None) is not None
    return not _is_elsewhere(link)


def shown_standfirst(tree: Any, headline: str) -> str:
    """Return the line below or above the headline that its class calls so; "" for none."""
    for element in islice(tree.iter("p", "div", "h2", "h3", "h4", "span"), MAX_ELEMENTS):
        if not _STANDFIRST.search(element.get("class") or "") or _is_elsewhere(element):
            continue
        text = " ".join(element.text_content().split())
        is_fit = MIN_STANDFIRST_CHARS <= len(text) <= MAX_STANDFIRST_CHARS and text != headline
        if is_fit and element.find(".//p") is None and element.find(".//h1") is None:
            return text
    return ""


def without_standfirst(body: str, standfirst: str) -> str:
    """Return a story's text without the standfirst at its beginning."""
    lines = body.split("\n")
    head = [line for line in lines[:4] if line.strip() != standfirst]
    return "\n".join([*head, *lines[4:]])


def _name(link: Any) -> str:
    return " ".join(link.text_content().split()).strip(" »›>/|")


def _is_section(name: str, headline: str) -> bool:
    is_short = 1 < len(name) <= MAX_SECTION_CHARS
    return is_short and name.lower() not in _HOME and name not in headline and not _NO_SECTION.search(name)


def _is_elsewhere(element: Any) -> bool:
    around = [element, *islice(element.iterancestors(), 12)]
    return any(
        ancestor.tag in {"aside", "footer", "nav", "form"}
        or (
            ancestor.tag not in {"body", "html"}
            and _OTHERS.search(f"{ancestor.get('class', '')} {ancestor.get('id', '')}")
        )
        for ancestor in around
    )
