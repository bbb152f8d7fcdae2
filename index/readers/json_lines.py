"""JSON Lines: one object a line. A line that cannot be an article is refused alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.readers.date_order import LOOKED_AT, orders_in_json
from index.readers.field_aliases import FIELDS, chosen, field_of
from index.readers.file_facts import FileFacts, as_file_tells, objects_in_lines
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.json_relations import with_relations
from index.readers.json_shapes import fault_of_json, is_list_on_one_line
from index.readers.markup import has_markup, text_of
from index.readers.nested_json import (
    BLOCK_LISTS,
    HEADINGS,
    ObjectList,
    block_text,
    documents_in,
    flattened,
    lists_in,
    meta_of,
    rows_of,
    untyped,
)
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.publication_status import unpublished
from index.readers.raw_fields import raw_of
from index.readers.record import accept, parse_text_version
from index.readers.time_limit import refuse_when_slow

_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}\s*\n?[\s{]*")
_KNOWN = frozenset(FIELDS)
_LANGUAGES = frozenset(
    {"hi", "hi-IN", "hi_IN", "en", "en-IN", "en_IN", "en-US", "mr", "ur", "bn", "gu", "pa", "ta", "te"}
)
"""Names under which a text is kept in several languages."""
_DECODER = json.JSONDecoder(strict=False)
_GAP = re.compile(r"[ \t\r,]*")
LISTED_SAMPLE = 50
"""Objects of a list that are examined to tell whether it lists articles."""
_OTHER_RECORDS = {
    "a category or tag of WordPress": {"taxonomy", "count", "slug", "name"},
    "an author of WordPress": {"avatar_urls", "slug", "name"},
    "a picture of WordPress": {"media_type", "mime_type", "source_url"},
    "a comment of WordPress": {"author_name", "author_url", "post", "parent", "content"},
    "the root of a site's API": {"routes", "namespaces"},
    "a message of a chat": {"type", "ts", "user", "text"},
    "a program's package": {"name", "version", "dependencies"},
    "a program's package with scripts": {"name", "version", "scripts"},
    "a site's manifest": {"short_name", "icons", "start_url"},
}
"""What stands beside articles in folders and answers, by the names that only these have."""
_BULK_ACTIONS = frozenset({"index", "create", "update", "delete"})
_BULK_FACTS = frozenset(
    {"_index", "_id", "_type", "routing", "_routing", "version", "_version", "version_type", "retry_on_conflict",
     "pipeline", "require_alias", "op_type", "if_seq_no", "if_primary_term", "parent", "_parent"}
)  # fmt: skip
_BULK_UPDATE = frozenset({"doc", "doc_as_upsert", "detect_noop", "upsert", "script"})
_BULK_ACTION_LINE = re.compile(rb'\s*\{\s*"(?:index|create|update)"\s*:\s*\{')
_PUBLISHED_ENTRY = frozenset({"publishedAt", "publishedVersion", "revision"})
"""What Contentful says of entries that are out; a draft has a version alone."""
_OTHER_DOCUMENTS = frozenset(
    {"author", "category", "tag", "person", "topic", "sanity.imageasset", "sanity.fileasset"}
)
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld", "embargoed"})
"""What agencies call stories that must not be printed (IPTC publishing status)."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a line that is not blank."""
    options = FileFacts.decoded(part.context).applied(options)
    bulk_id: str | None = None
    for number, line in enumerate(part.content.split(b"\n"), part.before + 1):
        if not line.strip(b" \t\r\xef\xbb\xbf"):
            continue
        if len(line) > options.max_record_bytes:
            reason = f"line longer than {options.max_record_bytes} bytes; raise KHABARKHOJ_MAX_RECORD_BYTES"
            yield Refused(part.path, number, reason, excerpt_of(line))
            continue
        for record in _records(line):
            if isinstance(record, str):
                yield Refused(part.path, number, record, excerpt_of(line))
                continue
            if (action := _bulk_action(record)) is not None:
                bulk_id = action
                continue
            document = _with_bulk_id(record, bulk_id) if bulk_id else record
            bulk_id = None
            for article in listed(document) or [document]:
                yield article_of(article, Place(part.path, number), options)


def _bulk_action(record: dict[str, Any]) -> str | None:
    """Return the id that an action line of Elasticsearch's bulk format gives the next line; None for no such line."""
    if len(record) != 1:
        return None
    ((action, facts),) = record.items()
    if action not in _BULK_ACTIONS or not isinstance(facts, dict) or not facts.keys() <= _BULK_FACTS:
        return None
    return str(facts.get("_id") or "") if action != "delete" else ""


def _with_bulk_id(record: dict[str, Any], article_id: str) -> dict[str, Any]:
    """Return a document with the id of its action line, unless it has one; that of an update stands in `doc`."""
    document = (
        record["doc"] if record.keys() <= _BULK_UPDATE and isinstance(record.get("doc"), dict) else record
    )
    return document if "id" in chosen(document) else {"_id": article_id, **document}


def article_of(record: dict[str, Any], place: Place, options: ReadOptions) -> Outcome:
    """Return the outcome of one JSON object, under whatever names it has our fields."""
    return refuse_when_slow(
        lambda: _article_of(record, place, options),
        lambda reason: place.refused(reason, str(record)),
        options.max_record_seconds,
    )


def _article_of(record: dict[str, Any], place: Place, options: ReadOptions) -> Outcome:
    record = untyped(record)
    if (
        record.keys() <= _KNOWN
        and not options.columns
        and all(map(_is_plain, record.values()))
        and record.get("body")
    ):
        raw, fault = record, ""
    elif reason := _no_article(record):
        return Skipped(place.path, reason)
    else:
        raw, fault = _raw(record, options)
    if fault:
        return place.refused(fault, str(record))
    is_told = any(field_of(name) in {"title", "body"} for name in record)
    unknown = sorted(set(record) - _KNOWN)
    if not raw.get("title") and not raw.get("body") and unknown and not is_told:
        names = ", ".join(unknown[:5])
        reason = f"neither title nor body, but {names}; say which is which: --column title=NAME"
        return place.refused(reason, str(record))
    return accept(
        as_file_tells(raw, options),
        place,
        options.max_text_chars,
        parse_text_version(record.get("version")),
    )


def _no_article(record: dict[str, Any]) -> str:
    """Return why a record was never printed, or is no article; "" for an article."""
    inner = record if chosen(record).keys() & {"title", "body"} else flattened(record)
    if reason := unpublished(inner):
        return f"not published ({reason})"
    status = record.get("pubstatus") or record.get("pubStatus")
    if status in WITHDRAWN:
        return f"ninjs {status}"
    entry = record.get("sys")
    if isinstance(entry, dict) and "version" in entry and not _PUBLISHED_ENTRY & entry.keys():
        return "a draft of Contentful"
    kind = next((kind for kind, keys in _OTHER_RECORDS.items() if keys <= record.keys()), "")
    if kind and not {"title", "body"} <= chosen(record).keys():
        return kind
    if str(record.get("_type", "")).lower() in _OTHER_DOCUMENTS and "body" not in chosen(inner):
        return f"a document of type {record['_type']}"
    return "a service message of Telegram" if record.get("type") == "service" and "action" in record else ""


def _raw(record: dict[str, Any], options: ReadOptions) -> tuple[dict[str, str], str]:
    """Return the raw fields of a record, those missing from the objects inside it, and what is wrong with it."""
    raw, fault = raw_of(record, options.columns)
    raw = {**_embedded(record), **raw}
    if blocks := "" if fault or raw.get("body") else _text_in_blocks(record):
        raw = {**raw_of(flattened(record, 2), options.columns)[0], **raw, "body": blocks}
    if not fault and raw.get("title") and raw.get("body"):
        return {**_facts_beside(record), **raw}, ""
    deeper, inner_fault = raw_of(flattened(record), options.columns)
    if deeper.get("body") or not fault:
        is_envelope = not raw.get("title") and not raw.get("body")
        found = {**raw, **deeper} if is_envelope else {**deeper, **raw}
        return found, inner_fault if fault else ""
    return raw, fault


def _facts_beside(record: dict[str, Any]) -> dict[str, str]:
    """Return the day, author, section and address that an object below an article says of it (meta: {author: …})."""
    raw = raw_of(meta)[0] if (meta := meta_of(record)) else {}
    return {name: raw[name] for name in ("date", "author", "section", "url", "source") if raw.get(name)}


def _embedded(record: dict[str, Any]) -> dict[str, str]:
    """Return author and section that WordPress answers beside an article whose own values are numbers (_embed)."""
    beside = record.get("_embedded")
    if not isinstance(beside, dict):
        return {}
    terms = beside.get("wp:term")
    groups = [term for term in terms if isinstance(term, list)] if isinstance(terms, list) else []
    sections = [
        term
        for group in groups
        for term in group
        if isinstance(term, dict) and term.get("taxonomy") == "category"
    ]
    return raw_of({"author": beside.get("author"), "section": sections})[0]


def _is_plain(value: Any) -> bool:
    """Return whether a value is a text without tags, entities and codes."""
    return type(value) is str and "<" not in value and "&" not in value and "[" not in value


def listed(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the articles that an object lists which is none itself, such as {"articles": [{…}, {…}]}.

    Of several lists the outermost counts whose objects have a headline and a text, with all that are like it (by day,
    by section, by page); a channel is their source.
    """
    record = with_relations(record)
    if not any(isinstance(value, dict | list) for value in record.values()):
        return []
    articles = _listed_as_text(record)
    if articles or _says_one_article(record):
        return articles
    found = list(lists_in(record, _is_article))  # outer ones first: comments do not stand for their articles
    if chosen(record).keys() & {"id", "date", "url", "title", "body"}:
        found = [
            objects for objects in found if not objects.is_mapping
        ]  # what an article holds besides itself
    if not any(objects.is_mapping for objects in found):
        if rows := list(rows_of(record)):
            return rows
        own, _ = raw_of(flattened(record))
        if own.get("body") and (own.get("title") or chosen(record).keys() & {"body"}):
            return []
    best: tuple[tuple[bool, bool], ObjectList] | None = None
    for objects in found:
        fields = [fields_of(item) for item in objects.objects[:LISTED_SAMPLE]]
        rank = (any({"title", "body"} <= said for said in fields), any("body" in said for said in fields))
        if any(said & {"title", "body"} for said in fields) and (best is None or rank > best[0]):
            best = rank, objects
    if best is None or (not best[0][1] and chosen(record).keys() & {"title"}):
        return []
    return [item for objects in found if _hold_the_same(objects, best[1]) for item in _with_source(objects)]


def _says_one_article(record: dict[str, Any]) -> bool:
    return _is_article(record) or bool(_text_in_blocks(record)) or _has_structured_body(record)


def _listed_as_text(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the articles that an object without a headline keeps under the name of a text ({"news": [{…}, {…}]})."""
    names = chosen(record)
    value = record[names["body"]] if "body" in names and "title" not in names else None
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        return []
    said = [fields_of(item) for item in items[:LISTED_SAMPLE]]
    return items if all("title" in fields and fields & {"body", "date", "url"} for fields in said) else []


def _has_structured_body(record: dict[str, Any]) -> bool:
    """Return whether an object says a headline, and a text that is kept in blocks, by language or not."""
    names = chosen(record)
    body = record[names["body"]] if names.keys() >= {"title", "body"} else None
    if isinstance(body, dict) and body and body.keys() <= _LANGUAGES:
        body = next(iter(body.values()))
    if not isinstance(body, list) or not all(isinstance(block, dict) for block in body):
        return False
    return not any(map(_may_be_article, body[:LISTED_SAMPLE])) and bool(block_text(body).strip())


def fields_of(record: dict[str, Any]) -> frozenset[str]:
    """Return the fields that an object says, its text in blocks included."""
    said = frozenset(chosen(flattened(record, 3)))
    return said | {"body"} if _text_in_blocks(record) else said


def _is_article(record: dict[str, Any]) -> bool:
    """Return whether an object itself says a headline and a text."""
    names = chosen(record)
    return all(
        isinstance(record[names[field]], str) and record[names[field]].strip() if field in names else False
        for field in ("title", "body")
    )


def _hold_the_same(one: ObjectList, best: ObjectList) -> bool:
    """Return whether two lists lie equally deep and hold objects that say as much."""
    if one is best:
        return True
    said, wanted = fields_of(one.objects[0]), fields_of(best.objects[0])
    return one.depth == best.depth and wanted & {"title", "body"} <= said


def _with_source(found: ObjectList) -> list[dict[str, Any]]:
    """Return listed objects with the name of what holds them as their source."""
    name = found.holder.get("name") or found.holder.get("title")
    source = raw_of({"source": name})[0].get("source", "") if isinstance(name, str) else ""
    return [{"source": source, **fields} for fields in found.objects] if source else found.objects


def _may_be_article(block: dict[str, Any]) -> bool:
    """Return whether what lies in a list of blocks is rather an article, or holds some."""
    named = {field for name in block if name.lower() not in HEADINGS and (field := field_of(name))}
    lists = [value for value in block.values() if isinstance(value, list) and value]
    return (
        bool(named & {"url", "date", "author"})
        or {"title", "body"} <= named
        or any(isinstance(items[0], dict) and {"title", "body"} <= chosen(items[0]).keys() for items in lists)
    )


def _text_in_blocks(record: dict[str, Any]) -> str:
    """Return the text of an article that has a headline and keeps its text in blocks, which are no articles; or ""."""
    if "title" not in chosen(flattened(record, 2)):
        return ""
    lists = [blocks for name in BLOCK_LISTS if isinstance(blocks := record.get(name), list)]
    if "title" in (names := chosen(record)) and "body" not in names:
        lists += documents_in(record)
    for blocks in lists:
        if blocks and all(isinstance(block, dict) for block in blocks):
            sample = blocks[:LISTED_SAMPLE]
            if sum(map(_may_be_article, sample)) * 2 <= len(sample) and (found := block_text(blocks).strip()):
                return text_of(found) if has_markup(found) else found
    return ""


def _records(line: bytes) -> Iterator[dict[str, Any] | str]:
    """Yield the object of a line, or why there is none; of a line with several, each."""
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        yield f"not UTF-8 (byte {error.start} of the line); convert the file to UTF-8"
        return
    position = 0
    while position < len(text):
        try:
            record, end = _DECODER.raw_decode(text, position)
            record = json.loads(record, strict=False) if isinstance(record, str) else record
        except json.JSONDecodeError as error:
            yield f"broken JSON: {fault_of_json(error)} at column {error.colno}"
            return
        except (RecursionError, ValueError):
            yield "broken JSON: nested too deeply or a number without end"
            return
        gap = _GAP.match(text, end)
        position = gap.end() if gap else end
        if position < len(text) and text[position] != "{":
            yield f"broken JSON: Extra data at column {end + 1}"
            return
        yield record if isinstance(record, dict) else "not an article: expected one JSON object a line"


class Lines:
    """Cuts between lines; the context is what the beginning tells about all records."""

    def __init__(self, head: bytes = b"") -> None:
        self.context = FileFacts.of(orders_in_json(head), objects_in_lines(head)).encoded()

    def last_end(self, content: bytes) -> int:
        """Return the offset after the last line end; an action of the bulk format stays with the line below it."""
        end = content.rfind(b"\n") + 1
        start = content.rfind(b"\n", 0, max(0, end - 1)) + 1
        return start if _BULK_ACTION_LINE.match(content, start, end) else end

    def next_start(self, content: bytes) -> int:
        """Return the offset after the first line end."""
        return content.find(b"\n") + 1 or -1

    def count(self, content: bytes) -> int:
        """Return the number of line ends."""
        return content.count(b"\n")


def _recognises(head: bytes) -> bool:
    if is_list_on_one_line(head):
        return False
    return _FIRST_LINE.match(head) is not None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')


FORMAT = Format(
    name="json-lines",
    title="one JSON object a line",
    suffixes=(".jsonl", ".ndjson", ".jl", ".json"),
    read=read,
    recognises=_recognises,
    splitter=Lines,
    looked_at=LOOKED_AT,
)
