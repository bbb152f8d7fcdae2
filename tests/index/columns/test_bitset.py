"""Bit sets agree with sets of numbers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns import bitset

SIZE = 300
Documents = st.sets(st.integers(0, SIZE - 1))


@given(Documents, Documents)
def test_bits_are_a_set_of_documents(documents: set[int], others: set[int]) -> None:
    bits = bitset.from_doc_ids(np.array(sorted(documents), np.int64), SIZE)
    assert bitset.doc_ids(bits).tolist() == sorted(documents)
    assert bitset.count(bits) == len(documents)
    asked = np.array(sorted(others), np.int64)
    assert bitset.contains(bits, asked).tolist() == [other in documents for other in sorted(others)]


@given(Documents)
def test_a_mask_is_the_same_set(documents: set[int]) -> None:
    mask = bitset.empty_mask(SIZE)
    mask[sorted(documents)] = True
    assert bitset.doc_ids(bitset.from_mask(mask)).tolist() == sorted(documents)
    halves = bitset.from_mask(mask).view(np.uint16)
    assert bitset.in_blocks(halves).tolist() == mask.tolist()


def test_nothing_is_set_in_an_empty_one() -> None:
    assert bitset.count(bitset.empty(SIZE)) == 0
    assert len(bitset.empty(SIZE)) * 64 >= SIZE
