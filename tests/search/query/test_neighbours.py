"""Latin words that tell each other what they are read as."""

import pytest

from search.model.question import ExpansionOptions, Question
from tests.conftest import MakeArchive
from tests.searching import ids, search

READ_TOGETHER = "क\nमैरी कॉम ने पदक जीता"


def test_the_readings_that_stand_together_are_meant(make_archive: MakeArchive) -> None:
    archive = make_archive(READ_TOGETHER, "ख\nमारे गए", "ग\nकाम मारे", "घ\nमारे फिरे, काम रुका")
    page = search(archive, Question("mary kom"))
    assert [hit.article.id for hit in page.hits] == ["1"]
    assert {expansion.spelling for expansion in page.added} >= {"मैरी", "कॉम"}


def test_one_word_alone_takes_its_likeliest_reading(make_archive: MakeArchive) -> None:
    archive = make_archive(READ_TOGETHER, *(f"ख{number}\nमारे गए" for number in range(9)))
    assert len(ids(archive, "mary")) == 9


def test_three_words_agree_on_the_one_in_the_middle(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकिम जोंग उन बोले", "ख\nयूएन की बैठक, जंग रुकी", "ग\nयूएन में किम")
    assert ids(archive, "kim jong un") == ["1"]


def test_readings_that_never_meet_change_nothing(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nमोदी आए, पुतिन गए", "ख\nमौजी")
    assert ids(archive, "modi putin") == ["1"]


def test_it_can_be_switched_off(make_archive: MakeArchive) -> None:
    assert ids(make_archive(READ_TOGETHER), "mary kom", expansion=ExpansionOptions(roman=False)) == []


def test_pairs_that_may_meet_often_are_tried_first(make_archive: MakeArchive) -> None:
    rare = [
        f"क{number}\n{word}"
        for number, word in enumerate(["शा", "शॉ", "शो", "शे", "शय", "शह", "सा", "सं", "साय", "शाय", "शेय"])
    ]
    archive = make_archive(*(f"ख{number}\nअमित शाह बोले" for number in range(12)), "ग\nअमिट", "घ\nमीट", *rare)
    assert len(ids(archive, "amit sha")) == 12


EVERYWHERE = [f"आम {number}\nका और इंडिया ने कहा, आज नया साथ" for number in range(30)]


@pytest.mark.parametrize("query", ["CAA india", "caa india", "SCO India", "SCO india"])
def test_initials_are_read_as_no_hindi_word(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive("क\nसीएए पर भारत", "ख\nएससीओ में भारत", "ग\nका भारत", "घ\nसको भारत", *EVERYWHERE)
    assert ids(archive, query) == ["1" if query.upper().startswith("CAA") else "2"]


def test_a_name_that_is_initials_too_is_told_by_its_neighbour(make_archive: MakeArchive) -> None:
    archive = make_archive(*(f"क{number}\nकिम जोंग उन बोले" for number in range(3)), "ख\nयूएन बैठा", "ग\nउन लोगों")
    assert set(ids(archive, "Kim Jong Un")) == {"1", "2", "3"}


def test_what_stands_beside_everything_is_no_reading(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nसाउथ दिल्ली", *(f"ख{number}\nसाथ दिल्ली" for number in range(30)))
    assert ids(archive, "south delhi") == ["1"]


def test_a_fixed_phrase_goes_before_the_name_of_the_table(make_archive: MakeArchive) -> None:
    archive = make_archive(
        *(f"क{number}\nटीम इंडिया जीती" for number in range(4)), "ख\nभारत की टीम", "ग\nभारत टीम"
    )
    assert set(ids(archive, "Team India")) == {"1", "2", "3", "4"}


def test_a_rare_neighbour_tells_nothing_against_the_words_of_the_table(make_archive: MakeArchive) -> None:
    prices = [f"क{number}\nप्राइस टैग, पेट्रोल पंप" for number in range(9)]
    archive = make_archive("ख\nपेट्रोल की कीमत", "ग\nपेट्रोल के दाम", "घ\nपेट्रोल प्राइस", *prices)
    assert set(ids(archive, "petrol price")) == {"1", "2"}


def test_letters_are_a_word_beside_a_neighbour_only_where_both_are_fixed(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "क\nयूएन में मोदी", "ख\nउन मोदी", *(f"ग{number}\nउन लोगों, मोदी" for number in range(5))
    )
    assert ids(archive, "un modi") == ["1"]
