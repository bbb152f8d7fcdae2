"""HTML pages.

trafilatura finds the text among menus and advertisements; what a page says of itself (JSON-LD, meta elements) gives
the rest. htmldate is not asked for dates: it guesses, and a wrong date is worse than none.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from index.dates import parse_date
from index.hindi.script import DEVANAGARI
from index.readers.encodings import WINDOWS, encoding_of
from index.readers.encodings import decoded as as_text
from index.readers.fonts_in_pages import convert_fonts
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.markup import text_of
from index.readers.outcome import Outcome, Refused, excerpt_of
from index.readers.page_dates import shown_date
from index.readers.record import accept, is_web_address
from index.readers.time_limit import UnreadableError, time_limited

_SIGNATURE = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle",
                            "OpinionNewsArticle",
                            "AnalysisNewsArticle", "LiveBlogPosting", "WebPage", "ClaimReview"})  # fmt: skip
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "standfirst": ("og:description", "description", "twitter:description"),
    "date": ("article:published_time", "og:article:published_time", "datepublished", "pubdate",
             "publish-date", "publishdate", "publish_date", "dc.date.issued", "dcterms.issued",
             "parsely-pub-date", "dc.date", "date"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "section": ("article:section", "articlesection", "section", "category"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "url": ("og:url",),
}  # fmt: skip
_AS_WINDOWS = frozenset(
    {"utf-8", "utf8", "x-user-defined", "windows-1252", "iso-8859-1", "latin-1", "us-ascii"}
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROL = 0.02
"""Pages with more control characters than this are something else."""
MIN_BODY_CHARS = 20
LONGEST_BYLINE = 120

_DEVANAGARI = re.compile(f"[{DEVANAGARI}]")

Raw = dict[str, str]


@dataclass(frozen=True)
class Page:
    """A page, its location, and the HTTP facts of whoever fetched it."""

    content: bytes
    path: str
    number: int = 0
    line_unit: str = "line"
    url: str = ""
    charset: str = ""
    revision: int = 0


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a page."""
    yield page_outcome(Page(part.content, part.path), options)


def page_outcome(page: Page, options: ReadOptions) -> Outcome:
    """Return the article of a page."""
    try:
        raw = time_limited(lambda: _raw(page), options.max_record_seconds)
    except UnreadableError as error:
        reason = f"not readable as HTML: {error}"
        return Refused(page.path, page.number, reason, excerpt_of(page.content), page.line_unit)
    if not raw.get("body"):
        excerpt = excerpt_of(raw.get("title", "") or page.content)
        return Refused(page.path, page.number, "no article found on the page", excerpt, page.line_unit)
    return accept(raw, page.path, page.number, options.max_text_chars, page.line_unit, page.revision)


def _raw(page: Page) -> Raw:
    tree = tree_of(decoded(page.content, page.charset))
    converted = convert_fonts(tree)
    said = _from_json_ld(tree)
    meta = _from_meta(tree)
    raw = {name: value for name, value in (*meta.items(), *said.items()) if value}
    raw["url"] = page.url or raw.get("url") or _canonical(tree)
    raw["title"] = _headline(tree, said.get("title") or meta.get("title", ""), raw.get("source", ""))
    if not parse_date(raw.get("date", "")):
        raw["date"] = shown_date(tree, raw["url"])
    if not raw.get("source") and is_web_address(raw["url"]):
        raw["source"] = (urlsplit(raw["url"]).hostname or "").removeprefix("www.")
    raw["body"] = _body(tree, said.get("body", ""), raw["title"])
    if converted:
        raw["converted"] = converted
        if not _DEVANAGARI.search(raw["title"]):  # what a page says of itself is not in the font
            raw["title"] = _headline(tree, "", "")
    standfirst = raw.get("standfirst", "")
    if standfirst.rstrip(" .…")[:60] in raw["body"][:2000] or len(standfirst) > 1000:
        raw.pop("standfirst", None)
    return {name: value for name, value in raw.items() if value}


def decoded(content: bytes, charset: str = "") -> str:
    """Return a page as text: by byte order mark, then by what it says, if it is that; NULs dropped.

    Raises UnreadableError for what is no text at all.
    """
    found = encoding_of(content)
    if not found.startswith("utf-16") and len(_CONTROL.findall(content)) > MOST_CONTROL * len(content):
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


def _from_meta(tree: Any) -> Raw:
    known: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        value = " ".join(element.get("content").split())
        if name and value:
            known.setdefault(name, value)
    raw = {
        field: next((known[name] for name in names if name in known), "") for field, names in _META.items()
    }
    if is_web_address(raw["author"]):
        raw["author"] = ""
    return raw


def _from_json_ld(tree: Any) -> Raw:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(data):
            kinds = each.get("@type")
            named = set(map(str, kinds if isinstance(kinds, list) else [kinds]))
            if _ARTICLE_TYPES & named and "headline" in each:
                return {
                    "title": _named(each.get("headline")),
                    "standfirst": _named(each.get("description") or each.get("alternativeHeadline")),
                    "body": text_of(_named(each.get("articleBody"))),
                    "date": _named(each.get("datePublished")),
                    "source": _named(each.get("publisher")),
                    "section": _named(each.get("articleSection")),
                    "author": _named(each.get("author")),
                }
    return {}


def _objects(data: Any, depth: int = 3) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for each in data[:100]:
            yield from _objects(each, depth)
    elif isinstance(data, dict):
        yield data
        if depth:
            yield from _objects(data.get("@graph"), depth - 1)


def _named(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _named(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value[:10])))
    return ""


def _headline(tree: Any, stated: str, source: str) -> str:
    """Return the page's headline without the name of the paper after it."""
    heads = [" ".join(each.text_content().split()) for each in tree.xpath("//h1")[:5]]
    whole = stated or next(filter(None, heads), "") or " ".join((tree.findtext(".//title") or "").split())
    for head in heads:
        if head and whole != head and whole.startswith(head):
            return head
    for mark in (" | ", " - ", " – ", " :: ", " — "):
        head, found, tail = whole.rpartition(mark)
        if found and source and tail.strip().casefold() in source.casefold():
            return head.strip()
    return whole


def _canonical(tree: Any) -> str:
    found = tree.xpath("//link[@rel='canonical']/@href")
    return str(found[0]).strip() if found else ""


def _body(tree: Any, stated: str, headline: str) -> str:
    """Return the text without its headline; the page's own description if it is longer."""
    import trafilatura  # noqa: PLC0415 - takes a fifth of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without a text is refused, and said
    found = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True, with_metadata=False)
    text = str(getattr(found, "text", None) or "")
    if len(text) < MIN_BODY_CHARS:
        text = trafilatura.html2txt(tree) or ""
    if len(stated) > 2 * len(text):
        text = stated
    lines = [line.strip(" |-") for line in text.split("\n")]
    while lines and (not lines[0] or lines[0] == headline):
        lines.pop(0)
    if lines and headline:  # old pages are one table cell, which is one line
        lines[0] = lines[0].removeprefix(headline).strip()
    return "\n".join(lines)


FORMAT = Format(
    name="html",
    title="web pages, one article each",
    suffixes=(".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cms"),
    read=read,
    recognises=lambda head: _SIGNATURE.match(head[:4096]) is not None,
    isolated=True,
)
