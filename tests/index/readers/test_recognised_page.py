"""Words of a page, however they were read, become a record."""

import pytest

from index.readers.recognised_page import Line, Word, day_in_name, is_legible, record_of


def line(text: str, height: float = 20, confidence: float = 90) -> Line:
    return Line(tuple(Word(word, confidence) for word in text.split()), height)


def test_large_type_is_the_headline_and_the_rest_the_body() -> None:
    page = [
        [line("नहर टूटी,", 60)],
        [line("खेत डूबे", 58)],
        [line("पिपरौली में नहर"), line("टूट गई।")],
        [line("जांच होगी।")],
    ]
    record = record_of(page, "ALTO", "3", "a.xml")
    assert record["title"] == "नहर टूटी, खेत डूबे"
    assert record["body"] == "पिपरौली में नहर टूट गई।\nजांच होगी।"
    assert (record["print_page"], record["machine_read"], record["confidence"]) == ("3", "ALTO", "90")


def test_a_page_in_one_type_has_no_headline() -> None:
    assert record_of([[line("पिपरौली में नहर टूट गई।")]], "hOCR", "", "a.hocr")["title"] == ""


def test_a_word_broken_at_the_end_of_a_line_is_joined() -> None:
    record = record_of([[line("उसने कज़ाख-"), line("स्तान देखा।")]], "hOCR", "", "a")
    assert record["body"] == "उसने कज़ाखस्तान देखा।"


def test_specks_are_no_words_and_dashes_of_sure_lines_are() -> None:
    page = [
        [line("| . ~", confidence=10)],
        [Line((Word("नहर", 95), Word("|", 12), Word("–", 91), Word("टूटी", 95)), 20)],
    ]
    assert record_of(page, "hOCR", "", "a")["body"] == "नहर – टूटी"


def test_confidence_is_told_only_where_it_is_known() -> None:
    assert "confidence" not in record_of([[line("नहर टूटी")]], "ALTO", "", "a", has_confidence=False)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("scans/1947-08-15/page_03.xml", "1947-08-15"),
        ("1995/Scan_20240601.pdf", ""),
        ("IMG_20240625_101112.jpg", ""),
        ("backup-2024-06-25/amar/1987/p1.tif", ""),
        ("amar-1987/1987-03-04.tif", "1987-03-04"),
        ("aaj_19470815_0003.xml", "1947-08-15"),
        ("papers.zip!/2024/06/25/p1.png", "2024-06-25"),
        ("page-2024-02-31.png", ""),
        ("15081947.png", ""),
        ("1234567890123.png", ""),
        ("IMG_4711.jpg", ""),
    ],
)
def test_the_day_in_a_name(path: str, day: str) -> None:
    assert day_in_name(path) == day


@pytest.mark.parametrize(
    ("text", "confidence", "legible"),
    [
        ("पिपरौली में नहर टूट गई, 40 खेत डूबे।", "88", True),
        ("पिपरौली में नहर टूट गई, 40 खेत डूबे।", "31", False),
        ("00526; [131 /951 *=*; 4>|6?' । &>, ! /91 ) : !", "58", False),
        ("नहर टूटी", "99", False),
    ],
)
def test_signs_of_all_kinds_are_no_text(text: str, confidence: str, legible: bool) -> None:
    assert is_legible({"title": "", "body": text, "confidence": confidence}) is legible
