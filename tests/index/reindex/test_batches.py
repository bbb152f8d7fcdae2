"""Batches hold every split once, in order, and none grows beyond its share of memory."""

from pathlib import Path

import pytest

from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.reindex import batches
from index.reindex.batches import Batches
from index.settings import Settings
from tests.index.readers.reading import LINE


def test_splits_stand_in_order_and_rejected_files_wait_for_their_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "MIN_BATCH_BYTES", 200)
    for name in "abde":
        (tmp_path / f"{name}.jsonl").write_bytes(LINE * 5)
    (tmp_path / "c.gif").write_bytes(b"GIF89a\0")
    found = Batches(list(source_files([tmp_path])), Settings(processes=1), ReadOptions())
    all_batches = list(found)
    splits = [split for batch in all_batches for split in batch]
    assert [(split.path.name, split.offset) for split in splits] == sorted(
        (split.path.name, split.offset) for split in splits
    )
    assert sum(split.size for split in splits) == 4 * 5 * len(LINE)
    assert len(all_batches) > 1
    assert all(split.content is None for batch in found.handed_out for split in batch)
    assert [each.path for each in found.rejected_until(0)] == []
    assert [Path(each.path).name for each in found.rejected_left()] == ["c.gif"]
    assert list(found.rejected_left()) == []
