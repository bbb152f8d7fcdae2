"""Coverage: what an archive holds of each source, month by month."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.months import gaps

OUTLIER_SHARE = 0.01
OUTLIER_GAP_MONTHS = 120


@dataclass(frozen=True)
class Coverage:
    """Articles of one source by month ("2024-06" → number; months without articles are absent), and its undated ones.

    `first` and `last` are the days of its oldest and newest dated article.
    """

    source: str
    months: Mapping[str, int]
    undated: int
    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def total(self) -> int:
        """All its articles."""
        return sum(self.months.values()) + self.undated

    @property
    def years(self) -> dict[str, int]:
        """Articles of each year that has any."""
        found: dict[str, int] = {}
        for month, count in sorted(self.months.items()):
            found[month[:4]] = found.get(month[:4], 0) + count
        return found

    @property
    def gaps(self) -> list[str]:
        """The months between the first and the last one that hold nothing.

        >>> Coverage("BBC", {"2023-11": 3, "2024-02": 1}, 0).gaps
        ['2023-12', '2024-01']
        """
        return gaps(self.months)


class HeldSpan(NamedTuple):
    """From when to when an archive holds articles; whole months if some far away in time were left out."""

    first: datetime.date
    last: datetime.date
    is_by_month: bool = False


def span_of(coverage: Iterable[Coverage]) -> HeldSpan | None:
    """Return the time of the dated articles, except a few far away from all others; None if none is dated.

    At each end at most OUTLIER_SHARE of the articles are left out, after OUTLIER_GAP_MONTHS without any: one wrong
    date must not say how old an archive is.
    """
    held = [source for source in coverage if source.first and source.last]
    if not held:
        return None
    counts: dict[int, int] = {}
    for source in held:
        for month, count in source.months.items():
            number = 12 * int(month[:4]) + int(month[5:]) - 1
            counts[number] = counts.get(number, 0) + count
    months = sorted(counts)
    first = _first_usual(months, counts)
    last = _first_usual(months[::-1], counts)
    if (first, last) == (months[0], months[-1]):
        days = [(source.first, source.last) for source in held if source.first and source.last]
        return HeldSpan(min(first for first, _ in days), max(last for _, last in days))
    begin, end = (datetime.date(month // 12, month % 12 + 1, 1) for month in (first, last))
    return HeldSpan(begin, end, is_by_month=True)


def _first_usual(months: Sequence[int], counts: Mapping[int, int]) -> int:
    """Return the month at which the articles really begin, of months in either order."""
    most = OUTLIER_SHARE * sum(counts.values())
    before, first = 0, months[0]
    for month, following in pairwise(months):
        before += counts[month]
        if before > most:
            break
        if abs(following - month) >= OUTLIER_GAP_MONTHS:
            first = following
    return first
