"""The seed text format: one article a file.

Line 1 is `source | YYYY-MM-DD`, further parts `| key: value` (section, author, url, id, language);
line 2 the headline; an optional third line without a sentence end the standfirst; the rest the body.
"""

from collections.abc import Iterator
from typing import IO

from index.dates import parse_date
from index.readers.outcome import Accepted, Outcome, Refused
from index.readers.record import accept

SUFFIXES = (".txt",)
KEYS = frozenset({"section", "author", "url", "id", "language"})
SENTENCE_ENDS = "।॥.?!…"
CLOSERS = "\"'”’»)]"


def most_bytes(max_line_bytes: int, max_text_chars: int) -> int:
    """The longest file that may be one article."""
    return max(max_line_bytes, 4 * max_text_chars)


def read(
    stream: IO[bytes], path: str, max_line_bytes: int, max_text_chars: int, _lines_before: int = 0
) -> Iterator[Outcome]:
    """One outcome a file. A file longer than a text may be is refused before it is decoded."""
    limit = most_bytes(max_line_bytes, max_text_chars)
    content = stream.read(limit + 1)
    if len(content) > limit:
        yield Refused(path, 0, f"longer than {limit} bytes; is this one article?")
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield Refused(path, line, f"not UTF-8 (byte {error.start}); convert the file to UTF-8")
        return
    raw, warnings = _fields(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    outcome = accept(raw, path, 0, max_text_chars)
    if warnings and isinstance(outcome, Accepted):
        outcome = Accepted(outcome.article, path, 0, (*warnings, *outcome.warnings))
    yield outcome


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    raw: dict[str, str] = {}
    warnings: list[str] = []
    if "|" in lines[0] or parse_date(lines[0]):
        warnings += _head(lines.pop(0), raw)
    elif any(line.strip() for line in lines):
        warnings.append("line 1 is not `source | YYYY-MM-DD`; taken as the headline")
    raw["title"] = lines.pop(0) if lines else ""
    rest = [line for line in lines if line.strip()]
    if len(rest) > 1 and not ends_sentence(rest[0]):
        raw["standfirst"] = rest[0]
        lines = lines[lines.index(rest[0]) + 1 :]
    raw["body"] = "\n".join(lines)
    return raw, warnings


def _head(line: str, raw: dict[str, str]) -> list[str]:
    warnings = []
    source, _, tail = line.partition("|")
    raw["source"] = source
    date, *parts = tail.split("|")
    raw["date"] = date
    for part in parts:
        key, colon, value = part.partition(":")
        if colon and key.strip().lower() in KEYS:
            raw[key.strip().lower()] = value.strip()
        else:
            warnings.append(f"line 1: {part.strip()[:60]!r} is none of {', '.join(sorted(KEYS))}; ignored")
    return warnings


def ends_sentence(line: str) -> bool:
    """True when a line closes with a danda, full stop, question or exclamation mark."""
    return line.strip().rstrip(CLOSERS).endswith(tuple(SENTENCE_ENDS))
