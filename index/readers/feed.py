"""RSS and Atom feeds: an article an entry, with the longest text that the entry holds."""

import io
import re
from collections.abc import Iterator
from typing import Any

from index.addresses import is_web_address
from index.readers.encodings import BROKEN, mended
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.markup import text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, time_limited

UNIT = "entry"
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(r"[^\s@]{1,100}+@[^\s@]{1,100}+ \((.{1,100})\)")
"""How RSS 2.0 wants an author to be written."""
_READ_MORE_FOOTER = re.compile(
    r"(?<!\s)\s*+(?:\[?(?:…|\.{3})\]?\s*)?The post .{1,400}? (?:appeared first|first appeared) on [^\n]{1,200}$"
    r"|(?<!\s)\s*+\[?(?:…|\.{3})\]?\s*(?:और पढ़ें|आगे पढ़ें|पूरा पढ़ें|read more|continue reading)\W{0,5}$",
    re.IGNORECASE,
)
MAX_FOOTER_CHARS = 700
"""What WordPress adds to the texts of its feeds."""
_KIND = "schemas.google.com/blogger/2008/kind#"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome an entry."""
    try:
        found = time_limited(lambda: _parsed(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as a feed: {error}", excerpt_of(part.content))
        return
    source = text_of(str(found.feed.get("title", "")))
    language = str(found.feed.get("language", ""))
    entries = len(_ENTRY.findall(part.content))
    is_cut = found.bozo and _breaks_off(part.content)
    for number, entry in enumerate(found.entries, 1):
        if is_cut and number == entries:
            reason = "the feed breaks off inside this entry; what follows is missing"
            yield Refused(part.path, number, reason, excerpt_of(str(entry.get("title", ""))), UNIT)
            continue
        if reason := _no_article(entry):
            yield Skipped(part.path, reason)
            continue
        raw = _raw(entry)
        raw.setdefault("source", source)
        raw["language"] = language
        if BROKEN in "".join(raw.values()):
            yield Refused(part.path, number, "not UTF-8: a broken letter", excerpt_of(raw["body"]), UNIT)
            continue
        yield accept(raw, Place(part.path, number, UNIT), options.max_text_chars)
    if found.bozo and entries > len(found.entries):
        reason = f"broken feed: {' '.join(str(found.bozo_exception).split())[:120]}"
        yield Refused(part.path, len(found.entries) + 1, reason, line_unit=UNIT)
    elif not found.entries and found.bozo:
        yield Refused(part.path, 0, "a feed without entries", excerpt_of(part.content))
    elif not found.entries:
        yield Skipped(part.path, "a feed without entries")


def _parsed(content: bytes) -> Any:
    import feedparser  # noqa: PLC0415 - loaded by the processes that need it

    if _ENTITY.search(content[: 1 << 16]):
        raise UnreadableError("declares entities, which no feed needs; they are never expanded")
    return feedparser.parse(io.BytesIO(mended(content)), sanitize_html=False, resolve_relative_uris=False)


_FULL_TEXT = re.compile(r"full[-_]?(?:text|story|content|article|body)$")
"""Elements of other namespaces that hold the story (yandex:full-text)."""


def _no_article(entry: Any) -> str:
    """Return why an entry of a blog's export is no article: its kind, or a draft; "" for an article."""
    kinds = [str(tag.get("term") or "").partition(_KIND)[2] for tag in entry.get("tags", [])[:50]]
    kind = next(filter(None, kinds), "") or str(entry.get("blogger_type", "")).lower()
    if kind and kind not in {"post", "page"}:
        return f"Blogger {kind}"
    drafts = (entry.get("app_draft"), entry.get("draft"))
    status = str(entry.get("blogger_status", "live")).lower()
    if any(str(draft).strip().lower() == "yes" for draft in drafts) or status != "live":
        return f"Blogger {kind or 'entry'} not published"
    return ""


def _raw(entry: Any) -> dict[str, str]:
    texts = [text_of(str(content.get("value", ""))) for content in entry.get("content", [])]
    texts += [text_of(str(value)) for name, value in entry.items() if _FULL_TEXT.search(name)]
    summary = text_of(str(entry.get("summary", "")))
    whole = max([*texts, summary], key=len)
    body = (whole[:-MAX_FOOTER_CHARS] + _READ_MORE_FOOTER.sub("", whole[-MAX_FOOTER_CHARS:])).rstrip()
    raw = {
        "url": str(entry.get("link", "")),
        "title": text_of(str(entry.get("title", ""))),
        "standfirst": summary if summary != body and len(summary) < len(body) else "",
        "body": body,
        "date": str(entry.get("published", "") or entry.get("created", "") or entry.get("updated", "")),
        "author": _author(str(entry.get("author", ""))),
        "section": ", ".join(
            term
            for tag in entry.get("tags", [])[:20]
            if (term := str(tag.get("term") or "")) and _KIND not in term
        ),
    }
    if not is_web_address(raw["url"]):  # feedparser puts an entry's id there when it has no link
        raw["id"], raw["url"] = str(entry.get("id", "") or raw["url"]), ""
    origin = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
    if origin:
        raw["source"] = text_of(str(origin))
    return raw


def _breaks_off(content: bytes) -> bool:
    """Return whether the last entry that begins is not ended."""
    begun = [match.start() for match in _ENTRY.finditer(content)]
    return bool(begun) and _END.search(content, begun[-1]) is None


def _author(said: str) -> str:
    """Return an author's name, without the address that RSS 2.0 wants before it."""
    both = _MAIL_AND_NAME.fullmatch(said.strip())
    return both[1] if both else said


def _recognises(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    root = _ROOT.search(start)
    return start.startswith(b"<") and root is not None and b"wordpress.org/export/" not in head


FORMAT = Format(
    name="feed",
    title="RSS and Atom feeds",
    suffixes=(".rss", ".atom", ".rdf"),
    read=read,
    recognises=_recognises,
    line_unit=UNIT,
    isolated=True,
    libraries=("feedparser",),
)
