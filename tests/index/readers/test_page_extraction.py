"""Which extraction of a page is its story, and what is put back between the paragraphs that were found."""

from typing import Any

import pytest

from index.readers import page_extraction
from index.readers.html_page import tree_of
from index.readers.page_body import story_text
from index.readers.page_extraction import extracted_text
from tests import source_exports

PARAGRAPHS = [
    "बरगी नहर पर बना पुराना पुल बुधवार दोपहर तेज बहाव में टूट गया, जिससे सत्रह गांवों का संपर्क कट गया है।",
    "सिंचाई विभाग ने बताया कि पुल की मरम्मत के लिए पैसे का प्रस्ताव डेढ़ साल से लंबित पड़ा हुआ था।",
    "कलेक्टर ने तीन दिन में वैकल्पिक रास्ता बनाने और जिम्मेदार अफसरों से जवाब मांगने के निर्देश दिए हैं।",
]


def test_the_short_way_of_plain_pages_finds_what_the_long_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(source_exports.html_pages(source_exports.articles(40)).values())
    pages.append(f"<html><body><p>{'</p><p>'.join(PARAGRAPHS)}</p></body></html>".encode())
    short = [story_text(tree_of(page.decode()), "", "") for page in pages]
    taken: list[bool] = []
    original = page_extraction._plain_text

    def refusing(tree: Any) -> str:
        taken.append(bool(original(tree)))
        return ""

    monkeypatch.setattr(page_extraction, "_plain_text", refusing)
    assert [story_text(tree_of(page.decode()), "", "") for page in pages] == short
    assert sum(taken) >= 40


def test_subheads_and_lists_of_a_plain_box_are_put_back() -> None:
    page = (
        f"<body><div class='story_details'><h1>पुल टूटा</h1><p>{PARAGRAPHS[0]}</p><h2>कब बना था पुल</h2><p>{PARAGRAPHS[1]}</p>"
        f"<ul><li>सत्रह गांव कटे</li><li>दो स्कूल बंद</li></ul><p>{PARAGRAPHS[2]}</p></div></body>"
    )
    lines = extracted_text(tree_of(page), "").split("\n")
    wanted = [PARAGRAPHS[0], "कब बना था पुल", PARAGRAPHS[1], "सत्रह गांव कटे", "दो स्कूल बंद", PARAGRAPHS[2]]
    assert [line for line in lines if line in wanted] == wanted


def test_captions_and_links_between_paragraphs_are_not_put_back() -> None:
    page = (
        f"<body><div class='story_details'><p>{PARAGRAPHS[0]}</p><div>टूटा हुआ पुल</div><p>{PARAGRAPHS[1]}</p>"
        f"<h3><a href='/x'>दूसरी ख़बर की सुर्खी यहां</a></h3><p>{PARAGRAPHS[2]}</p></div></body>"
    )
    text = extracted_text(tree_of(page), "")
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "टूटा हुआ पुल" not in text
    assert "दूसरी ख़बर" not in text
