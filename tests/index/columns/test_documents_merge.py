"""Values, ids and stored articles of several sources, one after another."""

from pathlib import Path

import numpy as np
import pytest

from index.columns import article_store
from index.columns.article_store import ArticleStore
from index.columns.column_file import ColumnFile
from index.columns.documents_merge import merged_documents, write_articles
from index.columns.source import Source
from tests.archives import write_run_of
from tests.conftest import SEEDS
from tests.index.columns.conftest import ARTICLES


def test_only_the_values_and_ids_of_what_stays_are_kept(tmp_path: Path) -> None:
    stays = np.array([number % 3 == 0 for number in range(6)])
    columns = merged_documents([Source(write_run_of(tmp_path / "1", ARTICLES), stays)], None)
    assert columns["source"].tolist() == [0, 0]
    assert columns["source_bytes"].tobytes().decode() == "क"
    assert columns["id_bytes"].tobytes() == b"03"


def test_frames_of_another_dictionary_are_packed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = article_store.own_dictionary()
    with monkeypatch.context() as patch:
        other = article_store.train(SEEDS, 16 * 1024)
        for module in ("index.columns.article_store", "index.columns.run"):
            patch.setattr(f"{module}.own_dictionary", lambda: other)
        run = write_run_of(tmp_path / "1", ARTICLES)
    assert run.dictionary() == other != own
    write_articles(tmp_path / "articles", [Source(run)])
    file = ColumnFile(tmp_path / "articles")
    offsets = file["frame_offsets"].all().tolist()
    store = ArticleStore()
    for number, article in enumerate(ARTICLES):
        frame = file["frames"].bytes(offsets[number], offsets[number + 1])
        assert store.unpack(frame)["headline"] == article.headline
