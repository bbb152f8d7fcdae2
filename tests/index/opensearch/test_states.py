"""A state is replaced as a whole, and of two writers one comes too late."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.errors import IndexLockedError
from index.opensearch.client import ClusterClient
from index.opensearch.states import State, States, WordFile, WordSegment
from index.settings import Settings
from tests.opensearch.fixtures import own_name

pytestmark = pytest.mark.opensearch
SEGMENTS = (WordSegment("g1", 7, {".terms": WordFile("ab", 12, ("p1", "p2"))}),)
FIRST = State(
    1,
    "news-000001",
    "ledger",
    4,
    "000004-abc",
    7,
    9,
    3,
    1,
    (4.0, 0.0, 9.5),
    SEGMENTS,
    ((0, 1.5, "news-000000"),),
)


@pytest.fixture
def states(cluster_settings: Settings) -> Iterator[States]:
    settings = own_name(cluster_settings)
    client = ClusterClient(settings)
    yield States(client, settings.cluster_name)
    client.close()


def test_nothing_is_published_before_the_first_state(states: States) -> None:
    assert states.current() == (None, None)
    assert states.number() == 0


def test_a_state_is_read_as_it_was_published(states: States) -> None:
    with states.writing(60):
        published = states.publish(FIRST, None)
    assert states.number() == 1
    found, version = states.current()
    assert found == published == replace(FIRST, published=published.published)
    assert found.name == "000001-abc"
    with states.writing(60):
        states.publish(replace(FIRST, number=2), version)
    assert states.number() == 2


def test_of_two_writers_the_later_one_publishes_nothing(states: States) -> None:
    with states.writing(60):
        states.publish(FIRST, None)
        _, version = states.current()
        states.publish(replace(FIRST, number=2), version)
        with pytest.raises(IndexLockedError, match="published meanwhile"):
            states.publish(replace(FIRST, number=3), version)
    assert states.number() == 2


def test_only_one_process_may_write_and_it_may_again_after_the_other(states: States) -> None:
    with (
        states.writing(60),
        pytest.raises(IndexLockedError, match="is writing to this archive"),
        states.writing(60),
    ):
        pass
    with states.writing(60) as lease:
        assert not lease.was_clean  # the block before did not say that it ended well
        lease.is_clean = True
        states.attempt(lease, 7, 60)
    with states.writing(60) as lease:
        assert lease.was_clean
        assert lease.attempted == 7


def test_a_dead_writer_is_waited_for_no_longer_than_its_lease(states: States) -> None:
    states._make_index()
    states._take("a machine:1:x", 60)
    with pytest.raises(IndexLockedError, match="a machine:1"), states.writing(60):
        pass
    found = states._client.get(f"/{states.index}/_doc/writer")
    assert found is not None
    ended = {**found["_source"], "until": time.time() - 0.1}
    states._client.request("PUT", f"/{states.index}/_doc/writer", ended)
    with states.writing(60) as lease:
        assert not lease.was_clean


def test_a_lease_is_renewed_while_it_is_held(states: States) -> None:
    with states.writing(0.8) as lease:
        time.sleep(1.2)
        lease.check()
        with pytest.raises(IndexLockedError), states.writing(60):
            pass


def test_a_writer_that_lost_its_lease_stops(states: States) -> None:
    with states.writing(0.4) as lease:
        found = states._client.get(f"/{states.index}/_doc/writer")
        assert found is not None
        states._client.request(
            "PUT", f"/{states.index}/_doc/writer", {**found["_source"], "owner": "another:2:y"}
        )
        assert lease.lost.wait(5)
        with pytest.raises(IndexLockedError):
            lease.check()


def test_first_writers_of_two_machines_make_one_index(states: States) -> None:
    outcomes: list[str] = []

    def write() -> None:
        try:
            with states.writing(60):
                time.sleep(0.5)
                outcomes.append("written")
        except IndexLockedError:
            outcomes.append("locked")

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["locked", "locked", "written"]
