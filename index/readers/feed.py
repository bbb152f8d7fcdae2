"""RSS and Atom feeds: an article an entry, with the longest text that the entry holds."""

import io
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from index.addresses import is_web_address
from index.readers.encodings import BROKEN, mended
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.markup import has_markup, text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.raw_fields import raw_of
from index.readers.record import accept
from index.readers.story_markup import story_of
from index.readers.time_limit import UnreadableError, time_limited

UNIT = "entry"
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<\?xml[^<>]{0,200}\?>")
_ROOT_TAG = re.compile(rb"<(rss|feed|rdf:RDF)\b[^<>]{0,4000}>", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_OPAQUE = re.compile(rb"<!--|<!\[CDATA\[")
_END = re.compile(rb"</(?:item|entry)\s*>", re.IGNORECASE)
_PARTS = (
    b"title",
    b"link",
    b"description",
    b"pubDate",
    b"content:encoded",
    b"content",
    b"summary",
    b"guid",
    b"published",
)
"""Elements of an entry that must be closed."""
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
    is_broken = (bool(found.bozo) or b"<![CDATA[" in _blanked(part.content)) and _ENTRY.search(
        part.content
    ) is not None
    entries = _each_alone(part.content, options.max_record_seconds) if is_broken else found.entries
    number = 0
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, str):
            yield Refused(part.path, number, entry, line_unit=UNIT)
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
    if not number and found.bozo:
        yield Refused(part.path, 0, "a feed without entries", excerpt_of(part.content))
    elif not number:
        yield Skipped(part.path, "a feed without entries")


def _each_alone(content: bytes, seconds: float) -> Iterator[Any]:
    """Yield the entries of a broken feed, each read by itself; of a broken one, what is wrong with it, as text.

    feedparser reads on over whatever is not closed, and so melts entries together.
    """
    plain = _blanked(content)
    starts = [match.start() for match in _ENTRY.finditer(plain)]
    declaration = _DECLARATION.match(content)
    root = _ROOT_TAG.search(content, 0, starts[0])
    head = (declaration[0] if declaration else b"") + (root[0] if root else b"<rss>") + b"<channel>"
    closing = b"</channel></" + (root[1] if root else b"rss") + b">"
    for start, following in pairwise([*starts, len(content)]):
        end = _END.search(plain, start, following)
        if end is None and following == len(content):
            yield "the feed breaks off inside this entry; what follows is missing"
            continue
        until = end.end() if end else following
        text = content[start:until]
        if fault := _fault_of(plain[start:until], is_closed=end is not None):
            yield fault
            continue
        try:
            found = time_limited(partial(_parsed, head + text + closing), seconds).entries
        except UnreadableError as error:
            yield str(error)
        else:
            yield found[0] if found else "no entry can be read here"


def _blanked(content: bytes) -> bytes:
    """Return a feed of the same length with spaces for comments and CDATA.

    CDATA in which another entry begins and has CDATA of its own was never closed, and stays.
    """
    parts: list[bytes] = []
    position = 0
    ends = {b"-->": 0, b"]]>": 0}
    while (found := _OPAQUE.search(content, position)) is not None:
        ending = b"-->" if found[0] == b"<!--" else b"]]>"
        if ends[ending] < found.end():  # looked for once, however many begin before it
            ends[ending] = content.find(ending, found.end())
        end = ends[ending]
        if end < 0:
            break
        again = content.find(b"<![CDATA[", found.end(), end) if ending == b"]]>" else -1
        if again >= 0 and _ENTRY.search(content, found.end(), again):
            parts.append(content[position:again])
            position = again
            continue
        end += len(ending)
        parts += (content[position : found.start()], b" " * (end - found.start()))
        position = end
    return b"".join((*parts, content[position:]))


def _fault_of(entry: bytes, *, is_closed: bool) -> str:
    """Return which part of an entry (blanked) is not closed; "" if all are."""
    if b"<![CDATA[" in entry:
        return "broken feed: a text (CDATA) in the entry is not closed"
    if not is_closed:
        return "broken feed: the entry is not closed"
    for name in _PARTS:
        begun = [
            found for found in re.findall(rb"<%s(?=[\s>])[^<>]*>" % name, entry) if not found.endswith(b"/>")
        ]
        if len(begun) != len(re.findall(rb"</%s\s*>" % name, entry)):
            return f"broken feed: <{name.decode()}> of the entry is not closed"
    return ""


def _without_captions(content: bytes) -> bytes:
    """Return a feed with another name for the descriptions of pictures, which feedparser takes for summaries.

    An entry without any text of its own keeps them.
    """
    if b"media:description" not in content:
        return content
    starts = [0, *(match.start() for match in _ENTRY.finditer(content)), len(content)]
    entries = (content[start:end] for start, end in pairwise(starts))
    return b"".join(
        _OF_PICTURE.sub(rb"<\1media:caption", entry) if _OWN_TEXT.search(entry) else entry
        for entry in entries
    )


def _parsed(content: bytes) -> Any:
    import feedparser  # noqa: PLC0415 - loaded by the processes that need it

    if _ENTITY.search(content[: 1 << 16]):
        raise UnreadableError("declares entities, which no feed needs; they are never expanded")
    content = _without_captions(mended(content))
    return feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)


_OF_PICTURE = re.compile(rb"<(/?)media:description(?=[\s>/])")
_OWN_TEXT = re.compile(rb"<(?:description|summary|content|content:encoded)[\s>]")
"""An entry's own; YouTube's entries have theirs in media:description alone."""
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


def _without_footer(text: str) -> str:
    return (text[:-MAX_FOOTER_CHARS] + _READ_MORE_FOOTER.sub("", text[-MAX_FOOTER_CHARS:])).rstrip()


def _raw(entry: Any) -> dict[str, str]:
    texts = [_story(str(content.get("value") or "")) for content in entry.get("content", [])]
    texts += [story_of(str(value)) for name, value in entry.items() if _FULL_TEXT.search(name)]
    summary = _story(_said(entry, "summary"))
    named = {"title": title} if (title := _said(entry, "title")) else {}
    own, _ = raw_of({**named, **{name: value for name, value in entry.items() if _is_own(name, value)}})
    if not any((*texts, summary)):
        texts = [_story(own.get("body", ""))]
    whole = max([*texts, summary], key=len)
    body, summary = _without_footer(whole), _without_footer(summary)
    raw = {
        "url": _said(entry, "link") or own.get("url", ""),
        "title": text_of(own.get("title", "")),
        "standfirst": summary if summary != body and len(summary) < len(body) else "",
        "body": body,
        "date": _said(entry, "published", "created", "updated") or own.get("date", ""),
        "author": _author(_said(entry, "author") or own.get("author", "")),
        "section": ", ".join(
            term
            for tag in entry.get("tags", [])[:20]
            if (term := str(tag.get("term") or "")) and _KIND not in term
        ),
    }
    if not is_web_address(raw["url"]):  # feedparser puts an entry's id there when it has no link
        raw["id"], raw["url"] = _said(entry, "id") or raw["url"], ""
    origin = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
    if origin:
        raw["source"] = text_of(str(origin))
    return raw


_OF_FEEDPARSER = re.compile(
    r"(?:title|summary|content|links?|id|guidislink|tags|authors?|published|updated|created|expired|source|comments?|"
    r"thr_.*|media_.*|.*_detail|.*_parsed)$"
)


def _story(markup: str) -> str:
    """Return the text of a story in HTML, once more where its tags were escaped."""
    text = story_of(markup)
    return story_of(text) if has_markup(text) else text


def _is_own(name: str, value: Any) -> bool:
    """Return whether an element of an entry is none that feeds usually have, but one with a text of a partner's own."""
    return isinstance(value, str) and _OF_FEEDPARSER.match(name) is None


def _said(entry: Any, *names: str) -> str:
    """Return the first of an entry's values that says anything."""
    return next((str(value) for name in names if (value := entry.get(name))), "")


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
