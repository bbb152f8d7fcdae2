"""Letters and a number with a space between, Roman numerals, and what may be refused of them."""

import pytest

from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import ids, search

NEWS = (
    "क\nMiG-21 गिरा",
    "ख\nमिग-21 उड़ा",
    "ग\nमिग ने 2021 में",
    "घ\nबीएस-6 कार",
    "ङ\n5G सेवा",
    "च\nमार्क 3 रॉकेट",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mig 21", {"1", "2"}),
        ("MiG-21", {"1", "2"}),
        ("bs 6", {"4"}),
        ("BS VI", {"4"}),
        ("BS-VI", {"4"}),
        ("बीएस VI", {"4"}),
        ("Mark III", {"6"}),
        ("5 जी", {"5"}),
        ("mig 2021", {"3"}),
        ("VI", set()),
    ],
)
def test_every_way_of_writing_is_found(make_archive: MakeArchive, query: str, found: set[str]) -> None:
    page = search(make_archive(*NEWS), Question(query))
    assert {hit.article.id for hit in page.hits if not page.is_relaxed} == found


def test_a_way_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nT20 मैच", "ख\nटी20 मैच")
    assert set(ids(archive, "T20")) == {"1", "2"}
    assert ids(archive, "T20", ExpansionOptions(excluded_spellings=frozenset({"टी20", "t20"}))) == ["1"]


def test_without_reading_no_devanagari_word_is_one(make_archive: MakeArchive) -> None:
    assert ids(make_archive(*NEWS), "MiG-21", ExpansionOptions(roman=False)) == ["1"]
