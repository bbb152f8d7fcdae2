"""Scans: pages of a PDF without text, and pictures, read by Tesseract; an article a page.

Pages are drawn one after another and recognised beside each other, as many as the machine has cores. What was
recognised is kept by the file's content, so that a rebuild costs nothing.
"""

import hashlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial

from index.readers import scan_progress, tesseract
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.page_images import INSTALL, WORKING_BYTES, Pages, PicturePages, is_installed, turned
from index.readers.recognised_page import is_legible, record_of
from index.readers.recognition_cache import RecognitionCache
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, still_reading, time_limited

UNIT = "page"
HEARTBEAT_SECONDS = 1.0
MAX_WAITING_BYTES = 160 << 20
"""Of pictures that wait to be recognised: five broadsheet pages."""
SLOTS = "slots"
Table = bytes | UnreadableError
"""What Tesseract says of a page, or why it says nothing."""
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
    if large := pages.large():
        yield from recognised(part, pages, large, options)
    else:
        yield Skipped(part.path, "a picture too small to be a page")


def recognised(
    part: InputPart, pages: Pages, numbers: list[int], options: ReadOptions, why: str = ""
) -> Iterator[Outcome]:
    """Yield one outcome for each of these pages (numbered from 0), in their order.

    A page without legible text is skipped, or refused if it is known to have some: then `why` says so.
    """
    most = options.max_ocr_pages
    scan_progress.met(len(numbers[:most]))
    name = identity_of(part.content)
    for number, table in _tables(part, pages, numbers[:most], options):
        line = number + 1 if len(pages) > 1 else 0
        if isinstance(table, UnreadableError):
            yield Refused(part.path, line, f"page not recognised: {table}", line_unit=UNIT)
            continue
        still_reading()  # putting a large page in order takes seconds
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
            yield accept(
                {**raw, "id": f"{name}-{number + 1}"}, Place(part.path, line, UNIT), options.max_text_chars
            )
    if len(numbers) > most:
        reason = f"more than {most} pages to recognise; raise KHABARKHOJ_MAX_OCR_PAGES or split the file"
        yield Refused(part.path, numbers[most] + 1, reason, line_unit=UNIT)


def _tables(
    part: InputPart, pages: Pages, numbers: list[int], options: ReadOptions
) -> Iterator[tuple[int, Table]]:
    """Yield (page, Tesseract's table or why there is none) in order.

    Every page is one record for the process that watches this one, whether it was recognised before or not.
    """
    cache = RecognitionCache(options.ocr_cache, manner_of(options), writes=options.ocr_keeps)
    identity = identity_of(part.content)
    parallel = tesseract.cores()
    waiting: deque[tuple[int, Table | Future[bytes], int]] = deque()
    with ThreadPoolExecutor(parallel) as pool:
        for number in numbers:
            name = f"{identity}-{number + 1}"
            table: Table | Future[bytes]
            size = 0
            try:
                known, content = time_limited(
                    partial(_kept_or_drawn, cache, name, pages, number, options.ocr_dpi),
                    options.max_record_seconds,
                )
                table = content if known else pool.submit(_recognise, content, name, cache, options)
                size = 0 if known else len(content)
            except UnreadableError as error:
                table = UnreadableError(str(error))
            except RuntimeError as error:  # no thread could be started
                table = UnreadableError(f"{error}; raise KHABARKHOJ_MAX_RECORD_MEMORY_MB")
            content = b""
            waiting.append((number, table, size))
            while len(waiting) > parallel or sum(bytes_ for _, _, bytes_ in waiting) > MAX_WAITING_BYTES:
                position, first, _ = waiting.popleft()
                yield position, _when_done(first)
        while waiting:
            position, first, _ = waiting.popleft()
            yield position, _when_done(first)


def _kept_or_drawn(
    cache: RecognitionCache, name: str, pages: Pages, number: int, dpi: int
) -> tuple[bool, bytes]:
    """Return (True, the table that is kept of a page), or (False, its picture)."""
    kept = cache.get(name)
    return (True, kept) if kept is not None else (False, pages.picture(number, dpi))


def _recognise(picture: bytes, name: str, cache: RecognitionCache, options: ReadOptions) -> bytes:
    limits = tesseract.Limits(
        options.max_ocr_page_seconds, options.max_ocr_memory_mb, options.ocr_cache / SLOTS
    )
    upright = turned(picture, tesseract.orientation(picture, limits))
    table = tesseract.recognise(upright, options.ocr_languages, limits)
    if table.count(b"\n5\t"):  # a page without words may be one that was not drawn
        cache.put(name, table)
    return table


def _when_done(table: Table | Future[bytes]) -> Table:
    """Wait for a page, saying meanwhile that this process is alive."""
    while isinstance(table, Future):
        wait([table], HEARTBEAT_SECONDS)
        if not table.done():
            still_reading()
            continue
        try:
            table = table.result()
        except UnreadableError as error:
            table = UnreadableError(str(error))
        except MemoryError:
            table = UnreadableError(
                "needs more memory to be recognised; raise KHABARKHOJ_MAX_RECORD_MEMORY_MB"
            )
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one page costs that page
            table = UnreadableError(str(error)[:200] or type(error).__name__)
    scan_progress.finished()
    return table


def manner_of(options: ReadOptions) -> str:
    """Return all that changes what is recognised: the program, its data, dots an inch; "" where nothing is."""
    if unavailable(options):
        return ""
    turns = "osd" if "osd" in tesseract.languages() else ""
    return f"{tesseract.version()} {tesseract.chosen(options.ocr_languages)} {options.ocr_dpi} {turns}"


def identity_of(content: bytes) -> str:
    """Return what names a file in the ids of its pages."""
    return hashlib.sha256(content).hexdigest()[:_ID_CHARS]


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
    working_bytes=WORKING_BYTES,
    libraries=("PIL.Image",),
)
