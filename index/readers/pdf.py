"""PDF with text, one article a file: clippings, press releases. Scans have no text and are refused."""

import io
import re
from collections.abc import Iterator
from typing import Any

from index.readers.format import Format, Part, ReadOptions
from index.readers.guarded import UnreadableError, guarded
from index.readers.outcome import Outcome, Refused, excerpt_of
from index.readers.record import accept

MOST_PAGES = 2_000
_FURNITURE = re.compile(
    r"^(?:untitled|document ?[0-9]*|microsoft word.*|.*\.(?:docx?|indd|pmd|qxd|p65|pdf))$", re.I
)
_HYPHEN = re.compile(r"(?<=[\u0900-\u097fA-Za-z])-\n(?=[\u0900-\u097fa-z])")


def read(part: Part, options: ReadOptions) -> Iterator[Outcome]:
    """One outcome a file."""
    try:
        raw = guarded(lambda: _raw(part.content, options.max_text_chars), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as PDF: {error}", excerpt_of(part.content))
        return
    if not raw["body"].strip():
        yield Refused(part.path, 0, "a PDF without text, probably scanned; run it through OCR first")
        return
    yield accept(raw, part.path, 0, options.max_text_chars)


def _raw(content: bytes, most: int) -> dict[str, str]:
    import pypdf  # noqa: PLC0415 - loaded by the processes that need it

    document = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if document.is_encrypted and not document.decrypt(""):
        raise UnreadableError("it asks for a password")
    pages = []
    for page in document.pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > most:
            break
    told: Any = document.metadata or {}
    title = str(told.get("/Title") or "").strip()
    lines = [line.strip() for line in _HYPHEN.sub("", "\n".join(pages)).split("\n")]
    lines = [line for line in lines if line]
    if not title or _FURNITURE.match(title):
        title = lines.pop(0) if lines and len(lines[0]) <= 200 else ""
    return {"title": title, "body": "\n".join(lines), "author": str(told.get("/Author") or "").strip()}


FORMAT = Format(
    name="pdf",
    title="PDF with text, one article each",
    suffixes=(".pdf",),
    read=read,
    recognises=lambda head: head[:1024].lstrip().startswith(b"%PDF-"),
    whole_bytes=lambda options: options.max_document_bytes,
)
