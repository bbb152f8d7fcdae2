"""Fixtures of this folder."""

from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.txt"], settings)
    return settings
