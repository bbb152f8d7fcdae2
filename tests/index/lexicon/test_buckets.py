"""Terms filed under keys: every term under any of its keys, each once."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.columns.column_file import ColumnFile, write_columns
from index.lexicon.buckets import Buckets, bucket_arrays, hashed

pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 20)), max_size=30, unique=True)


@given(pairs, st.sets(st.sampled_from("abcdefgh"), max_size=4))
def test_a_bucket_holds_what_was_filed(
    tmp_path_factory: pytest.TempPathFactory, filed: list[tuple[str, int]], keys: set[str]
) -> None:
    path = tmp_path_factory.mktemp("buckets") / "f"
    hashes = np.array([hashed(key) for key, _ in filed], np.uint32)
    write_columns(path, bucket_arrays("sound", hashes, np.array([term for _, term in filed], np.uint32)))
    found = Buckets(ColumnFile(path), "sound").terms(keys)
    assert found.tolist() == sorted({term for key, term in filed if key in keys})


def test_it_is_the_hash_of_the_utf8(tmp_path: Path) -> None:
    assert hashed("मोदी") == hashed("मोदी") != hashed("मोदि")
