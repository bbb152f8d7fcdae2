"""Scans: pages of a PDF without text, and pictures, read by Tesseract; an article a page.

Pages are drawn one after another and recognised beside each other, as many as the machine has cores. What was
recognised is kept by the file's content, so that a rebuild costs nothing.
"""

import hashlib
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from functools import partial

from index.readers import scan_progress, tesseract
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Refused, Skipped, excerpt_of
from index.readers.page_images import INSTALL, Pages, PicturePages, is_installed
from index.readers.recognised_page import is_legible, record_of
from index.readers.recognition_cache import RecognitionCache
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, still_reading, time_limited

UNIT = "page"
HEARTBEAT_SECONDS = 1.0
_MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_ID_CHARS = 16


def unavailable(options: ReadOptions) -> str:
    """Return why scans cannot be read and the remedy; "" if they can."""
    if not options.ocr:
        return "OCR is off: KHABARKHOJ_OCR=on"
    if not is_installed():
        return f"the libraries for OCR are not installed: {INSTALL}"
    return tesseract.missing(options.ocr_languages)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a frame of a picture."""
    if reason := unavailable(options):
        yield Skipped(part.path, f"a picture ({reason})")
        return
    try:
        pages = time_limited(lambda: PicturePages(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as a picture: {error}", excerpt_of(part.content))
        return
    if not pages.is_page:
        yield Skipped(part.path, "a picture too small to be a page")
        return
    yield from recognised(part, pages, list(range(len(pages))), options)


def recognised(
    part: InputPart, pages: Pages, numbers: list[int], options: ReadOptions, why: str = ""
) -> Iterator[Outcome]:
    """Yield one outcome for each of these pages (numbered from 0), in their order.

    A page without legible text is passed over, or refused if it is known to have some: then `why` says so.
    """
    most = options.max_ocr_pages
    scan_progress.met(len(numbers[:most]))
    name = hashlib.sha256(part.content).hexdigest()[:_ID_CHARS]
    for number, table in _tables(part, pages, numbers[:most], options):
        line = number + 1 if len(pages) > 1 else 0
        if isinstance(table, UnreadableError):
            yield Refused(part.path, line, f"page not recognised: {table}", line_unit=UNIT)
            continue
        try:
            raw = record_of(
                tesseract.paragraphs(table), f"Tesseract {tesseract.version()}", str(line or ""), part.path
            )
        except UnreadableError as error:
            yield Refused(part.path, line, str(error), line_unit=UNIT)
            continue
        if not is_legible(raw):
            read = f"{raw['title']} {raw['body']}"
            yield (
                Refused(part.path, line, f"{why}, and its page cannot be recognised", excerpt_of(read), UNIT)
                if why
                else Skipped(part.path, "a page or picture without text")
            )
        else:
            yield accept({**raw, "id": f"{name}-{number + 1}"}, part.path, line, options.max_text_chars, UNIT)
    if len(numbers) > most:
        reason = f"more than {most} pages to recognise; raise KHABARKHOJ_MAX_OCR_PAGES or split the file"
        yield Refused(part.path, numbers[most] + 1, reason, line_unit=UNIT)


def _tables(
    part: InputPart, pages: Pages, numbers: list[int], options: ReadOptions
) -> Iterator[tuple[int, bytes | UnreadableError]]:
    """Yield (page, Tesseract's table or why there is none) in order."""
    manner = f"{tesseract.version()} {tesseract.chosen(options.ocr_languages)} {options.ocr_dpi}"
    cache = RecognitionCache(options.ocr_cache, part.content, manner)
    parallel = os.cpu_count() or 1
    waiting: deque[tuple[int, bytes | UnreadableError | Future[bytes]]] = deque()
    with ThreadPoolExecutor(parallel) as pool:
        for number in numbers:
            table: bytes | UnreadableError | Future[bytes] | None = cache.get(number)
            if table is None:
                try:
                    picture = time_limited(
                        partial(pages.picture, number, options.ocr_dpi), options.max_record_seconds
                    )
                    table = pool.submit(_recognise, picture, number, cache, options)
                except UnreadableError as error:
                    table = error
            waiting.append((number, table))
            while len(waiting) > parallel:
                yield _when_done(*waiting.popleft())
        while waiting:
            yield _when_done(*waiting.popleft())


def _recognise(picture: bytes, number: int, cache: RecognitionCache, options: ReadOptions) -> bytes:
    table = tesseract.recognise(
        picture, options.ocr_languages, options.max_ocr_page_seconds, options.max_ocr_memory_mb,
        options.ocr_cache / "slots",
    )  # fmt: skip
    cache.put(number, table)
    return table


def _when_done(
    number: int, table: bytes | UnreadableError | Future[bytes]
) -> tuple[int, bytes | UnreadableError]:
    """Wait for a page, saying meanwhile that this process is alive."""
    while isinstance(table, Future):
        try:
            table = table.result(HEARTBEAT_SECONDS)
        except NotYetError:
            still_reading()
        except UnreadableError as error:
            table = error
        except OSError as error:
            table = UnreadableError(str(error))
    scan_progress.finished()
    return number, table


def _recognises(head: bytes) -> bool:
    return head.startswith(_MAGIC) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


FORMAT = Format(
    name="picture",
    title="pictures of pages, read by Tesseract",
    suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"),
    read=read,
    recognises=_recognises,
    is_told_by_name=False,
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    binary=True,
    isolated=True,
    libraries=("PIL.Image",),
)
