"""Timeline: found articles by day, week, month or year, beside all articles of that time."""

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MAX_BUCKETS = 400
"""A unit that needs more buckets than this is replaced by a coarser one."""


class TimeUnit(StrEnum):
    """What a bucket spans. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MIN_DAYS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7, TimeUnit.MONTH: 30, TimeUnit.YEAR: 365}
"""The least number of days in a bucket."""
DEFAULT_DAYS = {TimeUnit.DAY: 62, TimeUnit.WEEK: 400, TimeUnit.MONTH: 365 * 12}
"""The longest span shown in each unit by default; longer spans are shown in years."""


@dataclass(frozen=True)
class Bucket:
    """First and last day, the articles found of these days, and all articles of these days that pass the filters."""

    since: datetime.date
    until: datetime.date
    count: int
    background: int

    @property
    def share(self) -> float:
        """The part (0 to 1) of all articles that was found."""
        return self.count / self.background if self.background else 0.0


class Outliers(NamedTuple):
    """A few articles far from all others in time, most likely by a wrong date: their days, and how many they are."""

    since: datetime.date
    until: datetime.date
    articles: int


class Timeline(NamedTuple):
    """Adjacent buckets from the first day to the last, empty ones too; articles without a date apart.

    `outliers` are in no bucket; there are none unless they were asked to be left out.
    """

    unit: TimeUnit
    buckets: tuple[Bucket, ...] = ()
    undated: int = 0
    outliers: tuple[Outliers, ...] = ()


class Span(NamedTuple):
    """The proleptic ordinals of the first and the last day that a timeline covers."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """The number of days, both ends included."""
        return self.last - self.first + 1

    def fitting_unit(self, unit: TimeUnit | None) -> TimeUnit:
        """Return `unit`, or the default one for None; a coarser one if that needs more than MAX_BUCKETS."""
        wanted = unit or next(
            (unit for unit, most in DEFAULT_DAYS.items() if self.days <= most), TimeUnit.YEAR
        )
        units = list(TimeUnit)
        candidates = units[units.index(wanted) :]
        fitting = (unit for unit in candidates if self.days <= MAX_BUCKETS * MIN_DAYS[unit])
        return next(fitting, TimeUnit.YEAR)

    def widened_to(self, unit: TimeUnit) -> "Span":
        """Return the span extended to whole weeks, months or years."""
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

    def bounded_by(self, since: datetime.date | None, until: datetime.date | None) -> "Span":
        """Return the span from `since` to `until`, where they are given."""
        return Span(since.toordinal() if since else self.first, until.toordinal() if until else self.last)
