"""The text of a web page: which of several extractions is the story, and which of its lines are none of it.

trafilatura finds the text among menus and advertisements. What it finds is compared with the page's own articleBody,
where there is one; what agrees best is taken. Lines that are links only (यह भी पढ़ें …), the trail of sections above
the headline, labels of buttons and players are taken out by what they are, on any site.
"""

import logging
import re
from functools import cache
from itertools import takewhile
from typing import Any

from lxml import html

from index.readers.page_lines import SENTENCE, once, without_labels
from index.readers.page_links import SHINGLE, PageLinks, shingles_of, without_links, words_of

MIN_BODY_CHARS = 20
MIN_STATED_CHARS = 300
"""A shorter articleBody is a summary."""
LONG_STATED_CHARS = 1_500
"""A longer articleBody is surely the whole story."""
COVERED = 0.7
"""Share of the page's own articleBody that an extraction must hold, or the articleBody is taken itself."""
OF_THE_STORY = 0.3
"""Share of a line's words in a row that must stand in the articleBody too."""
MAX_ASIDE_CHARS = 100
"""Characters of a line outside the articleBody that goes wherever it stands; longer ones go below the story only."""
MAX_OUTSIDE_SHARE = 0.6
"""Share of the text that may lie outside the articleBody and go; where it is more, something else is the story."""
MUCH_LONGER = 1.5
MAX_WIDGET_SHARE = 0.3
"""Share of the page's text that a widget may hold; what holds more is named so by mistake."""
MIN_MENU_LINKS, MAX_MENU_LINKS = 5, 1_000
MENU_SHARE = 0.8
"""Share of a cell's text within links from which on it is a menu."""
_NEVER = frozenset({"html", "body", "main", "article"})
_CONTAINERS = frozenset({"article", "section", "main", "center"})
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "cite",
        "em",
        "font",
        "i",
        "img",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)

_FURNITURE = (
    "//*[contains(@class, 'breadcrumb') or contains(@class, 'bread-crumb') or contains(@class, 'Breadcrumb')"
    " or contains(@id, 'breadcrumb') or contains(@itemtype, 'BreadcrumbList') or @aria-label='breadcrumb']"
    " | //*[contains(concat(' ', @class, ' '), ' tr-caption ') or contains(concat(' ', @class, ' '), ' photo-credit ')"
    " or contains(concat(' ', @class, ' '), ' wp-caption-text ')"
    " or contains(concat(' ', @class, ' '), ' image-caption ')"
    " or contains(concat(' ', @class, ' '), ' img-caption ') or contains(concat(' ', @class, ' '), ' photo-caption ')]"
    " | //*[@hidden] | //template | //*[@fallback]"
    " | //amp-ad | //amp-embed | //ins[contains(@class, 'adsbygoogle')] | //select | //button | //textarea"
)
_WIDGET = re.compile(
    r"(?:^|[\s_-])(?:taboola|outbrain|colombia|advert\w*|ad-?(?:box|slot|unit|container|wrapper|banner)s?|dfp|sponsor\w*|cookie\w*|consent|gdpr|"
    r"onetrust|newsletter\w*|nl-?(?:sign-?up|box|form)|subscri(?:be|ption)\w*|social-?(?:share|links|icons|media)\w*|share-?(?:bar|box|links|icons|buttons?)|paywall|"
    r"also-?read\w*|read-?also|read-?more|related-?(?:stories|news|articles|posts|links|content)\w*|recommend(?:ed|ations)\w*|"
    r"you-?may-?(?:also-?)?like|most-?(?:read|viewed|popular)|trending\w*|author-?(?:bio|box|info))(?:$|[\s_-])",
    re.IGNORECASE,
)
PLAIN, PLAIN_TAKEN = 0.8, 0.95
"""Of a page's text so much is in paragraphs, and of these so much was taken, where the page is a plain one."""


def story_text(tree: Any, stated: str, headline: str) -> str:
    """Return the story of a page, a line a paragraph; `stated` is its own articleBody, "" for none."""
    for element in [*_furniture(tree), *_other_stories(tree, headline)]:
        if element.getparent() is not None:
            _take_out(element)
    _wrap_leading_text(tree)
    links = PageLinks(tree)
    text = _chosen(tree, stated)
    lines = [line for raw in text.split("\n") if (line := raw.strip(" \t|-"))]
    lines = once(without_labels(lines, headline))
    lines = without_links(lines, links)
    if len(stated) >= MIN_STATED_CHARS:
        lines = _within(lines, stated)
    return "\n".join(lines)


def _wrap_leading_text(tree: Any) -> None:
    """Make a paragraph of the text with which a container begins: trafilatura passes over it.

    <section>पहला पैरा<br>दूसरा …</section> lost its lead; <div> and <td> are read as they are.
    """
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or not _may_lose_text(element):
            continue
        inline = list(
            takewhile(lambda child: child.tag in _INLINE or not isinstance(child.tag, str), element)
        )
        texts = (
            ("" if not isinstance(child.tag, str) else child.text_content()) + (child.tail or "")
            for child in inline
        )
        text = "".join([element.text or "", *texts])
        if len(text.strip()) < MIN_BODY_CHARS or text.lstrip()[:1] in {
            "{",
            "[",
        }:  # data of the site's programs
            continue
        paragraph = element.makeelement("p")
        paragraph.text, element.text = element.text, None
        paragraph.extend(inline)
        element.insert(0, paragraph)


def _may_lose_text(element: Any) -> bool:
    """Return whether text directly inside an element would be passed over: in a container, or in a site's own tag."""
    if element.tag == "li":
        return element.find("br") is not None or element.find("p") is not None
    if element.tag in _CONTAINERS:
        return True
    is_of_site = element.tag not in html.defs.tags
    return is_of_site and next(element.iterancestors("p", "span", "a", "h1", "h2", "h3", "li"), None) is None


def _other_stories(tree: Any, headline: str) -> list[Any]:
    """Return the articles below the page's own that have a main heading of their own: the next story, read on into."""
    articles = [
        article for article in tree.iter("article") if next(article.iterancestors("article"), None) is None
    ]
    headings = [article.find(".//h1") for article in articles]
    own = words_of(headline)
    mine = next(
        (
            number
            for number, heading in enumerate(headings)
            if heading is not None and words_of(heading.text_content()) == own
        ),
        None,
    )
    if mine is None or len(articles[mine].text_content()) < MIN_STATED_CHARS + len(headline):
        return []
    return [
        article
        for article, heading in zip(articles[mine + 1 :], headings[mine + 1 :], strict=True)
        if heading is not None
    ]


def _take_out(element: Any) -> None:
    """Remove an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _chosen(tree: Any, stated: str) -> str:
    """Return the extraction that agrees best with the articleBody; without one the default, unless far shorter."""
    found = _plain_text(tree) or _extracted(tree, recall=False)
    if len(stated) < MIN_STATED_CHARS:
        if len(found) < MIN_STATED_CHARS:
            more = _extracted(tree, recall=True)
            found = more if len(more) > MUCH_LONGER * len(found) else found
        if len(found) >= max(MIN_BODY_CHARS, len(stated)):
            return found
        return stated or _article_text(tree) or _all_text(tree)
    wanted = shingles_of(stated)
    if _share(wanted, found) < COVERED:
        more = _extracted(tree, recall=True)
        found = max(found, more, key=lambda text: _share(wanted, text))
    is_whole = _share(wanted, found) >= COVERED and len(stated) < MUCH_LONGER * len(found)
    is_summary = len(found) > MUCH_LONGER * len(stated) and _share(wanted, found) > 0
    return found if is_whole or is_summary else stated


def _extracted(tree: Any, *, recall: bool) -> str:
    import trafilatura  # noqa: PLC0415 - takes a fifth of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without a text is refused, and said
    found = trafilatura.bare_extraction(tree, options=_extractor(recall))
    return str(getattr(found, "text", None) or "")


def _plain_text(tree: Any) -> str:
    """Return the text of a page that is hardly more than its paragraphs; "" for all others.

    Where nearly all text is in paragraphs and trafilatura's first look takes nearly all of that, others find no more.
    """
    import trafilatura  # noqa: PLC0415 - as above

    paragraphs = sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))
    body = tree.find("body")
    if body is None or paragraphs < MIN_STATED_CHARS:
        return ""
    hidden = sum(
        len(element.text_content()) for element in body.iter("script", "style", "noscript", "template")
    )
    if paragraphs < PLAIN * (len(body.text_content()) - hidden):
        return ""
    found = trafilatura.bare_extraction(tree, options=_extractor(recall=False, fast=True))
    text = str(getattr(found, "text", None) or "")
    return text if len(text) >= PLAIN_TAKEN * paragraphs else ""


@cache
def _extractor(recall: bool, *, fast: bool = False) -> Any:
    from trafilatura.settings import Extractor  # noqa: PLC0415 - as above

    return Extractor(output_format="python", comments=False, recall=recall, fast=fast)


def _article_text(tree: Any) -> str:
    """Return the paragraphs of a page's only <article>, for stories of a sentence or two; "" for other pages."""
    articles = tree.xpath("//article")[:2]
    if len(articles) != 1:
        return ""
    text = "\n".join(" ".join(paragraph.text_content().split()) for paragraph in articles[0].iter("p"))
    return text if len(text) >= MIN_BODY_CHARS else ""


def _all_text(tree: Any) -> str:
    import trafilatura  # noqa: PLC0415 - as above

    return trafilatura.html2txt(tree) or ""


def _share(wanted: set[tuple[str, ...]], text: str) -> float:
    return len(wanted & shingles_of(text)) / max(1, len(wanted))


def _furniture(tree: Any) -> list[Any]:
    """Return trails, controls, advertisements, consent dialogues and the like, however the page names them.

    What holds a main heading or a large part of the page's text is none of it, whatever its class says.
    """
    whole = len(tree.text_content())
    found = list(tree.xpath(_FURNITURE))
    for element in tree.iter("div", "section", "aside", "ul", "amp-consent"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if len(names) > 1 and _WIDGET.search(names):
            found.append(element)
    found += [cell for cell in tree.iter("td") if _is_menu(cell)]
    return [
        element
        for element in found
        if element.tag not in _NEVER
        and len(element.text_content()) <= MAX_WIDGET_SHARE * whole
        and element.find(".//h1") is None
    ]


def _is_menu(cell: Any) -> bool:
    """Return whether a table's cell is hardly more than links, as the columns of old pages are."""
    links = cell.findall(".//a[@href]")
    if len(links) < MIN_MENU_LINKS:
        return False
    linked = sum(len("".join(link.text_content().split())) for link in links[:MAX_MENU_LINKS])
    return linked >= MENU_SHARE * len("".join(cell.text_content().split()))


def _within(lines: list[str], stated: str) -> list[str]:
    """Return the lines without short ones outside the page's articleBody, and without what follows its last one."""
    wanted = shingles_of(stated)
    inside = [_is_inside(line, wanted, stated) for line in lines]
    last = max((position for position, is_inside in enumerate(inside) if is_inside), default=-1)
    if last < 0:
        return lines
    kept = [
        line
        for position, (line, is_inside) in enumerate(zip(lines, inside, strict=True))
        if is_inside or (position < last and (len(line) > MAX_ASIDE_CHARS or SENTENCE.search(line)))
    ]
    if not _ends_as(stated, lines[last]):  # it breaks off: what follows is the story, too
        kept = [*kept[: kept.index(lines[last]) + 1], *lines[last + 1 :]]
    most = MAX_OUTSIDE_SHARE if len(stated) < LONG_STATED_CHARS else 1.0
    return kept if sum(map(len, kept)) >= (1 - most) * sum(map(len, lines)) else lines


def _ends_as(stated: str, line: str) -> bool:
    """Return whether the articleBody ends with the end of its last line, and was not cut within the story."""
    ending = words_of(line)[-SHINGLE:]
    return words_of(stated)[-len(ending) :] == ending and bool(SENTENCE.search(stated.rstrip()))


def _is_inside(line: str, wanted: set[tuple[str, ...]], stated: str) -> bool:
    words = words_of(line)
    if len(words) < SHINGLE:
        return line.lower().strip(" .:|") in stated.lower()
    own = [tuple(words[position : position + SHINGLE]) for position in range(len(words) - SHINGLE + 1)]
    return sum(paragraph in wanted for paragraph in own) >= OF_THE_STORY * len(own)
