"""Reading n-grams, and segments that have none."""

from pathlib import Path

import numpy as np
import pytest

from index.columns.column_file import write_columns
from index.columns.ngrams import Ngrams
from index.columns.segment_columns import SegmentColumns
from index.errors import IndexDamagedError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two frequent terms, 3 and 7: 3 3 in one document, 3 7 in three of two ranges, 3 3 7 in one."""
    write_columns(tmp_path / "g.ngrams", {
        "frequent": np.array([3, 7], np.uint32),
        "keys_2": np.array([0, 1], np.uint8),
        "starts_2": np.array([0, 1, 1, 3, 4], np.uint64),
        "docs_2": np.array([5, 2, 9, 1], np.uint16),
        "impacts_2": np.array([1.0, 0.5, 2.0, 4.0], np.float16),
        "keys_3": np.array([1], np.uint8),
        "starts_3": np.array([0, 1, 1], np.uint64),
        "docs_3": np.array([5], np.uint16),
        "impacts_3": np.array([3.0], np.float16),
    })  # fmt: skip
    return tmp_path / "g.ngrams"


def test_postings_of_frequent_terms_side_by_side(path: Path) -> None:
    ngrams = Ngrams(path)
    assert list(ngrams) == [(3, 3), (3, 7), (3, 3, 7)]
    for terms, docs, impacts in (
        ((3, 7), [2, 9, 65_537], [0.5, 2.0, 4.0]),
        ((3, 3), [5], [1.0]),
        ((3, 3, 7), [5], [3.0]),
    ):
        found = ngrams.postings(terms)
        assert found is not None
        assert (found.docs.tolist(), found.impacts.tolist()) == (docs, impacts)


def test_none_together_is_not_the_same_as_not_known(path: Path) -> None:
    ngrams = Ngrams(path)
    never = ngrams.postings((7, 3))
    assert never is not None
    assert len(never.docs) == len(never.impacts) == 0
    for unknown in ((3, 4), (4, 7), (3, 7, 3), (3, 3, 4)):
        assert ngrams.postings(unknown) is None


def test_damage_is_an_error(path: Path) -> None:
    changed = bytearray(path.read_bytes())
    changed[-12] ^= 1
    path.write_bytes(changed)
    with pytest.raises(IndexDamagedError, match=r"g\.ngrams"):
        Ngrams(path)


def test_a_segment_of_an_earlier_program_has_none(segment: SegmentColumns) -> None:
    assert len(segment.files) == 4
    assert segment.ngram_postings((0, 1)) is None
    assert list(segment.ngrams()) == []
