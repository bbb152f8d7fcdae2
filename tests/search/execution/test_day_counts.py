"""Day counts and timelines agree with counting day by day."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.execution.day_counts import (
    DayCounts,
    build_timeline,
    count_days,
    outliers_outside,
    sum_day_counts,
    without_outliers,
)
from search.model.timeline import Span, TimeUnit

FIRST = datetime.date(2023, 12, 20).toordinal()
Days = st.lists(st.just(0) | st.integers(FIRST, FIRST + 400), max_size=60)


@given(Days, st.integers(-5, 410))
def test_articles_before_a_day(days: list[int], after: int) -> None:
    counts = count_days([np.array(days[:10], np.uint32), np.array(days[10:], np.uint32)])
    day = FIRST + after
    assert counts.before(np.array([day])).tolist() == [sum(0 < each < day for each in days)]
    assert counts.undated == days.count(0)
    assert counts.last == max(days, default=0) or not any(days)


@given(Days, Days, st.sampled_from([None, *TimeUnit]))
def test_buckets_hold_what_their_days_hold(days: list[int], more: list[int], unit: TimeUnit | None) -> None:
    found, everything = (count_days([np.array(each, np.uint32)]) for each in (days, days + more))
    timeline = build_timeline(found, everything, unit)
    assert sum(each.count for each in timeline.buckets) == sum(map(bool, days))
    for bucket in timeline.buckets:
        first, last = bucket.since.toordinal(), bucket.until.toordinal()
        assert bucket.count == sum(first <= day <= last for day in days)
        assert bucket.background == sum(first <= each <= last for each in days + more)
    ends = [each.until.toordinal() + 1 for each in timeline.buckets]
    assert ends[:-1] == [each.since.toordinal() for each in timeline.buckets[1:]]


def test_a_span_is_covered_to_the_day() -> None:
    counts = count_days([np.array([FIRST, FIRST + 3])])
    timeline = build_timeline(counts, counts, TimeUnit.DAY, Span(FIRST + 1, FIRST + 3))
    assert [bucket.count for bucket in timeline.buckets] == [0, 0, 1]


def _days(*dates: str) -> DayCounts:
    return count_days([np.array([datetime.date.fromisoformat(date).toordinal() for date in dates])])


def test_one_wrong_date_does_not_make_a_century() -> None:
    usual = [f"202{year}-0{month}-05" for year in range(5) for month in range(1, 9)]
    span, outliers = without_outliers(_days("1920-01-01", *usual, "2120-03-04"))
    assert span == Span(datetime.date(2020, 1, 5).toordinal(), datetime.date(2024, 8, 5).toordinal())
    assert [(str(each.since), str(each.until), each.articles) for each in outliers] == [
        ("1920-01-01", "1920-01-01", 1),
        ("2120-03-04", "2120-03-04", 1),
    ]
    assert without_outliers(_days("1920-01-01", *usual))[1][0].articles == 1


@pytest.mark.parametrize(
    "dates",
    [
        ("2020-01-01",),
        ("2015-01-01", "2024-01-01"),
        ("1950-01-01", "1960-01-01", "1970-01-01", "1980-01-01", "1990-01-01"),
        ("1920-01-01", "2020-01-01"),
        ("1920-01-01", "1920-01-02", *(f"2020-01-{day:02}" for day in range(1, 30))),
    ],
)
def test_few_years_even_spread_and_several_articles_are_no_outliers(dates: tuple[str, ...]) -> None:
    found = _days(*dates)
    assert without_outliers(found) == (Span(found.first, found.last), ())


@given(st.lists(st.integers(693_000, 760_000), min_size=1, max_size=40))
def test_no_article_is_lost_without_outliers(days: list[int]) -> None:
    found = count_days([np.array(days)])
    span, outliers = without_outliers(found)
    inside = sum(span.first <= day <= span.last for day in days)
    assert inside + sum(each.articles for each in outliers) == len(days)
    assert inside > 0


@given(st.lists(Days, max_size=3), st.integers(-5, 410), st.integers(0, 200))
def test_counts_together_and_what_lies_outside_are_all_articles(
    lists: list[list[int]], after: int, length: int
) -> None:
    parts = [count_days([np.array(days, np.uint32)]) for days in lists]
    whole = count_days([np.array([day for days in lists for day in days], np.uint32)])
    joined = sum_day_counts(parts)
    assert joined.undated == whole.undated
    probes = np.arange(FIRST - 2, FIRST + 405)
    assert joined.before(probes).tolist() == whole.before(probes).tolist()
    span = Span(FIRST + after, FIRST + after + length)
    inside = sum(span.first <= day <= span.last for days in lists for day in days)
    far = outliers_outside(whole, span)
    assert inside + sum(outliers.articles for outliers in far) == int(whole.sums[-1])
    for outliers in far:
        assert outliers.since <= outliers.until
        assert outliers.until.toordinal() < span.first or outliers.since.toordinal() > span.last
