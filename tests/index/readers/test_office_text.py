"""Texts of Word and LibreOffice."""

import io
import zipfile
from pathlib import Path

import pytest

from index.readers.format import ReadOptions
from index.readers.office_text import person_of_properties
from index.readers.outcome import Accepted
from tests.index.readers.reading import outcomes_here as outcomes
from tests.index.readers.reading import reasons

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPH = "खेतों में पानी भर गया।"
IN_KRUTI_DEV = "[ksrksa esa ikuh Hkj x;kA"


def docx(*paragraphs: str, styles: str = "") -> bytes:
    """Write a DOCX file of paragraphs in XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return packed.getvalue()


def run(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f"<w:r>{fonts}<w:t>{text}</w:t></w:r>"


def odt(content: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return packed.getvalue()


def read(path: Path, content: bytes) -> tuple[str, str, str]:
    path.write_bytes(content)
    (found,) = (outcome.article for outcome in outcomes(path) if isinstance(outcome, Accepted))
    return found.headline, found.body, found.converted


def test_paragraphs_and_the_headline(tmp_path: Path) -> None:
    assert read(tmp_path / "a.docx", docx(run("नहर टूटी"), run(PARAGRAPH), run("मुआवजा "), run("दूसरा"))) == (
        "नहर टूटी", f"{PARAGRAPH}\nमुआवजा\nदूसरा", "",
    )  # fmt: skip


def test_runs_in_a_legacy_font_are_converted_and_english_beside_them_is_not(tmp_path: Path) -> None:
    mixed = (
        run("[ksrksa esa ", "Kruti Dev 010") + run("WhatsApp ", "Arial") + run("Hkj x;kA", "Kruti Dev 010")
    )
    assert read(tmp_path / "a.docx", docx(run("नहर टूटी"), mixed)) == (
        "नहर टूटी", "खेतों में WhatsApp भर गया।", "Kruti Dev 010",
    )  # fmt: skip


@pytest.mark.parametrize(
    "styles",
    [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Kruti Dev 010"/></w:rPr></w:rPrDefault></w:docDefaults>',
        '<w:style w:styleId="B"><w:rPr><w:rFonts w:ascii="KrutiDev010"/></w:rPr></w:style><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>',
        '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi="DevLys 010"/></w:rPr></w:rPrDefault></w:docDefaults>',
    ],
)  # fmt: skip
def test_fonts_are_inherited_from_styles(tmp_path: Path, styles: str) -> None:
    paragraph = '<w:pPr><w:pStyle w:val="A"/></w:pPr>' + run(IN_KRUTI_DEV)
    assert read(tmp_path / "a.docx", docx(paragraph, styles=styles))[1:] == (PARAGRAPH, "Kruti Dev 010")


def test_what_was_deleted_is_not_read(tmp_path: Path) -> None:
    assert (
        read(tmp_path / "a.docx", docx(run("नहर टूटी"), f"<w:del>{run('झूठ')}</w:del>{run(PARAGRAPH)}"))[1]
        == PARAGRAPH
    )


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent><w:p>{run('डिब्बे में')}</w:p></w:txbxContent>"
    both = f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    body = read(tmp_path / "a.docx", docx(run("नहर टूटी"), run(PARAGRAPH), f"<w:r>{both}</w:r>"))[1]
    assert body.count("डिब्बे में") == 1


def test_libreoffice(tmp_path: Path) -> None:
    content = """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>
    <style:style style:name="T1"><style:text-properties style:font-name="Kruti Dev 010"/></style:style></office:automatic-styles>
    <office:body><text:h>नहर<text:s/>टूटी</text:h><text:p>पहले <text:span text:style-name="T1">ikuh</text:span> आया।</text:p></office:body>
    </office:document-content>"""
    assert read(tmp_path / "a.odt", odt(content)) == ("नहर टूटी", "पहले पानी आया।", "Kruti Dev 010")


def test_a_font_without_a_table_an_empty_text_and_damage_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(run("ikuh Hkj x;k gS vkSj", "AkrutiDevPriya")))
    (tmp_path / "b.docx").write_bytes(docx(""))
    (tmp_path / "c.docx").write_bytes(docx(run(PARAGRAPH))[:-60])
    (tmp_path / "d.docx").write_bytes(odt("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"))
    (tmp_path / "e.docx").write_bytes(odt("<a>" * 100_000))
    found = reasons(outcomes(tmp_path)).split("\n")
    assert [line.split(": ")[0][-6:] for line in found] == ["a.docx", "b.docx", "c.docx", "d.docx", "e.docx"]
    assert "of which there is no table" in found[0]
    assert "entities" in found[3]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(run(PARAGRAPH * 20_000)))
    assert "longer than 100000 bytes" in reasons(outcomes(tmp_path, ReadOptions(max_document_bytes=100_000)))


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("lenovo pc", ""), ("Computer Operator", ""), ("python-docx", ""), ("anonymous", ""), ("ismail - [2010]", ""),
        ("ismail", ""), ("सुनीता राव", "सुनीता राव"), ("रमेश", "रमेश"), ("Ramesh Kumar", "Ramesh Kumar"),
    ],
)  # fmt: skip
def test_machines_and_programs_are_no_authors(stated: str, author: str) -> None:
    assert person_of_properties(stated) == author


def test_breaks_within_a_paragraph_end_lines(tmp_path: Path) -> None:
    title, body, _ = read(
        tmp_path / "a.docx",
        docx(run("प्रेस नोट"), run("नहर टूटी"), "<w:r><w:t>पहला वाक्य।</w:t><w:br/><w:t>दूसरा वाक्य।</w:t></w:r>"),
    )
    assert (title, body) == ("नहर टूटी", "पहला वाक्य।\nदूसरा वाक्य।")
