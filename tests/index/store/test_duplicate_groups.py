"""Groups of copies: looked up one by one as all together."""

from pathlib import Path

import numpy as np

from index.columns.column_file import write_columns
from index.store.duplicate_groups import COPIES, DuplicateGroups


def test_documents_know_their_group_and_their_copies(tmp_path: Path) -> None:
    arrays = {"documents": np.array([2, 5, 9, 11], np.uint32), "groups": np.array([2, 2, 9, 9], np.uint32)}
    write_columns(tmp_path / COPIES, arrays)
    groups = DuplicateGroups(tmp_path)
    asked = list(range(13))
    expected = [2 if each == 5 else 9 if each == 11 else each for each in asked]
    assert [groups.group_of(each) for each in asked] == expected
    assert groups.groups_of(np.array(asked)).tolist() == expected
    assert groups.members(2) == [2, 5]
    assert groups.members(3) == [3]


def test_an_archive_without_copies(tmp_path: Path) -> None:
    nothing = np.zeros(0, np.uint32)
    write_columns(tmp_path / COPIES, {"documents": nothing, "groups": nothing})
    groups = DuplicateGroups(tmp_path)
    assert groups.group_of(4) == 4
    assert groups.groups_of(np.array([4, 7])).tolist() == [4, 7]
    assert groups.members(4) == [4]
