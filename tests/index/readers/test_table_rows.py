"""Rows are found as one that reads line after line finds them, in time that grows with the text."""

import csv
import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.readers.table_rows import Row, TableRows, _wrong_number

texts = st.text('a",\n', max_size=24)


def read_on(lines: list[str], start: int, fields: int, most: int) -> Row:
    """The slow twin: a row is read on until it ends."""
    used = 0

    def source() -> Iterator[str]:
        nonlocal used
        size = 0
        for line in lines[start:]:
            size += len(line)
            if size > most:
                raise csv.Error(f"longer than {most} characters")
            used += 1
            yield line

    if not lines[start].strip():
        return Row([], 1)
    try:
        found = next(csv.reader(source(), strict=True))
    except csv.Error as error:
        return Row([], 1, f"broken row: {error}")
    if not any(field.strip() for field in found[fields:]):
        found = found[:fields]
    if len(found) != fields:
        end = start + used
        inside = any(is_sound(lines, line, fields) for line in range(start + 1, end))
        is_alone = not inside and (end >= len(lines) or is_sound(lines, end, fields))
        return Row([], used if is_alone else 1, _wrong_number(len(found), fields))
    return Row(found, used)


def is_sound(lines: list[str], start: int, fields: int) -> bool:
    """Return whether a row with so many fields begins at a line."""
    try:
        return len(next(csv.reader(lines[start:], strict=True))) == fields
    except csv.Error:
        return False


@given(texts, st.integers(1, 3), st.integers(3, 30))
@example('"a\na","\n",a\n', 2, 30)
@example('a","a\n"a\n', 2, 30)
def test_rows_are_those_of_a_reader_that_goes_on(text: str, fields: int, most: int) -> None:
    rows = TableRows(text, ",", fields, most)
    for line in range(len(rows.lines)):
        assert rows.at(line) == read_on(rows.lines, line, fields, most)


def test_quotes_that_never_close_are_read_a_few_times_each(monkeypatch: pytest.MonkeyPatch) -> None:
    read = [0]
    parsed = TableRows._parsed

    def counted(self: TableRows, lines: Sequence[str]) -> tuple[list[str], str]:
        read[0] += len(lines)
        return parsed(self, lines)

    monkeypatch.setattr(TableRows, "_parsed", counted)
    rows = TableRows('a","b\n' * 1_000, ",", 2, 1 << 20)
    assert all(rows.at(line).fault for line in range(1_000))
    assert read[0] <= 5_000


def test_a_row_may_have_several_fields_of_several_lines() -> None:
    rows = TableRows('"शीर्षक","सार\nदो","पहला\n\nदूसरा",2024\nएक,दो,तीन,चार\n', ",", 4, 1 << 20)
    assert rows.at(0) == Row(["शीर्षक", "सार\nदो", "पहला\n\nदूसरा", "2024"], 4)
    assert rows.at(4) == Row(["एक", "दो", "तीन", "चार"], 1)


@given(st.lists(st.lists(st.text('a,"\n क', max_size=6), min_size=3, max_size=3), min_size=1, max_size=4))
def test_whatever_a_program_writes_is_read(written: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(written)
    rows = TableRows(out.getvalue(), ",", 3, 1 << 20)
    found, line = [], 0
    while line < len(rows.lines):
        row = rows.at(line)
        assert not row.fault
        found += [row.fields] if row.fields else []
        line += row.lines
    assert found == written


def test_a_row_with_too_many_fields_is_refused_as_one() -> None:
    rows = TableRows('a,"one\ntwo, three",c,d\ne,f,g\n', ",", 3, 100)
    assert rows.at(0) == Row([], 2, "4 fields where the header has 3")
    assert rows.at(2) == Row(["e", "f", "g"], 1)


def test_rows_that_an_open_quote_swallowed_are_not_lost_with_it() -> None:
    rows = TableRows('a,"b,c\ne,f,g\nh,"i",j\nk,l,m\n', ",", 3, 100)
    assert (rows.at(0).lines, rows.at(1).fields) == (1, ["e", "f", "g"])


def test_blank_cells_after_the_last_column_are_none() -> None:
    rows = TableRows('a,b,c,,\n"a\nb",c,d, ,\na,b,c,d\n', ",", 3, 100)
    assert rows.at(0) == Row(["a", "b", "c"], 1)
    assert rows.at(1) == Row(["a\nb", "c", "d"], 2)
    assert rows.at(3).fault == "4 fields where the header has 3"


def test_a_row_that_ends_early_is_one_if_it_is_whole() -> None:
    rows = TableRows(
        'a,b\n"a\n1",b\n\nx,b\na,b\nx,b\n', ",", 4, 100, lambda fields: fields[0].startswith("a")
    )
    assert rows.at(0) == Row(["a", "b", "", ""], 1)
    assert rows.at(1) == Row(["a\n1", "b", "", ""], 2)
    assert rows.at(4).fault == "2 fields where the header has 4"
    assert rows.at(5).fault == "2 fields where the header has 4"  # something of it follows
