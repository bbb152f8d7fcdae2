"""Searches keep to a query's time, and whether an answer is whole is read off it."""

import pytest

from index.errors import ClusterError, ClusterUnavailableError
from index.opensearch.client import ClusterClient
from index.settings import Settings
from search.model.deadline import NEVER, Deadline, OutOfTimeError
from search.opensearch.connection import Connection
from tests.opensearch.fake_cluster import Answer, Request, fake_cluster

SHARDS = {"total": 3, "successful": 3, "failed": 0}
WHOLE = {"timed_out": False, "_shards": SHARDS, "hits": {"hits": []}}


def connection(address: str) -> Connection:
    return Connection(ClusterClient(Settings(cluster=address, cluster_seconds=2.0)), "news")


def test_one_search_and_several_go_in_one_request() -> None:
    def answer(request: Request) -> Answer:
        count = request.body.count(b"\n") // 2
        return (200, {"responses": [WHOLE] * count}) if "_msearch" in request.path else (200, WHOLE)

    with fake_cluster(answer) as fake:
        to = connection(fake.address)
        assert [reply.is_partial for reply in to.search([{"size": 1}], Deadline(5))] == [False]
        assert len(to.whole([{"size": 1}, {"size": 2}, {"size": 3}], Deadline(5))) == 3
        assert [request.path for request in fake.requests] == ["/news/_search", "/news/_msearch"]
        assert b'"timeout":"' in fake.requests[0].body
        to.search([{"size": 1}], NEVER)
        assert b"timeout" not in fake.requests[-1].body


@pytest.mark.parametrize(
    "changes",
    [{"timed_out": True}, {"_shards": {**SHARDS, "failed": 2}}, {"_shards": {**SHARDS, "successful": 2}}],
)
def test_a_partial_answer_is_told_and_refused_where_it_must_be_whole(changes: dict[str, object]) -> None:
    with fake_cluster(lambda _: (200, {**WHOLE, **changes})) as fake:
        to = connection(fake.address)
        assert to.search([{}], Deadline(5))[0].is_partial
        with pytest.raises(OutOfTimeError):
            to.whole([{}], Deadline(5))
        with pytest.raises(ClusterUnavailableError, match="would be incomplete"):
            to.search_point_in_time({})


def test_without_time_nothing_is_asked() -> None:
    with fake_cluster(lambda _: (200, WHOLE)) as fake:
        with pytest.raises(OutOfTimeError):
            connection(fake.address).search([{}], Deadline(0))
        assert fake.requests == []


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (503, "all_shards_failed", ClusterUnavailableError),
        (429, "circuit_breaking_exception", ClusterUnavailableError),
        (404, "index_not_found_exception", ClusterUnavailableError),
        (400, "parsing_exception", ClusterError),
    ],
)
def test_what_the_cluster_cannot_do_now_is_told_from_what_is_wrong(
    status: int, kind: str, expected: type[Exception]
) -> None:
    error = {"error": {"root_cause": [{"type": kind, "reason": "why"}]}, "status": status}
    with fake_cluster(lambda _: (status, error)) as fake, pytest.raises(expected):
        connection(fake.address).search([{}], Deadline(5))
    one_failed = {"responses": [WHOLE, {"error": {"reason": "why"}, "status": 503}]}
    with fake_cluster(lambda _: (200, one_failed)) as fake, pytest.raises(ClusterUnavailableError):
        connection(fake.address).search([{}, {}], Deadline(5))
