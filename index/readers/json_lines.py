"""JSON Lines: one object a line. A line that cannot be an article is refused alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.readers.field_aliases import FIELDS, chosen, raw_of
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Refused, Skipped, excerpt_of
from index.readers.record import accept, revision_of

_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}\s*\n?[\s{]*")
_KNOWN = frozenset(FIELDS)
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
"""What agencies call stories that must not be printed (IPTC publishing status)."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a line that is not blank."""
    for number, line in enumerate(part.content.split(b"\n"), part.before + 1):
        if not line.strip(b" \t\r\xef\xbb\xbf"):
            continue
        if len(line) > options.max_record_bytes:
            reason = f"line longer than {options.max_record_bytes} bytes; raise KHABARKHOJ_MAX_RECORD_BYTES"
            yield Refused(part.path, number, reason, excerpt_of(line))
            continue
        record = _record(line)
        if isinstance(record, str):
            yield Refused(part.path, number, record, excerpt_of(line))
        else:
            for each in listed(record) or [record]:
                yield article_of(each, part.path, number, options)


def article_of(
    record: dict[str, Any], path: str, number: int, options: ReadOptions, line_unit: str = "line"
) -> Outcome:
    """Return the outcome of one JSON object, under whatever names it has our fields."""
    if (
        record.keys() <= _KNOWN
        and not options.columns
        and all(type(value) is str for value in record.values())
    ):
        raw, fault = (record, "") if "<" not in str(record.get("body")) else raw_of(record)
    else:
        raw, fault = raw_of(record, options.columns)
    if fault:
        return Refused(path, number, fault, excerpt_of(str(record)), line_unit)
    if record.get("pubstatus") in WITHDRAWN:
        return Skipped(path, f"ninjs {record['pubstatus']}")
    if not raw.get("title") and not raw.get("body") and (unknown := sorted(set(record) - _KNOWN)):
        names = ", ".join(unknown[:5])
        reason = f"neither title nor body, but {names}; say which is which: --column title=NAME"
        return Refused(path, number, reason, excerpt_of(str(record)), line_unit)
    return accept(raw, path, number, options.max_text_chars, line_unit, revision_of(record.get("version")))


def listed(record: dict[str, Any], depth: int = 2) -> list[dict[str, Any]]:
    """Return the articles that an object lists which is none itself, such as {"articles": [{…}, {…}]}."""
    if depth == 0 or chosen(record).keys() & {"body"}:
        return []
    for value in record.values():
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            found = [each for each in value if chosen(each).keys() & {"title", "body"}]
            if found:
                return value
        elif isinstance(value, dict) and (found := listed(value, depth - 1)):
            return found
    return []


def _record(line: bytes) -> dict[str, Any] | str:
    """Return the object of a line, or why there is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start} of the line); convert the file to UTF-8"
    except json.JSONDecodeError as error:
        return f"broken JSON: {error.msg} at column {error.colno}"
    except (RecursionError, ValueError):
        return "broken JSON: nested too deeply or a number without end"
    return record if isinstance(record, dict) else "not an article: expected one JSON object a line"


class Lines:
    """Cuts between lines."""

    context = b""

    def last_end(self, content: bytes) -> int:
        """Return the offset after the last line end."""
        return content.rfind(b"\n") + 1

    def next_start(self, content: bytes) -> int:
        """Return the offset after the first line end."""
        return content.find(b"\n") + 1 or -1

    def count(self, content: bytes) -> int:
        """Return the number of line ends."""
        return content.count(b"\n")


def _recognises(head: bytes) -> bool:
    return _FIRST_LINE.match(head) is not None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')


FORMAT = Format(
    name="json-lines",
    title="one JSON object a line",
    suffixes=(".jsonl", ".ndjson", ".jl", ".json"),
    read=read,
    recognises=_recognises,
    splitter=lambda _head: Lines(),
)
