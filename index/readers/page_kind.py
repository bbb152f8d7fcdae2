"""Whether a web page is an article: a crawl of a site holds its front page, sections, galleries and robots.txt, too.

Said of a page by its address, by what it says of itself, and by how much of its text is links.
"""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from index.readers.page_headings import headings
from index.readers.page_metadata import Metadata

NO_ARTICLE_FILES = re.compile(
    r"/(?:robots|ads|app-ads|security|humans|sellers|llms)\.(?:txt|json)$|/sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$|/favicon\.ico$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^/?(?:index|home|default|homepage)?(?:\.(?:html?|php|aspx?|jsp|cms))?/?$", re.IGNORECASE
)
_GALLERY = re.compile(
    r"/(?:photo|photos|gallery|galleries|photogallery|photo-gallery|slideshow|slideshows|videoshow|video|videos|web-stories|webstories|picture|pictures|tasveeren)(?:show)?/",
    re.IGNORECASE,
)
_SLIDES = re.compile(
    r"/(?:slideshows?|photogallery|photo-gallery|photostory|videoshow|web-?stories)/", re.IGNORECASE
)
MIN_STORY_WORDS = 300
"""Words of running text from which on a page under an address of galleries is a story with pictures."""
_SECTION = re.compile(
    r"/(?:tag|tags|topic|topics|category|categories|author|authors|search|vishay|vishaya|page/[0-9]+)(?:/|$)|/archives?/?$",
    re.IGNORECASE,
)
_SECTION_ROOT = re.compile(r"^/(?:tag|tags|topic|topics|vishay|vishaya|category)/[^/]+/?$", re.IGNORECASE)
_DAY_ARCHIVE = re.compile(r"^/(?:19|20)[0-9]{2}/[01]?[0-9]/(?:[0-3]?[0-9]/?)?$")
_SEARCH = re.compile(r"(?:^|&)(?:s|q|query|search|keyword)=[^&]*[^&0-9][^&0-9]", re.IGNORECASE)
"""In the query of a site's own search, whose page is a list."""
_SEARCH_PATH = re.compile(r"/(?:search|khoj|find)[^/]*/?$", re.IGNORECASE)
_SERVICE_NAMES = (
    "(?:error )?40[34](?: (?:error|not found|forbidden|page not found|त्रुटि))?",
    "(?:page|पेज|पृष्ठ) (?:not found|नहीं मिला)",
    "(?:क्षमा करें,? ?)?(?:यह )?(?:पेज|पृष्ठ) नहीं मिला", "not found", "access denied", "forbidden", "attention required!?",
    r"just a moment\W*", "checking your browser.{0,60}", r"are you (?:a )?(?:human|robot)\W*",
    "verify (?:that )?you.{0,60}",
    "captcha", "index of /.{0,200}", "log ?in", "sign ?in", "लॉग ?इन(?: करें)?", "privacy policy", "गोपनीयता नीति",
    "terms (?:of|and) (?:use|service|conditions)", "about us", "हमारे बारे में", "contact us", "संपर्क करें", "cookie policy",
    "disclaimer",
)  # fmt: skip
_SERVICE = re.compile(rf"\W*(?:{'|'.join(_SERVICE_NAMES)})\W*(?:\s[|–—-]\s.{{0,200}})?", re.IGNORECASE)
"""What pages are called that a site's server or its office writes."""
_LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage"})
_GALLERY_TYPES = frozenset({"ImageGallery", "VideoGallery", "MediaGallery"})
MIN_WORDS = 40
"""Words of running text from which on a page that says nothing of itself may be an article."""
MIN_STATED_WORDS = 15
"""Words of running text that a page must have that says it is an article."""
MAX_LINKED_SHARE = 0.5
"""Share of a page's text within links up to which a page that says nothing of itself may be an article."""
LINKED_LIST = 0.35
"""Share of the text within links from which on a page under an address of sections is a list."""
MIN_CARDS, MIN_TEASERS = 5, 3
MIN_FOUND = 2
"""Cards from which on a page under an address of lists is one."""
MIN_HEADLINE_WORDS = 4
"""A main heading of fewer words is the name of a section or paper."""
MIN_PARAGRAPH = 60
"""Characters from which on a paragraph is running text."""
_SHOWN_TEXT = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"


class PageShape(NamedTuple):
    """How a page looks: the share of its text within links, and the number of its main headings."""

    linked: float
    headings: int
    cards: int = 0
    """Small headings that are links."""
    heading_words: int = 0
    """Words of the first main heading."""
    names: tuple[str, ...] = ()
    """The first main heading and the title."""


def no_article(page: PageShape, metadata: Metadata, address: str, body: str, *, is_dated: bool) -> str:
    """Return what a page is that is no article ("a front page"); "" for an article."""
    where = address or metadata.address
    path, query = _parts(where)
    words = len(body.split())
    running = sum(len(line.split()) for line in body.split("\n") if len(line) >= MIN_PARAGRAPH)
    is_thin, is_linked = running < MIN_WORDS, page.linked > MAX_LINKED_SHARE
    is_root = bool(where) and _FRONT.match(path) is not None and not query
    is_story = is_dated or (page.heading_words >= MIN_HEADLINE_WORDS and not is_thin)
    is_listed = page.linked > LINKED_LIST or is_thin
    is_short_headed = page.heading_words < MIN_HEADLINE_WORDS
    verdicts: list[tuple[str, object]] = [
        (
            "a front page",
            is_root and (is_linked or not (metadata.is_article or (is_dated and page.headings == 1))),
        ),
        ("a gallery or video", _SLIDES.search(path) and running < MIN_STORY_WORDS),
    ]
    if not metadata.is_article:
        verdicts += [
            (
                "a page of the site's office or server",
                any(map(_SERVICE.fullmatch, filter(None, page.names))) and not is_dated,
            ),
            ("a section page", _DAY_ARCHIVE.search(path) and page.cards >= MIN_FOUND),
            (
                "a list of results",
                _SEARCH.search(query)
                and (_FRONT.match(path) or _SEARCH_PATH.search(path))
                and (is_listed or page.cards >= MIN_FOUND),
            ),
            ("a gallery or video", _GALLERY_TYPES & metadata.types or (_GALLERY.search(path) and is_thin)),
            (
                "a section page",
                (_SECTION.search(path) or _LIST_TYPES & metadata.types) and is_listed and not is_dated,
            ),
            (
                "a section page",
                _SECTION_ROOT.search(path) and page.cards >= MIN_FOUND and not is_dated,
            ),
            ("a section page", metadata.kind in {"website", "article"} and is_linked and not is_story),
            ("a section page", page.cards >= MIN_CARDS and not is_dated and is_short_headed),
            ("a section page", _are_teasers(body) and not is_dated),
            ("a page of links", is_linked and not is_dated and (is_thin or page.headings != 1)),
            ("a page with hardly any text", 0 < words < MIN_STATED_WORDS and not page.headings),
        ]
    return next((kind for kind, holds in verdicts if holds), "")


def _are_teasers(body: str) -> bool:
    """Return whether most paragraphs break off (…), as those of lists do."""
    lines = [line for line in body.split("\n") if len(line) >= MIN_PARAGRAPH]
    return len(lines) >= MIN_TEASERS and 2 * sum(line.endswith(("...", "…")) for line in lines) > len(lines)


def _parts(address: str) -> tuple[str, str]:
    """Return the path and the query of an address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.path, parts.query


def shape_of(tree: Any) -> PageShape:
    """Return how much of a page is links, and how many main headings it has; before anything is taken out of it."""
    total = sum(len("".join(text.split())) for text in tree.xpath(_SHOWN_TEXT))
    linked = sum(len("".join(text.split())) for text in tree.xpath("//body//a//text()"))
    heads = headings(tree)
    cards = len(tree.xpath("//*[self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]]"))
    names = (*heads[:1], " ".join((tree.findtext(".//title") or "").split()))
    return PageShape(linked / max(1, total), len(heads), cards, len(heads[0].split()) if heads else 0, names)
