"""The process that merges beside `follow`."""

import time
from pathlib import Path

import pytest

from index.reindex.background_merge import BackgroundMerge
from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests import source_exports


def segments(settings: Settings) -> int:
    return len(Segments.open(Generations(settings.index).current().path))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    for first in range(0, 32, 4):
        path = tmp_path / f"{first}.jsonl"
        records = [{"id": str(first + each), "title": "सुर्खी", "body": "पाठ"} for each in range(4)]
        path.write_bytes(source_exports.json_lines(records))
        reindex([path], settings)
    return settings


def test_it_merges_in_a_process_of_its_own(settings: Settings) -> None:
    merge = BackgroundMerge(settings)
    assert segments(settings) == 3
    merge.start_if_needed()
    until = time.monotonic() + 60
    while merge.is_running and time.monotonic() < until:
        time.sleep(0.05)
    assert segments(settings) == 2
    merge.start_if_needed()
    assert not merge.is_running


def test_stopped_it_leaves_what_was_published(settings: Settings) -> None:
    merge = BackgroundMerge(settings)
    merge.start_if_needed()
    merge.stop()
    assert not merge.is_running
    assert segments(settings) in {2, 3}
    BackgroundMerge(settings).stop()  # nothing to stop
