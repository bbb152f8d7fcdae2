"""Months, as 2024-06."""

from collections.abc import Mapping


def gaps(months: Mapping[str, int]) -> list[str]:
    """Return the months between the first and the last that hold nothing.

    >>> gaps({"2023-11": 3, "2024-02": 1})
    ['2023-12', '2024-01']
    """
    if not months:
        return []
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (min(months), max(months)))
    between = (f"{position // 12:04d}-{position % 12 + 1:02d}" for position in range(first, last))
    return [month for month in between if month not in months]
