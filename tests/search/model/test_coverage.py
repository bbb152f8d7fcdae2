"""Coverage of one source, by month and year, and what lies between."""

import datetime

from search.model.coverage import Coverage


def test_years_add_up_months_and_gaps_are_between_the_first_and_the_last() -> None:
    found = Coverage("BBC", {"2024-02": 1, "2023-11": 3, "2023-12": 2}, 4, datetime.date(2023, 11, 5))
    assert found.total == 10
    assert found.years == {"2023": 5, "2024": 1}
    assert found.gaps == ["2024-01"]


def test_a_source_without_dates_has_no_gaps() -> None:
    found = Coverage("", {}, 3)
    assert (found.total, found.years, found.gaps, found.first) == (3, {}, [], None)
