"""Bulk requests are sent again until each document is written, in smaller ones where they are too large."""

import json

import pytest

from index.errors import ClusterError, ClusterUnavailableError
from index.opensearch.bulk import BulkLine, BulkSender, bulk_line, in_requests
from index.opensearch.client import ClusterClient
from index.settings import Settings
from tests.opensearch.fake_cluster import Answer, Request, fake_cluster

LINES = [bulk_line(str(number), 3, {"n": number}) for number in range(10)]


def ids_in(request: Request) -> list[str]:
    return [json.loads(line)["index"]["_id"] for line in request.body.decode().splitlines()[::2]]


def accepted(ids: list[str], status: int = 200) -> Answer:
    return 200, {"errors": status >= 300, "items": [{"index": {"status": status}} for _ in ids]}


def test_a_line_names_id_and_version() -> None:
    action, source = LINES[4].content.decode().splitlines()
    assert json.loads(action) == {"index": {"_id": "4", "version": 3, "version_type": "external_gte"}}
    assert json.loads(source) == {"n": 4}


def test_requests_are_no_longer_than_allowed_and_lose_nothing() -> None:
    lines = [BulkLine(str(size), b"x" * size) for size in (10, 10, 50, 10, 10, 10)]
    assert [[len(line.content) for line in request] for request in in_requests(lines, 25)] == [
        [10, 10], [50], [10, 10], [10],
    ]  # fmt: skip
    assert list(in_requests([], 25)) == []


def send(fake_address: str, seconds: float = 5.0) -> tuple[int, list[float]]:
    pauses: list[float] = []
    client = ClusterClient(Settings(cluster=fake_address, cluster_seconds=seconds))
    return BulkSender(client, "news", pauses.append).send(in_requests(LINES, 200)), pauses


def test_everything_is_sent_once_where_nothing_fails() -> None:
    with fake_cluster(lambda request: accepted(ids_in(request))) as fake:
        assert send(fake.address) == (10, [])
        assert sorted(each for request in fake.requests for each in ids_in(request)) == [
            str(n) for n in range(10)
        ]


def test_only_what_was_refused_for_now_is_sent_again_after_a_growing_pause() -> None:
    tries: dict[str, int] = {}

    def answer(request: Request) -> Answer:
        items = []
        for each in ids_in(request):
            tries[each] = tries.get(each, 0) + 1
            items.append({"index": {"status": 429 if each in "37" and tries[each] < 3 else 201}})
        return 200, {"errors": True, "items": items}

    with fake_cluster(answer) as fake:
        count, pauses = send(fake.address)
    assert count == 10
    assert {item: number for item, number in tries.items() if number > 1} == {"3": 3, "7": 3}
    assert pauses
    assert all(0 < pause < 1 for pause in pauses)


def test_a_request_that_is_too_large_is_halved_until_it_is_not() -> None:
    def answer(request: Request) -> Answer:
        ids = ids_in(request)
        return (413, {}) if len(ids) > 1 else accepted(ids)

    with fake_cluster(answer) as fake:
        assert send(fake.address)[0] == 10
        assert sorted(ids_in(r)[0] for r in fake.requests if len(ids_in(r)) == 1) == [
            str(n) for n in range(10)
        ]


def test_a_newer_version_that_is_there_already_is_no_failure() -> None:
    with fake_cluster(lambda request: accepted(ids_in(request), 409)) as fake:
        assert send(fake.address)[0] == 10


def test_what_can_never_be_written_is_named() -> None:
    def answer(request: Request) -> Answer:
        items = [{"index": {"status": 400, "error": {"reason": "no such field"}}} for _ in ids_in(request)]
        return 200, {"errors": True, "items": items}

    with fake_cluster(answer) as fake, pytest.raises(ClusterError, match=r"document 0: .*no such field"):
        send(fake.address)


def test_a_cluster_that_takes_nothing_is_given_up() -> None:
    with (
        fake_cluster(lambda _: (503, {})) as fake,
        pytest.raises(ClusterUnavailableError, match="takes no more"),
    ):
        send(fake.address, seconds=1.0)
