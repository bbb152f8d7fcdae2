"""Dense terms are stored as bits and peaks, all others as lists; both give the same postings."""

from pathlib import Path

import numpy as np
import pytest

from index.columns import postings_merge
from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from tests.archives import write_run_of
from tests.index.columns.conftest import ARTICLES


def merged(folder: Path, name: str) -> SegmentColumns:
    merge(folder / name, [Source(write_run_of(folder / f"{name}-run", ARTICLES))])
    return SegmentColumns(folder / name)


def test_a_dense_term_has_the_postings_of_its_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sparse = merged(tmp_path, "sparse")
    monkeypatch.setattr(postings_merge, "DENSE_LEAST", 5)
    dense = merged(tmp_path, "dense")
    forms = set()
    for number in range(len(sparse.terms)):
        tables = dense.dense_tables(number)
        forms.add(tables is not None)
        assert dense.docs(number).tolist() == sparse.docs(number).tolist()
        own = dense.impacts(*dense.posting_range(number))
        assert own.tolist() == sparse.impacts(*sparse.posting_range(number)).tolist()
        assert dense.max_impact(number) == own.max()
        if tables is not None:
            blocks = np.zeros(len(tables.block_max_impacts), np.float16)
            np.maximum.at(blocks, dense.docs(number).astype(np.int64) // 16, own)
            assert tables.block_max_impacts.tolist() == blocks.tolist()
    assert forms == {True, False}
