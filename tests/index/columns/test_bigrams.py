"""Reading bigrams, and segments that have none."""

from pathlib import Path

import numpy as np
import pytest

from index.columns.bigrams import Bigrams
from index.columns.column_file import write_columns
from index.columns.segment_columns import SegmentColumns
from index.errors import IndexDamagedError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two frequent terms, 3 and 7; 3 stands before 7 in three documents of two ranges, and before itself in one."""
    write_columns(tmp_path / "g.bigrams", {
        "frequent": np.array([3, 7], np.uint32),
        "keys": np.array([0, 1], np.uint8),
        "starts": np.array([0, 1, 1, 3, 4], np.uint64),
        "docs": np.array([5, 2, 9, 1], np.uint16),
        "impacts": np.array([1.0, 0.5, 2.0, 4.0], np.float16),
    })  # fmt: skip
    return tmp_path / "g.bigrams"


def test_postings_of_frequent_terms_side_by_side(path: Path) -> None:
    bigrams = Bigrams(path)
    assert list(bigrams) == [(3, 3), (3, 7)]
    assert len(bigrams) == 2
    found = bigrams.postings(3, 7)
    assert found is not None
    assert (found.docs.tolist(), found.impacts.tolist()) == ([2, 9, 65_537], [0.5, 2.0, 4.0])
    same = bigrams.postings(3, 3)
    assert same is not None
    assert same.docs.tolist() == [5]


def test_none_together_is_not_the_same_as_not_known(path: Path) -> None:
    bigrams = Bigrams(path)
    never = bigrams.postings(7, 3)
    assert never is not None
    assert len(never.docs) == len(never.impacts) == 0
    assert bigrams.postings(3, 4) is None
    assert bigrams.postings(4, 7) is None


def test_damage_is_an_error(path: Path) -> None:
    changed = bytearray(path.read_bytes())
    changed[-12] ^= 1
    path.write_bytes(changed)
    with pytest.raises(IndexDamagedError, match=r"g\.bigrams"):
        Bigrams(path)


def test_a_segment_of_an_earlier_program_has_none(segment: SegmentColumns) -> None:
    assert len(segment.files) == 4
    assert segment.bigram_postings(0, 1) is None
    assert list(segment.bigrams()) == []
