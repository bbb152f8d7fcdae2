"""Scans, read by the real Tesseract where the machine has it."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from index.fields import FIELD_BY_NAME
from index.readers import pdf, scan, tesseract
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted, Refused, Skipped
from index.reindex.build import reindex
from index.reindex.removal import remove
from index.reindex.report import Progress
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import Question
from tests.printed_pages import Scan, have_fonts, printed
from tests.searching import search

HEADLINE = "पिपरौली में नहर टूटी, खेत डूबे"
BODY = [
    "पिपरौली के पास सोमवार रात छोटी नहर का किनारा टूट गया और चालीस खेतों में पानी भर गया। किसानों ने बताया कि धान की नर्सरी डूब गई है।",
    "सिंचाई विभाग के अभियंता रमेश गोस्वामी ने कहा कि मरम्मत का काम दो दिन में पूरा कर लिया जाएगा। उन्होंने सर्वे कराने का भरोसा भी दिया।",
    "गांव के प्रधान ने मुआवजे की मांग की है। तहसीलदार ने मंगलवार को मौके का निरीक्षण किया और रिपोर्ट जिलाधिकारी को भेजी।",
]
MISSING = tesseract.missing("") or ("" if have_fonts() else "fonts-noto-core is missing")
needs_tesseract = pytest.mark.skipif(
    bool(MISSING) and os.environ.get("KHABARKHOJ_OCR_TESTS") != "required", reason=MISSING or "it is there"
)


def page() -> Image.Image:
    return printed(HEADLINE, BODY, Scan(200, 2))


def saved(image: Image.Image, kind: str, *more: Image.Image) -> bytes:
    packed = io.BytesIO()
    frames = {"save_all": True, "append_images": list(more)} if more else {}
    image.save(packed, kind, **({"resolution": 200} if kind == "PDF" else {"dpi": (200, 200)}), **frames)
    return packed.getvalue()


def test_without_the_program_or_the_will_a_picture_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    part = InputPart("a.png", saved(Image.new("L", (900, 900), 255), "PNG"))
    (off,) = scan.read(part, replace(ReadOptions(), ocr=False))
    assert isinstance(off, Skipped)
    assert "KHABARKHOJ_OCR=on" in off.reason
    monkeypatch.setattr(tesseract, "missing", lambda _: "Tesseract is not installed: apt-get …")
    (missing,) = scan.read(part, ReadOptions())
    assert "apt-get" in missing.reason  # type: ignore[union-attr]
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    assert "khabarkhoj[ocr]" in scan.unavailable(ReadOptions())


@needs_tesseract
def test_a_picture_is_an_article_that_says_it_was_read_by_a_machine(tmp_path: Path) -> None:
    options = ReadOptions(ocr_cache=tmp_path)
    (found,) = scan.read(InputPart("scans/2024-06-25/p.png", saved(page(), "PNG")), options)
    assert isinstance(found, Accepted)
    article = found.article
    assert article.headline == HEADLINE
    assert "सिंचाई विभाग के अभियंता रमेश गोस्वामी" in article.body
    assert article.body.index("पिपरौली के पास") < article.body.index("मुआवजे")
    assert article.machine_read.startswith("Tesseract")
    assert int(article.confidence) > 70
    assert str(article.date) == "2024-06-25"


@needs_tesseract
def test_a_second_reading_calls_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ReadOptions(ocr_cache=tmp_path)
    part = InputPart("p.png", saved(page(), "PNG"))
    first = list(scan.read(part, options))
    monkeypatch.setattr(tesseract, "recognise", lambda *_: pytest.fail("called again"))
    assert list(scan.read(part, options)) == first


@needs_tesseract
def test_photographs_and_small_pictures_are_no_pages(tmp_path: Path) -> None:
    options = ReadOptions(ocr_cache=tmp_path)
    grain = Image.effect_noise((900, 900), 80)
    assert [type(outcome) for outcome in scan.read(InputPart("p.png", saved(grain, "PNG")), options)] == [
        Skipped
    ]
    icon = Image.new("L", (64, 64), 255)
    assert [type(outcome) for outcome in scan.read(InputPart("i.png", saved(icon, "PNG")), options)] == [
        Skipped
    ]
    assert [type(outcome) for outcome in scan.read(InputPart("x.png", b"\x89PNG\r\n\x1a\nxx"), options)] == [
        Refused
    ]


@needs_tesseract
def test_a_scanned_pdf_is_searched_by_page_and_gone_for_good(tmp_path: Path) -> None:
    source = tmp_path / "scan.pdf"
    second = printed(
        "अस्पताल में शिविर लगा", ["जिला अस्पताल में रक्तदान शिविर लगाया गया और साठ लोगों ने रक्त दिया।"], Scan(200)
    )
    source.write_bytes(saved(page(), "PDF", second))
    settings = Settings(index=tmp_path / "index")
    seen: list[Progress] = []
    report = reindex([source], settings, observe=seen.append)
    assert (report.added, report.refused) == (2, [])
    assert "scans" in {progress.stage for progress in seen}
    (hit,) = search(LocalArchive(settings), Question("रक्तदान")).hits
    assert (hit.article.print_page, hit.article.headline) == ("2", "अस्पताल में शिविर लगा")
    assert FIELD_BY_NAME["print_page"].query_names[0] == "page"
    (hit,) = search(LocalArchive(settings), Question("page:1 गोस्वामी")).hits
    assert list((settings.index / "recognised").rglob("*.zst"))
    page_file = list((settings.index / "recognised").rglob(f"{hit.article.id}.*"))
    remove([hit.article.id], settings, "अदालत का आदेश", purge=True)
    assert page_file
    assert not any(path.exists() for path in page_file)
    assert reindex([source], settings).added == 0
    assert not any(path.exists() for path in page_file)
    assert list((settings.index / "recognised").rglob("*.zst"))


@needs_tesseract
def test_pages_beyond_the_limit_are_refused_by_number(tmp_path: Path) -> None:
    options = ReadOptions(ocr_cache=tmp_path, max_ocr_pages=1)
    frames = [page(), page()]
    found = list(scan.read(InputPart("p.tif", saved(frames[0], "TIFF", frames[1])), options))
    assert isinstance(found[0], Accepted)
    assert "KHABARKHOJ_MAX_OCR_PAGES" in str(found[1])


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_as_it_was_printed(tmp_path: Path, degrees: int) -> None:
    options = ReadOptions(ocr_cache=tmp_path)
    (found,) = scan.read(InputPart("p.png", saved(page().rotate(degrees, expand=True), "PNG")), options)
    assert isinstance(found, Accepted)
    assert found.article.headline == HEADLINE


@needs_tesseract
def test_stamps_and_numbers_do_not_hide_that_pages_are_scanned(tmp_path: Path) -> None:
    import pypdf
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(saved(page(), "PDF", page())))
    font = pypdf.generic.DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    for number, each in enumerate(writer.pages):
        stamp = DecodedStreamObject()
        stamp.set_data(f"q BT /F9 9 Tf 20 20 Td (Scanned by Scanner, page {number + 1}) Tj ET Q".encode())
        each["/Resources"][NameObject("/Font")] = pypdf.generic.DictionaryObject({NameObject("/F9"): font})  # type: ignore[index]
        each[NameObject("/Contents")] = pypdf.generic.ArrayObject(
            [each.raw_get("/Contents"), writer._add_object(stamp)]
        )
    packed = io.BytesIO()
    writer.write(packed)
    found = list(pdf.read(InputPart("p.pdf", packed.getvalue()), ReadOptions(ocr_cache=tmp_path)))
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [HEADLINE] * 2
    (refused,) = pdf.read(InputPart("p.pdf", packed.getvalue()), ReadOptions(ocr=False))
    assert "KHABARKHOJ_OCR=on" in str(refused)
