"""Timeline: found articles by day, week, month or year, beside all articles of that time."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from index.columns.layout import Numbers
from search.years import dates

MOST_BUCKETS = 400
"""A finer unit than fits into so many is not shown."""


class TimeUnit(StrEnum):
    """What a bucket spans. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


LENGTHS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7, TimeUnit.MONTH: 30, TimeUnit.YEAR: 365}
"""Days of a bucket, at least."""
LONGEST = {TimeUnit.DAY: 62, TimeUnit.WEEK: 400, TimeUnit.MONTH: 365 * 12}
"""Days that are shown by each unit, unless the reader asks for another."""


@dataclass(frozen=True)
class Bucket:
    """First and last day, the found articles of these days, and all articles of these days that pass the filters."""

    since: datetime.date
    until: datetime.date
    count: int
    of: int

    @property
    def share(self) -> float:
        """Which part (0 to 1) of all articles was found."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Timeline:
    """Neighbouring buckets from the first day to the last, empty ones too; articles without a date apart."""

    unit: TimeUnit
    buckets: tuple[Bucket, ...] = ()
    undated: int = 0


@dataclass(frozen=True)
class DayCounts:
    """Articles of each day: `sums` int64[days + 1] counts those before each day from the ordinal `first` on."""

    first: int
    sums: Numbers
    undated: int

    @property
    def last(self) -> int:
        """Ordinal of the last day; the one before the first where there is none."""
        return self.first + len(self.sums) - 2

    def before(self, days: Numbers) -> Numbers:
        """int64: how many articles are older than each of some ordinals."""
        found: Numbers = self.sums[np.clip(days - self.first, 0, len(self.sums) - 1)]
        return found


def by_day(days: Sequence[Numbers]) -> DayCounts:
    """Ordinals of articles (0: no date) counted."""
    together = np.concatenate([np.zeros(0, np.int64), *(part.astype(np.int64) for part in days)])
    dated = together[together > 0]
    first = int(dated.min()) if len(dated) else 1
    counts = np.bincount(dated - first) if len(dated) else np.zeros(0, np.int64)
    return DayCounts(first, np.concatenate(([0], np.cumsum(counts))), len(together) - len(dated))


class Span(NamedTuple):
    """The ordinals of the first and the last day that a timeline covers."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days that are."""
        return self.last - self.first + 1

    def fitting(self, unit: TimeUnit | None) -> TimeUnit:
        """The unit, or the usual one; a coarser one where too many buckets would be needed."""
        wanted = unit or next((unit for unit, most in LONGEST.items() if self.days <= most), TimeUnit.YEAR)
        units = list(TimeUnit)
        able = (each for each in units[units.index(wanted) :] if self.days <= MOST_BUCKETS * LENGTHS[each])
        return next(able, TimeUnit.YEAR)

    def whole(self, unit: TimeUnit) -> "Span":
        """Whole weeks, months or years: a part of one would not be what its name says."""
        if unit is TimeUnit.DAY:
            return self
        if unit is TimeUnit.WEEK:
            last = min(self.last + (-self.last) % 7, datetime.date.max.toordinal())
            return Span(self.first - (self.first - 1) % 7, last)
        start, end = (datetime.date.fromordinal(day) for day in self)
        if unit is TimeUnit.YEAR:
            return Span(start.replace(month=1, day=1).toordinal(), end.replace(month=12, day=31).toordinal())
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
        return Span(start.replace(day=1).toordinal(), end.toordinal())

    def within(self, since: datetime.date | None, until: datetime.date | None) -> "Span":
        """From a day to a day that a reader asked for, where there is one."""
        return Span(since.toordinal() if since else self.first, until.toordinal() if until else self.last)


def timeline(
    found: DayCounts, everything: DayCounts, unit: TimeUnit | None = None, span: Span | None = None
) -> Timeline:
    """Counts by day put into buckets, over whole units or over exactly the `span`."""
    undated = found.undated
    if span is None:
        if found.last < found.first:
            return Timeline(unit or TimeUnit.MONTH, (), undated)
        span = Span(found.first, found.last)
        unit = span.fitting(unit)
        span = span.whole(unit)
    unit = span.fitting(unit)
    first, last = span
    starts = _starts(unit, first, last)
    ends = np.append(starts[1:], max(last + 1, int(starts[-1]) + 1))
    counts, of = (each.before(ends) - each.before(starts) for each in (found, everything))
    bounds = zip(starts.tolist(), (ends - 1).tolist(), counts.tolist(), of.tolist(), strict=True)
    day = datetime.date.fromordinal
    return Timeline(
        unit, tuple(Bucket(day(a), day(b), count, total) for a, b, count, total in bounds), undated
    )


def _starts(unit: TimeUnit, first: int, last: int) -> Numbers:
    """int64: ordinals at which the buckets begin that cover the days; the first begins with the first day."""
    days = np.arange(first, last + 1)
    if unit is TimeUnit.DAY:
        return days
    if unit is TimeUnit.WEEK:
        numbers = (days - 1) // 7  # 1 January of the year 1 was a Monday
    else:
        numbers = dates(days).astype(f"datetime64[{'M' if unit is TimeUnit.MONTH else 'Y'}]").astype(np.int64)
    return days[np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))]
