"""Filters: two together let pass what both let pass."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from index.fields import FILTER_FIELDS
from search.model.filters import NO_FILTERS, NO_VALUE, Filters

Dates = st.none() | st.dates(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))
Values = st.sampled_from(["a", "b", "c", ""])
Pairs = st.frozensets(st.tuples(st.sampled_from(FILTER_FIELDS[:2]), Values), max_size=3)
AnyFilters = st.builds(Filters, Dates, Dates, Pairs, Pairs)
Articles = st.tuples(st.dates(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)), Values, Values)


def passes(filters: Filters, article: tuple[datetime.date, str, str]) -> bool:
    """Return whether an article passes, value by value."""
    day, *values = article
    if (filters.since and day < filters.since) or (filters.until and day > filters.until):
        return False
    for field, value in zip(FILTER_FIELDS[:2], values, strict=True):
        wanted = filters.values_of(field)
        if (wanted and value not in wanted) or value in filters.excluded_values(field):
            return False
    return True


@given(AnyFilters, AnyFilters, Articles)
def test_both_pass_what_each_passes(
    one: Filters, two: Filters, article: tuple[datetime.date, str, str]
) -> None:
    assert passes(one.intersect(two), article) == (passes(one, article) and passes(two, article))


@given(AnyFilters)
def test_no_filters_change_nothing(filters: Filters) -> None:
    assert filters.intersect(NO_FILTERS) == filters == NO_FILTERS.intersect(filters)


def test_values_that_exclude_each_other_leave_none() -> None:
    both = Filters.where(source=["a"]).intersect(Filters.where(source=["b"]))
    assert both.values_of("source") == {NO_VALUE}


def test_values_of_one_field_can_be_replaced() -> None:
    filters = Filters.where(source=["a"], section=["x"])
    assert filters.with_values("source", ()) == Filters.where(section=["x"])
    assert filters.with_values("source", ["b", "c"]).values_of("source") == {"b", "c"}
