"""Day counts and timelines agree with counting day by day."""

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.execution.day_counts import build_timeline, count_days
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
        assert bucket.count == sum(first <= each <= last for each in days)
        assert bucket.background == sum(first <= each <= last for each in days + more)
    ends = [each.until.toordinal() + 1 for each in timeline.buckets]
    assert ends[:-1] == [each.since.toordinal() for each in timeline.buckets[1:]]


def test_a_span_is_covered_to_the_day() -> None:
    counts = count_days([np.array([FIRST, FIRST + 3])])
    timeline = build_timeline(counts, counts, TimeUnit.DAY, Span(FIRST + 1, FIRST + 3))
    assert [each.count for each in timeline.buckets] == [0, 0, 1]
