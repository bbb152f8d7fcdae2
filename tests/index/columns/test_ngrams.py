"""Reading n-grams, and segments that have none."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.columns.column_file import ColumnFile, write_columns
from index.columns.ngrams import UNCOUNTED, Ngrams, packed_counts, unpacked_counts
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
        "counts_2": np.array([1, 2, 16, 64], np.uint8),
        "keys_3": np.array([1], np.uint8),
        "starts_3": np.array([0, 1, 1], np.uint64),
        "docs_3": np.array([5], np.uint16),
        "counts_3": np.array([3], np.uint8),
    })  # fmt: skip
    return tmp_path / "g.ngrams"


def test_postings_of_frequent_terms_side_by_side(path: Path) -> None:
    ngrams = Ngrams(path)
    for terms, docs, counts in (
        ((3, 7), [2, 9, 65_537], [2, 16, 64]),
        ((3, 3), [5], [1]),
        ((3, 3, 7), [5], [3]),
    ):
        found = ngrams.postings(terms)
        assert found is not None
        assert (found.docs.tolist(), found.packed.tolist()) == (docs, counts)
        assert ngrams.count(terms) == len(docs)


def test_none_together_is_not_the_same_as_not_known(path: Path) -> None:
    ngrams = Ngrams(path)
    never = ngrams.postings((7, 3))
    assert never is not None
    assert len(never.docs) == len(never.packed) == 0
    assert ngrams.count((7, 3)) == 0
    for unknown in ((3, 4), (4, 7), (3, 7, 3), (3, 3, 4)):
        assert ngrams.postings(unknown) is None
        assert ngrams.count(unknown) is None


def test_sound_ngrams_have_no_faults(path: Path) -> None:
    assert list(Ngrams(path).faults(65_538, 8)) == []
    assert list(Ngrams(path).faults(65_537, 8)) == [
        "documents of n-grams of 2 terms are out of order or out of bounds"
    ]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("frequent", [3, 9], "frequent terms of n-grams are out of order or out of bounds"),
        ("frequent", [7, 3], "frequent terms of n-grams are out of order or out of bounds"),
        ("frequent", [], "n-grams of 2 terms are out of order or out of bounds"),
        ("keys_2", [1, 0], "n-grams of 2 terms are out of order or out of bounds"),
        ("keys_3", [8], "n-grams of 3 terms are out of order or out of bounds"),
        ("starts_2", [0, 1, 0, 3, 4], "postings of n-grams of 2 terms are out of bounds"),
        ("starts_2", [0, 1, 1, 3], "postings of n-grams of 2 terms are out of bounds"),
        ("docs_2", [5, 9, 2, 1], "documents of n-grams of 2 terms are out of order or out of bounds"),
        ("counts_3", [0], "n-grams of 3 terms have postings without occurrences"),
    ],
)
def test_each_fault_is_named(path: Path, name: str, values: list[int], said: str) -> None:
    file = ColumnFile(path)
    arrays = {item: np.array(column.all()) for item, column in file.columns.items()}
    path.unlink()
    write_columns(path, {**arrays, name: np.array(values, arrays[name].dtype)})
    assert said in list(Ngrams(path).faults(65_538, 8))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 20)), min_size=1))
def test_counts_are_packed_into_a_byte_or_not_known(counts: list[tuple[int, int, int]]) -> None:
    headline, standfirst, body = np.array(counts).T
    packed = packed_counts(headline, standfirst, body)
    for given_counts, code, *found in zip(counts, packed.tolist(), *unpacked_counts(packed), strict=True):
        if given_counts[0] > 3 or given_counts[1] > 3 or given_counts[2] > 15:
            assert code == UNCOUNTED
        assert code == UNCOUNTED or tuple(found) == given_counts


def test_damage_is_an_error(path: Path) -> None:
    changed = bytearray(path.read_bytes())
    changed[-12] ^= 1
    path.write_bytes(changed)
    with pytest.raises(IndexDamagedError, match=r"g\.ngrams"):
        Ngrams(path)


def test_a_segment_of_an_earlier_program_has_none(segment: SegmentColumns) -> None:
    assert len(segment.files) == 4
    assert segment.ngram_postings((0, 1)) is None
    assert list(segment.ngram_faults()) == []
