"""Other names where words are near each other or wanted several times; alone: test_equals.py, test_rewriter.py."""

import pytest

from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids, search

NEWS = (
    "क\nभाजपा ने मोदी को चुना, भाजपा और बीजेपी",
    "ख\nबीजेपी में आज मोदी बोले",
    "ग\nभारतीय जनता पार्टी की बैठक",
    "घ\nभाजपा के नेता ने कहा कि देश की राजनीति में आज के दिन मोदी",
    "ङ\nजनता की पार्टी भारतीय है",
)


@pytest.mark.parametrize(
    ("query", "found", "without"),
    [
        ('"भाजपा मोदी"~3', {"1", "2"}, {"1"}),
        ("भाजपा@3", {"1"}, set()),
        ("bjp@3", {"1"}, set()),
        ('"बीजेपी"~1', {"1", "2", "3", "4"}, {"1", "2"}),
        ('"भारतीय जनता पार्टी"~2', {"1", "2", "3", "4"}, {"3"}),
    ],
)
def test_any_name_will_do_near_another_word_or_several_times(
    make_archive: MakeArchive, query: str, found: set[str], without: set[str]
) -> None:
    archive = make_archive(*NEWS)
    assert set(ids(archive, query)) == found
    assert set(ids(archive, query, ExpansionOptions(equals=False))) == without
    kinds = {expansion.kind for expansion in search(archive, Question(query)).added}
    assert ExpansionKind.EQUAL in kinds


@pytest.mark.parametrize("query", ['"भाजपा मोदी"', '="भाजपा मोदी"~3', "=भाजपा@3", '"भाजपा"'])
def test_a_quotation_and_exact_words_take_none(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive(*NEWS)
    assert ids(archive, query) == ids(archive, query, TYPED)
    assert not search(archive, Question(query)).added


def test_a_refused_name_is_left_out_of_nearness(make_archive: MakeArchive) -> None:
    refused = ExpansionOptions(excluded_spellings=frozenset({"बीजेपी"}))
    assert set(ids(make_archive(*NEWS), '"भाजपा मोदी"~3', refused)) == {"1"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("united arab emirates", {"1", "2"}),
        ("prime minister", {"3", "4"}),
        ("GDP", {"8", "9"}),
        ("सकल घरेलू उत्पाद", {"8", "9"}),
        ("pm", {"3", "4"}),
        ("p v sindhu", {"5", "6"}),
        ("pv sindhu", {"5", "6"}),
        ("P. V. Sindhu", {"5", "6"}),
    ],
)
def test_a_name_in_latin_letters_has_them_too(make_archive: MakeArchive, query: str, found: set[str]) -> None:
    archive = make_archive(
        "क\nसंयुक्त अरब अमीरात ने कहा",
        "ख\nयूएई गए",
        "ग\nप्रधानमंत्री बोले",
        "घ\nपीएम बोले",
        "ङ\nपी वी सिंधु जीतीं",
        "च\nपीवी सिंधु",
        "छ\nअरब देश के मंत्री",
        "ज\nजीडीपी बढ़ी",
        "झ\nसकल घरेलू उत्पाद बढ़ा",
    )
    assert set(ids(archive, query)) == found


def test_a_name_that_a_word_is_read_as_anyway_is_told_once(make_archive: MakeArchive) -> None:
    added = search(make_archive("क\nइसरो का यान"), Question("isro")).added
    assert [(expansion.spelling, expansion.kind) for expansion in added] == [("इसरो", ExpansionKind.ROMAN)]


@pytest.mark.parametrize(
    ("query", "found"), [("funeral", {"1"}), ("parents", {"2", "3"}), ("Parents of", {"2", "3"})]
)
def test_an_english_word_may_be_several_hindi_ones(
    make_archive: MakeArchive, query: str, found: set[str]
) -> None:
    archive = make_archive("क\nअंतिम संस्कार हुआ", "ख\nमाता पिता आए", "ग\nअभिभावक आए", "घ\nसंस्कार अंतिम")
    assert set(ids(archive, query)) == found
