"""A batch becomes column files; what the archive holds already is not written again."""

import json
from pathlib import Path

from index.columns.segment_columns import SegmentColumns
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.reindex.batch_indexer import BatchIndexer, BatchResult
from index.reindex.batches import Batches
from index.reindex.build import reindex
from index.reindex.takedowns import Takedowns
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests.index.readers.reading import GOOD


def indexed(path: Path, base: Path, published: Segments) -> BatchResult:
    (batch,) = Batches(list(source_files([path])), Settings(), ReadOptions())
    return BatchIndexer(published, ReadOptions(), 1000, Takedowns(base.parent)).index_batch(batch, base)


def written(path: Path, *titles: str) -> Path:
    path.write_text(
        "".join(json.dumps({**GOOD, "id": title, "title": title}) + "\n" for title in titles), "utf-8"
    )
    return path


def test_articles_are_written_refused_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", "एक", "दो")
    path.write_text(path.read_text("utf-8") + "{\n", "utf-8")
    result = indexed(path, tmp_path / "r", Segments([]))
    assert (result.articles, result.written, len(result.refused)) == (3, 2, 1)
    columns = SegmentColumns(tmp_path / "r")
    assert [columns.article(number).headline for number in range(2)] == ["एक", "दो"]


def test_only_what_is_new_or_changed_is_written(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    reindex([written(tmp_path / "a.jsonl", "एक", "दो")], settings)
    published = Segments.open(Generations(settings.index).current().path)
    result = indexed(written(tmp_path / "a.jsonl", "एक", "दो", "तीन"), tmp_path / "r", published)
    assert (result.articles, result.written) == (3, 1)
    assert SegmentColumns(tmp_path / "r").article(0).headline == "तीन"
