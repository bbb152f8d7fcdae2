"""Which texts were typed for a legacy font: all Hindi ones, no English one, and doubt is said."""

import random
from pathlib import Path

import pytest

from index.fonts.detection import DoubtfulTextError, font_named, to_unicode
from index.fonts.legacy_font import LegacyFont, legacy_fonts
from tests.index.fonts.typist import Typist

ROOT = Path(__file__).parents[3]
ENGLISH = [
    path.read_text("utf-8") for path in (ROOT / "README.md", ROOT / "LICENSE", *ROOT.glob("index/**/*.py"))
]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def bodies() -> list[str]:
    texts = ["\n".join(path.read_text("utf-8").split("\n")[2:]) for path in SEEDS]
    return [text for text in texts if text.count("है") > 1]


@pytest.mark.parametrize("font", legacy_fonts(), ids=lambda font: font.name)
def test_every_hindi_article_is_told_and_converted(font: LegacyFont) -> None:
    typist = Typist(font, random.Random(1))
    texts = bodies()
    assert len(texts) > 60
    for text in texts:
        found = to_unicode(typist.text(text))
        assert found.font == font.name
        assert "है" in found.text


def test_no_english_is_ever_taken_for_hindi() -> None:
    parts = [text[at : at + 3_000] for text in ENGLISH for at in range(0, len(text), 3_000)]
    plain = [part for part in parts if part.isascii()]
    assert len(plain) > 60
    assert [part for part in plain if to_unicode(part).font] == []


def test_a_few_words_of_the_font_in_english_change_nothing() -> None:
    text = "He told us that the keys of us all are used by us in the lab, and that for us this is new. " * 3
    assert to_unicode(text).font == ""


@pytest.mark.parametrize(
    "text",
    [
        "ds us dk vkSj "
        + "many other words that are plain English and nothing else at all here for sure then " * 6,
        "Ö×ÕÛ Úßæë Ýòóô õö÷ø ùúûü " * 8,
    ],
)
def test_doubt_is_said(text: str) -> None:
    with pytest.raises(DoubtfulTextError):
        to_unicode(text)


def test_a_legacy_font_without_a_table_is_named() -> None:
    with pytest.raises(DoubtfulTextError, match="Shusha"):
        font_named("Shusha02")
    assert font_named("Times New Roman") is None


def test_a_short_sentence_is_converted_only_if_it_can_be_nothing_else() -> None:
    assert to_unicode("Hkkjr ljdkj us dgk fd ;kstuk 'kq: gksxhA").text == "भारत सरकार ने कहा कि योजना शुरू होगी।"
    assert to_unicode("us dgk fd ;kstuk").font == ""
    for english in (
        "join us to hear how the ds us ls plan works",
        "fd dk ls is a list of unix commands here",
    ):
        assert to_unicode(english).font == ""


def test_what_was_encoded_twice_is_called_so() -> None:
    twice = "पुल कल रात टूट गया और दो लोग घायल हुए हैं। " * 5
    with pytest.raises(DoubtfulTextError, match="read as Windows-1252"):
        to_unicode(twice.encode().decode("cp1252", "ignore"))
