"""Spreadsheets of Excel and LibreOffice: each sheet is a table whose first full row names the columns."""

import datetime
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from index.readers.continued_rows import ArticleRows, NumberedRow
from index.readers.date_order import orders_in_table
from index.readers.field_aliases import header_row, missing_column
from index.readers.file_facts import FileFacts
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.labelled_text import labelled_cells, labelled_forms
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.table import joined_outcome, row_outcome
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.zip_documents import document_kind

UNIT = "row"
HEADER_ROWS = 20
"""Rows at the top of a sheet in which its header is looked for; titles may stand above it."""
FORM_ROWS = 100
"""Rows by which is told that a sheet is a form, its fields named in the first column."""
ORDER_ROWS = 2_000
"""Rows that are examined for the order of day and month."""
MAX_DATE_CHARS = 40


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a row, of all sheets; `line` counts the rows of each sheet from its first."""
    try:
        sheets = time_limited(lambda: _sheets(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as a spreadsheet: {error}", excerpt_of(part.content))
        return
    found = False
    for name, rows in sheets:
        for outcome in _outcomes(rows, f"{part.path}#{name}" if len(sheets) > 1 else part.path, options):
            found = found or not isinstance(outcome, Skipped)
            yield outcome
    if not found:
        reason = "no sheet names a column for title or body; say which is which: --column title=NAME"
        yield Refused(part.path, 0, reason)


def _sheets(content: bytes) -> list[tuple[str, Iterator[list[Any]]]]:
    import python_calamine  # noqa: PLC0415 - loaded by the processes that need it

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [(name, _rows(book, name)) for name in book.sheet_names]


def _rows(book: Any, name: str) -> Iterator[list[Any]]:
    """Yield the rows of a sheet from its first, empty ones too; the sheet is read when the first is asked for."""
    sheet = book.get_sheet_by_name(name)
    first = sheet.start[0] if sheet.start else 0
    yield from ([] for _ in range(min(first, HEADER_ROWS)))
    yield from sheet.iter_rows()


def _outcomes(rows: Iterator[list[Any]], path: str, options: ReadOptions) -> Iterator[Outcome]:
    head = list(islice(rows, ORDER_ROWS))
    if labelled_cells([_text(cell) for cell in row] for row in head[:FORM_ROWS]):
        for number, raw in labelled_forms([_text(cell) for cell in row] for row in chain(head, rows)):
            yield row_outcome(raw, Place(path, number, UNIT), options)
        return
    position = header_row(
        [[_text(cell).strip() for cell in row] for row in head[:HEADER_ROWS]], options.columns
    )
    if position is None:
        if any(any(row) for row in head):
            yield Skipped(path, "a sheet whose columns have no known names")
        return
    names = [_text(cell).strip() for cell in head[position]]
    if fault := missing_column(names, options.columns):
        yield Refused(path, position + 1, fault, line_unit=UNIT)
        return
    cells = "\n".join(
        text for row in head[position:] for cell in row if len(text := _text(cell)) <= MAX_DATE_CHARS
    )
    texts = [[_text(cell) for cell in row] for row in head[position + 1 :]]
    orders = orders_in_table(names, texts, cells.encode())
    options = FileFacts.of(orders, (dict(zip(names, row, strict=False)) for row in texts)).applied(options)
    articles = ArticleRows(options.columns)
    for number, row in enumerate(chain(head[position + 1 :], rows), position + 2):
        record = {name: _text(cell) for name, cell in zip(names, row, strict=False) if name}
        if any(record.values()):
            for article in articles.add(NumberedRow(record, number)):
                yield joined_outcome(article, Place(path, article.number, UNIT), options)
    for article in articles.end():
        yield joined_outcome(article, Place(path, article.number, UNIT), options)


def _text(cell: Any) -> str:
    """Return a cell as text; dates as 2024-06-25, whole numbers without a point."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


FORMAT = Format(
    name="spreadsheet",
    title="spreadsheets whose first row names the columns",
    suffixes=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    read=read,
    recognises=lambda head: document_kind(head) == "table",
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    binary=True,
    isolated=True,
    libraries=("python_calamine",),
)
