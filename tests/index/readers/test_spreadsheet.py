"""Spreadsheets."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from index.readers.format import ReadOptions
from index.readers.outcome import Accepted
from tests.index.readers.reading import accepted, reasons
from tests.index.readers.reading import outcomes_here as outcomes

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default
Extension="xml" ContentType="application/xml"/><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
ROOT = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"""


def workbook(**sheets: list[list[str]]) -> bytes:
    """Write an XLSX file of texts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        names = "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{at}" Type="{office}/worksheet" Target="s{at}.xml"/>'
            for at in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{ROOT.split(chr(34))[3]}">{links}</Relationships>',
        )
        for at, rows in enumerate(sheets.values(), 1):
            cells = "".join(
                "<row>"
                + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
                + "</row>"
                for row in rows
            )
            archive.writestr(
                f"xl/s{at}.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
            )
    return packed.getvalue()


def test_each_row_of_each_sheet_is_an_article(tmp_path: Path) -> None:
    rows = [
        ["हमारा संग्रह"],
        ["शीर्षक", "समाचार", "दिनांक"],
        ["नहर टूटी", "खेतों में पानी भर गया।", "6/3/2024"],
        ["", "", ""],
        ["पुल बना", "पुल खुल गया।", "6/25/2024"],
    ]
    more = [["title", "body", "status"], ["एक", "पाठ", "draft"], ["दो", "पाठ", "publish"]]
    (tmp_path / "a.xlsx").write_bytes(workbook(पहला=rows, दूसरा=more, खाली=[]))
    found = outcomes(tmp_path)
    assert accepted(found) == ["नहर टूटी", "पुल बना", "दो"]
    assert [str(outcome.article.date) for outcome in found if isinstance(outcome, Accepted)] == [
        "2024-06-03",
        "2024-06-25",
        "None",
    ]
    assert [outcome.line for outcome in found if isinstance(outcome, Accepted)] == [3, 5, 3]


def test_what_names_no_columns_or_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(पहला=[["क", "ख"], ["ग", "घ"]]))
    (tmp_path / "b.xlsx").write_bytes(workbook(पहला=[["title", "body"]])[:-400])
    (tmp_path / "c.ods").write_bytes(b"PK\x03\x04garbage")
    found = outcomes(tmp_path)
    assert accepted(found) == []
    assert "a.xlsx: no sheet names a column" in reasons(found)
    assert "b.xlsx: not readable as a spreadsheet" in reasons(found)
    assert "c.ods: not readable as a spreadsheet" in reasons(found)


def test_columns_may_be_stated(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(पहला=[["क", "ख"], ["नहर टूटी", "पाठ"]]))
    assert accepted(outcomes(tmp_path, ReadOptions(columns=(("title", "क"), ("body", "ख"))))) == ["नहर टूटी"]
