"""Other ways of writing, by what they find and what they say."""

from itertools import permutations

import pytest

from search.model.expansions import ExpansionKind
from search.model.messages import QueryWarning
from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids, search


def test_each_way_is_told_and_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nशिवसेना ने कहा", "ख\nशिव सेना ने कहा", "ग\nभाजपा", "घ\nभारतीय जनता पार्टी")
    assert set(ids(archive, "शिवसेना")) == set(ids(archive, "शिव सेना")) == {"1", "2"}
    added = search(archive, Question("शिव सेना")).added
    assert [(expansion.spelling, expansion.kind) for expansion in added] == [
        ("शिवसेना", ExpansionKind.COMPOUND)
    ]
    refused = ExpansionOptions(excluded_spellings=frozenset({"शिवसेना"}))
    assert ids(archive, "शिव सेना", expansion=refused) == ["2"]
    assert set(ids(archive, "भाजपा")) == {"3", "4"}
    assert ids(archive, "भाजपा", expansion=TYPED) == ["3"]


def test_words_of_a_phrase_are_written_as_they_are(make_archive: MakeArchive) -> None:
    assert ids(make_archive("क\nशिवसेना", "ख\nशिव सेना"), '"शिव सेना"') == ["2"]


def test_a_word_typed_on_the_wrong_keyboard_layout_is_read(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nभारत की योजना", "ख\nचीन", "ग\nModi Yejl")
    assert ids(archive, "Hkkjr") == ["1"]
    assert ids(archive, "Hkkjr ;kstuk") == ["1"]
    assert ids(archive, "Hkkjr", expansion=ExpansionOptions(roman=False)) == []
    page = search(archive, Question("Hkkjr"))
    assert [(expansion.word, expansion.spelling, expansion.kind) for expansion in page.added] == [
        ("Hkkjr", "भारत", ExpansionKind.ROMAN)
    ]
    assert page.suggestion is None
    assert ids(archive, "Yejl") == ["3"], "a word of the archive is what it is"


@pytest.mark.parametrize(
    ("query", "hindi"),
    [
        ("e-rickshaw", "ई-रिक्शा चली"),
        ("t-shirt", "टी-शर्ट पहनी"),
        ("x-ray", "एक्सरे हुआ"),
        ("wi-fi", "वाईफाई मिला"),
    ],
)
def test_a_latin_letter_before_a_word_is_its_name(make_archive: MakeArchive, query: str, hindi: str) -> None:
    archive = make_archive(f"क\n{hindi}", "ख\nरिक्शा चली शर्ट रे")
    assert ids(archive, query) == ["1"]


def test_another_name_of_a_word_takes_no_compound_away(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nकोरोनावायरस फैला", "ख\nकोविड वायरस", "ग\nकोरोना वायरस", "घ\nसउदी", "ङ\nसऊदी अरब"
    )
    assert set(ids(archive, "कोरोना वायरस")) == {"1", "2", "3"}
    assert "5" in ids(archive, "saudi arabia")


def test_other_names_only_add(make_archive: MakeArchive) -> None:
    texts = "कोरोना वायरस|कोरोनावायरस|कोविड वायरस|उद्योगपति|उद्योग पति|इंडस्ट्री पति|भाजपा नेता|भारतीय जनता पार्टी नेता|बीजेपीनेता"
    archive = make_archive(*(f"क\n{text}" for text in texts.split("|")))
    words = ["कोरोना", "वायरस", "उद्योग", "पति", "भाजपा", "नेता", "बीजेपी"]
    without = ExpansionOptions(equals=False)
    for typed in (" ".join(chosen) for size in (1, 2, 3) for chosen in permutations(words, size)):
        fewer = set(archive.ids(Question(typed, without, any_word=False)))
        assert fewer <= set(archive.ids(Question(typed, any_word=False))), typed


def test_a_compound_of_a_slip_takes_no_name_apart(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसंगठनइस्लामिक दल", "ख\nसंगठन आईएसआईएस का", "ग\nसंगठन इस्लामिक स्टेट का")
    assert set(ids(archive, "संगठन इस्लामिक स्टेट")) == {"2", "3"}
    assert set(ids(archive, "संगठन इस्लामिक")) == {"1", "3"}


def test_the_typed_word_stands_above_its_compound(make_archive: MakeArchive) -> None:
    apart = ["प्रेरणा स्रोत प्रेरणा स्रोत\nप्रेरणा स्रोत प्रेरणा स्रोत।"] * 3
    typed = "ख\n" + "और बात। " * 40 + "प्रेरणास्रोत।"
    archive = make_archive(*apart, typed)
    assert ids(archive, "प्रेरणास्रोत")[0] == "4"
    assert set(ids(archive, "प्रेरणास्रोत")) == {"1", "2", "3", "4"}


def test_a_number_that_stands_nowhere_after_its_word_may_stand_anywhere(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकोविड-19 फैला", "ख\n36 विमान, सब राफेल", "ग\n19 लोग कोविड से")
    assert ids(archive, "राफेल -36") == ids(archive, "राफेल-36") == ["2"]
    assert ids(archive, "कोविड -19") == ["1"], "here it does"


@pytest.mark.parametrize("query", ["के एल राहुल", "के. एल. राहुल", "केएल राहुल", "k l rahul", "K. L. Rahul"])
def test_letters_with_spaces_are_side_by_side_or_together(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive("क\nकेएल राहुल", "ख\nके एल राहुल", "ग\nराहुल के खेल में एल आकार", "घ\nराहुल गांधी")
    assert set(ids(archive, query)) == {"1", "2"}


def test_ke_after_a_word_is_a_postposition(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nराहुल के एल आकार", "ख\nराहुल केएल", "ग\nराहुल का एल आकार")
    assert set(ids(archive, "राहुल के एल")) == {"1", "3"}


@pytest.mark.parametrize(
    ("joined", "apart"), [("चैटजीपीटी", "चैट जीपीटी"), ("मूसेवाला", "मूसे वाला"), ("एंटीसीएए", "एंटी सीएए")]
)
def test_letters_and_vala_are_parts_of_compounds(make_archive: MakeArchive, joined: str, apart: str) -> None:
    archive = make_archive(f"क\n{joined} आया", f"ख\n{apart} आया")
    assert set(ids(archive, joined)) == set(ids(archive, apart)) == {"1", "2"}


def test_letters_that_are_a_part_are_shown_as_the_archive_writes_them(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nचैटजीपीटी आया", "ख\nचैट जीपीटी आया")
    assert [expansion.spelling for expansion in search(archive, Question("चैटजीपीटी")).added] == ["चैट जीपीटी"]


@pytest.mark.parametrize(
    ("query", "found"), [("यू पी के मुख्यमंत्री", {"1", "2"}), ("पी एम के दौरे", {"3", "4"}), ("सी एम", {"2", "5"})]
)
def test_letters_before_a_postposition_are_themselves(
    make_archive: MakeArchive, query: str, found: set[str]
) -> None:
    archive = make_archive(
        "क\nयूपी के मुख्यमंत्री", "ख\nयू पी में सीएम", "ग\nपीएम का दौरा", "घ\nपी एम के दौरे", "ङ\nसी एम बोले", "च\nपीएमके"
    )
    assert set(ids(archive, query)) >= found
    assert "6" not in ids(archive, query)


def test_letters_beside_a_number_are_no_office(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nपीएम 2.5 बढ़ा", "ख\nप्रधानमंत्री ने 2.5 लाख दिए", "ग\nप्रधानमंत्री बोले")
    assert ids(archive, "PM 2.5") == ["1"]
    assert set(ids(archive, "pm")) == {"1", "2", "3"}


def test_words_that_are_searched_apart_are_told(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकोविड-19 फैला", "ख\n36 विमान, सब राफेल")
    assert search(archive, Question("राफेल -36")).warnings == (
        QueryWarning.HYPHEN_BEFORE_NUMBER,
        QueryWarning.WORDS_APART,
    )
    assert search(archive, Question("कोविड-19")).warnings == ()


def test_two_latin_words_are_one_only_where_their_readings_make_it(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nहोम लोन महंगा", "ख\nहमलों में मौत", "ग\nशिवसेना की सभा", "घ\nफेसबुक पर")
    assert ids(archive, "home loan") == ["1"]
    assert ids(archive, "shiv sena") == ["3"]
    assert ids(archive, "face book") == ["4"]


def test_a_stroke_between_two_names_joins_nothing(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी और शाह", "ख\n9/11 हमला", "ग\n11 मार्च, 9 लोग")
    assert ids(archive, "मोदी/शाह") == ["1"]
    assert ids(archive, "9/11") == ["2"]


def test_where_the_archive_lacks_the_parts_their_whole_may_be_one(make_archive: MakeArchive) -> None:
    assert ids(make_archive("क\nएयरफोर्स का विमान"), "air force") == ["1"]
