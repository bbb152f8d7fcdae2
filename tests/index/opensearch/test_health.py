"""The health of a cluster, and what to do about it."""

from dataclasses import replace

import pytest

from index.errors import ClusterUnavailableError
from index.opensearch.health import Health, Shard, _advice, _is_of_archive, health_of
from index.settings import Settings
from tests.index.opensearch.conftest import index_records, record, state_of
from tests.opensearch.fake_cluster import Answer, Request, fake_cluster

RECORDS = [record(str(number), f"पाठ {number}") for number in range(4)]


@pytest.mark.opensearch
def test_a_sound_cluster_needs_nothing(settings: Settings) -> None:
    index_records(settings, RECORDS)
    found = health_of(settings)
    assert (found.status in {"green", "yellow"}, found.nodes, found.is_behind) == (True, 1, False)
    assert found.version.startswith("2.19")
    assert found.state == state_of(settings)
    assert found.age_seconds is not None
    assert 0 <= found.age_seconds < 60
    index = f"{settings.cluster_name}-000001"
    assert [(shard.documents, shard.is_primary) for shard in found.shards if shard.index == index] == [
        (4, True)
    ]
    assert not [each for each in found.advice if "disks" not in each]


@pytest.mark.opensearch
def test_what_is_behind_or_not_there_is_said(settings: Settings) -> None:
    assert "no archive" in health_of(settings).advice[-1]
    index_records(settings, RECORDS)
    index_records(replace(settings, engine="embedded"), [record("new", "नया पाठ")])
    found = health_of(settings)
    assert found.is_behind
    assert any("khabarkhoj cluster --push-missing" in each for each in found.advice)


def test_without_a_manager_the_archive_can_only_be_read() -> None:
    def answer(request: Request) -> Answer:
        if request.path == "/":
            return 200, {"version": {"number": "3.9.0"}}
        return (503, {"error": "no manager"}) if "_cluster" in request.path else (404, {})

    with fake_cluster(answer) as fake:
        advice = health_of(Settings(cluster=fake.address, cluster_seconds=2.0)).advice
    assert "can be read, but not written" in advice[0]
    assert "OpenSearch 3.9.0 was not tested with this program" in advice[-1]


def test_lost_and_waiting_shards_are_told_apart() -> None:
    shards = [
        Shard("a", 0, True, "UNASSIGNED", 0, 0, ""),
        Shard("a", 1, True, "STARTED", 1, 1, "n1"),
        Shard("a", 1, False, "INITIALIZING", 0, 0, "n2"),
    ]
    advice = _advice(Health("red", "2.19.6", 2, shards=shards), Settings(), "", ["n1 (91 %)"])
    assert advice[0].startswith("no copy of a shard 0 is available: results are partial")
    assert advice[1].startswith("1 shard replicas are not allocated yet")
    assert "n1 (91 %)" in advice[2]


@pytest.mark.parametrize(
    ("index", "is_ours"),
    [("news-000001", True), ("news-states", True), ("news-words", True), ("news-old-000001", False),
     ("news-old-states", False), ("newspaper-000001", False)],
)  # fmt: skip
def test_another_archive_whose_name_begins_alike_is_left_out(index: str, is_ours: bool) -> None:
    assert _is_of_archive(index, "news") is is_ours


def test_a_cluster_that_is_away_is_an_error() -> None:
    with pytest.raises(ClusterUnavailableError):
        health_of(Settings(cluster="http://127.0.0.1:9", cluster_seconds=0.5))
