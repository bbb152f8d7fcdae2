"""Variants: which terms a word stands for, which are only offered, and what was added."""

import pytest

from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids, search


def test_added_spellings_are_named_with_counts_and_probability(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकज़ाखस्तान", "ख\nकजाखस्तान", "ग\nकजाखिस्तान", "घ\nकजाखिस्तान")
    added = {item.spelling: item for item in search(archive, Question("कज़ाखस्तान")).added}
    assert set(added) == {"कजाखस्तान", "कजाखिस्तान"}
    assert (added["कजाखस्तान"].kind, added["कजाखस्तान"].probability) == (ExpansionKind.SPELLING, 1.0)
    assert (added["कजाखिस्तान"].kind, added["कजाखिस्तान"].documents) == (ExpansionKind.SOUND, 2)
    assert 0.5 <= added["कजाखिस्तान"].probability < 1
    assert search(archive, Question("कज़ाखस्तान", expansion=TYPED)).added == ()


def test_latin_initials_are_shown_as_capitals(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nएससीओ", "ख\nsco SCO", "ग\nemail")
    (added,) = search(archive, Question("एससीओ")).added
    assert (added.word, added.spelling) == ("एससीओ", "SCO")
    (added,) = search(archive, Question("SCO")).added
    assert (added.word, added.spelling) == ("SCO", "एससीओ")


def test_unlikely_spellings_are_offered_and_not_searched(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nअमेरिका", "ख\nनवाब", "ग\nनबाब")
    page = search(archive, Question("नवाब"))
    assert [hit.article.id for hit in page.hits] == ["2"]
    assert [(offer.spelling, offer.probability < 0.5) for offer in page.offered] == [("नबाब", True)]


def test_two_frequent_words_ask_for_more_certainty(make_archive: MakeArchive) -> None:
    """Of two words that sound alike a rare one may be a slip; two frequent ones are two words."""
    frequent = ["क\nमिखर"] * 25 + ["क\nमेखर"] * 25
    assert search(make_archive(*frequent), Question("मिखर")).total == 25


def test_a_rare_likely_spelling_joins(make_archive: MakeArchive) -> None:
    assert search(make_archive(*["क\nमिखर"] * 25, "क\nमेखर"), Question("मिखर")).total == 26


def test_inflections_are_found_and_the_exact_word_ranks_above(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nनेताओं ने कहा", "ख\nनेता ने कहा", "ग\nनेतृत्व ने कहा")
    assert ids(archive, "नेता") == ["2", "1"]
    assert ids(archive, "नेताओं") == ["1", "2"]
    assert ids(archive, "=नेता") == ["2"]
    assert ids(archive, '"नेता ने"') == ["2"]
    assert ids(archive, "नेता", ExpansionOptions(stems=False)) == ["2"]


def test_words_that_stand_everywhere_get_no_inflections(make_archive: MakeArchive) -> None:
    archive = make_archive(*["क\nउसने काम किया"] * 30, "ख\nकरना होगा")
    assert search(archive, Question("करना")).total == 1
    assert search(archive, Question("किया")).added == ()


def test_a_plural_is_that_of_the_far_more_frequent_noun(make_archive: MakeArchive) -> None:
    archive = make_archive(
        *["क\nभारतीय दल"] * 6, "ख\nभारती आई", "ग\nभारतीयों ने कहा", "घ\nपरियों ने कहा", "ङ\nपरी आई"
    )
    assert "8" in ids(archive, "भारतीय")
    assert ids(archive, "भारती") == ["7"]
    assert set(ids(archive, "परी")) == {"9", "10"}


def test_a_plural_is_not_that_of_a_noun_which_has_its_own(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nछात्र आए", "ख\nछात्रा आई", "ग\nछात्रों ने कहा", "घ\nछात्राओं ने कहा", "ङ\nनेताओं ने कहा", "च\nनेता"
    )
    assert set(ids(archive, "छात्रों")) == {"1", "3"}
    assert set(ids(archive, "छात्रा")) == {"2", "4"}
    assert set(ids(archive, "छात्र")) == {"1", "3"}
    assert set(ids(archive, "नेता")) == {"5", "6"}


@pytest.mark.parametrize(("articles", "found"), [(3, 6), (4, 4)])
def test_words_of_several_articles_must_sound_more_alike(
    make_archive: MakeArchive, articles: int, found: int
) -> None:
    archive = make_archive(*["क\nमैन आए"] * articles, *["ख\nमेन आए"] * articles)
    assert search(archive, Question("मैन")).total == found


def test_function_words_are_no_forms_of_another_word(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकाम करो", "ख\nउसकी बात", "ग\nकाम करूंगा", "घ\nराम की बात")
    assert set(ids(archive, "करो")) == {"1", "3"}


def test_latin_typing_finds_devanagari_and_latin_words(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nटोकायेव से मिले मोदी", "ख\nModi said", "ग\nमंडी में भीड़", "घ\nNATO और नाटो")
    assert set(ids(archive, "modi")) == {"1", "2"}
    assert ids(archive, "tokayev modi") == ["1"]
    assert ids(archive, "modi", ExpansionOptions(roman=False)) == ["2"]
    assert ids(archive, "nato") == ["4"]
    assert search(archive, Question("modi")).added[0].kind == ExpansionKind.ROMAN
    assert ids(archive, '"modi"') == ["2"]


def test_refusing_all_that_the_archive_has_leaves_what_was_typed(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nबीएस कार", "ख\nकार")
    refused = ExpansionOptions(excluded_spellings=frozenset({"बीएस"}))
    assert ids(archive, "bs कार") == ["1"]
    page = search(archive, Question("bs कार", refused))
    assert page.is_relaxed
    assert ids(archive, "bs", refused) == []


def test_a_free_spelling_can_be_refused_without_its_term(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nगये", "ख\nगए", "ग\nगयी")
    page = search(
        archive, Question("गये", expansion=ExpansionOptions(excluded_spellings=frozenset({"गए"}), stems=False))
    )
    assert [hit.article.id for hit in page.hits] == ["1"]
    assert [gone.spelling for gone in page.refused] == ["गए"]


def test_numbers_and_dates(make_archive: MakeArchive) -> None:
    archive = make_archive("क\n25 जून 2024 को १,२३,४५६ लोग", "ख\n26 जून")
    for query in ("२५ जून २०२४", "123456", "1,23,456", "१२३४५६", '"25 जून २०२४"'):
        assert ids(archive, query) == ["1"]


def test_spellings_that_nobody_was_shown_are_refused_without_being_remembered(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nकज़ाखस्तान", "ख\nकजाखस्तान")
    finder = archive.current().vocabulary.variants
    for number in range(50):
        junk = frozenset({f"{number}" * 500, "कजाखस्तान"})
        found = finder.find("कज़ाखस्तान", "कजाखस्तान", ExpansionOptions(excluded_spellings=junk))
        assert [expansion.spelling for expansion in found.refused] == ["कजाखस्तान"]
    assert finder._cached_variants.cache_info().currsize == 2  # type: ignore[attr-defined]


def test_a_word_typed_without_vowels_is_the_frequent_one_too(make_archive: MakeArchive) -> None:
    archive = make_archive(*(f"{number}\nपाकिस्तान ने कहा" for number in range(60)), "क\nपेक्सटन")
    found = {expansion.spelling: expansion.kind for expansion in search(archive, Question("pkstn")).added}
    assert found == {"पाकिस्तान": ExpansionKind.CORRECTION, "पेक्सटन": ExpansionKind.ROMAN}
    typed = {expansion.spelling for expansion in search(archive, Question("pekstan")).added}
    assert "पाकिस्तान" not in typed


def test_letters_in_capitals_are_initials_and_small_ones_the_word_that_far_more_articles_have(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nएफआईआर दर्ज", *(f"ख{number}\nफिर आए" for number in range(12)))
    assert ids(archive, "FIR") == ["1"]
    assert len(ids(archive, "fir")) == 13
