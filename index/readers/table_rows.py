"""Rows of a table, each beginning at a line, in time that grows with the text however its quotes stand.

A field in quotes may run over many lines. Whatever line it began in, at the start of a later one the reader is in one
state, inside a field in quotes; so where that ends is worked out once for all lines, from the last one back.
"""

import csv
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
MAX_FAULTY_LINES = 100
"""Lines of a row with a wrong number of fields up to which it is refused as one."""
_OPEN = "unexpected end of data"


class Row(NamedTuple):
    """The fields of a row, how many lines it takes, and why it is none ("" for a row).

    A fault takes one line, unless what it lacks or has too much is fields alone, and all else about it is sound.
    """

    fields: list[str]
    lines: int
    fault: str = ""


class TableRows:
    """The rows that begin at the lines of a text; a row has as many fields as the header, and `most` characters.

    More of them may follow that are blank. Fewer are a row only if `is_whole` says so of them.
    """

    def __init__(
        self,
        text: str,
        delimiter: str,
        fields: int,
        most: int,
        is_whole: Callable[[list[str]], bool] = lambda _fields: False,
    ) -> None:
        self.lines = [f"{line}\n" for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n")]
        self._delimiter = delimiter
        self._fields = fields
        self._most = most
        self._is_whole = is_whole

    def at(self, line: int) -> Row:
        """Return the row that begins at a line; without fields for an empty one."""
        first = self.lines[line]
        if not first.strip():
            return Row([], 1)
        if len(first) > self._most:
            return self._too_long()
        fields, fault = self._parsed([first])
        last = line
        if fault == _OPEN:
            last = self._closing[line + 1]
            if self._starts[min(last + 1, len(self.lines))] - self._starts[line] > self._most:
                return self._too_long()
            if last == len(self.lines):
                return Row([], 1, f"broken row: {_OPEN}")
            count = self._count(first) + self._separators[last + 1] - self._separators[line + 1]
            if count != self._fields and not self._parsed([f'"{self.lines[last]}'])[1]:
                return self._other_number(line, last, count)
            fields, fault = self._parsed(self.lines[line : last + 1])
        return self._judged(fields, fault, line, last - line + 1)

    def _other_number(self, line: int, last: int, count: int) -> Row:
        """Return the row of some lines that has another number of fields than the header, or what is wrong with it."""
        lines = last - line + 1
        if lines <= MAX_FAULTY_LINES:
            fields, fault = self._parsed(self.lines[line : last + 1])
            if not fault and self._fitted(fields, last + 1):
                return self._judged(fields, "", line, lines)
        return Row([], lines if self._holds_no_row(line, last) else 1, _wrong_number(count, self._fields))

    def _holds_no_row(self, line: int, last: int) -> bool:
        """Return whether no row begins within the lines of a faulty one, and a sound one after it or nothing at all.

        A quote that was never closed swallows rows, which must not be lost with it.
        """
        if last - line > MAX_FAULTY_LINES or any(map(self._may_begin, range(line + 1, last + 1))):
            return False
        return last + 1 >= len(self.lines) or self._may_begin(last + 1)

    def _may_begin(self, line: int) -> bool:
        """Return whether a sound row begins at a line, as far as its fields tell."""
        first = self.lines[line]
        fields, fault = self._parsed([first])
        if not fault:
            return len(fields) == self._fields
        if fault != _OPEN or (last := self._closing[line + 1]) == len(self.lines):
            return False
        if self._parsed([f'"{self.lines[last]}'])[1]:
            return False
        return self._count(first) + self._separators[last + 1] - self._separators[line + 1] == self._fields

    def _judged(self, fields: list[str], fault: str, line: int, lines: int) -> Row:
        if fault:
            return Row([], 1, f"broken row: {fault}")
        found = len(fields)
        if not (fields := self._fitted(fields, line + lines)):
            return Row([], 1, _wrong_number(found, self._fields))
        if any(not field.isascii() and _NOT_UTF8.search(field) for field in fields):
            return Row([], lines, "not UTF-8; convert the file to UTF-8")
        return Row(fields, lines)

    def _fitted(self, fields: list[str], following: int) -> list[str]:
        """Return as many fields as the header has; none where that is not what is there.

        A row that ends early is whole only if another begins at the `following` line, or nothing.
        """
        if len(fields) < self._fields:
            is_row = self._is_whole(fields) and self._begins_row(following)
            return fields + [""] * (self._fields - len(fields)) if is_row else []
        has_more = any(field.strip() for field in fields[self._fields :])
        return [] if has_more else fields[: self._fields]

    def _begins_row(self, line: int) -> bool:
        """Return whether a row begins at a line that may be whole, or nothing."""
        if line >= len(self.lines) or not self.lines[line].strip():
            return True
        fields, fault = self._parsed([self.lines[line]])
        if fault == _OPEN and (last := self._closing[line + 1]) - line <= MAX_FAULTY_LINES:
            fields, fault = self._parsed(self.lines[line : last + 1])
        return not fault and (len(fields) >= self._fields or self._is_whole(fields))

    def _too_long(self) -> Row:
        return Row([], 1, f"broken row: longer than {self._most} characters")

    def _parsed(self, lines: Sequence[str]) -> tuple[list[str], str]:
        """Return the fields of a row, and what is wrong with it."""
        try:
            return next(csv.reader(lines, delimiter=self._delimiter, strict=True)), ""
        except csv.Error as error:
            return [], str(error)

    @cached_property
    def _starts(self) -> list[int]:
        """The characters before each line, and before the end."""
        return list(accumulate(map(len, self.lines), initial=0))

    def _count(self, line: str) -> int:
        """Return the number of fields in a line, an open one included."""
        return len(next(csv.reader([line], delimiter=self._delimiter)))

    @cached_property
    def _separators(self) -> list[int]:
        """The separators before each line and before the end, where every line begins inside of a field in quotes."""
        counts = (self._count(f'"{line}') - 1 if '"' in line else 0 for line in self.lines)
        return list(accumulate(counts, initial=0))

    @cached_property
    def _closing(self) -> list[int]:
        """For each line that begins inside of a field in quotes: the line in which that ends, or goes wrong.

        The number of lines if none does; one entry more for what begins after the last line.
        """
        closing = [len(self.lines)]
        for number in range(len(self.lines) - 1, -1, -1):
            line = self.lines[number]
            ends = '"' in line and self._parsed([f'"{line}'])[1] != _OPEN
            closing.append(number if ends else closing[-1])
        return closing[::-1]


def _wrong_number(found: int, wanted: int) -> str:
    return f"{found} {'field' if found == 1 else 'fields'} where the header has {wanted}"
