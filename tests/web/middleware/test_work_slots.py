"""Large requests: so many at a time, of each kind one a client, and never all threads."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from index.settings import Settings
from search.archive import Archive
from search.embedded.local_archive import LocalArchive
from web.app import create_app
from web.middleware.work_slots import WorkSlots


def test_of_each_kind_a_client_takes_one_slot() -> None:
    slots = WorkSlots(2)
    release = slots.take("export", "a")
    assert release
    assert slots.take("export", "a") is None
    other = slots.take("batch", "a")
    assert other
    assert slots.take("export", "b") is None
    release()
    release()
    assert slots.take("export", "b")
    release()  # long gone: this gives back no slot of others
    assert slots.take("export", "c") is None


def test_a_page_waits_for_the_slot_of_a_colleague_behind_the_same_address() -> None:
    slots = WorkSlots(2)
    first = slots.take("concordance", "a")
    assert first
    found: list[Callable[[], None] | None] = []
    thread = threading.Thread(target=lambda: found.append(slots.take("concordance", "a", wait_seconds=30)))
    thread.start()
    first()
    thread.join(30)
    assert found[0]
    assert slots.take("concordance", "a") is None
    found[0]()
    assert slots.take("concordance", "a")


def test_one_request_waits_at_a_time() -> None:
    slots = WorkSlots(1)
    release = slots.take("export", "a")
    assert release
    is_waiting = threading.Event()
    found: list[object] = []

    def wait() -> None:
        is_waiting.set()
        found.append(slots.take("export", "b", wait_seconds=30))

    thread = threading.Thread(target=wait)
    thread.start()
    assert is_waiting.wait(30)
    until = time.monotonic() + 30
    while not slots._waiting and time.monotonic() < until:
        time.sleep(0.001)
    # One waits already: this one is refused at once, however long it would wait.
    assert slots.take("export", "c", wait_seconds=30) is None
    release()
    thread.join(30)
    assert found[0]


@pytest.fixture
def working(
    seed_archive: LocalArchive, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Let every search of an archive wait; yield what says that one has begun, and what lets them go on."""
    begun, go_on = threading.Event(), threading.Event()
    search = LocalArchive.search

    def waiting(self: LocalArchive, *arguments: object) -> object:
        begun.set()
        go_on.wait(30)
        return search(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(LocalArchive, "search", waiting)
    yield begun, go_on
    go_on.set()


def test_a_second_batch_of_one_client_is_asked_to_wait(
    seed_settings: Settings, seed_archive: Archive, working: tuple[threading.Event, threading.Event]
) -> None:
    app = create_app(replace(seed_settings, max_exports=2, slot_wait_seconds=0.01), seed_archive)
    begun, go_on = working
    answers: list[int] = []
    thread = threading.Thread(
        target=lambda: answers.append(app.test_client().post("/batch", data={"names": "मोदी"}).status_code)
    )
    thread.start()
    assert begun.wait(30)
    for path in ("/batch", "/en/batch"):
        second = app.test_client().post(path, data={"names": "मोदी"})
        assert second.status_code == 503
        assert second.headers["Retry-After"] == "30"
        assert "text/html" in second.content_type
    go_on.set()
    thread.join()
    assert answers == [200]
    assert app.test_client().post("/batch", data={"names": "मोदी"}).status_code == 200


def test_large_requests_take_more_tokens(seed_settings: Settings, seed_archive: Archive) -> None:
    app = create_app(replace(seed_settings, rate_limit_burst=25, rate_limit_per_minute=1), seed_archive)
    client = app.test_client()
    batch = client.post("/batch", data={"names": "मोदी"})
    assert batch.headers["RateLimit-Remaining"] == "5"
    assert client.get("/compare?q=मोदी").headers["RateLimit-Remaining"] == "0"
    assert client.get("/search?q=मोदी").status_code == 429
