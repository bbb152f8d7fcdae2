"""Signatures of bodies, by which copies are found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.shingles import BINS, SIZE, WHOLE, signatures


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=40), min_size=1, max_size=6))
def test_a_signature_depends_on_its_own_body_only(texts: list[list[int]]) -> None:
    hashes = np.array([word for text in texts for word in text], np.uint32)
    together = signatures(hashes, np.array([len(text) for text in texts]))
    assert together.shape == (len(texts), SIZE)
    for text, row in zip(texts, together, strict=True):
        alone = signatures(np.array(text, np.uint32), np.array([len(text)]))[0]
        assert (alone == row).all()


def test_signatures_share_as_much_as_the_bodies_do() -> None:
    chance = np.random.default_rng(1)
    for share in (0.2, 0.5, 0.8):
        found = []
        for _ in range(60):
            one = chance.integers(0, 2**32, 400, dtype=np.uint32)
            other = one.copy()
            cut = int(400 * share)
            other[cut:] = chance.integers(0, 2**32, 400 - cut, dtype=np.uint32)
            rows = signatures(np.concatenate((one, other)), np.array([400, 400]))
            whole = np.ascontiguousarray(rows[:, : 4 * WHOLE]).view("<u4")
            found.append(
                ((whole[0] == whole[1]).sum() + (rows[0, 4 * WHOLE :] == rows[1, 4 * WHOLE :]).sum()) / BINS
            )
        assert np.mean(found) == pytest.approx(share / (2 - share), abs=0.04)
