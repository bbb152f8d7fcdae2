"""Dumps of MediaWiki (Wikinews above all): the articles; talk, categories, redirects and drafts are skipped.

A dump is cut between its pages and each is parsed alone, so that a broken one hides no other. mwparserfromhell takes
the signs of the wiki out. The day is what the page says (its date template or the category of a day); the moment of
the last edit is none.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from index.dates import parse_date
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.record import accept, parse_text_version
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.xml_records import local, parsed
from index.readers.xml_splitter import XmlSplitter

UNIT = "page"
ARTICLES = "0"
"""The namespace of articles."""
_START = re.compile(rb"<page\b")
_END = b"</page>"
_SITE = re.compile(rb"<sitename>([^<]{1,200})</sitename>")
_BASE = re.compile(rb"<base>([^<]{1,300})</base>")
_REDIRECT = re.compile(r"\s*#(?:REDIRECT|पुनर्प्रेषित|अनुप्रेषित)", re.IGNORECASE)
_CATEGORY = re.compile(r"\[\[\s*(?:Category|श्रेणी|वर्ग)\s*:\s*([^\]|\n]{1,80})", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"\[\[\s*(?:Category|श्रेणी|वर्ग|File|Image|चित्र|फ़ाइल|फाइल)\s*:(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]",
    re.IGNORECASE,
)
_DRAFTS = frozenset(
    [
        "develop", "developing", "development", "draft", "review", "abandoned", "unpublished", "under construction",
        "विकास", "विकासाधीन", "निर्माणाधीन", "प्रारूप", "मसौदा", "समीक्षा",
    ]
)  # fmt: skip
_DATES = frozenset(["date", "तारीख", "तारीख़", "दिनांक", "तिथि"])
_NO_SECTIONS = frozenset(["published", "प्रकाशित"])
_LINKS = frozenset(["w", "wikipedia", "विकिपीडिया", "wp", "lang", "formatnum", "nowrap"])
"""Templates that show their last part: links, words of another language, numbers."""
_UNSHOWN = frozenset(["ref", "gallery", "math", "timeline"])
_SECTIONS = re.compile(
    r"^=+\s*(?:sources?|स्रोत|संदर्भ|सन्दर्भ|references?|external links|बाहरी कड़ियाँ|बाहरी कड़ियां)\s*=+",
    re.IGNORECASE | re.MULTILINE,
)
"""Headings of what follows a story."""
_MAGIC = re.compile(r"__[A-Z]{3,20}__|~{3,5}")
MAX_WIKITEXT = 2_000_000
NO_LIBRARY = "a dump of MediaWiki; to have it read: pip install 'khabarkhoj[mediawiki]'"


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a page."""
    try:
        import mwparserfromhell  # noqa: PLC0415 - an extra
    except ImportError:
        if part.before == 0:
            yield Refused(part.path, 0, NO_LIBRARY)
        return
    site, _, base = part.context.decode("utf-8", "replace").partition("\n")
    starts = [found.start() for found in _START.finditer(part.content)]
    for number, (start, following) in enumerate(pairwise([*starts, len(part.content)]), part.before + 1):
        end = part.content.find(_END, start, following) + len(_END)
        page = part.content[start:end] if end >= len(_END) else b""
        if not page:
            reason = "broken XML: the page is not closed"
            yield Refused(part.path, number, reason, excerpt_of(part.content[start : start + 2000]), UNIT)
            continue
        try:
            raw, kind = time_limited(
                lambda text=page: _record(parsed(text), mwparserfromhell.parse, site, base),  # type: ignore[misc]
                options.max_record_seconds,
            )
        except UnreadableError as error:
            yield Refused(part.path, number, str(error), excerpt_of(page[:2000]), UNIT)
            continue
        if kind:
            yield Skipped(part.path, kind)
        else:
            text_version = parse_text_version(raw.pop("revision", ""))
            yield accept(raw, Place(part.path, number, UNIT), options.max_text_chars, text_version)


def _record(page: Any, parse: Any, site: str, base: str) -> tuple[dict[str, str], str]:
    """Return the raw strings of a page, and what it is if it is no article."""
    said = {local(element): element for element in page}
    title = _text_of(said.get("title"))
    if _text_of(said.get("ns")) not in {"", ARTICLES}:
        return {}, "a wiki page that is no article"
    revisions = [element for element in page if local(element) == "revision"]
    newest = {local(revision): revision for revision in revisions[-1]} if revisions else {}
    text = _text_of(newest.get("text"))
    if title in {"मुखपृष्ठ", "Main Page"}:
        return {}, "the main page of a wiki"
    if "redirect" in said or _REDIRECT.match(text):
        return {}, "a redirect of a wiki"
    if len(text) > MAX_WIKITEXT:
        raise UnreadableError(f"a wiki page of more than {MAX_WIKITEXT} characters")
    categories = [name.strip().replace("_", " ") for name in _CATEGORY.findall(text)]
    code = parse(_NO_TEXT.sub("", text))
    templates = code.filter_templates(recursive=False)
    names = {str(template.name).strip().lower() for template in templates}
    if names & _DRAFTS:
        return {}, "not published (a draft of a wiki)"
    days = [
        str(template.params[0].value)
        for template in templates
        if str(template.name).strip().lower() in _DATES and template.params
    ]
    date = next((day.strip() for day in (*days, *categories) if parse_date(day.strip())), "")
    for template in templates:
        name, colon, shown = str(template.name).strip().partition(":")
        if name.lower() in _LINKS and (template.params or colon):
            code.replace(template, str(template.params[-1].value) if template.params else shown)
    for tag in code.filter_tags(matches=lambda node: str(node.tag).lower() in _UNSHOWN, recursive=False):
        code.remove(tag)
    body = _SECTIONS.split(str(code))[0]
    return {
        "title": title,
        "body": _paragraphs(parse(body).strip_code(normalize=True, collapse=True)),
        "date": date,
        "source": site,
        "section": ", ".join(
            category
            for category in categories
            if not parse_date(category) and category.lower() not in _NO_SECTIONS
        )[:200],
        "url": _address(base, title),
        "revision": _text_of(newest.get("id")),
    }, ""


def _paragraphs(text: str) -> str:
    lines = (_MAGIC.sub("", line).strip(" *#:;'=") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _address(base: str, title: str) -> str:
    """Return the address of a page beside the main page, whose address a dump states."""
    start, slash, _ = base.rpartition("/")
    return f"{start}/{quote(title.replace(' ', '_'), safe='/:,()')}" if slash and title else ""


def _text_of(element: Any) -> str:
    return (element.text or "").strip() if element is not None else ""


class Pages(XmlSplitter):
    """Cuts between pages. The context is the wiki's name and, on a line of its own, its main page's address."""

    def __init__(self, head: bytes) -> None:
        super().__init__("page")
        site, base = _SITE.search(head), _BASE.search(head)
        self.context = b"\n".join(found[1].strip() if found else b"" for found in (site, base))


FORMAT = Format(
    name="mediawiki",
    title="dumps of MediaWiki: the articles of Wikinews",
    suffixes=(),
    read=read,
    recognises=lambda head: b"<mediawiki" in head[:4096],
    splitter=Pages,
    line_unit=UNIT,
    isolated=True,
    libraries=("mwparserfromhell",),
)
