"""Column files: what was written is read back, and damage is an error, never another answer."""

import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from index.columns import column_file
from index.columns.column import PAGE_BITS
from index.columns.column_file import ColumnFile, ColumnFileWriter, write_columns
from index.errors import IndexDamagedError, IndexOutdatedError

VALUES = {
    "small": np.array([1, 2, 3], np.uint8),
    "wide": np.arange(40, dtype=np.uint64) << 33,
    "none": np.zeros(0, np.uint32),
    "halves": np.array([0.5, 1.25], np.float16),
}
names = st.sampled_from(["a", "terms", "x_offsets"])
values = arrays.arrays(
    st.sampled_from([np.uint8, np.uint16, np.uint32, np.uint64, np.float16]), st.integers(0, 50)
)


@given(st.dictionaries(names, values))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, written: dict[str, np.ndarray]
) -> None:
    path = tmp_path_factory.mktemp("columns") / "x"
    write_columns(path, written)
    file = ColumnFile(path)
    file.verify()
    for name, array in written.items():
        np.testing.assert_array_equal(file[name].all(), array)
        is_halved = array.dtype == np.uint64 and array.max(initial=0) < 1 << 32
        assert file[name].dtype == (np.uint32 if is_halved else array.dtype)


def test_numbers_of_eight_bytes_take_four_only_where_they_fit(tmp_path: Path) -> None:
    most = (1 << 32) - 1
    write_columns(
        tmp_path / "x", {"fits": np.array([most], np.uint64), "long": np.array([most + 1], np.uint64)}
    )
    file = ColumnFile(tmp_path / "x")
    assert file["fits"].dtype == np.uint32
    assert file["long"].dtype == np.uint64
    assert (file["fits"].at(0), file["long"].at(0)) == (most, most + 1)


def test_every_way_to_a_value_gives_the_same(tmp_path: Path) -> None:
    wide = np.arange(3 << (PAGE_BITS - 2), dtype=np.uint32)
    write_columns(tmp_path / "x", {"first": np.zeros(7, np.uint8), "wide": wide})
    column = ColumnFile(tmp_path / "x")["wide"]
    picked = np.array([0, 5, 40_000, len(wide) - 1])
    assert [column.at(place) for place in picked.tolist()] == column.take(picked).tolist() == picked.tolist()
    assert column.slice(40_000, 40_003).tolist() == [40_000, 40_001, 40_002]
    assert column.range_of(77) == (77, 78)
    assert column.range_of(len(wide)) == (len(wide), len(wide))


def _read(path: Path) -> dict[str, list[float]]:
    file = ColumnFile(path)
    return {name: file[name].all().tolist() for name in VALUES}


def test_no_flipped_byte_gives_another_answer(tmp_path: Path) -> None:
    write_columns(tmp_path / "x", VALUES)
    whole = (tmp_path / "x").read_bytes()
    unnoticed = []
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        (tmp_path / "y").write_bytes(damaged)
        try:
            _read(tmp_path / "y")
            unnoticed.append(place)
        except (IndexDamagedError, IndexOutdatedError) as error:
            assert "rebuild with" in str(error)
            assert str(tmp_path / "y") in str(error)
    assert unnoticed == []


def test_no_cut_file_is_opened(tmp_path: Path) -> None:
    write_columns(tmp_path / "x", VALUES)
    whole = (tmp_path / "x").read_bytes()
    for size in range(len(whole)):
        (tmp_path / "y").write_bytes(whole[:size])
        with pytest.raises(IndexDamagedError, match="rebuild with"):
            ColumnFile(tmp_path / "y")
    with pytest.raises(IndexDamagedError):
        (tmp_path / "y").write_bytes(whole + b"x")
        ColumnFile(tmp_path / "y")
    with pytest.raises(IndexDamagedError, match="cannot be read"):
        ColumnFile(tmp_path / "nowhere")


def test_another_version_asks_for_a_rebuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_file, "VERSION", 99)
    write_columns(tmp_path / "x", VALUES)
    monkeypatch.undo()
    with pytest.raises(IndexOutdatedError, match=r"layout 99.*reindex --full"):
        ColumnFile(tmp_path / "x")


def test_a_missing_array_is_damage(tmp_path: Path) -> None:
    write_columns(tmp_path / "x", VALUES)
    with pytest.raises(IndexDamagedError, match="no array 'other'"):
        ColumnFile(tmp_path / "x")["other"]


def test_damage_is_met_where_it_is_touched_and_by_verify(tmp_path: Path) -> None:
    pages = np.zeros(4 << PAGE_BITS, np.uint8)
    write_columns(tmp_path / "x", {"pages": pages})
    content = bytearray((tmp_path / "x").read_bytes())
    content[len(content) // 2] = 7
    (tmp_path / "x").write_bytes(content)
    file = ColumnFile(tmp_path / "x")
    assert file["pages"].at(3) == 0
    with pytest.raises(IndexDamagedError, match=r"page [12] "):
        file["pages"].slice(1 << PAGE_BITS, 3 << PAGE_BITS)
    with pytest.raises(IndexDamagedError):
        file.verify()


def test_an_unsealed_file_is_no_column_file(tmp_path: Path) -> None:
    writer = ColumnFileWriter(tmp_path / "x", {"a": ("<u4", 3)})
    writer["a"][:] = 1
    writer.flush()
    with pytest.raises(IndexDamagedError, match="no column file"):
        ColumnFile(tmp_path / "x")


def test_a_table_that_lies_is_damage(tmp_path: Path) -> None:
    chance = random.Random(5)
    for number in range(300):
        path = tmp_path / f"{number}"
        write_columns(path, {"a": np.arange(100, dtype=np.uint32), "b": np.arange(10, dtype=np.float16)})
        content = bytearray(path.read_bytes())
        first = 64 * -(-(40 + 2 * 48) // 64)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(40, 136)] = chance.randrange(256)
        header = bytes(content[:36]) + bytes(4) + bytes(content[40:first])
        content[36:40] = struct.pack("<I", zlib.crc32(header))
        path.write_bytes(content)
        try:
            file = ColumnFile(path)
            read = {name: column.all() for name, column in file.columns.items()}
        except (IndexDamagedError, IndexOutdatedError):
            continue
        assert sum(column.nbytes for column in read.values()) <= len(content)
