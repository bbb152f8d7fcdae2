"""What an interrupted run had indexed counts only while it is what would be read now."""

import os
from pathlib import Path

import pytest

from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.reindex.batch_indexer import BatchIndexer, BatchResult
from index.reindex.batches import Batch, Batches
from index.reindex.checkpoints import RUN, UNFINISHED_FOLDER, Checkpoints, fingerprint
from index.reindex.takedowns import Takedowns
from index.settings import Settings
from index.store.segments import Segments
from tests.index.readers.reading import LINE


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE * 3 + b"{\n")
    (found,) = Batches(list(source_files([path])), Settings(), ReadOptions())
    return found


def indexed(checkpoints: Checkpoints, batch: Batch) -> BatchResult:
    result = BatchIndexer(
        Segments([]), ReadOptions(), 1000, Takedowns(checkpoints.folder.parent)
    ).index_batch(batch, checkpoints.base(0))
    checkpoints.record(result, fingerprint(batch))
    return result


def test_a_finished_batch_is_taken_over(tmp_path: Path, batch: Batch) -> None:
    result = indexed(Checkpoints(tmp_path, {"base": 1}), batch)
    again = Checkpoints(tmp_path, {"base": 1}).finished(0, batch)
    assert again == result
    assert len(result.refused) == 1


@pytest.mark.parametrize("harm", ["source", "column", "facts", "run"])
def test_what_has_changed_is_read_anew(tmp_path: Path, batch: Batch, harm: str) -> None:
    checkpoints = Checkpoints(tmp_path, {"base": 1})
    indexed(checkpoints, batch)
    if harm == "source":
        os.utime(batch[0].path, ns=(1, 1))
    elif harm == "column":
        path = next(checkpoints.folder.glob("*.postings"))
        path.write_bytes(path.read_bytes()[:-1])
    elif harm == "facts":
        next(checkpoints.folder.glob("*.done")).write_text("[]", "utf-8")
    else:
        checkpoints = Checkpoints(tmp_path, {"base": 2})
    assert checkpoints.finished(0, batch) is None
    assert list(checkpoints.folder.glob("r*")) == []


@pytest.mark.parametrize("content", [b"\xff", b"", b"{}"])
def test_a_broken_note_of_the_run_is_the_note_of_another_run(
    tmp_path: Path, batch: Batch, content: bytes
) -> None:
    indexed(Checkpoints(tmp_path, {"base": 1}), batch)
    (tmp_path / UNFINISHED_FOLDER / RUN).write_bytes(content)
    assert Checkpoints(tmp_path, {"base": 1}).finished(0, batch) is None
