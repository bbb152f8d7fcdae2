"""Coverage of one source, by month and year, and what lies between."""

import datetime

from search.model.coverage import Coverage, HeldSpan, span_of

DAY = datetime.date


def test_years_add_up_months_and_gaps_are_between_the_first_and_the_last() -> None:
    found = Coverage("BBC", {"2024-02": 1, "2023-11": 3, "2023-12": 2}, 4, datetime.date(2023, 11, 5))
    assert found.total == 10
    assert found.years == {"2023": 5, "2024": 1}
    assert found.gaps == ["2024-01"]


def test_a_source_without_dates_has_no_gaps() -> None:
    found = Coverage("", {}, 3)
    assert (found.total, found.years, found.gaps, found.first) == (3, {}, [], None)


def test_one_wrong_date_does_not_say_how_old_an_archive_is() -> None:
    held = [
        Coverage("अ", {"1920-02": 1, "2012-06": 150, "2021-02": 80}, 0, DAY(1920, 2, 23), DAY(2021, 2, 22)),
        Coverage("ब", {"2015-01": 20}, 3, DAY(2015, 1, 2), DAY(2015, 1, 30)),
    ]
    assert span_of(held) == HeldSpan(DAY(2012, 6, 1), DAY(2021, 2, 1), is_by_month=True)
    assert span_of(held[1:]) == HeldSpan(DAY(2015, 1, 2), DAY(2015, 1, 30))


def test_an_archive_of_two_times_has_both() -> None:
    held = [Coverage("अ", {"1947-08": 40, "2021-02": 80}, 0, DAY(1947, 8, 15), DAY(2021, 2, 22))]
    assert span_of(held) == HeldSpan(DAY(1947, 8, 15), DAY(2021, 2, 22))
