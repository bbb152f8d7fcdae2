"""Coverage: what an archive holds of each source, month by month."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.months import gaps


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


def span_of(coverage: Iterable[Coverage]) -> tuple[datetime.date, datetime.date] | None:
    """Return the days of the oldest and newest dated article of all sources, or None if none is dated."""
    dated = [(source.first, source.last) for source in coverage if source.first and source.last]
    return (min(first for first, _ in dated), max(last for _, last in dated)) if dated else None
