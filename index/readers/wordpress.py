"""WordPress exports (WXR), several GB long: published posts and pages; all else in them is skipped.

An export is cut at `</item> … <item>` and each item is parsed alone under the names of its export, so that a
broken one hides no other and several processes share the work. (lxml's iterparse stops at the first error.)
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.markup import text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.record import accept
from index.readers.story_markup import story_of
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.xml_records import local, parsed
from index.readers.xml_splitter import XmlSplitter

UNIT = "item"
_START = re.compile(rb"<item\b[^<>]*>")
_CDATA = re.compile(rb"(<!\[CDATA\[(?:.*?\]\]>|.*))", re.DOTALL)
_BARE_AMPERSAND = re.compile(rb"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,30};)")
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ROOT = re.compile(rb"<rss\b[^<>]*>")
_TITLE = re.compile(
    rb"<title>(?:<!\[CDATA\[)?((?:(?!</?title>|\]\]>).){0,500}+)(?:\]\]>)?</title>", re.DOTALL
)
_AUTHOR = re.compile(rb"<wp:author>((?:(?!</?wp:author>).){0,4000}+)</wp:author>", re.DOTALL)
_AUTHOR_FACT = re.compile(
    rb"<wp:author_(login|display_name)>((?:(?!</?wp:).){0,500}+)</wp:author_", re.DOTALL
)
_ARTICLES = frozenset({"post", "page", "article", "news"})
_DATES = ("post_date", "pubDate", "post_date_gmt")
EXCERPTED = 2_000
NO_DATE = "0000-00-00 00:00:00"


class _Export(NamedTuple):
    """What an export says before its items: its site, and its authors' names by login."""

    site: str
    authors: Mapping[str, str]


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome an item."""
    opening, site, names = (*part.context.split(b"\n", 2), b"", b"")[:3]
    export = _Export(site.decode("utf-8", "replace"), json.loads(names or b"{}"))
    starts = [found.start() for found in _START.finditer(part.content)]
    number, index = part.before, 0
    if not starts and part.content.strip() and part.before:
        yield Refused(part.path, number + 1, "broken XML: no item here", excerpt_of(part.content), UNIT)
    while index < len(starts):
        number += 1
        found, used, fault = _item(part.content, starts, index, opening, options.max_record_seconds)
        if fault:
            content = part.content[starts[index] : starts[index] + EXCERPTED]
            yield Refused(part.path, number, fault, excerpt_of(content), UNIT)
        else:
            yield _outcome(found, export, part.path, number, options)
        index += used


def _item(
    content: bytes, starts: list[int], index: int, opening: bytes, seconds: float
) -> tuple[Any, int, str]:
    """Return the item that begins at starts[index], how many starts it takes, and why it is none.

    `<item>` may stand inside an article's text (CDATA), so a start that closes nothing is read on to the next
    `</item>`, as long as that makes sound XML.
    """
    fault = ""
    for ahead in range(1, 4):
        if index + ahead > len(starts):
            break
        end = starts[index + ahead] if index + ahead < len(starts) else len(content)
        closing = content.rfind(b"</item>", starts[index], end)
        if closing < 0:
            fault = fault or "broken XML: the item is not closed"
            continue
        if ahead > 1 and _EXPORTED.search(content, starts[index], starts[index + ahead - 1]):
            return None, 1, "a text (CDATA) in the item is not closed"
        text = _NOT_XML.sub(b" ", content[starts[index] : closing + len(b"</item>")])
        if not _is_utf8(text):
            return None, ahead, fault or "not UTF-8"
        for mend in (bytes, _with_ampersands):
            try:
                found = time_limited(lambda: parsed(opening + mend(text) + b"</rss>"), seconds)  # noqa: B023 - called at once
            except UnreadableError as error:
                fault = fault or str(error)
            else:
                return found[0], ahead, ""
        if text.count(b"<![CDATA[") <= text.count(b"]]>"):
            break
    return None, 1, fault


_EXPORTED = re.compile(rb"<wp:(?:post_id|post_type|status)>")
"""What follows the text of an item: before another item begins, the first one was whole but for its text."""


def _with_ampersands(text: bytes) -> bytes:
    """Return an item whose ampersands are written as XML wants them; those within CDATA stay."""
    parts = _CDATA.split(text)
    parts[::2] = [_BARE_AMPERSAND.sub(b"&amp;", part) for part in parts[::2]]
    return b"".join(parts)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _outcome(item: Any, export: _Export, path: str, number: int, options: ReadOptions) -> Outcome:
    said: dict[str, str] = {}
    sections = []
    for child in item:
        name = f"{child.prefix}:{local(child)}" if child.prefix else local(child)
        if name == "category" and child.get("domain") in {None, "category"}:
            sections.append((child.text or "").strip())
        else:
            said.setdefault(name, child.text or "")
    kind, status = said.get("wp:post_type", "post"), said.get("wp:status", "publish")
    if kind not in _ARTICLES:
        return Skipped(path, f"WordPress {kind}")
    if status != "publish":
        return Skipped(path, f"WordPress {kind} not published ({status})")
    if said.get("wp:post_password"):
        return Skipped(path, f"WordPress {kind} behind a password")
    dates = (said.get(name) or said.get(f"wp:{name}", "") for name in _DATES)
    raw = {
        "id": "",
        "url": said.get("link", "").strip(),
        "title": text_of(said.get("title", "")),
        "standfirst": text_of(said.get("excerpt:encoded", "")),
        "body": story_of(said.get("content:encoded", "") or said.get("description", "")),
        "date": next((date for date in dates if date and date != NO_DATE), ""),
        "section": ", ".join(filter(None, sections)),
        "author": export.authors.get(creator := said.get("dc:creator", "").strip(), creator),
        "source": html.unescape(export.site),
    }
    return accept(raw, Place(path, number, UNIT), options.max_text_chars)


class Items(XmlSplitter):
    """Cuts between items. The context: the opening `<rss …>`, the site, the authors' names by login, a line each."""

    def __init__(self, head: bytes) -> None:
        super().__init__("item")
        root = _ROOT.search(head)
        title = _TITLE.search(head.partition(b"<item")[0])
        opening = b" ".join(root[0].split()) if root else b"<rss>"
        site = b" ".join(title[1].split()) if title else b""
        self.context = b"\n".join((opening, site, json.dumps(_authors_in(head)).encode()))


def _authors_in(head: bytes) -> dict[str, str]:
    """Return login → name as it is shown, for the authors that an export names before its items."""
    found = {}
    for author in _AUTHOR.findall(head):
        said = {name.decode(): _text_in(value) for name, value in _AUTHOR_FACT.findall(author)}
        if said.get("login") and said.get("display_name"):
            found[said["login"]] = said["display_name"]
    return found


def _text_in(value: bytes) -> str:
    """Return the text of an element, written plainly or as CDATA."""
    text = value.strip().removeprefix(b"<![CDATA[").removesuffix(b"]]>")
    return html.unescape(text.decode("utf-8", "replace")).strip()


FORMAT = Format(
    name="wordpress",
    title="WordPress exports (WXR): published posts and pages",
    suffixes=(".wxr",),
    read=read,
    recognises=lambda head: b"<rss" in head[:4096] and b"wordpress.org/export/" in head,
    splitter=Items,
    line_unit=UNIT,
    isolated=True,
)
