"""Names that may stand before a day or a name: places and agencies, however a keyboard writes them."""

import pytest

from index.place_names import places_and_agencies, plain_name


@pytest.mark.parametrize("name", ["नई दिल्ली", "लखनऊ", "PTI", "भाषा", " Mumbai ", "गाज़ियाबाद"])
def test_a_place_or_an_agency_is_known(name: str) -> None:
    assert plain_name(name) in places_and_agencies()


@pytest.mark.parametrize("name", ["", "मतदान", "नेहा चतुर्वेदी", "#"])
def test_another_word_is_not(name: str) -> None:
    assert plain_name(name) not in places_and_agencies()
