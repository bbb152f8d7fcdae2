"""Records typed for a legacy font in whole or in parts."""

import random

import pytest

from index.fonts.detection import DoubtfulTextError
from index.fonts.legacy_font import legacy_fonts
from index.fonts.mixed_texts import in_unicode
from index.readers.fonts_in_pages import convert_fonts
from index.readers.html_page import tree_of
from tests.index.fonts.typist import Typist

HINDI = (
    "मुख्यमंत्री ने कहा कि सरकार किसानों के लिए काम कर रही है और यह काम पूरा किया जाएगा।",
    "सरकार ने बजट में किसानों के लिए पैसा दिया है।",
)
KRUTI = legacy_fonts()[0]


def typed(text: str) -> str:
    return Typist(KRUTI, random.Random(3)).text(text)


def test_lines_in_english_stay_and_all_others_are_converted() -> None:
    english = "Lucknow, 25 June 2004 (PTI)"
    found = in_unicode({"title": "CM visits Kanpur", "body": "\n".join([english, *map(typed, HINDI)])})
    assert found["title"] == "CM visits Kanpur"
    assert found["body"].split("\n")[0] == english
    assert "सरकार" in found["body"]
    assert found["converted"] == KRUTI.name


def test_a_headline_that_says_what_the_body_says_is_converted() -> None:
    found = in_unicode({"title": typed("सरकार ने किसानों को पैसा दिया"), "body": "\n".join(map(typed, HINDI))})
    assert found["title"] == "सरकार ने किसानों को पैसा दिया"


def test_half_a_body_in_unicode_leaves_no_gibberish() -> None:
    found = in_unicode({"title": "सुर्खी", "body": f"{HINDI[0]}\n{typed(HINDI[1])}\n{typed(HINDI[0])}"})
    assert found["body"].count("सरकार") == 3


def test_plain_english_is_what_it_is() -> None:
    raw = {"title": "Modi meets Tokayev", "body": "The prime minister met the president.\nमोदी भी थे।"}
    assert in_unicode(raw) == raw


def test_doubt_is_said() -> None:
    with pytest.raises(DoubtfulTextError):
        in_unicode(
            {"body": "ds us dk vkSj many other words that are plain English and nothing else at all here"}
        )


def test_what_is_in_unicode_stays_whatever_the_style_sheet_says() -> None:
    style = "<style>p {font-family: 'Kruti Dev 010', Mangal}</style>"
    tree = tree_of(f"<html><head>{style}</head><body><p>भारत, 25.5 (2024)</p></body></html>")
    assert convert_fonts(tree) == ""
    assert tree.text_content().strip().endswith("भारत, 25.5 (2024)")


def test_only_the_first_font_of_a_list_counts() -> None:
    tree = tree_of(
        "<html><body><p style=\"font-family: Arial, 'Kruti Dev 010'\">The minister</p></body></html>"
    )
    assert convert_fonts(tree) == ""


def test_a_line_without_frequent_words_is_converted_by_its_letters() -> None:
    chanakya = next(font for font in legacy_fonts() if font.name == "Chanakya")
    rare = "लखीमपुर गोला कस्बा चीनी मिल बॉयलर विस्फोट"
    lines = [Typist(chanakya, random.Random(3)).text(line) for line in (*HINDI, rare)]
    body = in_unicode({"title": "Mill blast", "body": "\n".join([*lines, "Café owners in Lucknow"])})["body"]
    assert "बॉयलर" in body.split("\n")[2]
    assert body.split("\n")[3] == "Café owners in Lucknow"
