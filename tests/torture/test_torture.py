"""Short versions of what `make torture` does at length."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import processes
from index.errors import DiskFullError, GenerationError
from index.reindex import batches as batches_module
from index.reindex.build import reindex
from index.reindex.merging import merge_segments
from index.reindex.removal import remove
from index.settings import Settings
from index.store.generations import Generations
from search.archive import Archive
from search.engines import open_archive
from tests import source_exports
from tests.torture import bits, calls, fuzz, kills, power
from tests.torture.archive import answers, article_ids, faults, published, write_batches


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index", processes=1)


def test_kill_9_at_file_operations_leaves_the_old_archive_or_the_new_one(
    tmp_path: Path, settings: Settings
) -> None:
    first, second = write_batches(tmp_path, 2, 5)
    reindex([first], settings)
    old = answers(settings)

    behind = 0

    def after(operation: int) -> None:
        nonlocal behind
        assert faults(settings) == []
        if published(settings) == 1:
            assert answers(settings) == old
        else:
            behind += 1
        if operation % 4 == 0:
            assert kills.in_a_child(kills.run([first, second], settings)) == 0
            assert open_archive(settings).overview().documents == 10
            assert faults(settings) == []

    assert kills.at_every_operation([first, second], settings, after) >= 30
    assert behind > 0  # some were killed behind the publication
    assert open_archive(settings).overview().documents == 10


def test_kill_9_at_random_moments(tmp_path: Path, settings: Settings) -> None:
    batches = write_batches(tmp_path, 4, 20)
    most = 0

    def after() -> None:
        nonlocal most
        assert published(settings) >= most
        most = published(settings)
        if most:
            assert faults(settings) == []

    kills.at_random(batches, settings, 12, 0.3, after)
    reindex(batches, settings)
    assert open_archive(settings).overview().documents == 80


def test_a_power_cut_leaves_the_old_archive_or_the_new_one(tmp_path: Path, settings: Settings) -> None:
    first, second = write_batches(tmp_path, 2, 5)
    reindex([first], settings)
    images, chance = tmp_path / "images", random.Random(1)
    images.mkdir()
    seen: set[int] = set()

    def check(disk: power.Disk) -> None:
        for image in disk.images(images, 3, chance):
            found = Settings(index=image, processes=1)
            assert faults(found) == []
            seen.add(open_archive(found).overview().documents)
            # Whatever else lies there, going back never leads to what was not whole.
            with suppress(GenerationError):
                Generations(image).rollback()
            assert faults(found) == []

    assert power.cut_everywhere(settings.index, lambda: reindex([second], settings), check) > 20
    assert seen == {5, 10}


def test_a_power_cut_during_a_large_merge_loses_nothing_and_brings_nothing_back(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    for path in write_batches(tmp_path, 8, 4):
        reindex([path], settings)
    gone = answers(settings)[0][1][0][0]
    remove([gone], settings, reason="न्यायालय का आदेश")
    old = article_ids(settings)
    assert gone not in old

    images, chance = tmp_path / "images", random.Random(2)
    images.mkdir()
    generations: set[int] = set()

    def check(disk: power.Disk) -> None:
        for image in disk.images(images, chance.choice((2, 2, 3)), chance):
            found = replace(settings, index=image)
            if chance.random() < 0.1:
                assert faults(found) == []
            assert article_ids(found) == old
            generations.add(published(found))
        if chance.random() < 0.05:  # whatever the cut has left is no hindrance
            assert merge_segments(found) is not None or published(found) > before
            assert article_ids(found) == old

    before = published(settings)
    assert power.cut_everywhere(settings.index, lambda: merge_segments(settings), check) > 10
    assert generations == {before, before + 1}


@pytest.mark.parametrize("before", [0, 2, 5, 9])
def test_a_full_disk_leaves_the_archive_and_nothing_else(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    first, second = write_batches(tmp_path, 2, 5)
    reindex([first], settings)
    old, held = answers(settings), sorted(settings.index.rglob("*"))
    left = before

    def full(_descriptor: int, _start: int, _size: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "posix_fallocate", full)
        with pytest.raises(DiskFullError, match="No space left on device; nothing was published"):
            reindex([second], settings)
    assert answers(settings) == old
    assert sorted(settings.index.rglob("*")) == held
    assert reindex([second], settings).documents == 10


def test_flipped_bits_are_found_and_never_answer_wrongly(tmp_path: Path, settings: Settings) -> None:
    reindex(write_batches(tmp_path, 1, 30), settings)
    right = answers(settings)
    generation = settings.index / "generations" / "000001"
    for place in bits.flips(generation, 40):
        assert bits.found_by_verify(settings), place
        assert not bits.silent_wrong_answers(settings, right), place
    assert answers(settings) == right


def test_the_order_of_input_and_the_processes_change_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches_module, "MIN_BATCH_BYTES", 4_096)  # so that there is something to share out
    shared: list[tuple[int, int]] = []
    original = processes.ordered_map

    def in_order(work: Any, items: Any, count: int, on_wait: Any) -> Iterator[Any]:
        done = 0
        for each in original(work, items, count, on_wait):
            done += 1
            yield each
        shared.append((count, done))

    monkeypatch.setattr("index.reindex.build.ordered_map", in_order)
    batches = write_batches(tmp_path, 3, 15)[:1] + write_batches(tmp_path, 3, 15)[2:]
    found = []
    for number, (paths, count) in enumerate(((batches, 1), (batches, 2), (batches[::-1], 2), (batches, 1))):
        settings = Settings(index=tmp_path / f"i{number}", processes=count)
        reindex(paths, settings)
        found.append(answers(settings))
    assert found == [found[0]] * 4
    assert all(done > 4 for count, done in shared if count == 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_a_run_and_leaves_the_archive(tmp_path: Path, number: int) -> None:
    source, index = tmp_path / "a.jsonl", tmp_path / "index"
    source.write_bytes(source_exports.json_lines(source_exports.articles(12_000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "web.commands", "reindex", source, "--index", index],
        stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - background jobs ignore it
    )  # fmt: skip
    while not list(index.glob("unfinished/*.done")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(number)
    assert "the published index is as it was" in process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert not (index / "CURRENT").exists()
    report = reindex([source], Settings(index=index))
    assert (report.added, report.published) == (12_000, True)


def test_what_a_stopped_run_had_read_is_not_read_again(tmp_path: Path, settings: Settings) -> None:
    batches = write_batches(tmp_path, 2, 10)
    stops = iter([None, None, KeyboardInterrupt()])

    def stop(_progress: object) -> None:
        error = next(stops, None)
        if error is not None:
            raise error

    with pytest.raises(KeyboardInterrupt):
        reindex(batches, settings, observe=stop)
    assert published(settings) == 0
    done = sorted((settings.index / "unfinished").glob("*.done"))
    assert done
    times = [path.stat().st_mtime_ns for path in done]
    kept = {}

    def look(progress: object) -> None:
        kept.update({path: path.stat().st_mtime_ns for path in done if path.exists()})

    reindex(batches, settings, observe=look)
    assert [kept[path] for path in done] == times
    assert faults(settings) == []
    assert not (settings.index / "unfinished").exists()
    assert open_archive(settings).overview().documents == 19 + 1


@pytest.mark.skipif(shutil.which("cc") is None, reason="failing calls are made by a C library")
def test_a_call_that_fails_loses_nothing_and_the_message_is_true(tmp_path: Path, settings: Settings) -> None:
    first, second = write_batches(tmp_path, 2, 5)
    reindex([first], settings)
    shim = calls.library(tmp_path)
    command = calls.Command("incremental reindex", ("reindex", str(first), str(second)))
    found = dict(
        calls.at_every_call(
            command, shim, settings, 23, ("fsync", "write", "rename", "mmap", "posix_fallocate", "open")
        )
    )
    assert len(found) >= 8
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_mutated_files_column_files_and_queries_do_no_harm(
    tmp_path: Path, settings: Settings, seed_archive: Archive
) -> None:
    assert list(fuzz.files(tmp_path / "files", 150)) == []
    reindex(write_batches(tmp_path, 1, 5), settings)
    paths = list((settings.index / "generations" / "000001").glob("g*.*"))
    assert list(fuzz.columns(paths, tmp_path, 300)) == []
    *bad, slowest = fuzz.queries(seed_archive, settings, 300)
    assert bad == []
    assert isinstance(slowest, fuzz.Slow)
