"""Did-you-mean: a correction always finds something."""

from dataclasses import replace
from unittest.mock import Mock

import pytest

from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from search.query.did_you_mean import certain_correction
from tests.conftest import MakeArchive
from tests.searching import ids, search

AS_HEARD = ExpansionOptions(sounds=False)
"""Slips are only hinted at."""


def test_a_suggestion_always_finds_something(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसरकार ने चुनाव कराए", "ख\nकिसान आए")
    page = search(archive, Question("सकरार", AS_HEARD))
    assert page.suggestion is not None
    assert (page.suggestion.query, page.suggestion.total) == ("सरकार", 1)
    assert search(archive, Question("किसान सकरार", AS_HEARD)).suggestion is None
    assert search(archive, Question("सरकार")).suggestion is None


@pytest.mark.parametrize(("words", "expected"), [(2, True), (1, False)])
def test_only_so_many_unknown_words_get_a_suggestion(
    make_archive: MakeArchive, words: int, expected: bool
) -> None:
    archive = make_archive("क\nकिसान", "ख\nसरकार", max_suggested_words=words)
    assert (search(archive, Question("क्षत्रपज्ञ OR सकरार", AS_HEARD)).suggestion is not None) == expected


@pytest.mark.parametrize(
    ("typed", "meant", "hint"),
    [
        ("राष्टपति", "राष्ट्रपति", True),
        ("करण", "कारण", False),
        ("निर्देशन", "निर्देश", False),
        ("असहयोग", "सहयोग", False),
    ],
)
def test_a_long_rare_word_that_is_a_cheap_slip_of_a_frequent_one_gets_a_hint(
    make_archive: MakeArchive, typed: str, meant: str, hint: bool
) -> None:
    archive = make_archive(f"क\n{typed} रहा", *[f"ख\n{meant} रहा"] * 20)
    suggestion = search(archive, Question(typed)).suggestion
    assert (suggestion is not None and suggestion.spelling == meant) is hint


def test_a_long_word_that_only_an_addition_finds_gets_no_hint(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nराष्ट्रपतियों ने कहा")
    page = search(archive, Question("राष्ट्रपति"))
    assert (page.total, page.suggestion) == (1, None)


def test_either_of_two_words_is_offered_where_both_find_hardly_anything(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nबाढ़ आई", "ख\nसूखा पड़ा", "ग\nबाढ़ और सूखा")
    suggestion = search(archive, Question("बाढ़ या सूखा")).suggestion
    assert suggestion is not None
    assert (suggestion.query, suggestion.total) == ("बाढ़ OR सूखा", 3)
    assert search(archive, Question("बाढ़ या")).suggestion is None


def test_where_both_find_enough_nothing_is_offered(make_archive: MakeArchive) -> None:
    archive = make_archive(*["ख\nबाढ़ और सूखा"] * 12, "क\nबाढ़")
    assert search(archive, Question("बाढ़ या सूखा")).suggestion is None


def test_a_word_of_no_article_that_is_surely_a_slip_is_searched_as_what_was_meant(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nभगवान का मंदिर", "ख\nविधानसभा में हंगामा", "ग\nसुरेश और रमेश")
    found = search(archive, Question("मगवान"))
    assert [hit.article.id for hit in found.hits] == ["1"]
    assert [(expansion.spelling, expansion.kind) for expansion in found.added] == [
        ("भगवान", ExpansionKind.CORRECTION)
    ]
    refused = ExpansionOptions(excluded_spellings=frozenset({"भगवान"}))
    assert ids(archive, "मगवान", refused) == []
    assert ids(archive, "विघानसभा") == ["2"]
    assert ids(archive, "विघानसभा", ExpansionOptions(sounds=False)) == []
    assert ids(archive, "नरेश") == []


@pytest.mark.parametrize(("other", "expected"), [(1, "भगवान"), (3, None)])
def test_a_slip_that_may_be_for_two_words_is_left_to_the_reader(other: int, expected: str | None) -> None:
    lexicon = Mock(document_count=lambda term: {"भगवान": 20, "मगवन": other}.get(term, 0))
    assert certain_correction("मगवान", lexicon, 20, 99) == expected
    assert certain_correction("मगवान", lexicon, 21, 99) is None


@pytest.mark.parametrize(("common", "expected"), [(50, "भारत"), (51, None)])
def test_a_short_slip_is_one_for_a_common_word_only(common: int, expected: str | None) -> None:
    lexicon = Mock(document_count=lambda term: 50 * (term == "भारत"))
    assert certain_correction("मारत", lexicon, 1, common) == expected


@pytest.mark.parametrize(("typed", "other"), [("सुमति", "सुमित"), ("प्रासाद", "प्रसाद")])
def test_what_may_be_another_name_is_not_searched_instead(typed: str, other: str) -> None:
    lexicon = Mock(document_count=lambda term: 500 if term == other else 0)
    assert certain_correction(typed, lexicon, 20, 99) is None


def test_a_shorter_word_gets_a_hint_where_far_more_articles_have_its_neighbour(
    make_archive: MakeArchive,
) -> None:
    archive = make_archive("क\nकरोना आया", *(f"ख{number}\nकोरोना फैला" for number in range(101)))
    suggestion = search(archive, Question("करोना", replace(AS_HEARD, equals=False))).suggestion
    assert suggestion is not None
    assert suggestion.query == "कोरोना"


def test_slips_of_latin_typing_get_a_hint(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nडेल्ही", *(f"ख{number}\nदिल्ली में" for number in range(101)))
    suggestion = search(archive, Question("dehli")).suggestion
    assert suggestion is not None
    assert suggestion.query == "दिल्ली"
    assert search(archive, Question("delhi")).suggestion is None
