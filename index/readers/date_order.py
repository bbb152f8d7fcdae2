"""The order of day and month in a file's dates: 6/3/2024 is 6 March in India and 3 June in America.

One date decides for all under its name: where any has a 13 or more in its second place, the month comes first. Where
none does, the other dates of the file decide; where none tells, the day comes first, as everywhere in India, and that
is said.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from index.dates import with_whole_year

DateOrder = Literal["", "day", "month"]
"""What comes first; "" where nothing in the file tells."""

LOOKED_AT = 4 << 20
"""Bytes at a file's beginning that are searched for a date that tells."""
_CELL = re.compile(
    rb'(?:^|["\t,;|]) {0,3}([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{4}|(?<=/)[0-9]{2})\b', re.MULTILINE
)
_DATE = re.compile(
    r"(.{0,20}?)(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\3([0-9]{4})(?![0-9])(.*)", re.DOTALL
)
_MEMBER = re.compile(
    rb'"([^"\\]{1,60})"[ ]{0,3}:[ ]{0,3}"[ ]{0,3}([0-9]{1,2})([/.-])([0-9]{1,2})\3(?:[0-9]{4}|(?<=/)[0-9]{2})(?![0-9])'
)
"""A member of a JSON object that is a date."""
MAX_CELL_CHARS = 40
"""Characters of a cell that may be a date."""
_SERIAL = re.compile(r"\s*([2-6][0-9]{4})(?:\.[0-9]+)?\s*")
_FIRST_DAY = datetime.date(1899, 12, 30)
"""Day 0 of Excel's dates."""


def order_of(content: bytes) -> DateOrder:
    """Return the order of day and month that the dates of a file show; "" where none does, or both.

    >>> order_of(b'title,date\\na,6/3/2024\\nb,6/25/2024'), order_of(b'a,6/3/2024')
    ('month', '')
    """
    return _order((int(found[1]), int(found[3])) for found in _CELL.finditer(content[:LOOKED_AT]))


def orders_in_json(content: bytes) -> dict[str, DateOrder]:
    """Return the order of the dates under each name of a file's objects, and under "" that of all, as far as told."""
    dates: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for found in _MEMBER.finditer(content[:LOOKED_AT]):
        dates[found[1].decode("utf-8", "replace")].append((int(found[2]), int(found[4])))
    return _told({name: _order(found) for name, found in dates.items()}, order_of(content))


def orders_in_table(
    names: Sequence[str], rows: Iterable[Sequence[str]], content: bytes
) -> dict[str, DateOrder]:
    """Return the order of the dates in each column of a table, and under "" that of all; both as far as told."""
    cells: defaultdict[str, list[bytes]] = defaultdict(list)
    for row in rows:
        for name, cell in zip(names, row, strict=False):
            if len(cell) <= MAX_CELL_CHARS and cell[:3].strip(" ")[:1].isdigit():
                cells[name].append(cell.encode("utf-8", "surrogateescape"))
    return _told({name: order_of(b"\n".join(found)) for name, found in cells.items()}, order_of(content))


def _told(orders: dict[str, DateOrder], of_all: DateOrder) -> dict[str, DateOrder]:
    return {name: order for name, order in {**orders, "": of_all}.items() if order}


def _order(dates: Iterable[tuple[int, int]]) -> DateOrder:
    first = second = False
    for one, other in dates:
        first |= 12 < one <= 31 and other <= 12
        second |= 12 < other <= 31 and one <= 12
    if first == second:
        return ""
    return "day" if first else "month"


def in_order(date: str, order: DateOrder) -> str:
    """Return a date so written that it cannot be read in the other order; as it is where it is read day first.

    >>> in_order("6/3/2024 10:30", "month"), in_order("6/3/2024", "day"), in_order("45468", "")
    ('2024-06-03 10:30', '6/3/2024', '2024-06-25')
    """
    if serial := _SERIAL.fullmatch(date):
        return (_FIRST_DAY + datetime.timedelta(days=int(serial[1]))).isoformat()
    match = _DATE.match(with_whole_year(date)) if order == "month" else None
    if match is None or int(match[2]) > 12:
        return date
    return f"{match[1]}{match[5]}-{int(match[2]):02d}-{int(match[4]):02d}{match[6]}"


def is_ambiguous(date: str) -> bool:
    """Return whether a date may be read in two ways."""
    match = _DATE.match(with_whole_year(date))
    if match is None:
        return False
    first, second = int(match[2]), int(match[4])
    return first <= 12 and second <= 12 and first != second
