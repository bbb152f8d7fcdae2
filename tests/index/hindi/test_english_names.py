"""Names that are another word in English."""

import pytest

from index.hindi.english_names import TABLE, WORDS, _pairs, hindi_names, is_english_word
from index.hindi.spelling import fold


@pytest.mark.parametrize(
    ("english", "hindi"),
    [
        ("egypt", "मिस्र"),
        ("september", "सितंबर"),
        ("monday", "सोमवार"),
        ("dubai", "दुबई"),
        ("sri lanka", "श्रीलंका"),
        ("russian", "रूसी"),
        ("iranian", "ईरानी"),
        ("united arab emirates", "संयुक्त अरब अमीरात"),
    ],
)
def test_names_of_both_languages(english: str, hindi: str) -> None:
    assert tuple(map(fold, hindi.split())) in hindi_names(english)


def test_what_is_no_name_has_none() -> None:
    assert hindi_names("nowhere") == hindi_names("") == hindi_names("Egypt") == ()


def test_the_table_is_what_its_maker_makes() -> None:
    assert TABLE.read_text("utf-8") == "".join(f"{one}\t{other}\n" for one, other in sorted(_pairs()))


def test_an_english_word_has_each_hindi_one() -> None:
    assert hindi_names("farmer") == (("किसान",), (fold("फार्मर"),))
    assert is_english_word("economy")
    assert not is_english_word("delhi")
    assert hindi_names("income tax") == (("आयकर",), (fold("इनकम"), fold("टैक्स")))


def test_every_row_of_english_words_is_sound() -> None:
    rows = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [english for english, _ in rows] == sorted({english for english, _ in rows})
    for english, hindi in rows:
        assert english.replace(" ", "").isascii()
        assert english == english.lower()
        assert 0 < len(english.split()) <= 5
        names = hindi.split(", ")
        assert not {"कर", "मत", "में", "का", "की", "को", "से", "पर"}.intersection(names), english
        assert len(set(names)) == len(names)
        assert not any(char.isascii() and char not in " " for name in names for char in name)
