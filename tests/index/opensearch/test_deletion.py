"""Deleting waits for the cluster as long as it works, and says what stayed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.errors import ClusterUnavailableError, IndexLockedError
from index.opensearch.client import ClusterClient
from index.opensearch.deletion import DELETING_TURNS, delete_documents, drop_index
from index.settings import Settings
from tests.opensearch.fake_cluster import Answer, FakeCluster, Request, fake_cluster

DONE = {
    "completed": True,
    "response": {"deleted": 3, "version_conflicts": 0, "failures": [], "timed_out": False},
}
WORKING: dict[str, object] = {"completed": False}
CONFLICT = {"completed": True, "response": {"deleted": 2, "version_conflicts": 1}}
GONE = None


def answering(looks: list[dict[str, object] | None]) -> Callable[[Request], Answer]:
    def answer(request: Request) -> Answer:
        if request.path.startswith("/_tasks/"):
            look = looks.pop(0) if looks else CONFLICT
            return (404, {"error": "no such task"}) if look is GONE else (200, look)
        return 200, {"task": "node:1"}

    return answer


def delete(fake: FakeCluster, check: Callable[[], None] = lambda: None) -> int:
    client = ClusterClient(replace(Settings(), cluster=fake.address, cluster_seconds=5.0))
    delete_documents(client, "news-1", {"match_all": {}}, check)
    return sum("_delete_by_query" in request.path for request in fake.requests)


def test_a_deletion_is_waited_for_and_asked_again_for_conflicts_and_lost_nodes() -> None:
    with fake_cluster(answering([WORKING, WORKING, CONFLICT, GONE, WORKING, DONE])) as fake:
        assert delete(fake) == 3


def test_what_stays_is_said() -> None:
    with fake_cluster(answering([])) as fake:
        with pytest.raises(ClusterUnavailableError, match="not every document"):
            delete(fake)
        assert sum("_delete_by_query" in request.path for request in fake.requests) == DELETING_TURNS


def test_whoever_loses_the_lease_gives_up() -> None:
    def check() -> None:
        raise IndexLockedError("another process writes")

    with fake_cluster(answering([WORKING])) as fake, pytest.raises(IndexLockedError):
        delete(fake, check)


def test_an_index_that_is_gone_is_deleted_and_one_that_stays_is_said() -> None:
    for status in (200, 404):
        with fake_cluster(lambda _, status=status: (status, {})) as fake:  # type: ignore[misc]
            drop_index(ClusterClient(replace(Settings(), cluster=fake.address)), "news-1")
    with (
        fake_cluster(lambda _: (403, {"error": "no"})) as fake,
        pytest.raises(ClusterUnavailableError, match="403"),
    ):
        drop_index(ClusterClient(replace(Settings(), cluster=fake.address)), "news-1")
