"""Clippings in PDF: title, author and text, or the reason why there are none."""

import pytest

from index.readers import pdf
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted
from index.readers.pdf import without_running_heads
from tests import source_exports
from tests.index.readers.reading import reasons

RECORD = source_exports.articles(1)[0]


def test_a_clipping_is_read() -> None:
    (found,) = pdf.read(InputPart("a.pdf", source_exports.pdf(RECORD)), ReadOptions())
    assert isinstance(found, Accepted)
    assert found.article.headline == RECORD["title"]


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", source_exports.pdf(RECORD)[:200]])
def test_a_broken_or_empty_one_is_refused_by_name(content: bytes) -> None:
    found = list(pdf.read(InputPart("a.pdf", content), ReadOptions()))
    assert reasons(found).startswith("a.pdf: ")
    assert len(found) == 1


def test_of_very_long_ones_only_so_much_is_read() -> None:
    (found,) = pdf.read(InputPart("a.pdf", source_exports.pdf(RECORD)), ReadOptions(max_text_chars=50))
    assert not isinstance(found, Accepted) or len(found.article.body) <= 50


def test_words_with_signs_that_stand_for_no_letter_are_lost() -> None:
    assert pdf._lost_letters("बैगा गांव म\0 पहली बार प\0ंची \0बजली") == 3 / 7
    assert pdf._lost_letters("बैगा गांव में पहली बार पहुंची बिजली") == 0.0


def test_running_heads_and_numbers_of_pages_are_none_of_the_text() -> None:
    pages = [["अवध प्रभात", "नहर टूटी", "पानी भरा।", "Page 1 of 2"], ["अवध प्रभात", "लोग गए।", "2/2"]]
    lines = [line for page in pages for line in page]
    assert without_running_heads(lines, pages) == ["नहर टूटी", "पानी भरा।", "लोग गए।"]


def test_a_headline_that_is_a_running_head_stays_once() -> None:
    pages = [["नहर टूटी", "नहर टूटी", "पानी भरा।"], ["नहर टूटी", "लोग गए।"]]
    lines = [line for page in pages for line in page]
    assert without_running_heads(lines, pages) == ["नहर टूटी", "पानी भरा।", "लोग गए।"]
    assert without_running_heads(["पृष्ठ 12 पर जारी बहस", "1/2"], [["पृष्ठ 12 पर जारी बहस", "1/2"]]) == [
        "पृष्ठ 12 पर जारी बहस"
    ]


def test_what_two_pages_end_with_alike_may_be_said_twice() -> None:
    pages = [["नहर टूटी", "पानी भरा।", "हाँ।"], ["24/7 सेवा", "दुकान 24/7 खुली", "24/7", "बंद है", "हाँ।"]]
    lines = [line for page in pages for line in page]
    assert without_running_heads(lines, pages) == lines
