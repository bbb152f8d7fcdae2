"""Spans and units of timelines."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.timeline import MAX_BUCKETS, MIN_DAYS, Bucket, Span, TimeUnit

Days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(datetime.date.toordinal)
Spans = st.tuples(Days, Days).map(lambda ends: Span(min(ends), max(ends)))


@given(Spans, st.sampled_from([None, *TimeUnit]))
def test_no_unit_needs_too_many_buckets(span: Span, unit: TimeUnit | None) -> None:
    fitting = span.fitting_unit(unit)
    assert fitting is TimeUnit.YEAR or span.days <= MAX_BUCKETS * MIN_DAYS[fitting]
    if unit is not None:
        assert list(TimeUnit).index(fitting) >= list(TimeUnit).index(unit)


@given(Spans, st.sampled_from(list(TimeUnit)))
def test_widening_adds_less_than_a_unit_on_each_side(span: Span, unit: TimeUnit) -> None:
    wide = span.widened_to(unit)
    assert wide.first <= span.first <= span.last <= wide.last
    most = {TimeUnit.DAY: 0, TimeUnit.WEEK: 6, TimeUnit.MONTH: 30, TimeUnit.YEAR: 365}[unit]
    assert span.first - wide.first <= most
    assert wide.last - span.last <= most
    assert wide.widened_to(unit) == wide


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        (TimeUnit.DAY, (2024, 2, 15), (2024, 2, 20)),
        (TimeUnit.WEEK, (2024, 2, 12), (2024, 2, 25)),
        (TimeUnit.MONTH, (2024, 2, 1), (2024, 2, 29)),
        (TimeUnit.YEAR, (2024, 1, 1), (2024, 12, 31)),
    ],
)
def test_whole_units(unit: TimeUnit, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    span = Span(datetime.date(2024, 2, 15).toordinal(), datetime.date(2024, 2, 20).toordinal())
    assert span.widened_to(unit) == (datetime.date(*first).toordinal(), datetime.date(*last).toordinal())


def test_bounds_replace_the_ends_that_are_given() -> None:
    day = datetime.date(2024, 1, 1)
    assert Span(10, 20).bounded_by(None, None) == (10, 20)
    assert Span(10, 20).bounded_by(day, None) == (day.toordinal(), 20)
    assert Span(10, 20).bounded_by(None, day) == (10, day.toordinal())


def test_a_bucket_of_nothing_has_no_share() -> None:
    day = datetime.date(2024, 1, 1)
    assert Bucket(day, day, 0, 0).share == 0
    assert Bucket(day, day, 1, 4).share == 0.25
