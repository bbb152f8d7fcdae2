"""JSON Lines: one object a line with id, title, body, date and optionally standfirst, source,
section, author, url, language. A line that cannot be an article is refused alone.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from index.readers.outcome import Outcome, Refused
from index.readers.record import accept

SUFFIXES = (".jsonl", ".ndjson", ".json")
KEYS = frozenset(
    ("id", "title", "standfirst", "body", "date", "source", "section", "author", "url", "language")
)


def read(
    stream: IO[bytes], path: str, max_line_bytes: int, max_text_chars: int, lines_before: int = 0
) -> Iterator[Outcome]:
    """One outcome a line that is not blank; memory stays below one line of max_line_bytes."""
    number = lines_before
    while line := stream.readline(max_line_bytes + 1):
        number += 1
        if len(line) > max_line_bytes:
            skip_rest_of_line(stream, max_line_bytes)
            yield Refused(path, number, f"line longer than {max_line_bytes} bytes; raise max_line_bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _outcome(line, path, number, max_text_chars)


def skip_rest_of_line(stream: IO[bytes], size: int) -> None:
    """Read on to the end of a line without keeping it."""
    while rest := stream.readline(size):
        if rest.endswith(b"\n"):
            return


def _outcome(line: bytes, path: str, number: int, max_text_chars: int) -> Outcome:
    record = _record(line)
    if isinstance(record, str):
        return Refused(path, number, record)
    raw: dict[str, str] = {}
    for key, value in record.items():
        if key not in KEYS or value is None:
            continue
        if not _is_text(value):
            return Refused(path, number, f"{key} is not text: write it as a JSON string")
        raw[key] = str(value)
    if not raw.get("title") and not raw.get("body") and (unknown := sorted(set(record) - KEYS)):
        known = ", ".join(unknown[:5])
        return Refused(path, number, f"neither title nor body, but {known}; rename the keys")
    return accept(raw, path, number, max_text_chars)


def _record(line: bytes) -> dict[str, Any] | str:
    """The object of a line, or why there is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start} of the line); convert the file to UTF-8"
    except json.JSONDecodeError as error:
        return f"broken JSON: {error.msg} at column {error.colno}"
    except (RecursionError, ValueError):
        return "broken JSON: nested too deeply or a number without end"
    return record if isinstance(record, dict) else "not an article: expected one JSON object a line"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool))
