"""What is written so is synced before it is named, and never half there."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.store import durable
from index.store.durable import UnsyncedNameError, make_folder, replace_file, sync_tree


def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the name of everything that is synced, and of every rename."""
    calls: list[str] = []
    real, rename = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        calls.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    def replace(path: Path, target: Path) -> Path:
        calls.append(f"{path.name} → {target.name}")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    return calls


pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are in /proc")


def test_a_file_is_synced_then_named_then_its_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CURRENT").write_bytes(b"old")
    calls = synced(monkeypatch)
    replace_file(tmp_path / "CURRENT", b"new")
    new = f"CURRENT.{os.getpid()}-{threading.get_ident()}.new"
    assert calls == [new, f"{new} → CURRENT", tmp_path.name]
    assert (tmp_path / "CURRENT").read_bytes() == b"new"


def test_a_failure_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "CURRENT").write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(tmp_path / "CURRENT", b"new")
    assert (tmp_path / "CURRENT").read_bytes() == b"old"


def test_folders_are_ours_alone_and_their_names_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = synced(monkeypatch)
    make_folder(tmp_path / "a" / "b")
    assert calls == [tmp_path.name, "a"]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_tree_is_synced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "x").touch()
    calls = synced(monkeypatch)
    sync_tree(tmp_path)
    assert sorted(calls) == sorted(["g", "x", tmp_path.name])


def test_a_name_that_could_not_be_synced_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(durable, "sync_folder", fail)
    with pytest.raises(UnsyncedNameError, match="Input/output error"):
        replace_file(tmp_path / "CURRENT", b"new")
    assert (tmp_path / "CURRENT").read_bytes() == b"new"


def test_two_processes_may_replace_a_file_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "state"

    def replace_often(number: int) -> None:
        for _ in range(50):
            replace_file(path, str(number).encode() * 1000)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(replace_often, range(4)))
    assert path.read_bytes() in {str(number).encode() * 1000 for number in range(4)}
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_goes_with_a_later_writing(tmp_path: Path) -> None:
    left, written_now = tmp_path / "state.1-1.new", tmp_path / "state.2-1.new"
    for path in (left, written_now):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    replace_file(tmp_path / "state", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "state", written_now])
