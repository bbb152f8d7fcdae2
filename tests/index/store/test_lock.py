"""The writer's lock: one at a time, released with its owner."""

import os
from pathlib import Path

import pytest

from index.errors import IndexLockedError
from index.store.lock import writer_lock


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path) -> None:
    with (
        writer_lock(tmp_path),
        pytest.raises(IndexLockedError, match=f"process {os.getpid()} "),
        writer_lock(tmp_path),
    ):
        pass


def test_the_lock_is_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        raise ZeroDivisionError
    with writer_lock(tmp_path):
        pass


def test_a_lock_file_that_was_left_behind_locks_nothing(tmp_path: Path) -> None:
    (tmp_path / "LOCK").write_text("12345\n")
    with writer_lock(tmp_path):
        assert (tmp_path / "LOCK").read_text() == f"{os.getpid()}\n"
