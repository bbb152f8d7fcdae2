"""ALTO, as libraries keep the text of scanned newspapers: an article a page, with the confidence of its words.

The METS beside the pages (in their folder or the one above) says which paper they are and of which day.
"""

import contextlib
import math
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Refused, Skipped, excerpt_of
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
from index.readers.xml_records import first, local, parsed, text_in

MAX_METS_BYTES = 16 << 20
MAX_FILES = 5_000
"""Files of a folder that are examined for a METS."""
_ROOT = re.compile(rb"<(?:[A-Za-z0-9_]+:)?(alto|mets)[\s>]")
_METS_NAME = re.compile(r"mets", re.IGNORECASE)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a page."""
    try:
        root = time_limited(lambda: parsed(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as ALTO: {error}", excerpt_of(part.content))
        return
    if local(root) == "mets":
        yield Skipped(part.path, "a METS, whose facts go to its pages")
        return
    try:
        issue = time_limited(lambda: _issue_of(part.path), options.max_record_seconds)
    except UnreadableError:
        issue = {}
    pages = root.xpath("//*[local-name()='Page']")
    if not pages:
        yield Refused(part.path, 0, "ALTO without a page", excerpt_of(part.content))
    yield from page_outcomes(part, pages, partial(_record, part.path), options, issue)


def _record(path: str, page: Any, position: int) -> dict[str, str]:
    number = page.get("PRINTED_IMG_NR") or page.get("PHYSICAL_IMG_NR") or str(position)
    has_confidence = bool(page.xpath("(.//*[local-name()='String'][@WC])[1]"))
    return record_of(_paragraphs(page), "ALTO", number, path, has_confidence=has_confidence)


def _paragraphs(page: Any) -> Iterator[Paragraph]:
    words = 0
    is_joined = False
    for block in page.iter("{*}TextBlock"):
        lines = []
        for line in block.iter("{*}TextLine"):
            strings = list(line.iter("{*}String"))
            found = []
            for string in strings:
                part, whole = string.get("SUBS_TYPE", ""), string.get("SUBS_CONTENT", "")
                if part == "HypPart2" and is_joined:
                    is_joined = False
                    continue  # the whole word stands where it begins
                is_joined = part == "HypPart1" and bool(whole)
                found.append(
                    Word(
                        whole if is_joined else string.get("CONTENT", ""), confidence_of(string.get("WC"), 1)
                    )
                )
            words += len(found)
            heights = sorted(_height(string.get("HEIGHT")) for string in strings)
            lines.append(Line(tuple(found), heights[len(heights) // 2] if heights else 0.0))
        yield lines
        if words > MAX_WORDS:
            raise UnreadableError(f"a page of more than {MAX_WORDS} words")


def _height(text: str | None) -> float:
    """Return a stated height; 0 for what is none."""
    try:
        height = float(text or 0)
    except ValueError:
        return 0.0
    return height if math.isfinite(height) else 0.0


def _issue_of(path: str) -> dict[str, str]:
    """Return what the METS of a page on the disk says of its issue: source and date."""
    folder = Path(path).parent
    for parent in (folder, folder.parent):
        if found := _mets_in(parent):
            return found
    return {}


@lru_cache(64)
def _mets_in(folder: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, UnreadableError):
        for number, file in enumerate(sorted(folder.iterdir())):
            if number >= MAX_FILES:
                break
            is_mets = (
                file.suffix.lower() == ".xml"
                and _METS_NAME.search(file.name)
                and file.is_file()
                and not file.is_symlink()
            )
            if is_mets and file.stat().st_size <= MAX_METS_BYTES:
                return _issue(parsed(file.read_bytes()))
    return {}


def _issue(mets: Any) -> dict[str, str]:
    facts = {
        "source": text_in(
            first(mets, "mods/titleInfo/title", "relatedItem/titleInfo/title", "dc/title", "title")
        ),
        "date": text_in(first(mets, "originInfo/dateIssued", "part/date", "dateIssued", "date")),
        "edition": text_in(first(mets, "originInfo/edition")),
    }
    return {name: value for name, value in facts.items() if value}


FORMAT = Format(
    name="alto",
    title="ALTO, the text of scanned pages as libraries keep it, with its METS",
    suffixes=(),
    read=read,
    recognises=lambda head: (
        head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _ROOT.search(head[:4096]) is not None
    ),
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    isolated=True,
)
