"""Sweep: what changed without being told of is found, and nothing twice."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.reindex import sweep as module
from index.reindex.sweep import Sweep


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Time as the sweep sees it: it stands still unless it is moved."""
    clock = SimpleNamespace(now=time.time())
    monkeypatch.setattr(
        module, "time", SimpleNamespace(time=lambda: clock.now, monotonic=lambda: clock.now - 1e6)
    )
    return clock


def written(path: Path, at: float) -> Path:
    path.write_text("पाठ", "utf-8")
    os.utime(path, (at, at))
    return path


def test_what_was_read_is_not_found_again(tmp_path: Path, clock: SimpleNamespace) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "old.txt", clock.now - 1000)
    sweep = Sweep([folder], tmp_path / "index", 60)
    told = written(folder / "told.txt", clock.now + 5)
    missed = written(folder / "missed.txt", clock.now + 6)
    sweep.note_read([told])
    assert list(sweep.missed()) == []
    clock.now += 61
    assert list(sweep.missed()) == [missed]
    sweep.note_read([missed])
    clock.now += 61
    assert list(sweep.missed()) == []


def test_a_file_that_changed_after_it_was_read_is_found(tmp_path: Path, clock: SimpleNamespace) -> None:
    sweep = Sweep([tmp_path], tmp_path / "index", 60)
    path = written(tmp_path / "a.txt", clock.now + 1)
    sweep.note_read([path])
    written(path, clock.now + 30)
    clock.now += 61
    assert list(sweep.missed()) == [path]


def test_hidden_files_the_index_and_gone_folders_are_passed_over(
    tmp_path: Path, clock: SimpleNamespace
) -> None:
    sweep = Sweep([tmp_path / "in", tmp_path / "gone"], tmp_path / "in" / "index", 60)
    for name in ("in/.hidden.txt", "in/index/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path / name, clock.now + 1)
    clock.now += 61
    assert list(sweep.missed()) == []
