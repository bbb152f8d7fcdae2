"""An export as a workbook of Excel: rows first, what was asked on a sheet of its own."""

import datetime
import tempfile
from collections.abc import Sequence
from typing import IO

import xlsxwriter

from search.model.question import Question
from search.model.results import ResultStream
from web.downloads.export_rows import ABOUT_COLUMNS, COLUMNS, AddressOf, about_of, column_names, facts_of

XLSX_MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROW_COLUMNS = tuple(name for name in COLUMNS if name not in ABOUT_COLUMNS)
WIDTHS = {"title": 60, "passage": 80, "url": 40, "khabarkhoj": 40, "source": 20, "date": 12}
USUAL_WIDTH = 14
FIRST_YEAR = 1901
"""Excel counts days from 1900, and those of that year wrongly; older dates stay text."""
DATE_COLUMN = ROW_COLUMNS.index("date")
MAX_CELL_CHARS = 32_767
"""Excel's own limit."""
_SAFE = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
"""Nothing that an article says becomes a formula or a link; rows go to a temporary file, not to memory."""


def workbook_of(found: ResultStream, question: Question, address: AddressOf) -> IO[bytes]:
    """Return the file of a workbook with every article, from its beginning; closing it deletes it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - who sends it closes it
    with xlsxwriter.Workbook(file, _SAFE) as book:
        bold = book.add_format({"bold": True})
        as_day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        sheet = book.add_worksheet("khabarkhoj")
        names = column_names("hi")
        for column, name in enumerate(ROW_COLUMNS):
            sheet.set_column(column, column, WIDTHS.get(name, USUAL_WIDTH))
            sheet.write_string(0, column, names[name], bold)
        sheet.freeze_panes(1, 0)
        number = 0
        for number, hit in enumerate(found.hits, 1):
            facts = facts_of(hit, number, address)
            sheet.write_number(number, 0, number)
            _write_row(sheet, number, [str(facts[name]) for name in ROW_COLUMNS[1:]])
            date = hit.article.date
            if date is not None and date.year >= FIRST_YEAR:
                sheet.write_datetime(number, DATE_COLUMN, datetime.datetime(*date.timetuple()[:3]), as_day)  # noqa: DTZ001
        sheet.autofilter(0, 0, number, len(ROW_COLUMNS) - 1)
        about = book.add_worksheet("about")
        about.set_column(0, 1, 30)
        said = {**about_of(found, question), "total": found.total, "articles": number}
        for row, (name, value) in enumerate(said.items()):
            about.write_string(row, 0, name, bold)
            about.write_string(row, 1, str(value)[:MAX_CELL_CHARS])
    file.seek(0)
    return file


def _write_row(sheet: "xlsxwriter.worksheet.Worksheet", row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        if text:
            sheet.write_string(row, column, text[:MAX_CELL_CHARS])
