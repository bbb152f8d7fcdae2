"""What an archive holds: articles by source and day, gaps, and sources that have fallen silent."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.store.segments import Segments

USUAL_PAUSES = 3
"""A source is silent after this many times its median interval between days with articles."""
MIN_DAYS = 10
"""Days with articles that a source must have for its pause to be usual."""
SPAN, MAX_COUNTED = 1 << 14, 16
"""Days (44 years) up to which pairs are counted, and how many pairs there may be for each article."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
MAX_PAUSE_DAYS = 400
"""Sources silent for longer are considered discontinued."""


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
        months, positions = np.unique(
            (self.days - EPOCH).astype("datetime64[D]").astype("datetime64[M]"), return_inverse=True
        )
        counts = np.bincount(positions, self.articles, len(months)).astype(np.int64)
        return dict(zip(np.datetime_as_string(months).tolist(), counts.tolist(), strict=True))


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
        names = [string.decode() for string in columns.value_strings("source").all()]
        sources, days = columns.values("source"), columns.values("day")
        if segment.live_docs is not None:
            sources, days = sources[segment.live_docs], days[segment.live_docs]
        for source, day, count in _counted(sources.astype(np.int64), days.astype(np.int64)):
            counted[names[source]][day] += count
    found = [_covered(source, days) for source, days in counted.items()]
    return sorted(found, key=lambda source: (-source.total, source.source))


def _counted(sources: NDArray[np.int64], days: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield (source, day, articles) for each pair that occurs; by counting where the pairs are few, else by sorting."""
    if not len(days):
        return
    dated = days[days > 0]
    first = int(dated.min()) - 1 if len(dated) else 0
    keys = sources * SPAN + np.maximum(days - first, 0)  # 0 stays 0, which is no day
    if int(days.max()) - first < SPAN and int(keys.max()) <= MAX_COUNTED * len(keys):
        counts = np.bincount(keys)
        present = np.flatnonzero(counts)
        found = zip(present.tolist(), counts[present].tolist(), strict=True)
        yield from ((key // SPAN, key % SPAN + first if key % SPAN else 0, count) for key, count in found)
        return
    wide, counts = np.unique(sources << 32 | days, return_counts=True)
    for key, count in zip(wide.tolist(), counts.tolist(), strict=True):
        yield key >> 32, key & 0xFFFF_FFFF, count


def silent_sources(found: list[SourceCoverage], today: datetime.date) -> list[SilentSource]:
    """Return the sources that have delivered nothing for USUAL_PAUSES times as long as they usually pause."""
    silent = []
    for source in found:
        if len(source.days) < MIN_DAYS or not source.source:
            continue
        usual = max(1, int(np.median(np.diff(source.days))))
        paused = today.toordinal() - int(source.days[-1])
        if USUAL_PAUSES * usual < paused <= MAX_PAUSE_DAYS:
            last = datetime.date.fromordinal(int(source.days[-1]))
            silent.append(SilentSource(source.source, last, usual, paused))
    return silent


def _covered(source: str, days: Mapping[int, int]) -> SourceCoverage:
    dated = sorted(day for day in days if day > 0)
    counts = np.array([days[day] for day in dated], np.int64)
    return SourceCoverage(source, np.array(dated, np.int64), counts, days.get(0, 0))
