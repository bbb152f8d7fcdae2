"""Months that hold nothing between the first and the last that hold something."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from index.months import gaps

MONTHS = st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 12, 31)).map(lambda day: day.isoformat()[:7])


@given(st.sets(MONTHS, max_size=12))
def test_held_and_missing_months_are_all_months_between(months: set[str]) -> None:
    missing = gaps(dict.fromkeys(months, 1))
    together = sorted([*months, *missing])
    assert len(set(together)) == len(together)
    numbers = [12 * int(each[:4]) + int(each[5:]) for each in together]
    assert numbers == list(range(numbers[0], numbers[-1] + 1)) if numbers else missing == []
    assert not months or (min(together), max(together)) == (min(months), max(months))


def test_gaps_lie_between_the_first_and_the_last_month() -> None:
    assert gaps({}) == []
    assert gaps({"2024-06": 1}) == []
    assert gaps({"2023-12": 1, "2024-02": 1}) == ["2024-01"]
