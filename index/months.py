"""Months, as 2024-06."""

from collections.abc import Mapping


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
