"""The process that merges beside `follow`."""

import sys
import time
from pathlib import Path

import pytest

from index.reindex import background_merge
from index.reindex.background_merge import BackgroundMerge
from index.reindex.build import reindex
from index.reindex.verify import verify
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests import source_exports
from tests.archives import publish_in_batches


def segments(settings: Settings) -> int:
    return len(Segments.open(Generations(settings.index).current().path))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    publish_in_batches(settings, 32, 4)
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


def test_with_many_words_and_processes_it_merges_by_itself(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=2, max_merged_articles=8)
    for first in range(0, 32, 4):
        path = tmp_path / f"{first}.jsonl"
        records = [
            {
                "id": str(first + each),
                "title": "सुर्खी",
                "body": " ".join(f"शब्द{1000 * (first + each) + at}क" for at in range(600)),
            }
            for each in range(4)
        ]
        path.write_bytes(source_exports.json_lines(records))
        reindex([path], settings)
    merge = BackgroundMerge(settings)
    merge.start_if_needed()
    until = time.monotonic() + 60
    while merge.is_running and time.monotonic() < until:
        time.sleep(0.05)
    assert segments(settings) == 2


def test_a_damaged_index_is_left_to_the_next_publication(settings: Settings) -> None:
    (settings.index / "CURRENT").write_text("nothing")
    merge = BackgroundMerge(settings)
    merge.start_if_needed()
    assert not merge.is_running


def test_what_a_killed_merge_left_is_removed(settings: Settings) -> None:
    folder = settings.index / "merging"
    folder.mkdir()
    (folder / "g000001.terms").write_text("left")
    BackgroundMerge(settings).stop()
    assert not folder.exists()


def test_a_merge_that_failed_is_not_tried_at_once_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge = BackgroundMerge(settings)
    monkeypatch.setattr(background_merge, "_merge", _fail)
    merge.start_if_needed()
    while merge.is_running:
        time.sleep(0.05)
    monkeypatch.undo()
    merge.start_if_needed()
    assert not merge.is_running
    assert segments(settings) == 3


def _fail(_settings: Settings) -> None:
    sys.exit(1)


def test_stopped_it_leaves_what_was_published(settings: Settings) -> None:
    merge = BackgroundMerge(settings)
    merge.start_if_needed()
    merge.stop()
    assert not merge.is_running
    assert segments(settings) in {2, 3}  # it may have ended before
    assert not [finding for finding in verify(settings) if finding.is_fault]
    BackgroundMerge(settings).stop()  # nothing to stop
