"""Compounds: one word in the query, two in the archive, and the other way round."""

import pytest

from search.model.question import ExpansionOptions
from tests.conftest import MakeArchive
from tests.searching import ids


@pytest.mark.parametrize("query", ["कासिम-जोमार्ट", "कासिम जोमार्ट", "कासिमजोमार्ट"])
def test_compounds_are_found_however_they_are_joined(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive(
        "क\nकासिम-जोमार्ट आए", "ख\nकासिम जोमार्ट आए", "ग\nकासिमजोमार्ट आए", "घ\nकासिम और अली", "ङ\nजोमार्ट"
    )
    assert set(ids(archive, query)) == {"1", "2", "3"}
    assert set(ids(archive, "कासिम")) == {"1", "2", "4"}
    assert set(ids(archive, '"कासिम जोमार्ट"')) == {"1", "2"}


def test_an_added_compound_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nशिखर सम्मेलन", "ख\nशिखरसम्मेलन")
    assert set(ids(archive, "शिखर सम्मेलन")) == {"1", "2"}
    assert ids(archive, "शिखर सम्मेलन", ExpansionOptions(excluded_spellings=frozenset({"शिखरसम्मेलन"}))) == ["1"]
    assert set(ids(archive, "शिखरसम्मेलन")) == {"1", "2"}
    assert ids(archive, "शिखरसम्मेलन", ExpansionOptions(excluded_spellings=frozenset({"शिखर सम्मेलन"}))) == ["2"]


@pytest.mark.parametrize(("words", "expected"), [(3, {"1", "2"}), (1, {"1"})])
def test_only_so_many_words_are_tried_in_two_parts(
    make_archive: MakeArchive, words: int, expected: set[str]
) -> None:
    archive = make_archive("क\nशिखर सम्मेलन", "ख\nकासिम जोमार्ट", max_split_words=words)
    assert set(ids(archive, "शिखरसम्मेलन OR कासिमजोमार्ट")) == expected


@pytest.mark.parametrize(
    ("apart", "joined"),
    [("विश्व कप", "विश्वकप"), ("टी शर्ट", "टीशर्ट"), ("नव वर्ष", "नववर्ष"), ("ई-रिक्शा", "ईरिक्शा")],
)
def test_short_parts_are_found_where_the_archive_has_both_ways(
    make_archive: MakeArchive, apart: str, joined: str
) -> None:
    archive = make_archive(f"क\n{apart} आया", f"ख\n{joined} आया")
    assert set(ids(archive, apart)) == {"1", "2"}
    assert set(ids(archive, joined)) == {"1", "2"}


def test_what_ends_a_word_is_no_part_of_one(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसोना चमका", "ख\nवह सो ना सका", "ग\nसर कार से आए", *["घ\nसरकार आई"] * 20)
    assert ids(archive, "सोना", ExpansionOptions(stems=False)) == ["1"]
    assert "3" not in ids(archive, "सरकार")


def test_two_initials_are_found_with_a_space_and_without(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nवी पी सिंह आए", "ख\nवीपी सिंह आए", "ग\nवी.पी. सिंह आए", "घ\nसिंह ने चाय पी", "ङ\nVP सिंह"
    )
    for query in ("वी पी सिंह", "वीपी सिंह", "वी.पी. सिंह", "VP सिंह"):
        assert set(ids(archive, query)) == {"1", "2", "3", "5"}, query


def test_one_latin_initial_is_found_by_its_name(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nपी चिदंबरम", "ख\nP Chidambaram", "ग\nचिदंबरम")
    assert {"1", "2"} <= set(ids(archive, "p chidambaram"))
    assert "3" not in ids(archive, "p chidambaram")


def test_a_stray_cut_in_two_does_not_hide_the_usual_one_in_three(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमनकी बात", *[f"ख {number}\nमन की बात {number}" for number in range(5)])
    assert set(ids(archive, "मनकीबात")) == {"2", "3", "4", "5", "6"}
