"""Documents are told by what their zip holds, whatever they are called."""

import io
import zipfile
from pathlib import Path

import pytest

from index.readers.zip_documents import document_kind
from index.reindex.build import reindex
from index.settings import Settings

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(*members: tuple[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members:
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ((("[Content_Types].xml", "x"), ("word/document.xml", "x")), "text"),
        ((("[Content_Types].xml", "x"), ("docProps/app.xml", "x"), ("xl/workbook.xml", "x")), "table"),
        ((("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x")), "text"),
        ((("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),), "table"),
        ((("mimetype", "application/epub+zip"),), ""),
        ((("[Content_Types].xml", "x"), ("ppt/a.xml", "x")), ""),
        ((("खबरें.txt", "word/ xl/"),), ""),
        ((("word/0.txt", "x"), ("word/document.xml", "x")), ""),
        ((("xl/a.csv", "x"), ("xl/workbook.csv", "x")), ""),
    ],
)
def test_the_first_members_tell(members: tuple[tuple[str, str], ...], kind: str) -> None:
    assert document_kind(zipped(*members)) == kind


def test_anything_else_is_none() -> None:
    assert document_kind(b"") == document_kind(b"PK\x03\x04") == document_kind(b"%PDF word/") == ""


@pytest.mark.parametrize("name", ["पुल.doc", "पुल.docx", "folder.zip"])
def test_a_docx_called_otherwise_is_read(tmp_path: Path, name: str) -> None:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("पुल टूटा", "पुल कल रात टूट गया।")
    )
    document = f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'
    content = zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document))
    if name.endswith(".zip"):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(
                "पुल.doc", zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document))
            )
            archive.writestr("~$पुल.docx", b"lock")
        content = file.getvalue()
    path = tmp_path / name
    path.write_bytes(content)
    report = reindex([path], Settings(index=tmp_path / "index", processes=1))
    assert (report.documents, report.refused) == (1, [])
