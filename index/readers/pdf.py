"""PDF with text, one article a file: clippings, press releases. Pages without text are read as scans."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from index.fonts.detection import DoubtfulTextError, font_named
from index.fonts.legacy_font import LegacyFont
from index.hindi.script import DEVANAGARI_SIGN
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.office_text import person_of_properties
from index.readers.outcome import Outcome, Place, Refused, excerpt_of
from index.readers.page_images import MIN_SIDE, WORKING_BYTES, PdfPages
from index.readers.record import accept
from index.readers.scan import recognised, unavailable
from index.readers.time_limit import UnreadableError, time_limited

MAX_PAGES = 2_000
MAX_LOST_SHARE = 0.02
NO_TEXT = "a PDF without text, probably scanned"
MIN_PAGE_CHARS = 60
"""A page with fewer letters of its own that shows a large picture is a scan: it may bear a stamp or a number."""
MAX_FORMS = 3
_DEPENDENT = frozenset(
    map(chr, (*range(0x900, 0x904), *range(0x93A, 0x93D), *range(0x93E, 0x950), 0x962, 0x963))
)
_LONE = frozenset(["म", "क", "ह", "त", "स", "प"])
EDGE_LINES = 2
"""Lines at the top and the bottom of a page where running heads stand."""
_ENDS_SENTENCE = re.compile("[।.?!]$")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|पृष्ठ|पेज)\s*(?:no\.?|संख्या|सं\.?)?\s*[-:]?\s*[0-9०-९]{1,4}(?:\s*(?:/|of|में से)\s*[0-9०-९]{1,4})?"
    r"|[0-9०-९]{1,3}\s*/\s*[0-9०-९]{1,3})\W{0,3}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:untitled|document ?[0-9]*|microsoft word.*|.*\.(?:docx?|indd|pmd|qxd|p65|pdf|html?))$", re.I
)
_UNREADABLE = re.compile("[\0\ufffd\ue000-\uf8ff]")
"""Glyphs for which a PDF names no letter."""
_HYPHEN = re.compile(r"(?<=[\u0900-\u097fA-Za-z])-\n(?=[\u0900-\u097fa-z])")


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a file."""
    try:
        raw, scanned = time_limited(
            lambda: _raw(part.content, options.max_text_chars), options.max_record_seconds
        )
    except UnreadableError as error:
        if isinstance(error.__cause__, DoubtfulTextError):
            yield from _scanned(part, str(error), options)
        else:
            yield Refused(part.path, 0, f"not readable as PDF: {error}", excerpt_of(part.content))
        return
    if not raw["body"].strip():
        yield from _scanned(part, NO_TEXT, options)
    elif _lost_letters(raw["body"]) > MAX_LOST_SHARE:
        reason = "its text lacks letters, as PDFs printed by browsers and some programs do"
        yield from _scanned(part, reason, options, excerpt_of(raw["body"]))
    else:
        yield accept(raw, Place(part.path), options.max_text_chars)
        if scanned and not (reason := unavailable(options)):
            yield from _pages_of(part, scanned, options)
        elif scanned:
            numbers = ", ".join(str(number + 1) for number in scanned[:20])
            yield Refused(part.path, 0, f"scanned pages among others ({numbers}); {reason}")


def _scanned(part: InputPart, why: str, options: ReadOptions, excerpt: str = "") -> Iterator[Outcome]:
    """Yield the outcomes of a PDF whose text cannot be used: its pages as Tesseract reads them."""
    if reason := unavailable(options):
        yield Refused(part.path, 0, f"{why}; {reason}", excerpt)
    else:
        yield from _pages_of(part, None, options, "" if why == NO_TEXT else why)


def _pages_of(
    part: InputPart, numbers: list[int] | None, options: ReadOptions, why: str = ""
) -> Iterator[Outcome]:
    try:
        pages = time_limited(lambda: PdfPages(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as PDF: {error}", excerpt_of(part.content))
        return
    yield from recognised(part, pages, list(range(len(pages))) if numbers is None else numbers, options, why)


def _lost_letters(text: str) -> float:
    """Return the share of words that lost a letter.

    They begin with a sign which only follows a letter, are a lone letter, or have a sign that stands for none.

    म, क, ह, त stand alone in no Hindi sentence; where a program drops vowel signs they are what is left of में, की, है.
    """
    words = text.split()
    lost = sum(
        word[0] in _DEPENDENT or word in _LONE or _UNREADABLE.search(word) is not None for word in words
    )
    return lost / max(1, len(words))


def _raw(content: bytes, most: int) -> tuple[dict[str, str], list[int]]:
    """Return the raw strings of a PDF, empty ones for a scan, and which of its pages (from 0) are scanned."""
    import pypdf  # noqa: PLC0415 - loaded by the processes that need it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of broken files, the refusal says
    document = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if document.is_encrypted and not document.decrypt(""):
        raise UnreadableError("it asks for a password")
    texts = _Texts()
    pages: list[list[str]] = []
    pictured: set[int] = set()
    for number, page in enumerate(document.pages[:MAX_PAGES]):
        shown = page.extract_text(visitor_text=texts.visit)
        texts.end_page()
        pages.append([line.strip() for line in shown.split("\n") if line.strip()])
        if _shows_picture(page.get("/Resources")):
            pictured.add(number)
        if texts.letters > most:
            break
    scanned = _scanned_pages(pages, pictured)
    if len(scanned) == len([number for number, lines in enumerate(pages) if lines or number in pictured]):
        return {"title": "", "body": ""}, scanned
    text, converted = texts.joined()
    metadata: Any = document.metadata or {}
    title = str(metadata.get("/Title") or "").strip()
    lines = [line.strip() for line in _HYPHEN.sub("", text).split("\n")]
    lines = without_running_heads([line for line in lines if line], pages)
    if not title or _FURNITURE.match(title):
        title = lines.pop(0) if lines and len(lines[0]) <= 200 else ""
    author = person_of_properties(str(metadata.get("/Author") or ""))
    return {"title": title, "body": "\n".join(lines), "author": author, "converted": converted}, scanned


def without_running_heads(lines: list[str], pages: list[list[str]]) -> list[str]:
    """Return the lines of a document without numbers of pages, and without what half of its pages have at their edge.

    A headline that is repeated so stands on the first page once more, and stays there.
    """
    edges = Counter(line for page in pages for line in {*page[:EDGE_LINES], *page[-EDGE_LINES:]})
    heads = {
        line
        for line, count in edges.items()
        if count > 1 and 2 * count >= len(pages) and not _ENDS_SENTENCE.search(line)
    }
    first = Counter(pages[0]) if pages else Counter[str]()
    kept = []
    for line in lines:
        if line in heads and first[line] < 2:
            continue
        first[line] -= line in heads
        if line not in edges or not _PAGE_NUMBER.fullmatch(line):
            kept.append(line)
    return kept


def _scanned_pages(pages: list[list[str]], pictured: set[int]) -> list[int]:
    """Return the pages that show a large picture and hardly any text of their own: stamps stand on every page."""
    lines = Counter(line for page in pages for line in set(page))
    often = max(2, len(pages) // 2)
    found = []
    for number, page in enumerate(pages):
        own = sum(len(line) for line in page if lines[line] < often or len(pages) == 1)
        if number in pictured and own < MIN_PAGE_CHARS:
            found.append(number)
    return found


def _shows_picture(resources: Any, depth: int = MAX_FORMS) -> bool:
    """Return whether what is shown holds a picture of the size that a scanned page has, in forms within forms too."""
    shown = resources.get_object().get("/XObject") if resources is not None else None
    for reference in shown.get_object().values() if shown is not None else ():
        inner = reference.get_object()
        sides = inner.get("/Width", 0), inner.get("/Height", 0)
        if all(isinstance(side, int) for side in sides) and min(sides) >= MIN_SIDE:
            return True
        if depth and inner.get("/Subtype") == "/Form" and _shows_picture(inner.get("/Resources"), depth - 1):
            return True
    return False


class _Texts:
    """A document's texts in the order in which they are shown, each with its font."""

    def __init__(self) -> None:
        self.letters = 0
        self._parts: list[tuple[LegacyFont | None, list[str]]] = []
        self._reasons: dict[str, int] = {}

    def visit(self, text: str, _user: Any, _text: Any, font: Any, _size: Any) -> None:
        """Take what pypdf finds; consecutive texts of one font are one, because words are cut anywhere."""
        if not text:
            return
        self.letters += len(text)
        name = str((font or {}).get("/BaseFont", "")) if hasattr(font, "get") or font is None else ""
        legacy = None
        try:
            legacy = font_named(name)
        except DoubtfulTextError as error:
            self._reasons[str(error)] = self._reasons.get(str(error), 0) + len(text)
        if (not text.strip() and self._parts) or (self._parts and self._parts[-1][0] is legacy):
            self._parts[-1][1].append(text)
        else:
            self._parts.append((legacy, [text]))

    def end_page(self) -> None:
        """Part the next page's text from this one's."""
        if self._parts:
            self._parts[-1][1].append("\n")

    def joined(self) -> tuple[str, str]:
        """Return all text in Unicode, and the legacy font that some of it was in; raises DoubtfulTextError."""
        for reason, letters in self._reasons.items():
            if letters > self.letters // 2:
                raise DoubtfulTextError(reason)
        converted, texts = "", []
        for font, parts in self._parts:
            text = "".join(parts)
            if font is not None and not DEVANAGARI_SIGN.search(text):
                converted, text = font.name, font.converted(text).text
            texts.append(text)
        return "".join(texts), converted


FORMAT = Format(
    name="pdf",
    title="PDF with text, one article each",
    suffixes=(".pdf",),
    read=read,
    recognises=lambda head: head[:1024].lstrip().startswith(b"%PDF-"),
    whole_bytes=lambda options: options.max_document_bytes,
    isolated=True,
    working_bytes=WORKING_BYTES,
    libraries=("pypdf",),
)
