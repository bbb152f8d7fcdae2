"""Dates and numbers for readers of Hindi."""

import datetime

import pytest

from web.wording import hindi_date, hindi_number, hindi_seconds, language_name


def test_dates() -> None:
    assert hindi_date(datetime.date(2024, 6, 25)) == "25 जून 2024"
    assert hindi_date(None) == "तारीख़ नहीं"


@pytest.mark.parametrize(
    ("number", "text"), [(5, "5"), (1234, "1,234"), (123456, "1,23,456"), (12345678, "1,23,45,678")]
)
def test_numbers_are_grouped_the_indian_way(number: int, text: str) -> None:
    assert hindi_number(number) == text


def test_seconds_and_languages() -> None:
    assert hindi_seconds(3.0) == "0.01 से कम"
    assert hindi_seconds(1234.0) == "1.23"
    assert language_name("mr") == "मराठी"
    assert language_name("zz-unknown") == "zz-unknown"
