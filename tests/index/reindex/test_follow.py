"""Following: what arrives is published, whatever happens beside it."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.errors import WatchingStoppedError
from index.reindex.build import reindex
from index.reindex.follow import Publication, _Changes, follow
from index.reindex.report import DEFAULT_OPTIONS, Report
from index.settings import Settings
from index.store.generations import Generations

ARTICLE = "नमूना | 2024-06-25\nसुर्खी {0}\nपाठ संख्या {0} का।"
MAX_SECONDS = 60.0
"""How long a busy machine may take; the promise is two seconds on one that is free."""


pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
"""watchdog warns where a folder is made while it looks at the one around it."""


@contextmanager
def following(folder: Path, settings: Settings, *, poll: bool = False) -> Iterator[list[Publication]]:
    """Follow a folder in a thread; give what was published so far."""
    stop, found = threading.Event(), list[Publication]()

    def run() -> None:
        for publication in follow([folder], settings, DEFAULT_OPTIONS, stop, poll=poll):
            found.append(publication)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield found
    finally:
        stop.set()
        thread.join(MAX_SECONDS)
        assert not thread.is_alive()


def eventually(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + MAX_SECONDS
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def documents(settings: Settings) -> int:
    generations = Generations(settings.index)
    return generations.current().documents if generations.current_number() else 0


def write(folder: Path, number: int) -> None:
    (folder / f"{number}.txt").write_text(ARTICLE.format(number), "utf-8")


@pytest.mark.parametrize("poll", [False, True])
def test_what_is_there_and_what_arrives_is_published(tmp_path: Path, poll: bool) -> None:
    folder, settings = tmp_path / "in", Settings(index=tmp_path / "in" / "index", processes=1)
    folder.mkdir()
    write(folder, 0)
    with following(folder, settings, poll=poll) as found:
        eventually(lambda: documents(settings) == 1)
        write(folder, 1)
        eventually(lambda: documents(settings) == 2)
        (tmp_path / "2.txt").write_text(ARTICLE.format(2), "utf-8")
        (tmp_path / "2.txt").rename(folder / "2.txt")
        (folder / "3.jsonl").write_text("{broken", "utf-8")
        eventually(
            lambda: (
                documents(settings) == 3 and any(publication.report.refused_count for publication in found)
            )
        )
        write(folder, 1)  # the same again: nothing is published
    assert sum(publication.report.added for publication in found) == 3


def test_a_lock_that_another_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reindex.follow.LOCKED_SECONDS", 0.1)
    folder, settings = tmp_path / "in", Settings(index=tmp_path / "index", processes=1)
    folder.mkdir()
    write(folder, 0)
    with Generations(settings.index).writing(), following(folder, settings) as found:
        eventually(lambda: bool(found))
        assert "is writing to this index" in found[0].fault
    with following(folder, settings):
        eventually(lambda: documents(settings) == 1)


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    changes = _Changes(tmp_path / "index")
    path = tmp_path / "a.txt"
    path.write_text("क")
    changes.note(path, is_closed=False)
    changes.note(tmp_path / "index" / "CURRENT", is_closed=True)
    now = time.monotonic()
    assert changes.ready(now) == []
    assert changes.ready(now + 0.6) == [path]
    changes.note(path, is_closed=True)
    changes.note(tmp_path / "gone.txt", is_closed=True)
    assert changes.ready(time.monotonic()) == [path]
    assert changes.ready(time.monotonic() + 9) == []


def test_a_file_that_somebody_writes_is_read_when_it_is_closed(tmp_path: Path) -> None:
    changes = _Changes(tmp_path / "index")
    text, lines = tmp_path / "a.txt", tmp_path / "a.jsonl"
    for path in (text, lines):
        path.write_text("क")
        changes.note(path, is_closed=False, is_open=True)
    now = time.monotonic()
    assert changes.ready(now + 2) == [lines]
    changes.note(text, is_closed=True)
    assert changes.ready(time.monotonic()) == [text]


def test_what_reindex_of_the_folder_passes_over_is_passed_over(tmp_path: Path) -> None:
    folder, settings = tmp_path / "in", Settings(index=tmp_path / "index", processes=1)
    (folder / ".git").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text(ARTICLE.format(9), "utf-8")
    with following(folder, settings):
        for name in ("crawl.log", "README.md", ".git/config.txt", ".hidden.txt"):
            (folder / name).write_text(ARTICLE.format(1), "utf-8")
        (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
        (folder / "circle.txt").symlink_to("circle.txt")
        write(folder, 2)
        eventually(lambda: documents(settings) >= 1)
        time.sleep(1.5)
    assert documents(settings) == 1


def test_files_that_cannot_be_published_hold_no_others_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, settings = tmp_path / "in", Settings(index=tmp_path / "index", processes=1)
    folder.mkdir()
    write(folder, 0)
    is_broken = threading.Event()
    is_broken.set()

    def failing(paths: list[Path], *rest: Any) -> Report:
        if is_broken.is_set() and any(path.name == "1.txt" for path in paths):
            raise OSError("no room for this one")
        return reindex(paths, *rest)

    monkeypatch.setattr("index.reindex.follow.reindex", failing)
    monkeypatch.setattr("index.reindex.follow.RETRY_SECONDS", 0.3)
    with following(folder, settings) as found:
        eventually(lambda: documents(settings) == 1)
        write(folder, 1)
        eventually(lambda: any(publication.fault == "no room for this one" for publication in found))
        write(folder, 2)
        eventually(lambda: documents(settings) == 2)
        time.sleep(0.7)  # it is tried again, and said once
        assert [publication.fault for publication in found].count("no room for this one") == 1
        is_broken.clear()
        eventually(lambda: documents(settings) == 3)


def test_a_change_that_the_system_does_not_tell_of_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    settings = Settings(index=tmp_path / "index", processes=1, sweep_seconds=0.2)
    monkeypatch.setattr(_Changes, "dispatch", lambda _self, _event: None)
    write(folder, 0)
    with following(folder, settings):
        eventually(lambda: documents(settings) == 1)
        write(folder, 1)
        eventually(lambda: documents(settings) == 2)


def test_it_ends_when_a_thread_that_watches_dies(tmp_path: Path) -> None:
    folder, settings = tmp_path / "in", Settings(index=tmp_path / "index", processes=1)
    folder.mkdir()
    write(folder, 1)
    before = set(threading.enumerate())
    publications = follow([folder], settings, DEFAULT_OPTIONS, threading.Event())
    next(publications)
    for thread in set(threading.enumerate()) - before:
        if "Emitter" in type(thread).__name__:
            thread.stop()  # type: ignore[attr-defined]
            thread.join(MAX_SECONDS)
    with pytest.raises(WatchingStoppedError, match="notifications stopped"):
        next(publications)


def test_a_folder_that_goes_leaves_the_others_followed(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    settings = Settings(index=tmp_path / "index", processes=1)
    for folder in (first, second):
        folder.mkdir()
    write(first, 0)
    stop = threading.Event()
    publications = follow([first, second], settings, DEFAULT_OPTIONS, stop)
    next(publications)
    shutil.rmtree(second)
    write(first, 1)
    assert next(publications).report.documents == 2
    stop.set()
    assert next(publications, None) is None
