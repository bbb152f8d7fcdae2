"""Fixtures of this folder."""

import pytest

from index.readers import unpack


@pytest.fixture(autouse=True)
def small_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "GRACE_BYTES", 1 << 20)
