"""Dates in numbers and with the month first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from search.query.written_dates import MONTHS, WrittenDate, read_date
from tests.conftest import MakeArchive
from tests.searching import ids, search

FIFTH = WrittenDate("5", "अगस्त", "2019")
NEWS = (
    "क\nविधेयक 5 अगस्त 2019 को आया",
    "ख\nपांच अगस्त को, साल 2019 में",
    "ग\n5 अगस्त को मेला",
    "घ\nअगस्त 2019 में 8 लोग",
    "ङ\nआग 2019 में लगी",
)


@pytest.mark.parametrize(
    ("terms", "date"),
    [
        ("05 08 2019", FIFTH),
        ("5 8 2019", FIFTH),
        ("2019 08 05", FIFTH),
        ("5.8.2019", FIFTH),
        ("05.08.2019", FIFTH),
        ("aug 5 2019", FIFTH),
        ("august 5", WrittenDate("5", "अगस्त")),
        ("अगस्त 5", WrittenDate("5", "अगस्त")),
        ("31 2 2019", None),
        ("5 8 19", None),
        ("5 13 2019", None),
        ("20 20", None),
        ("aug 2019", None),
        ("aug 32", None),
        ("5 अगस्त", None),
        ("1.2.3.4", None),
        ("मोदी 5", None),
        ("5", None),
        ("", None),
    ],
)
def test_a_date_is_read(terms: str, date: WrittenDate | None) -> None:
    assert read_date(tuple(terms.split())) == date


@given(
    st.lists(
        st.sampled_from(["5", "12", "31", "2019", "aug", "may", *MONTHS, "5.8.2019", "٣", "²", "क"]),
        max_size=4,
    )
)
def test_any_terms_are_a_date_or_none(terms: list[str]) -> None:
    date = read_date(tuple(terms))
    assert date is None or (1 <= int(date.day) <= 31 and date.month in MONTHS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("05/08/2019", {"1", "2"}),
        ("5-8-2019", {"1", "2"}),
        ("5.8.2019", {"1", "2"}),
        ("2019-08-05", {"1", "2"}),
        ("august 5, 2019", {"1", "2"}),
        ("5 Aug 2019", {"1", "2"}),
        ("5 अगस्त 2019", {"1", "2"}),
        ("5 august", {"1", "2", "3"}),
        ("aug 2019", {"1", "2", "4"}),
        ("05/08/2019 विधेयक", {"1"}),
        ("05/09/2019", set()),
    ],
)
def test_it_finds_the_day_in_words(make_archive: MakeArchive, query: str, found: set[str]) -> None:
    assert set(ids(make_archive(*NEWS), query)) == found


def test_what_was_added_is_shown_and_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive(*NEWS)
    added = search(archive, Question("05/08/2019")).added
    assert {(expansion.kind, expansion.spelling) for expansion in added} == {
        (ExpansionKind.EQUAL, "5 अगस्त"),
        (ExpansionKind.EQUAL, "पांच अगस्त"),
    }
    assert ids(archive, "05/08/2019", ExpansionOptions(excluded_spellings=frozenset({"पांच अगस्त"}))) == ["1"]
    assert ids(archive, "05/08/2019", ExpansionOptions(equals=False)) == []
