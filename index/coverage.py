"""What an archive holds: articles by source and day, gaps, and sources that have fallen silent."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.store.segments import Segments

USUAL_PAUSES = 3
"""A source that has delivered nothing for so many times its usual pause is silent."""
LEAST_DAYS = 10
"""Days with articles that a source must have for its pause to be usual."""
LONGEST_PAUSE_DAYS = 400
"""A source that has been silent for longer has ended."""


class SourceCoverage(NamedTuple):
    """One source: its days with articles (ordinals, ascending), how many each has, and how many have no date."""

    source: str
    days: NDArray[np.int64]
    articles: NDArray[np.int64]
    undated: int

    @property
    def total(self) -> int:
        """All its articles."""
        return int(self.articles.sum()) + self.undated

    def months(self) -> dict[str, int]:
        """Return 2024-06 → articles, months without any left out."""
        found: defaultdict[str, int] = defaultdict(int)
        for day, count in zip(self.days.tolist(), self.articles.tolist(), strict=True):
            found[datetime.date.fromordinal(day).isoformat()[:7]] += count
        return dict(found)


class SilentSource(NamedTuple):
    """A source that delivers no more: its last day, how long it usually pauses, and how long it has."""

    source: str
    last: datetime.date
    usual_days: int
    silent_days: int


def coverage_of(segments: Segments) -> list[SourceCoverage]:
    """Count the articles of a generation by source and day; the largest source first."""
    counted: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for segment in segments:
        columns = segment.columns
        names = [each.decode() for each in columns.value_strings("source").all()]
        sources, days = columns.values("source").astype(np.int64), columns.values("day").astype(np.int64)
        if segment.live_docs is not None:
            sources, days = sources[segment.live_docs], days[segment.live_docs]
        pairs, counts = np.unique(np.stack((sources, days)), axis=1, return_counts=True)
        for source, day, count in zip(*pairs.tolist(), counts.tolist(), strict=True):
            counted[names[source]][day] += count
    found = [_covered(source, days) for source, days in counted.items()]
    return sorted(found, key=lambda each: (-each.total, each.source))


def silent_sources(found: list[SourceCoverage], today: datetime.date) -> list[SilentSource]:
    """Return the sources that have delivered nothing for USUAL_PAUSES times as long as they usually pause."""
    silent = []
    for each in found:
        if len(each.days) < LEAST_DAYS or not each.source:
            continue
        usual = max(1, int(np.median(np.diff(each.days))))
        paused = today.toordinal() - int(each.days[-1])
        if USUAL_PAUSES * usual < paused <= LONGEST_PAUSE_DAYS:
            last = datetime.date.fromordinal(int(each.days[-1]))
            silent.append(SilentSource(each.source, last, usual, paused))
    return silent


def gaps(months: Mapping[str, int]) -> list[str]:
    """Return the months between the first and the last that hold nothing.

    >>> gaps({"2023-11": 3, "2024-02": 1})
    ['2023-12', '2024-01']
    """
    if not months:
        return []
    first, last = (12 * int(each[:4]) + int(each[5:]) - 1 for each in (min(months), max(months)))
    between = (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last))
    return [each for each in between if each not in months]


def _covered(source: str, days: Mapping[int, int]) -> SourceCoverage:
    dated = sorted(day for day in days if day > 0)
    counts = np.array([days[day] for day in dated], np.int64)
    return SourceCoverage(source, np.array(dated, np.int64), counts, days.get(0, 0))
