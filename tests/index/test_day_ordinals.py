"""Years by arrays agree with datetime."""

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.day_ordinals import dates, years


@given(st.lists(st.just(0) | st.dates().map(datetime.date.toordinal), min_size=1, max_size=20))
def test_years(days: list[int]) -> None:
    expected = [datetime.date.fromordinal(day).year if day else 0 for day in days]
    assert years(np.array(days, np.uint32)).tolist() == expected


@given(st.dates())
def test_dates(day: datetime.date) -> None:
    assert dates(np.array([day.toordinal()])).tolist() == [day]
