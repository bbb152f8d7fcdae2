"""DayCounts: how many articles each day has, and the buckets of a timeline made of them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.day_ordinals import dates
from search.model.timeline import Bucket, Outliers, Span, Timeline, TimeUnit

Numbers = NDArray[np.int64]
OUTLIER_SHARE = 0.01
OUTLIER_GAP = 0.4
MAX_USUAL_DAYS = 100 * 365
"""Upper bound of the span that gaps are compared with: two wrong dates, one at each end, would make it too long."""
OUTLIER_LEAST_ARTICLES = 10
"""Among fewer nobody can tell which date is wrong."""
OUTLIER_LEAST_DAYS = 10 * 365
"""Shorter spans fit on a screen even with a wrong date."""


@dataclass(frozen=True)
class DayCounts:
    """Articles of each day.

    `sums` int64[days + 1]: the number of articles before each day from the ordinal `first` on. `undated`
    articles have no date.
    """

    first: int
    sums: Numbers
    undated: int

    @property
    def last(self) -> int:
        """Ordinal of the last day (first − 1 if there is none)."""
        return self.first + len(self.sums) - 2

    def before(self, days: Numbers) -> Numbers:
        """Return int64: how many articles are older than each ordinal."""
        found: Numbers = self.sums[np.clip(days - self.first, 0, len(self.sums) - 1)]
        return found


def count_days(parts: Sequence[NDArray[np.integer]]) -> DayCounts:
    """Count the day ordinals of articles (0: no date), given in any number of arrays."""
    days = np.concatenate([np.zeros(0, np.int64), *(part.astype(np.int64) for part in parts)])
    dated = days[days > 0]
    first = int(dated.min()) if len(dated) else 1
    counts = np.bincount(dated - first) if len(dated) else np.zeros(0, np.int64)
    return DayCounts(first, np.concatenate(([0], np.cumsum(counts))), len(days) - len(dated))


def without_outliers(found: DayCounts) -> tuple[Span, tuple[Outliers, ...]]:
    """Return the span of the articles except a few far away in time, and what was left out at either end.

    At each end at most OUTLIER_SHARE of the articles, after a gap of at least OUTLIER_GAP of the whole time.
    """
    span = Span(found.first, found.last)
    counts = np.diff(found.sums)
    days = np.flatnonzero(counts) + found.first
    outliers: list[Outliers] = []
    if span.days < OUTLIER_LEAST_DAYS or int(found.sums[-1]) < OUTLIER_LEAST_ARTICLES:
        return span, ()
    most = max(1, int(OUTLIER_SHARE * int(found.sums[-1])))
    gaps = np.diff(days) >= OUTLIER_GAP * min(span.days, MAX_USUAL_DAYS)
    before = found.before(days[1:])
    after = int(found.sums[-1]) - before
    early = np.flatnonzero(gaps & (before <= most))
    if len(early):
        cut = int(early[-1])
        outliers.append(_outliers(int(days[0]), int(days[cut]), int(before[cut])))
        span = span._replace(first=int(days[cut + 1]))
    late = np.flatnonzero(gaps & (after <= most))
    if len(late) and days[late[0]] >= span.first:
        cut = int(late[0])
        outliers.append(_outliers(int(days[cut + 1]), int(days[-1]), int(after[cut])))
        span = span._replace(last=int(days[cut]))
    return span, tuple(outliers)


def _outliers(first: int, last: int, count: int) -> Outliers:
    return Outliers(datetime.date.fromordinal(first), datetime.date.fromordinal(last), count)


def sum_day_counts(parts: Sequence[DayCounts]) -> DayCounts:
    """Return the articles of each day of several counts, one counted twice as two."""
    dated = [part for part in parts if part.last >= part.first]
    undated = sum(part.undated for part in parts)
    if not dated:
        return DayCounts(1, np.zeros(1, np.int64), undated)
    first, last = min(part.first for part in dated), max(part.last for part in dated)
    counts = np.zeros(last - first + 1, np.int64)
    for part in dated:
        counts[part.first - first : part.last - first + 1] += np.diff(part.sums)
    return DayCounts(first, np.concatenate(([0], np.cumsum(counts))), undated)


def outliers_outside(found: DayCounts, span: Span) -> tuple[Outliers, ...]:
    """Return the articles before and after a span, if there are any."""
    days = np.flatnonzero(np.diff(found.sums)) + found.first
    before, after = days[days < span.first], days[days > span.last]
    total = int(found.sums[-1])
    sums = found.before(np.array([span.first, span.last + 1]))
    parts = ((before, int(sums[0])), (after, total - int(sums[1])))
    return tuple(_outliers(int(part[0]), int(part[-1]), count) for part, count in parts if len(part))


def build_timeline(
    found: DayCounts, background: DayCounts, unit: TimeUnit | None = None, span: Span | None = None
) -> Timeline:
    """Return counts in buckets, over whole units or over exactly the `span`; no buckets where that has no day."""
    first, last = (found.first, found.last) if span is None else (span.first, span.last)
    if last < first:
        return Timeline(unit or TimeUnit.MONTH, (), found.undated)
    if span is None:
        span = Span(found.first, found.last)
        unit = span.fitting_unit(unit)
        span = span.widened_to(unit)
    unit = span.fitting_unit(unit)
    starts = _bucket_starts(unit, span)
    ends = np.append(starts[1:], max(span.last + 1, int(starts[-1]) + 1))
    counts, totals = (counted.before(ends) - counted.before(starts) for counted in (found, background))
    bounds = zip(starts.tolist(), (ends - 1).tolist(), counts.tolist(), totals.tolist(), strict=True)
    day = datetime.date.fromordinal
    buckets = tuple(Bucket(day(since), day(until), count, total) for since, until, count, total in bounds)
    return Timeline(unit, buckets, found.undated)


def _bucket_starts(unit: TimeUnit, span: Span) -> Numbers:
    """Return int64: the ordinals at which buckets begin; the first begins with the first day."""
    days = np.arange(span.first, span.last + 1)
    if unit is TimeUnit.DAY:
        return days
    if unit is TimeUnit.WEEK:
        numbers = (days - 1) // 7  # 1 January of the year 1 was a Monday
    else:
        numbers = dates(days).astype(f"datetime64[{'M' if unit is TimeUnit.MONTH else 'Y'}]").astype(np.int64)
    return days[np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))]
