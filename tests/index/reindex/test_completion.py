"""A generation is complete only with all its articles."""

from pathlib import Path

import pytest

from index.article import Article
from index.errors import IndexDamagedError
from index.reindex.completion import complete
from index.store.duplicate_groups import DuplicateGroups
from tests.archives import segments_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "g"
    folder.mkdir()
    segments_of(folder, [Article(id="1", headline="सुर्खी", body="पाठ")])
    return folder


def test_all_that_readers_open_is_written(folder: Path) -> None:
    assert complete(folder, 1, None).live_count == 1
    assert len(DuplicateGroups(folder).documents) == 0


def test_a_missing_article_is_told(folder: Path) -> None:
    with pytest.raises(IndexDamagedError, match="1 articles instead of 2"):
        complete(folder, 2, None)
