"""Periods: what days a reader means, in either script, and what names none."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.periods import MAX_PERIOD_CHARS, parse_day, parse_period

JUNE = (datetime.date(2024, 6, 1), datetime.date(2024, 6, 30))
THAT_DAY = (datetime.date(2024, 6, 25), datetime.date(2024, 6, 25))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06", JUNE),
        ("06/2024", JUNE),
        ("२०२४-०६", JUNE),
        (" 2024-06 ", JUNE),
        ("जून 2024", JUNE),
        ("june 2024", JUNE),
        ("2024-06-25", THAT_DAY),
        ("25 जून 2024", THAT_DAY),
        ("25-06-2024", THAT_DAY),
        ("2024", (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))),
        ("2023..2024-06", (datetime.date(2023, 1, 1), JUNE[1])),
        ("2024-06..", (JUNE[0], None)),
        ("..2024-06", (None, JUNE[1])),
    ],
)
def test_a_period_is_read(text: str, expected: tuple[object, object]) -> None:
    assert parse_period(text) == expected


@pytest.mark.parametrize(
    "text", ["", "..", "कल", "2024-13", "0024", "2024-06..कल", "1" * (MAX_PERIOD_CHARS + 1)]
)
def test_what_names_no_days_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_the_later_end_may_be_named_first() -> None:
    assert parse_period("2024-06..2023") == (datetime.date(2023, 1, 1), JUNE[1])


def test_a_day_is_the_first_or_the_last_that_is_named() -> None:
    assert parse_day("2024-06", is_end=False) == JUNE[0]
    assert parse_day("2024-06", is_end=True) == JUNE[1]
    assert parse_day("..2024", is_end=False) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_names_nothing(text: str) -> None:
    period = parse_period(text)
    assert period is None or period.since or period.until
