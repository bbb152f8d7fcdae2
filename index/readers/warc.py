"""WARC crawls: the HTML pages (and plain texts) that a crawler was answered with.

Records are cut apart here, by their stated lengths, and where a length lies by looking for the next record;
warcio then takes a record apart (HTTP headers, chunks, content encodings). Of several answers from one address
the latest counts, whatever order they come in.

The moment of a crawl is not the date of an article: only what the page says is.
"""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from index.addresses import is_web_address
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.html_page import Page, page_outcome
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.page_kind import NO_ARTICLE_FILES
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, time_limited

UNIT = "record"
MAGIC = b"WARC/"
_VERSION = re.compile(rb"WARC/[01]\.[0-9]{1,2}\r?\n")
_NEXT = re.compile(rb"(?:\r?\n|\A)(?=WARC/[01]\.[0-9]{1,2}\r?\n)")
_LENGTH = re.compile(rb"\r?\ncontent-length:\s*([0-9]{1,18})\s*\r?\n", re.IGNORECASE)
_GAP = re.compile(rb"(?:\r?\n){0,4}")
_HEAD_END = re.compile(rb"\r?\n(?:(\r?\n)|(?=WARC/[01]\.[0-9]{1,2}\r?\n))")
"""The empty line after a head, or another record that begins before one."""
_WITH_PAGES = frozenset({"response", "resource", "conversion"})
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
MAX_HEAD_BYTES = 1 << 16
MAX_HEADLINE_CHARS = 300
MAX_EXPANDED = 1 << 26
"""Bytes that one block of a packed page may become."""
_STEP = 1 << 8
"""Bytes that are expanded at once: 256 of Zstandard become 8 MB at most."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a record."""
    position, number = 0, part.before
    while position < len(part.content):
        end, fault = _record_end(part.content, position)
        number += 1
        record = part.content[position:end]
        position = end
        if not record.strip():
            number -= 1
        elif fault:
            yield Refused(part.path, number, fault, excerpt_of(record), UNIT)
        else:
            yield _outcome(record, part.path, number, options)


def _outcome(record: bytes, path: str, number: int, options: ReadOptions) -> Outcome:
    try:
        found = time_limited(
            lambda: _page_of(record, path, options.max_record_bytes), options.max_record_seconds
        )
    except UnreadableError as error:
        return Refused(path, number, f"broken WARC record: {error}", excerpt_of(record), UNIT)
    return found if isinstance(found, Skipped) else outcome_of(found, path, number, options)


def outcome_of(found: "Answer", path: str, number: int, options: ReadOptions) -> Outcome:
    """Return the article that a crawler was answered with."""
    if found.kind in _PAGES:
        page = Page(found.content, Place(path, number, UNIT), found.url, found.charset, found.text_version)
        return page_outcome(page, options)
    first, _, rest = _text(found).strip().partition("\n")
    is_headline = len(first) <= MAX_HEADLINE_CHARS and bool(rest.strip())
    raw = {
        "url": found.url,
        "title": first if is_headline else "",
        "body": rest if is_headline else f"{first}\n{rest}",
    }
    return accept(raw, Place(path, number, UNIT), options.max_text_chars, found.text_version)


def _text(found: "Answer") -> str:
    try:
        return found.content.decode(found.charset or "utf-8", "replace")
    except LookupError:  # an encoding that does not exist
        return found.content.decode("utf-8", "replace")


class Answer(NamedTuple):
    """What a crawler was answered with, and when."""

    content: bytes
    url: str
    kind: str
    charset: str
    text_version: int


class _Brotli:
    """What warcio asks of a decompressor; brotli's own class takes no attributes, which warcio 1.8 sets on it."""

    unused_data = b""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - hardly ever needed

        self._decompressor = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        """Return what some bytes expand to. Raises UnreadableError if that is far more than a page."""
        expanded: bytes = self._decompressor.process(data, output_buffer_limit=MAX_EXPANDED)
        if not self._decompressor.can_accept_more_data():
            raise UnreadableError(f"some bytes of it expand to more than {MAX_EXPANDED}")
        return expanded

    def flush(self) -> bytes:
        """Return the rest: none."""
        return b""


class _Zstandard:
    """What warcio asks of a decompressor, for pages in Zstandard, which it does not know."""

    unused_data = b""

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415 - hardly ever needed

        self._new = zstandard.ZstdDecompressor(max_window_size=MAX_EXPANDED).decompressobj
        self._decompressor = self._new()

    def decompress(self, data: bytes) -> bytes:
        """Return what some bytes expand to, a few at a time. Raises UnreadableError as _Brotli does."""
        expanded = bytearray()
        for start in range(0, len(data), _STEP):
            left = data[start : start + _STEP]
            while left:  # frames follow each other
                if self._decompressor.eof:
                    self._decompressor = self._new()
                expanded += self._decompressor.decompress(left)
                left = self._decompressor.unused_data
            if len(expanded) > MAX_EXPANDED:
                raise UnreadableError(f"some bytes of it expand to more than {MAX_EXPANDED}")
        return bytes(expanded)

    def flush(self) -> bytes:
        """Return the rest: none."""
        return b""


def records_of(content: bytes, **options: bool) -> Iterator[Any]:
    """Return the records of a crawl as warcio reads them, pages packed by Brotli and Zstandard included."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - loaded by the processes that need it
    from warcio.bufferedreaders import BufferedReader  # noqa: PLC0415

    BufferedReader.DECOMPRESSORS |= {"br": _Brotli, "zstd": _Zstandard}
    records: Iterator[Any] = iter(ArchiveIterator(io.BytesIO(content), **options))
    return records


def _page_of(record: bytes, path: str, most: int) -> Answer | Skipped:
    return answer_of(next(records_of(record)), path, most)


def answer_of(entry: Any, path: str, most: int) -> Answer | Skipped:
    """Return what a record of warcio's holds, if it is a page; raise UnreadableError for a longer one than `most`."""
    if entry.rec_type not in _WITH_PAGES:
        return Skipped(path, f"WARC {entry.rec_type} record")
    url = (entry.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not is_web_address(url):
        return Skipped(path, "a crawler's own record")
    if NO_ARTICLE_FILES.search(url.partition("?")[0]):
        return Skipped(path, "a file for crawlers (robots.txt, ads.txt, a site map)")
    headers = entry.http_headers
    stated = entry.rec_headers.get_header("Content-Type") or ""
    if headers is not None:
        status = headers.get_statuscode()
        if status != "200":
            return Skipped(path, f"answer of a web server other than 200 ({status[:3]})")
        stated = headers.get_header("Content-Type") or ""
    kind = stated.split(";")[0].strip().lower()
    content = entry.content_stream().read(most + 1)
    if len(content) > most:
        raise UnreadableError(f"page longer than {most} bytes; raise KHABARKHOJ_MAX_RECORD_BYTES")
    if kind not in (*_PAGES, "text/plain"):
        if kind or not content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
            return Skipped(path, f"not a page ({kind or 'unknown'})")
        kind = _PAGES[0]
    charset = _CHARSET.search(stated)
    moment = entry.rec_headers.get_header("WARC-Date") or ""
    return Answer(content, url, kind, charset[1] if charset else "", _nanoseconds(moment))


def _nanoseconds(moment: str) -> int:
    """Return a crawl's moment in nanoseconds since 1970, too large for a version's number; 0 if unreadable."""
    try:
        return max(0, int(datetime.datetime.fromisoformat(moment.strip()).timestamp())) * 10**9
    except (ValueError, OverflowError):
        return 0


def _record_end(content: bytes, position: int) -> tuple[int, str]:
    """Return where the record ends that begins here, and what is wrong with it ("" if nothing)."""
    if not _VERSION.match(content, position):
        following = _next_record(content, position)
        return following, "" if not content[position:following].strip() else "not a WARC record"
    head = _HEAD_END.search(content, position, position + MAX_HEAD_BYTES)
    length = _LENGTH.search(content, position, head.end()) if head and head[1] else None
    if head is None or length is None:
        return _next_record(content, position), "broken WARC record: no Content-Length"
    end = head.end() + int(length[1])
    gap = _GAP.match(content, end) if end <= len(content) else None
    if gap is None:
        return _next_record(content, position), "broken WARC record: cut off, or its Content-Length is wrong"
    if gap[0].count(b"\n") < 2 and not _VERSION.match(content, gap.end()):
        return _next_record(content, position), "broken WARC record: its Content-Length is wrong"
    return gap.end(), ""


def _next_record(content: bytes, position: int) -> int:
    """Return where the record after this one begins; only looked for where a length lies."""
    after = _NEXT.search(content, position + 1)
    return after.end() if after else len(content)


class Records:
    """Cuts between records."""

    context = b""

    def last_end(self, content: bytes) -> int:
        """Return the offset before the last record, if others come before it: the next block tells where it ends."""
        position = 0
        while position < len(content):
            end, fault = _record_end(content, position)
            if end >= len(content) or (fault and not _NEXT.search(content, end - 1)):
                return position
            position = end
        return position

    def next_start(self, content: bytes) -> int:
        """Return the offset of the next record."""
        found = _NEXT.search(content)
        return found.end() if found else -1

    def count(self, content: bytes) -> int:
        """Return the number of records."""
        position = records = 0
        while position < len(content):
            end, _ = _record_end(content, position)
            records += bool(content[position:end].strip())
            position = end
        return records


FORMAT = Format(
    name="warc",
    title="WARC crawls: their web pages",
    suffixes=(".warc", ".wet"),
    read=read,
    recognises=lambda head: _VERSION.match(head) is not None,
    splitter=lambda _head: Records(),
    binary=True,
    line_unit=UNIT,
    isolated=True,
    libraries=("trafilatura", "warcio.archiveiterator"),
)
