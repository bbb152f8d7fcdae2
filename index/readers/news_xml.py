"""What news agencies send in XML: NITF, NewsML 1 and NewsML-G2, one item a file or several in a message."""

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import lxml.etree

from index.readers.encodings import BROKEN, mended
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.json_lines import WITHDRAWN
from index.readers.markup import has_markup, text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.publication_status import is_ahead
from index.readers.record import accept, parse_text_version
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.xml_records import first, local, parsed, text_in

UNIT = "item"
_ROOT = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:nitf|newsItem|newsMessage|NewsML|packageItem)\b")
_NOT_TEXT = frozenset({"packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"})
_TEXT_CLASS = "text"
_DATES = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome an item."""
    try:
        root, items = time_limited(lambda: _read_items(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as agency XML: {error}", excerpt_of(part.content))
        return
    if not items:
        yield Skipped(part.path, f"XML of another kind (<{local(root)[:40]}>)")
    for number, item in enumerate(items, 1):
        if local(item) in _NOT_TEXT:
            yield Skipped(part.path, f"NewsML-G2 {local(item)}")
            continue
        if (status := _status(item)) in WITHDRAWN:
            yield Skipped(part.path, f"agency item {status}")
            continue
        if is_ahead(until := _embargo(item)):
            yield Skipped(part.path, f"agency item under embargo until {until}")
            continue
        try:
            raw = time_limited(
                lambda item=item: _READERS[local(item)](item),  # type: ignore[misc]
                options.max_record_seconds,
            )
        except UnreadableError as error:
            yield Refused(part.path, number, str(error), excerpt_of(lxml.etree.tostring(item)[:2000]), UNIT)
            continue
        if raw is not None and BROKEN in "".join(raw.values()):
            yield Refused(part.path, number, "not UTF-8: a broken letter", excerpt_of(raw["body"]), UNIT)
        elif raw is None:
            yield Skipped(part.path, "NewsML item without a text")
        else:
            text_version = parse_text_version(
                item.get("version") or text_in(first(item, "NewsIdentifier/RevisionId"))
            )
            yield accept(raw, Place(part.path, number, UNIT), options.max_text_chars, text_version)


def _read_items(content: bytes) -> tuple[Any, list[Any]]:
    root = parsed(mended(content))
    return root, list(_items(root))


def _items(root: Any) -> Iterator[Any]:
    """Yield the items of a message, or the item that the root is."""
    if local(root) in {*_READERS} | _NOT_TEXT:
        yield root
        return
    for names in (("newsItem", "packageItem", "conceptItem"), ("NewsItem",), ("nitf",)):
        found = " or ".join(f"local-name()='{name}'" for name in names)
        # An item inside another is part of that one: each element is read once.
        items = root.xpath(f"//*[{found}][not(ancestor::*[{found}])]")
        yield from items
        if items:
            return


def _status(item: Any) -> str:
    """Return the publishing status of an item, without its scheme; "" where nothing is said."""
    status = _attribute(item, "pubStatus", "qcode") or _attribute(item, "docdata", "management-status")
    status = status or _attribute(item, "Status", "FormalName")
    return status.rpartition(":")[2].lower()


def _embargo(item: Any) -> str:
    """Return until when an item must not be printed; "" where nothing is said."""
    named = next(
        (
            element
            for element in item.iter()
            if isinstance(element.tag, str) and local(element) == "embargoed"
        ),
        None,
    )
    return text_in(named).strip() if named is not None else ""


def _nitf(item: Any) -> dict[str, str]:
    """Return NITF 3: body.head/hedline/hl1, byline, dateline; body.content paragraphs; docdata dates."""
    content = first(item, "body.content")
    issued = first(item, "docdata/date.issue", "docdata/date.release")
    story = first(item, "dateline/story.date")
    identity = first(item, "docdata/doc-id")
    section = _attribute(item, "pubdata", "position.section")
    return {
        "id": identity.get("id-string", "") if identity is not None else "",
        "title": text_in(first(item, "hedline/hl1", "head/title")),
        "standfirst": text_in(first(item, "hedline/hl2", "abstract")),
        "body": _paragraphs(content),
        "date": next((found.get("norm", "") for found in (issued, story) if found is not None), ""),
        "source": _attribute(item, "pubdata", "name")
        or text_in(first(item, "distributor/org", "distributor"))
        or _attribute(item, "doc.copyright", "holder"),
        "section": section or _attribute(item, "tobject.subject", "tobject.subject.type"),
        "author": _byline(text_in(first(item, "byline/person", "byline"))),
        "place": text_in(first(item, "dateline/location/city", "dateline/location")),
        "edition": _attribute(item, "pubdata", "edition.name"),
        "print_page": _attribute(item, "pubdata", "position.sequence"),
        "url": _attribute(item, "pubdata", "ex-ref"),
    }  # fmt: skip


def _news_item(item: Any) -> dict[str, str] | None:
    """Read NewsML-G2: contentMeta describes the item, contentSet contains it, as NITF, XHTML or plain text."""
    kind = _attribute(item, "itemClass", "qcode")
    if kind and not kind.endswith(_TEXT_CLASS):
        return None
    content = first(item, "contentSet/inlineXML", "contentSet/inlineData")
    if content is None:
        return None
    inner: dict[str, str] = {}
    nitf = first(content, "nitf")
    if nitf is not None:
        inner = _nitf(nitf)
    elif len(content):
        found = first(content, "body")
        inner = {"body": _paragraphs(content if found is None else found)}
    else:
        text = content.text or ""
        is_marked = "html" in (content.get("contenttype") or "") or has_markup(text)
        inner = {"body": text_of(text) if is_marked else text}
    language = _attribute(item, "language", "tag") or item.get(
        "{http://www.w3.org/XML/1998/namespace}lang", ""
    )
    said = {
        "id": item.get("guid", ""),
        "title": text_in(first(item, "contentMeta/headline", "itemMeta/title")),
        "standfirst": text_in(first(item, "contentMeta/description")),
        "date": text_in(first(item, *_DATES)),
        "source": text_in(first(item, "itemMeta/provider/name", "contentMeta/infoSource/name"))
        or _attribute(item, "provider", "literal")
        or _attribute(item, "provider", "qcode").rpartition(":")[2],
        "section": text_in(first(item, "contentMeta/subject/name")),
        "author": _byline(text_in(first(item, "contentMeta/by", "contentMeta/creator/name"))),
        "place": text_in(first(item, "contentMeta/located/name")),
        "language": language.split("-")[0].lower(),
    }  # fmt: skip
    return {**inner, **{name: value for name, value in said.items() if value}}


def _news_item_1(item: Any) -> dict[str, str] | None:
    """Read NewsML 1.0 to 1.2: NewsLines and AdministrativeMetadata describe the item, ContentItem contains it."""
    texts = [element for element in item.xpath(_CONTENT_ITEMS)[:MAX_CONTENT_ITEMS] if _is_text(element)]
    if not texts:
        return None
    content = max(texts, key=lambda element: len("".join(element.itertext())))  # the others are captions
    data = first(content, "DataContent")
    inner: dict[str, str] = {}
    nitf = first(data, "nitf") if data is not None else None
    if nitf is not None:
        inner = _nitf(nitf)
    elif data is not None:
        inner = {"body": _paragraphs(data) if len(data) else text_of(data.text or "")}
    identity = text_in(first(item, "NewsIdentifier/PublicIdentifier"))
    said = {
        "id": _REVISION.sub("", identity),
        "title": text_in(first(item, "NewsLines/HeadLine", "NewsLines/SlugLine")),
        "standfirst": text_in(first(item, "NewsLines/SubHeadLine")),
        "date": text_in(first(item, "NewsManagement/FirstCreated", "NewsManagement/ThisRevisionCreated")),
        "source": _attribute_at(first(item, "Provider/Party"), "FormalName")
        or text_in(first(item, "NewsIdentifier/ProviderId")),
        "author": _byline(text_in(first(item, "NewsLines/ByLine"))),
        "place": text_in(first(item, "NewsLines/DateLine")),
        "language": item.get("{http://www.w3.org/XML/1998/namespace}lang", "").split("-")[0].lower(),
    }
    return {**inner, **{name: value for name, value in said.items() if value}}


def _is_text(content: Any) -> bool:
    kind = _attribute_at(first(content, "MediaType"), "FormalName").lower()
    return kind in {"", "text", "complexdata"} and first(content, "DataContent") is not None


def _attribute_at(element: Any, name: str) -> str:
    return str(element.get(name, "")).strip() if element is not None else ""


def _paragraphs(element: Any) -> str:
    """Return the text of an element without pictures and their captions, a line for each block inside it."""
    if element is None:
        return ""
    element = copy.deepcopy(element)
    for media in element.xpath(".//*[local-name()='media']"):
        media.getparent().remove(media)
    return text_of(lxml.etree.tostring(element, encoding="unicode", with_tail=False))


def _attribute(item: Any, name: str, attribute: str) -> str:
    found = item.xpath(f".//*[local-name()='{name}'][@*[local-name()='{attribute}']]")
    return str(found[0].get(attribute, "")).strip() if found else ""


def _byline(text: str) -> str:
    return text.removeprefix("By ").removeprefix("by ")


MAX_CONTENT_ITEMS = 200
_CONTENT_ITEMS = ".//*[local-name()='ContentItem']"
_REVISION = re.compile(r":[0-9]+[NUA]?$")
"""What ends the name of one revision of an item."""
_READERS: dict[str, Callable[[Any], dict[str, str] | None]] = {
    "nitf": _nitf, "newsItem": _news_item, "NewsItem": _news_item_1,
}  # fmt: skip


def _recognises(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:8192]
    return start.startswith(b"<") and _ROOT.search(start) is not None


FORMAT = Format(
    name="news-xml",
    title="NITF, NewsML 1 and NewsML-G2, as news agencies send them",
    suffixes=(".nitf", ".newsml", ".xml"),
    read=read,
    recognises=_recognises,
    line_unit=UNIT,
    isolated=True,
)
