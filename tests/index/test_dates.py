"""Dates: read right or not at all."""

import datetime

import pytest

from index.dates import parse_date


@pytest.mark.parametrize("text", ["2024-06-25", "२०२४-०६-२५", " 2024-6-25 ", "2024-06-25T22:30:00+05:30"])
def test_iso_dates(text: str) -> None:
    assert parse_date(text) == datetime.date(2024, 6, 25)


@pytest.mark.parametrize("text", ["", "2024", "2023-02-29", "0000-01-01", "2024-06-25x", "कल", "25-06-2024"])
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_date(text) is None
