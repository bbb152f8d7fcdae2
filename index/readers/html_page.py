"""HTML pages.

trafilatura finds the text among menus and advertisements; what a page says of itself (JSON-LD, meta elements) gives
the rest. htmldate is not asked for dates: it guesses, and a wrong date is worse than none.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from index.addresses import is_web_address, plain_address, without_tracking
from index.dates import parse_date
from index.hindi.script import DEVANAGARI_SIGN
from index.readers.author_names import plain_author
from index.readers.encodings import WINDOWS, encoding_of
from index.readers.encodings import decoded as as_text
from index.readers.fonts_in_pages import convert_fonts
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.html_tables import article_rows, cells_of
from index.readers.labelled_text import labelled_cells
from index.readers.outcome import Outcome, Place, Skipped
from index.readers.page_author import DESK, marked_author, names_only, said_author
from index.readers.page_body import story_text
from index.readers.page_dates import shown_date
from index.readers.page_headings import MIN_HEADING_WORDS, headings
from index.readers.page_hidden import show_rest_of_story
from index.readers.page_kind import no_article, shape_of
from index.readers.page_labels import shown_section, shown_standfirst, without_standfirst
from index.readers.page_metadata import metadata_of
from index.readers.page_state import state_article
from index.readers.record import accept
from index.readers.table import row_outcome
from index.readers.time_limit import UnreadableError, time_limited

_SIGNATURE = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|table|meta|title)\b",
    re.I | re.S,
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_AS_WINDOWS = frozenset(
    {"utf-8", "utf8", "x-user-defined", "windows-1252", "iso-8859-1", "latin-1", "us-ascii"}
)
_AMP = re.compile(r"/amp/?$|/amp(?=/)|/+$|\.amp(?=\.html?$)", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\([0-9]{1,6}\)(https?://[^\s<>]{4,2000}?)\s*-->"
    r"|<!--\s*Page saved with SingleFile\s*url:\s*(https?://[^\s<>]{4,2000})\s",
    re.IGNORECASE,
)
MAX_SAVED_HEAD = 4_000
_OF_WEB_ARCHIVE = re.compile(
    r"^https?://web\.archive\.org/web/[0-9]{4,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_POST_TITLE = (
    "//*[(self::h1 or self::h2 or self::h3) and contains(concat(' ', @class, ' '), ' entry-title ')]"
)
"""How Blogger marks the headline of a post, which stands behind the blog's name in the title of the page."""
ROW_UNIT, PAGE_UNIT = "row", "page"
_NEXT_PAGE = re.compile(
    rb"(?:</html>\s{0,200}|(?P<line>\n))(?P<page><!doctype\s+html\b|<html\b)", re.IGNORECASE
)
_HAS_PAGE = re.compile(rb"<(?:title|body)\b", re.IGNORECASE)
MIN_PAGE_BYTES = 200
"""Bytes of the first page of a file after which another may begin."""
MAX_PAGES = 1_000
"""Pages that are told apart in one file."""
_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
MAX_CONTROL_SHARE = 0.02
"""Pages with more control characters than this are something else."""


MAX_FORMS, MAX_FORM_ROWS = 20, 40
"""Tables of a page and rows of each in which its facts may be named."""
Raw = dict[str, str]


@dataclass(frozen=True)
class Page:
    """A page, where it stands, and the HTTP facts of its crawl."""

    content: bytes
    place: Place
    url: str = ""
    charset: str = ""
    text_version: int = 0


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a page, or one a row of a table of articles."""
    rows: list[dict[str, str]] = []
    if _TABLE.search(part.content):
        with suppress(UnreadableError):
            rows = time_limited(
                lambda: list(article_rows(tree_of(decoded(part.content)))), options.max_record_seconds
            )
    for number, row in enumerate(rows, 1):
        yield row_outcome(row, Place(part.path, number, ROW_UNIT), options)
    if rows:
        return
    pages = _pages_in(part.content)
    for number, content in enumerate(pages, 1):
        place = Place(part.path, number, PAGE_UNIT) if len(pages) > 1 else Place(part.path)
        yield page_outcome(Page(content, place), options)


def _pages_in(content: bytes) -> list[bytes]:
    """Return the pages that were put after each other into one file; nearly always it is one."""
    edges = [0]
    position = depth = 0
    is_framed = has_page = False
    for found in islice(_NEXT_PAGE.finditer(content, MIN_PAGE_BYTES), MAX_PAGES - 1):
        before = content[position : found.start()].lower()
        position = found.start()
        depth += before.count(b"<script") - before.count(b"</script")
        is_framed |= b"srcdoc" in before
        has_page |= _HAS_PAGE.search(before) is not None
        is_written = found["line"] and (depth != 0 or is_framed)  # a script or a frame may write a whole page
        if has_page and not is_written:  # what has none yet is a doctype or a comment before the page
            edges.append(found.start("page"))
            has_page = False
    if len(edges) > 1 and not _HAS_PAGE.search(content, edges[-1]):
        edges.pop()
    return [content[start:end] for start, end in pairwise([*edges, len(content)])]


def page_outcome(page: Page, options: ReadOptions) -> Outcome:
    """Return the article of a page."""
    try:
        raw, kind = time_limited(lambda: read_page(page), options.max_record_seconds)
    except UnreadableError as error:
        reason = f"not readable as HTML: {error}"
        return page.place.refused(reason, page.content)
    if kind:
        return Skipped(page.place.path, f"{kind}, no article")
    if not raw.get("body"):
        return page.place.refused("no article found on the page", raw.get("title", "") or page.content)
    return accept(raw, page.place, options.max_text_chars, page.text_version)


def read_page(page: Page) -> tuple[Raw, str]:
    """Return what a page holds, and what it is if it is no article."""
    text = decoded(page.content, page.charset)
    tree = tree_of(text)
    show_rest_of_story(tree)
    converted = convert_fonts(tree)
    metadata = metadata_of(tree)
    raw = dict(metadata.fields)
    stated = raw.pop("body", "")
    raw["url"] = _address(page.url or _saved_from(text), metadata.address) or _live(raw.get("url", ""))
    raw["title"] = _headline(tree, raw.get("title", ""), raw.get("source", ""))
    if not metadata.fields.get("title") and not parse_date(raw.get("date", "")):
        raw |= _of_form(tree)
    stated_day = parse_date(raw.get("date", ""))
    if stated_day is None or stated_day > datetime.date.today() + datetime.timedelta(days=1):  # noqa: DTZ011
        raw["date"] = shown_date(tree, raw["url"], raw["title"]) or raw.get("date", "")
    if not raw.get("source") and is_web_address(raw["url"]):
        raw["source"] = (urlsplit(raw["url"]).hostname or "").removeprefix("www.")
    shape = shape_of(tree)
    state = state_article(tree, raw["title"])
    author = plain_author(raw.get("author", ""))
    raw["author"] = (said_author(tree) if DESK.search(author) else "") or author or marked_author(tree)
    raw["section"] = raw.get("section", "") or shown_section(tree, raw["title"])
    standfirst = shown_standfirst(tree, raw["title"])
    body = story_text(tree, stated, raw["title"])
    first, _, rest = body.partition("\n")
    raw["body"] = rest if rest and names_only(first, raw["author"]) else body
    if standfirst and len(raw["body"]) > 2 * len(standfirst):
        raw["body"] = without_standfirst(raw["body"], standfirst)
        raw["standfirst"] = standfirst
    if len(state.get("body", "")) > len(raw["body"]):
        raw |= {name: value for name, value in state.items() if value}
        shape = shape._replace(headings=1, heading_words=len(raw["title"].split()), cards=0)
    if converted:
        raw["converted"] = converted
        if not DEVANAGARI_SIGN.search(raw["title"]):  # what a page says of itself is not in the font
            raw["title"] = _headline(tree, "", "")
    standfirst = raw.get("standfirst", "")
    if standfirst.rstrip(" .…")[:60] in raw["body"][:2000] or len(standfirst) > 1000:
        raw.pop("standfirst", None)
    is_dated = parse_date(raw.get("date", "")) is not None
    kind = no_article(shape, metadata, raw["url"], raw["body"], is_dated=is_dated)
    return {name: value for name, value in raw.items() if value}, kind


def _of_form(tree: Any) -> Raw:
    """Return the fields that a table of two columns names on a page without headings, but for the text."""
    if tree.find(".//h1") is not None:
        return {}
    for table in tree.xpath("//table")[:MAX_FORMS]:
        if found := labelled_cells(cells_of(row) for row in table.xpath(".//tr")[:MAX_FORM_ROWS]):
            return {field: text for field, text in found.items() if field not in {"body", "id", "url"}}
    return {}


def _saved_from(text: str) -> str:
    """Return the address from which a browser saved a page, as Chrome, Edge and SingleFile note it; "" for none."""
    found = _SAVED_FROM.search(text[:MAX_SAVED_HEAD])
    return (found[1] or found[2]) if found else ""


def _live(address: str) -> str:
    """Return the address of a page that an archive of the web holds under one of its own."""
    return _OF_WEB_ARCHIVE.sub("", address)


def _address(fetched: str, canonical: str) -> str:
    """Return the address of a page: where it was fetched, or its canonical one where that is the same without AMP."""
    fetched, canonical = _live(fetched), _live(canonical)
    fetched = without_tracking(fetched) if is_web_address(fetched) else fetched
    if not (fetched and canonical) or _AMP.sub("", plain_address(fetched)) != plain_address(canonical).rstrip(
        "/"
    ):
        return fetched or canonical
    return canonical


def decoded(content: bytes, charset: str = "") -> str:
    """Return a page as text: by byte order mark, then by what it says, if it is that; NULs dropped.

    Raises UnreadableError for what is no text at all.
    """
    found = encoding_of(content)
    if not found.startswith("utf-16") and len(_CONTROL.findall(content)) > MAX_CONTROL_SHARE * len(content):
        raise UnreadableError("it is not text")
    if found == WINDOWS:
        match = _META_CHARSET.search(content[:4096])
        stated = charset or (match[1].decode("ascii") if match else "")
        if stated and stated.lower().replace("_", "-") not in _AS_WINDOWS:
            try:
                return content.decode(stated, "replace").replace("\0", "")
            except LookupError:
                pass
    return as_text(content, found).replace("\0", "")


def tree_of(text: str) -> Any:
    """Return the page's elements; nothing is fetched, nothing outside the text is read."""
    import lxml.html  # noqa: PLC0415 - loaded by the processes that read pages

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    return lxml.html.document_fromstring(
        _XML_DECLARATION.sub("", text).encode("utf-8", "replace"), parser=parser
    )


def _headline(tree: Any, stated: str, source: str) -> str:
    """Return the page's headline without the name of the paper after it."""
    heads = headings(tree)
    whole = stated or next(filter(None, heads), "") or " ".join((tree.findtext(".//title") or "").split())
    for head in heads:
        if head and whole != head and whole.startswith(head):
            return head
    marked = tree.xpath(_POST_TITLE)[:1]
    title = " ".join(marked[0].text_content().split()) if marked else ""
    endings = (f": {title}", f" - {title}", f" | {title}")
    page_title = " ".join((tree.findtext(".//title") or "").split())
    if len(title.split()) >= MIN_HEADING_WORDS and (whole.endswith(endings) or page_title.endswith(endings)):
        return title
    for mark in (" | ", " - ", " – ", " :: ", " — "):
        head, found, tail = whole.rpartition(mark)
        if found and source and tail.strip().casefold() in source.casefold():
            return head.strip()
    return whole


FORMAT = Format(
    name="html",
    title="web pages, one article each",
    suffixes=(".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cms"),
    read=read,
    recognises=lambda head: _SIGNATURE.match(head[:4096]) is not None,
    isolated=True,
    libraries=("trafilatura",),
)
