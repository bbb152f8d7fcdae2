"""hOCR, the pages that OCR programs write as HTML: an article a page, with the confidence of its words."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.html_page import decoded, tree_of
from index.readers.outcome import Outcome, Refused, excerpt_of
from index.readers.recognised_page import (
    MAX_WORDS,
    UNIT,
    Line,
    Paragraph,
    Word,
    confidence_of,
    page_outcomes,
    record_of,
)
from index.readers.time_limit import UnreadableError, time_limited

_SIGN = re.compile(rb"<meta\s+name=['\"]ocr-system|class=['\"]ocr_page['\"]")
_BOX = re.compile(r"\bbbox\s+(-?[0-9]+)\s+(-?[0-9]+)\s+(-?[0-9]+)\s+(-?[0-9]+)")
_CONFIDENCE = re.compile(r"\bx_wconf\s+([0-9]{1,5}(?:\.[0-9]{1,6})?)")
_SIZE = re.compile(r"\bx_size\s+([0-9]{1,5}(?:\.[0-9]{1,6})?)")
_PAGE_NUMBER = re.compile(r"\bppageno\s+([0-9]{1,6})")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line")


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a page."""
    try:
        tree = time_limited(lambda: tree_of(decoded(part.content)), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as hOCR: {error}", excerpt_of(part.content))
        return
    pages = tree.xpath(f"//*[{_of_class('ocr_page')}]") or tree.xpath("//body")
    yield from page_outcomes(part, pages, partial(_record, part.path), options)


def _record(path: str, page: Any, position: int) -> dict[str, str]:
    stated = _PAGE_NUMBER.search(page.get("title", ""))
    number = str(int(stated[1]) + 1) if stated else str(position)
    has_confidence = bool(page.xpath("(.//*[contains(@title, 'x_wconf')])[1]"))
    return record_of(_paragraphs(page), "hOCR", number, path, has_confidence=has_confidence)


def _paragraphs(page: Any) -> Iterator[Paragraph]:
    """Yield the lines of each paragraph; lines outside of any are one, and a page without lines is its text."""
    lines = page.xpath(f".//*[{' or '.join(map(_of_class, _LINES))}]") or [page]
    words = 0
    for _, together in groupby(lines, _paragraph_of):
        paragraph = []
        for line in together:
            found = tuple(_words(line))
            words += len(found)
            paragraph.append(Line(found, _height(line.get("title", ""))))
        yield paragraph
        if words > MAX_WORDS:
            raise UnreadableError(f"a page of more than {MAX_WORDS} words")


def _paragraph_of(line: Any) -> Any:
    """Return the paragraph that a line stands in, None for none."""
    return next(
        (ancestor for ancestor in line.iterancestors() if "ocr_par" in (ancestor.get("class") or "").split()),
        None,
    )


def _words(line: Any) -> Iterator[Word]:
    found = line.xpath(f".//*[{_of_class('ocrx_word')}]")
    for element in found:
        stated = _CONFIDENCE.search(element.get("title", ""))
        text = "".join(element.itertext()).strip()
        if text:
            yield Word(text, confidence_of(stated[1] if stated else None))
    if not found:
        yield from map(Word, "".join(line.itertext()).split())


def _height(title: str) -> float:
    if size := _SIZE.search(title):
        return float(size[1])
    box = _BOX.search(title)
    return float(int(box[4]) - int(box[2])) if box else 0.0


def _of_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


FORMAT = Format(
    name="hocr",
    title="hOCR, pages read by OCR programs",
    suffixes=(".hocr",),
    read=read,
    recognises=lambda head: _SIGN.search(head[:8192]) is not None,
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    isolated=True,
    libraries=("lxml.html",),
)
