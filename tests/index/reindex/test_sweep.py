"""Sweep: what changed without being told of is found, and nothing twice."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.reindex import sweep as module
from index.reindex.sweep import Sweep

OLD = 1_000_000_000.0


def written(path: Path, text: str = "पाठ", at: float | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    if at is not None:
        os.utime(path, (at, at))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file that was there before."""
    written(tmp_path / "in" / "old.txt", at=OLD)
    return tmp_path / "in"


@pytest.fixture
def sweep(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sweep:
    """A sweep that begins an hour after the folder's file was written."""
    later = SimpleNamespace(time=lambda: time.time() + 3600, monotonic=time.monotonic)
    monkeypatch.setattr(module, "time", later)
    found = Sweep([folder], tmp_path / "index", 60)
    monkeypatch.setattr(module, "time", time)
    found._since[folder] = time.time()
    monkeypatch.setattr(module, "MARGIN_SECONDS", 0.0)
    time.sleep(0.02)  # disks count by the tick of the system
    return found


def test_what_was_read_is_not_found_again(sweep: Sweep, folder: Path) -> None:
    told, missed = written(folder / "told.txt"), written(folder / "missed.txt")
    sweep.note_read([told])
    assert sweep.look() == [missed]
    sweep.note_read([missed])
    assert sweep.look() == []


def test_a_file_that_changed_after_it_was_read_is_found(sweep: Sweep, folder: Path) -> None:
    path = written(folder / "a.txt")
    sweep.note_read([path])
    written(path, "ज़्यादा पाठ")
    assert sweep.look() == [path]


def test_a_file_that_was_moved_in_with_its_old_time_is_found(
    sweep: Sweep, folder: Path, tmp_path: Path
) -> None:
    outside = written(tmp_path / "outside.txt", at=OLD)
    assert sweep.look() == []
    time.sleep(0.02)
    outside.rename(folder / "moved.txt")
    assert sweep.look() == [folder / "moved.txt"]


def test_hidden_files_and_the_index_are_passed_over(folder: Path, tmp_path: Path) -> None:
    sweep = Sweep([tmp_path], tmp_path / "index", 60)
    written(folder / ".hidden.txt")
    written(tmp_path / "index" / "a.txt")
    written(folder / "seen.txt")
    assert folder / "seen.txt" in sweep.look()
    assert not {folder / ".hidden.txt", tmp_path / "index" / "a.txt"} & set(sweep.look())


def test_a_folder_that_was_away_is_compared_when_it_is_back(
    sweep: Sweep, folder: Path, tmp_path: Path
) -> None:
    path = written(folder / "a.txt")
    folder.rename(tmp_path / "away")
    assert sweep.look() == []
    (tmp_path / "away").rename(folder)
    assert sweep.look() == [path]


def test_a_file_that_goes_while_it_is_looked_at_ends_nothing(
    sweep: Sweep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(folder / "a.txt")

    def gone(*_: object) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr(module, "source_files", gone)
    assert sweep.look() == []
    monkeypatch.undo()
    assert path in sweep.look()


def test_a_look_is_made_beside_when_it_is_due(folder: Path, tmp_path: Path) -> None:
    sweep = Sweep([folder], tmp_path / "index", 0.0)
    path = written(folder / "a.txt")
    found: list[Path] = []
    until = time.monotonic() + 30
    while path not in found and time.monotonic() < until:
        found = sweep.missed()
    assert path in found
    assert Sweep([folder], tmp_path / "index", 3600).missed() == []
