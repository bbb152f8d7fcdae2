"""Strings of a column file are read one by one as all together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.columns.column_file import ColumnFile, write_columns
from index.columns.strings import Strings, offsets_of, string_arrays


@given(st.lists(st.binary(max_size=6), max_size=20))
def test_what_was_written_is_read(tmp_path_factory: object, parts: list[bytes]) -> None:
    folder = Path(str(tmp_path_factory.mktemp("strings")))  # type: ignore[attr-defined]
    write_columns(folder / "S", string_arrays("s", parts))
    file = ColumnFile(folder / "S")
    strings = Strings(file["s_bytes"], file["s_offsets"])
    assert len(strings) == len(parts)
    assert [strings[index] for index in range(len(parts))] == strings.all() == parts
    with pytest.raises(IndexError):
        strings[-1]
    ordered = sorted(set(parts))
    write_columns(folder / "O", string_arrays("s", ordered))
    file = ColumnFile(folder / "O")
    found = Strings(file["s_bytes"], file["s_offsets"])
    assert [found.find(each) for each in ordered] == list(range(len(ordered)))
    assert found.find(b"not there at all") is None


def test_offsets_begin_at_zero_and_end_with_the_whole() -> None:
    assert offsets_of([]).tolist() == [0]
    assert offsets_of([2, 0, 3]).tolist() == [0, 2, 2, 5]
