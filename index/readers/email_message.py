"""E-mail: newsletters and press releases as .eml, whole mailboxes as mbox; what is attached is not read.

Pages that a browser saved as one file (MHT) are written as e-mails are, and read as pages.
"""

import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import islice

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.html_page import Page, decoded, page_outcome
from index.readers.markup import text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, time_limited

UNIT = "message"
MAX_PARTS = 200
_SEVEN_BITS = ("utf-7", "iso-2022-", "hz")
"""Charsets whose bytes look like ASCII."""
_NEXT = re.compile(rb"^From [^\n]{1,200}[0-9]{4}[^\n]{0,20}\r?\n", re.MULTILINE)
_HEADERS = re.compile(
    rb"(?:(?:From|To|Subject|Date|Return-Path|Received|MIME-Version|Delivered-To|Message-ID|DKIM-Signature|X-[\w-]+"
    rb"|Content-[\w-]+|Snapshot-Content-Location|Reply-To|Sender|List-[\w-]+):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}",
    re.IGNORECASE,
)
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*<?Saved by)", re.IGNORECASE | re.MULTILINE)
MAX_HEAD_BYTES = 1 << 13
MAX_SIGNATURE_LINES = 15
"""Lines that may stand below "-- "; more are the text."""
MAX_LINES_BEFORE = 20
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|fw|re)\s*:\s*)+", re.IGNORECASE)
_FORWARDED_MESSAGE = re.compile(
    r"^-{3,}\s*(?:forwarded message|original message|begin forwarded message)\s*-{0,}", re.I
)
_FORWARDED_HEADER = re.compile(
    r"^\W{0,3}(?:from|date|sent|subject|to|cc|reply-to|प्रेषक|प्रेषित|विषय|प्रति|तारीख़?|दिनांक|भेजा गया)\W{0,3}:",
    re.IGNORECASE,
)
MIN_FORWARDED_HEADERS = 3
_SENDER = re.compile(r"^\W{0,3}(?:from|प्रेषक)\W{0,3}:", re.IGNORECASE)
"""A press note has a date, a subject and to whom it goes of its own, but names no sender so."""
_ANNOUNCED = re.compile(
    r"\W{0,12}(?:begin forwarded message|forwarded message|अग्रेषित संदेश|_{5,})\W{0,12}$",
    re.IGNORECASE,
)
_IN_BROWSER = re.compile(
    r"(?:view (?:this|it) (?:e-?mail |message )?(?:in|on) (?:your|a|the) (?:web ?)?browser"
    r"|(?:\S{1,12} ){0,2}ब्राउज़?र में (?:देखें|पढ़ें|खोलें))\W{0,3}",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\W{0,3}(?:sent from (?:my|yahoo|outlook)|get outlook for|मेरे \S+(?: \S+){0,2} से भेजा गया|"
    r"you (?:are receiv|receiv|got)\w* this|to unsubscribe|unsubscribe|"
    r"(?:यह|इस) (?:ई-?मेल|संदेश)[^।]{0,60}(?:गोपनीय|सदस्यता)|सदस्यता (?:रद्द|समाप्त)|अनसब्सक्राइब|"
    r"this (?:e-?mail|message)[^.]{0,80}(?:confidential|intended)|©|copyright|"
    r"सर्वाधिकार सुरक्षित|update (?:your )?preferences)",
    re.IGNORECASE,
)
MAX_FEET, MAX_LINES_ABOVE = 8, 4
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a message."""
    starts = [found.end() for found in _NEXT.finditer(part.content)]
    if not part.content.startswith(b"From ") or not starts:
        yield _outcome(part.content, part.path, 0, options)
        return
    heads = [found.start() for found in _NEXT.finditer(part.content)]
    for number, (start, end) in enumerate(zip(starts, [*heads[1:], len(part.content)], strict=True), 1):
        yield _outcome(_QUOTED_FROM.sub(rb"\1", part.content[start:end]), part.path, number, options)


def _outcome(content: bytes, path: str, number: int, options: ReadOptions) -> Outcome:
    try:
        if page := time_limited(lambda: _saved_page(content, path), options.max_record_seconds):
            return page_outcome(page, options)
        raw, kind = time_limited(lambda: _raw(content), options.max_record_seconds)
    except UnreadableError as error:
        return Refused(path, number, f"not readable as e-mail: {error}", excerpt_of(content), UNIT)
    if kind:
        return Skipped(path, f"{kind}, no article")
    if not raw["body"].strip():
        return Refused(path, number, "an e-mail without a text", excerpt_of(content), UNIT)
    return accept(raw, Place(path, number, UNIT), options.max_text_chars)


def _saved_page(content: bytes, path: str) -> Page | None:
    """Return the page of a file that a browser saved as one (MHT); None for an e-mail."""
    if not _SAVED.search(content[:MAX_HEAD_BYTES]):
        return None
    message = BytesParser(policy=email.policy.default).parsebytes(content)
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    for part in islice(message.walk(), MAX_PARTS):
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes):
            where = address or str(part.get("Content-Location", "")).strip()
            return Page(page, Place(path, unit=UNIT), where, part.get_content_charset() or "")
    return None


def _raw(content: bytes) -> tuple[dict[str, str], str]:
    """Return the raw fields of a message, and what it is that a program wrote; "" for a person's."""
    message = BytesParser(policy=email.policy.default).parsebytes(content)
    name, address = parseaddr(_sender(message))
    raw = {
        "id": str(message.get("Message-ID", "")).strip().strip("<>"),
        "title": _FORWARDED.sub("", str(message.get("Subject", ""))),
        "date": str(message.get("Date", "")),
        "source": name or address.rpartition("@")[2],
        "body": _without_signature(_text(message)),
    }
    return raw, _kind_of(message)


def _sender(message: EmailMessage) -> str:
    """Return whom a message is from; a long name is folded over several encoded words, which follow without a space."""
    folded = next((str(value) for name, value in message.raw_items() if name.lower() == "from"), "")
    try:
        return str(make_header(decode_header(folded)))
    except (HeaderParseError, LookupError, ValueError):
        return str(message.get("From", ""))


def _kind_of(message: EmailMessage) -> str:
    """Return what a mail program says that a message is: RFC 3834 and RFC 3462 name answers and reports."""
    if message.get_content_type() == "multipart/report":
        return "a report of a mail server"
    answered = str(message.get("Auto-Submitted", "no")).strip().lower()
    is_reply = str(message.get("X-Autoreply", "no")).strip().lower() in {"yes", "true", "1"}
    return "an automatic answer" if answered.startswith("auto-replied") or is_reply else ""


def _without_signature(text: str) -> str:
    """Return a text without what stands below the line "-- ", and without the headers of a forwarded message."""
    lines = text.replace("\r\n", "\n").split("\n")
    signs = [position for position, line in enumerate(lines) if line == "-- "]
    if signs and len(lines) - signs[-1] <= min(MAX_SIGNATURE_LINES, signs[-1] + 1):
        lines = lines[: signs[-1]]
    start = next(
        (
            position
            for position, line in enumerate(lines[:MAX_LINES_BEFORE])
            if _FORWARDED_MESSAGE.match(line)
        ),
        None,
    )
    if start is None and (headers := _headers_within(lines)):
        lines = [*lines[: headers.start], *lines[headers.stop :]]
    if start is not None:
        rest = start + 1
        while rest < len(lines) and (_FORWARDED_HEADER.match(lines[rest]) or not lines[rest].strip()):
            rest += 1
        lines = [*lines[:start], *lines[rest:]]
    return "\n".join(_without_feet(lines)).strip()


def _headers_within(lines: list[str]) -> range | None:
    """Return the lines of a forwarded message's headers, with the line that announces them; None if there are none."""
    for start in range(min(len(lines), MAX_LINES_BEFORE)):
        end = start
        while end < len(lines) and _FORWARDED_HEADER.match(lines[end]):
            end += 1
        if end - start >= MIN_FORWARDED_HEADERS:
            before = start - 1
            while before >= 0 and not lines[before].strip():
                before -= 1
            is_announced = before >= 0 and _ANNOUNCED.match(lines[before]) is not None
            if is_announced or any(map(_SENDER.match, lines[start:end])):
                return range(before if is_announced else start, end)
            return None
    return None


def _without_feet(lines: list[str]) -> list[str]:
    """Return lines without what programs, lists and newsletters put above and below a text."""
    end = len(lines)
    for number in range(len(lines) - 1, max(0, len(lines) - MAX_FEET) - 1, -1):
        if _FOOT.match(lines[number]):
            end = number
        elif lines[number].strip():
            break
    start = next(
        (n + 1 for n, line in enumerate(lines[:MAX_LINES_ABOVE]) if _IN_BROWSER.fullmatch(line.strip())), 0
    )
    return lines[start:end] if start < end else lines


def _text(message: EmailMessage) -> str:
    """Return the plain text of a message, or that of its HTML where it has no other or a far longer one."""
    plain, marked = "", ""
    for count, part in enumerate(message.walk()):
        if count >= MAX_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"}:
            continue
        content = _decoded(part)
        if kind == "text/plain":
            plain = plain or content.strip()
        else:
            marked = marked or text_of(content)
    return plain if len(plain) * 4 >= len(marked) else marked


def _decoded(part: EmailMessage) -> str:
    """Return the text of a part: UTF-8 where its bytes are that, whatever it states, else in the charset it states.

    Raises UnreadableError for what is no text.
    """
    content = part.get_payload(decode=True)
    charset = (part.get_content_charset() or "").lower()
    if not isinstance(content, bytes):
        return ""
    try:
        return (
            content.decode(charset, "replace")
            if charset.startswith(_SEVEN_BITS)
            else decoded(content, charset)
        )
    except LookupError:  # a charset that does not exist
        return decoded(content)


def _recognises(head: bytes) -> bool:
    return _HEADERS.match(head) is not None or (_NEXT.match(head) is not None and b"\nSubject:" in head)


FORMAT = Format(
    name="email",
    title="e-mail, one message a file or a whole mbox",
    suffixes=(".eml", ".mbox", ".mbx", ".mht", ".mhtml"),
    read=read,
    recognises=_recognises,
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    isolated=True,
    binary=True,
)
