"""CSV and TSV with a header line. The columns are known by their names, or stated: `--column title=शीर्षक`.

Quoted fields may run over many lines. A quote that is never closed would swallow every article after it,
so a row counts only with as many fields as the header; otherwise its first line is refused and reading goes
on at the next.
"""

import ast
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from index.dates import parse_date
from index.fonts.detection import DOUBLE_ENCODED, is_double_encoded
from index.readers.continued_rows import ArticleRows, NumberedRow, continues, is_total
from index.readers.date_order import LOOKED_AT, orders_in_table
from index.readers.field_aliases import chosen, header_row, missing_column
from index.readers.file_facts import FileFacts, as_file_tells
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Accepted, Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.publication_status import unpublished
from index.readers.raw_fields import raw_of
from index.readers.record import accept
from index.readers.table_rows import TableRows
from index.readers.time_limit import refuse_when_slow

DELIMITERS = ",\t;|"
LOOKED_BACK = 1 << 18
"""So far back from its end a piece is searched for the end of a row."""
_SEPARATOR = re.compile(r'"?sep=([,;|\t]|\\t)"?[^\n]{0,20}\n', re.IGNORECASE)
MAX_NAME_CHARS = 60
MAX_TITLE_LINES = 20
"""Lines of a report's title that may stand before the header."""
_NULLS = frozenset({"NULL", "null", "None", "\\N", "NaN", "nan"})
"""What databases and programs write for a cell that has nothing."""
MAX_NULL_CHARS = 8
MAX_LIST_CHARS = 200_000
_BACKSLASHED = b"backslashed"
"""In a part's context: quotes inside of fields have a backslash before them."""
_QUOTE_INSIDE = re.compile(rb'\\"(?![",;|\t\r\n])')
_BACKSLASH = re.compile(rb'\\[\\"]')
MAX_SAMPLE_LINES = 500
"""Lines at the beginning of a table by which is told how its quotes are written."""
_EXCEL_RETURN = "_x000D_"
"""How Excel's files write the carriage return of old systems."""
_WRITTEN_LINE_END = re.compile(r"(?:\\r)?\\n(?=[\s\u0900-\u097f\"'“‘(<\\]|$)")
"""A line end as programs print it (\\n)."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a row; `line` is the row's first."""
    facts, quotes, first = part.context.split(b"\n", 2) if part.context else (b"", b"", b"")
    options = FileFacts.decoded(facts).applied(options)
    opening, header = _opening_of(first.decode("utf-8", "replace"))
    delimiter = _delimiter(header, opening)
    names = _names(header, delimiter)
    fault = _fault_of(names, options)
    if fault:
        if part.before == 0:
            yield Refused(part.path, 1, fault, excerpt_of(header))
        return
    csv.field_size_limit(options.max_record_bytes)
    content = _with_doubled_quotes(part.content) if quotes == _BACKSLASHED else part.content
    is_whole = partial(_is_whole, names=names, columns=options.columns)
    rows = TableRows(_text(content), delimiter, len(names), options.max_record_bytes, is_whole)
    articles = ArticleRows(options.columns)
    position = header.count("\n") + opening.count("\n") or 1 if part.before == 0 else 0
    while position < len(rows.lines):
        row = rows.at(position)
        number = part.before + position + 1
        ended: Iterable[NumberedRow] = ()
        if row.fault:
            yield from _outcomes(articles.end(), part.path, options)
            yield Refused(part.path, number, row.fault, excerpt_of(rows.lines[position]))
        elif (
            any(map(str.strip, row.fields)) and row.fields != names
        ):  # a file put after another brings its header
            ended = articles.add(NumberedRow(dict(zip(names, row.fields, strict=True)), number))
        yield from _outcomes(ended, part.path, options)
        position += row.lines
    yield from _outcomes(articles.end(), part.path, options)


def _is_whole(fields: list[str], names: list[str], columns: tuple[tuple[str, str], ...]) -> bool:
    """Return whether a row that ends early has its headline, text and date: what it lacks are blank cells at its end.

    A date that can be read tells it from the rest of a broken row.
    """
    found = chosen(names, columns)
    there = dict(zip(names, fields, strict=False))
    date = there.get(found.get("date", ""), "")
    return found.get("title") in there and found.get("body") in there and parse_date(date) is not None


def _outcomes(rows: Iterable[NumberedRow], path: str, options: ReadOptions) -> Iterator[Outcome]:
    for row in rows:
        yield joined_outcome(row, Place(path, row.number), options)


def _fault_of(names: list[str], options: ReadOptions) -> str:
    """Return why no article can be read under this header, or ""."""
    if len(names) < 2:
        return "the first line does not name columns, at least two; put a header line there"
    if not chosen(names, options.columns).keys() & {"title", "body"}:
        listed = ", ".join(names[:8])[:200]
        if is_double_encoded(listed):
            return DOUBLE_ENCODED
        return f"no column for title or body among {listed}; say which is which: --column title=NAME"
    return missing_column(names, options.columns)


def joined_outcome(row: NumberedRow, place: Place, options: ReadOptions) -> Outcome:
    """Return the outcome of an article of one row or several; that they were several is a warning."""
    outcome = row_outcome(row.record, place, options)
    if row.joined and isinstance(outcome, Accepted):
        return replace(
            outcome, warnings=(*outcome.warnings, "rows with nothing but a text put to the article above")
        )
    return outcome


def row_outcome(record: Mapping[str, Any], place: Place, options: ReadOptions) -> Outcome:
    """Return the outcome of a row; tables of all kinds share it."""
    return refuse_when_slow(
        lambda: _row_outcome(record, place, options),
        lambda reason: place.refused(reason, str(record)),
        options.max_record_seconds,
    )


def _row_outcome(record: Mapping[str, Any], place: Place, options: ReadOptions) -> Outcome:
    record = {name: _mended(value) if isinstance(value, str) else value for name, value in record.items()}
    if reason := unpublished(record):
        return Skipped(place.path, f"not published ({reason})")
    if is_total(record):
        return Skipped(place.path, "a row of totals")
    raw, fault = raw_of(record, options.columns)
    if fault:
        return place.refused(fault, str(record))
    return accept(as_file_tells(raw, options), place, options.max_text_chars)


def _mended(value: str) -> str:
    """Return a cell without what programs put into it: carriage returns, a guard against formulas, NULL, lists."""
    value = value.replace(_EXCEL_RETURN, "")
    if len(value) <= MAX_NULL_CHARS and value.strip() in _NULLS:
        return ""
    if value.startswith(("['", '["')) and value.rstrip().endswith("]"):
        value = _lines_of(value)
    if "\\r\\n" in value or ("\\n" in value and "\n" not in value):
        value = _WRITTEN_LINE_END.sub("\n", value)
    return value[1:] if value.startswith("'") and value.count("'") == 1 else value


def _lines_of(value: str) -> str:
    """Return the texts of a list as Python writes it, a line each; the cell itself if it is no such list."""
    if len(value) > MAX_LIST_CHARS:
        return value
    try:
        parts = ast.literal_eval(value)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return value
    is_list = isinstance(parts, list) and all(isinstance(part, str) for part in parts)
    return "\n".join(parts) if is_list else value


def _has_backslashed_quotes(head: bytes, delimiter: str, fields: int) -> bool:
    """Return whether a backslash stands before the quotes inside of fields, as MySQL and PHP write them.

    That is so if more rows are sound when it is read so.
    """
    if _QUOTE_INSIDE.search(head) is None:
        return False
    plain, doubled = (
        sum(1 for _ in _sound_rows(TableRows(_text(text), delimiter, fields, len(head))))
        for text in (head, _with_doubled_quotes(head))
    )
    return doubled > plain


def _sound_rows(rows: TableRows) -> Iterator[list[str]]:
    """Yield the fields of the sound rows among the first MAX_SAMPLE_LINES lines."""
    position = 0
    while position < min(len(rows.lines), MAX_SAMPLE_LINES):
        row = rows.at(position)
        if row.fields and not row.fault:
            yield row.fields
        position += row.lines


def _with_doubled_quotes(content: bytes) -> bytes:
    """Return a table of the same length with its quotes inside of fields doubled."""
    return _BACKSLASH.sub(lambda found: b'""' if found[0] == b'\\"' else found[0], content)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _names(header: str, delimiter: str) -> list[str]:
    try:
        names = [
            name.strip()
            for name in next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])
        ]
    except csv.Error:
        return []
    seen: Counter[str] = Counter()
    for position, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[position] = f"{name} {seen[name]}"
    return names


def _opening_of(text: str) -> tuple[str, str]:
    """Return the lines before a header (sep=; for Excel, titles of a report), and the rest."""
    match = _SEPARATOR.match(text)
    opening = match[0] if match else ""
    lines = text[len(opening) :].splitlines(keepends=True)[: MAX_TITLE_LINES + 1]
    rows = [_names(line, _delimiter(line, opening)) for line in lines]
    number = header_row(rows, must_stand_out=True)
    opening += "".join(lines[: number or 0])
    return opening, text[len(opening) :]


def _delimiter(header: str, opening: str = "") -> str:
    """Return what separates the names of a header: what the line before it says, or the mark that stands there most."""
    if match := _SEPARATOR.match(opening):
        return match[1].replace("\\t", "\t")
    return max(DELIMITERS, key=header.count)


class Rows:
    """Cuts between rows."""

    def __init__(self, head: bytes) -> None:
        first = _header(head)
        opening, header = _opening_of(first.decode("utf-8", "replace"))
        self._delimiter = _delimiter(header, opening)
        self._names = _names(header, self._delimiter)
        self._fields = len(self._names)
        self._is_backslashed = _has_backslashed_quotes(head, self._delimiter, self._fields)
        rows = list(self._sample(head))
        records = (dict(zip(self._names, row, strict=True)) for row in rows)
        facts = FileFacts.of(orders_in_table(self._names, rows, head), records)
        quotes = _BACKSLASHED if self._is_backslashed else b""
        self.context = b"\n".join((facts.encoded(), quotes, first))

    def _sample(self, head: bytes) -> Iterator[list[str]]:
        content = _with_doubled_quotes(head) if self._is_backslashed else head
        yield from _sound_rows(TableRows(_text(content), self._delimiter, self._fields, len(head)))

    def last_end(self, content: bytes) -> int:
        """Return the offset before the last sound row after an even number of quotes, else the last sound one.

        Quotes alone do not tell: one that was never closed turns inside and outside round for all after it.
        """
        content = _with_doubled_quotes(content) if self._is_backslashed else content
        last = content.rfind(b"\n") + 1
        lowest = content.rfind(b"\n", 0, max(0, last - LOOKED_BACK)) + 1
        raw = content[lowest:last].split(b"\n")[:-1]
        rows = TableRows(_text(content[lowest:last]), self._delimiter, self._fields, last - lowest)
        even = content.count(b'"', 0, lowest) % 2 == 0
        starts, position, sound = [], lowest, 0
        for line in raw:
            starts.append((position, even))
            position += len(line) + 1
            even ^= line.count(b'"') % 2 == 1
        for number in range(len(rows.lines) - 1, 0, -1):
            start, is_even = starts[number]
            if is_even or not sound:
                row = rows.at(number)
                if row.fields and not row.fault and not self._continues(row.fields):
                    sound = sound or start
                    if is_even:
                        return start
        return sound

    def _continues(self, fields: list[str]) -> bool:
        return continues(dict(zip(self._names, fields, strict=True)))

    def next_start(self, content: bytes) -> int:
        """Return the offset after the first line end."""
        return content.find(b"\n") + 1 or -1

    def count(self, content: bytes) -> int:
        """Return the number of line ends."""
        return content.count(b"\n")


def _header(head: bytes) -> bytes:
    """Return the header line (it may hold line ends inside quotes), without a byte order mark."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening, text = _opening_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    try:
        next(reader)
    except (StopIteration, csv.Error):
        return b""
    return (opening + "".join(line + "\n" for line in text.split("\n")[: reader.line_num])).encode()


def _recognises(head: bytes) -> bool:
    """Return whether the first line names columns that an article has, whatever the file is called."""
    line = head[:4096].decode("utf-8", "replace").removeprefix("\ufeff").partition("\n")[0]
    if not any(mark in line for mark in DELIMITERS) or line.lstrip().startswith(("{", "[", "<", "#")):
        return False
    names = _names(line, _delimiter(line))
    is_header = len(names) > 1 and all(len(name) <= MAX_NAME_CHARS for name in names)
    return is_header and {"title", "body"} <= chosen(names).keys()


FORMAT = Format(
    name="table",
    title="CSV or TSV whose first line names the columns",
    suffixes=(".csv", ".tsv", ".tab"),
    read=read,
    recognises=_recognises,
    splitter=Rows,
    looked_at=LOOKED_AT,
)
