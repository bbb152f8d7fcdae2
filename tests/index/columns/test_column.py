"""One mapped array: single values, ranges, and look-ups in ascending ones."""

from pathlib import Path

import numpy as np
import pytest

from index.columns.column_file import ColumnFile, write_columns
from index.errors import IndexDamagedError

VALUES = np.array([1, 3, 3, 3, 8, 9], np.uint32)


def test_a_value_is_found_by_halving(tmp_path: Path) -> None:
    write_columns(tmp_path / "f", {"v": VALUES})
    column = ColumnFile(tmp_path / "f")["v"]
    for value in range(11):
        start, end = column.range_of(value)
        assert VALUES[start:end].tolist() == VALUES[value == VALUES].tolist()


def test_single_values_and_slices_agree(tmp_path: Path) -> None:
    write_columns(tmp_path / "f", {"v": VALUES, "b": np.frombuffer(b"abcdef", np.uint8)})
    file = ColumnFile(tmp_path / "f")
    assert [file["v"].at(index) for index in range(6)] == file["v"].slice(0, 6).tolist() == VALUES.tolist()
    assert file["v"].take(np.array([5, 0])).tolist() == [9, 1]
    assert file["b"].bytes(1, 4) == b"bcd"


def test_a_changed_page_is_noticed_by_every_way_of_reading(tmp_path: Path) -> None:
    write_columns(tmp_path / "f", {"v": np.arange(4096, dtype=np.uint32)})
    content = bytearray((tmp_path / "f").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "f").write_bytes(content)
    column = ColumnFile(tmp_path / "f")["v"]
    with pytest.raises(IndexDamagedError):
        for index in range(4096):
            column.at(index)
    for read in (column.all, lambda: column.take(np.arange(4096)), lambda: column.slice(1000, 3000)):
        with pytest.raises(IndexDamagedError):
            read()
