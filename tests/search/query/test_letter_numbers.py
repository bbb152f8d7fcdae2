"""One letter beside a number, in either script, with a hyphen or without."""

import pytest

from search.query.letter_numbers import letter_number
from tests.conftest import MakeArchive
from tests.searching import ids

WAYS = ["T20", "T-20", "टी20", "टी-20"]


@pytest.mark.parametrize("query", WAYS)
def test_every_way_finds_every_other(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive(
        *(f"सुर्खी {number}\n{way} विश्व कप" for number, way in enumerate(WAYS)), "और\nटी की दुकान पर 20 लोग"
    )
    assert set(ids(archive, query)) == {"1", "2", "3", "4"}


@pytest.mark.parametrize("query", ["5G", "5जी"])
def test_the_number_may_come_first(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive("क\n5G सेवा", "ख\n5जी सेवा", "ग\nजी ने 5 कहा")
    assert set(ids(archive, query)) == {"1", "2"}


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("BS6", ["BS-6", "बीएस-6"]), ("H1N1", ["एच1एन1", "एच-1 एन-1"]), ("H-1B", ["एच1बी", "H1B"]),
        ("10th", ["10वीं", "10वें"]), ("20-20", ["टी20", "T-20", "ट्वेंटी20"]), ("twenty20", ["टी-20", "ट्वेंटी-ट्वेंटी"]), ("COP28", ["कॉप-28"]), ("covid19", ["कोविड-19", "COVID-19"]),
    ],
)  # fmt: skip
def test_several_letters_and_numbers(make_archive: MakeArchive, query: str, others: list[str]) -> None:
    archive = make_archive(
        *(f"सुर्खी {number}\n{way} है" for number, way in enumerate([query, *others])), "और\nबी 6 है"
    )
    assert set(ids(archive, query)) == {str(number) for number in range(1, len(others) + 2)}


@pytest.mark.parametrize(
    "terms",
    [
        ["चंद्रयान", "2"],
        ["a", "b", "20"],
        ["20", "21"],
        ["t"],
        ["20"],
        ["t", "20241225"],
        ["a1b2c3"],
        ["एक", "20"],
        ["covidnineteen", "19"],
        [],
    ],
)
def test_other_words_are_left_alone(terms: list[str]) -> None:
    assert letter_number(terms) is None
