"""hOCR: pages as OCR programs write them."""

from index.readers import hocr
from index.readers.format import InputPart, ReadOptions
from index.readers.formats import format_of
from index.readers.outcome import Accepted, Outcome, Skipped

HEAD = "<html><head><meta name='ocr-system' content='tesseract 5'/></head><body>"
PAGE = """<div class='ocr_page' title='image "a.png"; bbox 0 0 1000 2000; ppageno 0'>
<p class='ocr_par'><span class='ocr_line' title="bbox 0 0 100 60; x_size 60"><span class='ocrx_word' title='x_wconf 91'>नहर</span>
<span class='ocrx_word' title='bbox 0 0 1 1; x_wconf 81'>टूटी</span></span></p>
<p class='ocr_par'><span class='ocr_line' title="bbox 0 100 100 120"><span class='ocrx_word' title='x_wconf 70'>पिपरौली</span> में</span></p>
<p class='ocr_par'><span class='ocr_line' title="bbox 0 100 100 120"><span class='ocrx_word'>जांच</span></span></p></div>"""


def read(content: str) -> list[Outcome]:
    return list(hocr.read(InputPart("a.hocr", content.encode()), ReadOptions()))


def test_pages_are_articles() -> None:
    found = read(f"{HEAD}{PAGE}{PAGE.replace('ppageno 0', 'ppageno 1').replace('नहर', 'बांध')}")
    articles = [outcome.article for outcome in found if isinstance(outcome, Accepted)]
    assert [(article.headline, article.print_page, article.machine_read) for article in articles] == [
        ("नहर टूटी", "1", "hOCR"), ("बांध टूटी", "2", "hOCR"),
    ]  # fmt: skip
    assert articles[0].body.startswith("पिपरौली")


def test_a_page_without_words_is_passed_over() -> None:
    assert isinstance(read(f"{HEAD}<div class='ocr_page'></div>")[0], Skipped)


def test_lines_without_words_are_read_too() -> None:
    (found,) = read(f"{HEAD}<div class='ocr_page'><span class='ocr_line'>पूरी पंक्ति यहाँ</span></div>")
    assert isinstance(found, Accepted)
    assert found.article.body == "पूरी पंक्ति यहाँ"


def test_it_is_told_from_other_pages_by_its_beginning() -> None:
    assert format_of("a.html", HEAD.encode(), named=False) is hocr.FORMAT
    assert format_of("a.html", b"<html><body><p>x</p></body></html>", named=False) is not hocr.FORMAT


def test_no_line_is_lost_for_standing_outside_a_paragraph() -> None:
    alone = "<span class='ocr_line'><span class='ocrx_word' title='x_wconf 99999'>अकेली</span></span>"
    (found,) = read(f"{HEAD}{PAGE.removesuffix('</div>')}{alone}</div>")
    assert isinstance(found, Accepted)
    assert found.article.body.endswith("अकेली")
    assert int(found.article.confidence) <= 100
    (bare,) = read(f"{HEAD}<p>बिना पृष्ठ के पाठ</p>")
    assert isinstance(bare, Accepted)
    assert bare.article.body == "बिना पृष्ठ के पाठ"
