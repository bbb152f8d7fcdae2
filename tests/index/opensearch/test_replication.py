"""A cluster shows what the index directory has published, whatever came between."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import ClusterUnavailableError, IndexDamagedError, KhabarkhojError
from index.opensearch import replication
from index.opensearch.bulk import BulkSender, Lines
from index.opensearch.client import NDJSON, Answer, ClusterClient
from index.opensearch.mapping import NEVER_DIED
from index.opensearch.replication import PURGE_OWED, replicate
from index.reindex.build import reindex
from index.reindex.removal import remove, rollback
from index.reindex.report import Progress, Prune, ReindexOptions
from index.settings import Settings
from index.store.generations import Generations
from tests.index.opensearch.conftest import index_records, record, sources, state_of

pytestmark = pytest.mark.opensearch
FIRST = [record(str(number), f"पहला पाठ {number}") for number in range(6)]
MORE = [record(f"m{number}", f"और पाठ {number}") for number in range(20)]
"""What a change is small beside."""


def bodies(settings: Settings, number: int | None = None) -> dict[str, str]:
    return {source["id"]: source["body"] for source in sources(settings, number)}


def everything(settings: Settings) -> list[dict[str, Any]]:
    """All documents of the index, in whatever state they are."""
    client = ClusterClient(settings)
    client.request("POST", f"/{state_of(settings).index}/_refresh")
    body = {"size": 1_000, "query": {"match_all": {}}, "_source": ["id", "born", "died"]}
    hits = client.request("POST", f"/{state_of(settings).index}/_search", body)["hits"]["hits"]
    client.close()
    return [hit["_source"] for hit in hits]


def test_a_first_run_publishes_everything(settings: Settings) -> None:
    seen: list[Progress] = []
    path = settings.index.parent / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, FIRST)), encoding="utf-8")
    report = reindex([path], settings, observe=seen.append)
    assert report.published
    assert bodies(settings) == {each["id"]: each["body"] for each in FIRST}
    state = state_of(settings)
    assert (state.number, state.documents, state.generation) == (1, 6, 1)
    assert state.revision == Generations(settings.index).current().revision
    assert {"sending", "publishing"} <= {progress.stage for progress in seen}


def test_later_runs_send_what_is_new_and_earlier_states_stay_whole(settings: Settings) -> None:
    index_records(settings, [*FIRST, *(record(f"more-{n}", f"और पाठ {n}") for n in range(20))])
    index_records(settings, [record("2", "दूसरा पाठ"), record("new", "नया पाठ")])
    index_records(settings, [record("3", "तीसरा पाठ")])
    now = bodies(settings)
    assert (now["2"], now["3"], now["new"], len(now)) == ("दूसरा पाठ", "तीसरा पाठ", "नया पाठ", 27)
    second, first = bodies(settings, 2), bodies(settings, 1)
    assert (second["2"], second["3"], len(second)) == ("दूसरा पाठ", "पहला पाठ 3", 27)
    assert (first["2"], len(first)) == ("पहला पाठ 2", 26)
    # 26 at first, then one replaced and one new, then one replaced: the old ones are there with their end.
    assert len(everything(settings)) == 29
    assert state_of(settings).index == f"{settings.cluster_name}-000001"


def test_a_run_that_changes_nothing_publishes_nothing(settings: Settings) -> None:
    index_records(settings, FIRST)
    before = state_of(settings)
    index_records(settings, FIRST)
    assert state_of(settings) == before


def test_a_full_run_goes_to_an_index_of_its_own(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    index_records(settings, FIRST)
    monkeypatch.setattr(replication, "IN_PLACE", 0)
    index_records(settings, [*FIRST[:3], record("x", "और")], ReindexOptions(full=True))
    assert set(bodies(settings)) == {"0", "1", "2", "x"}
    assert state_of(settings).index == f"{settings.cluster_name}-000002"


def test_a_small_archive_that_is_weighed_anew_stays_in_its_index(settings: Settings) -> None:
    index_records(settings, FIRST)
    index_records(settings, [*FIRST, record("x", "और " * 50)])  # a merge of everything: other mean lengths
    assert len(bodies(settings)) == 7
    assert set(bodies(settings, 1)) == {each["id"] for each in FIRST}
    assert state_of(settings).index == f"{settings.cluster_name}-000001"


def test_pruned_removed_and_rolled_back_articles_go_and_come(settings: Settings) -> None:
    index_records(settings, [*FIRST, *MORE])
    kept = [*FIRST[:4], *MORE]
    index_records(settings, kept, ReindexOptions(prune=Prune.IF_COMPLETE))
    assert {"4", "5"}.isdisjoint(bodies(settings))
    remove(["m7"], settings, "अदालत का आदेश")
    assert "m7" not in bodies(settings)
    rollback(settings, 1)
    assert {"4", "5"} < set(bodies(settings))
    assert "m7" not in bodies(settings)  # what was taken down does not come back
    assert len(bodies(settings)) == 25


def test_a_purge_leaves_no_document_behind(settings: Settings) -> None:
    index_records(settings, [*FIRST, *MORE])
    remove(["m7"], settings, "अदालत का आदेश", purge=True)
    assert "m7" not in {each["id"] for each in everything(settings)}
    assert {each["died"] for each in everything(settings)} == {NEVER_DIED}
    # The files that held it are gone with their index.
    client = ClusterClient(settings)
    path = f"/_cat/indices/{settings.cluster_name}-0*?format=json"
    names = [each["index"] for each in client.request("GET", path)["items"]]
    assert names == [state_of(settings).index] == [f"{settings.cluster_name}-000002"]
    replicate(settings, purge=True)  # asked for again, it is done again, whatever went wrong the first time
    assert state_of(settings).index == f"{settings.cluster_name}-000003"
    assert len(bodies(settings)) == 25


def test_a_purge_that_did_not_reach_the_cluster_is_done_by_the_next_publication(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_records(settings, [*FIRST, *MORE])
    first = state_of(settings).index
    asked = []
    run = replication._Replicator.run

    def away_at_the_end(self: Any, *state: Any, **options: Any) -> Any:
        asked.append(options["purge"])
        if options["purge"]:
            raise ClusterUnavailableError("as if it were away")
        return run(self, *state, **options)

    with monkeypatch.context() as patch:
        patch.setattr(replication._Replicator, "run", away_at_the_end)
        with pytest.raises(ClusterUnavailableError, match="as if it were away"):
            remove(["m7"], settings, "अदालत का आदेश", purge=True)
    assert asked == [False, True]  # what an earlier run owed, and then the purge
    assert (settings.index / PURGE_OWED).exists()
    assert state_of(settings).index == first
    replicate(settings)
    assert not (settings.index / PURGE_OWED).exists()
    client = ClusterClient(settings)
    assert client.ask("HEAD", f"/{first}").status == 404
    assert "m7" not in {each["id"] for each in everything(settings)}


def test_a_cluster_in_trouble_is_no_reason_to_send_everything(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_records(settings, [*FIRST, *MORE])
    ask = ClusterClient.ask

    def busy(self: ClusterClient, method: str, path: str, *more: Any, **named: Any) -> Answer:
        return Answer(503, {}) if method == "HEAD" else ask(self, method, path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(ClusterClient, "ask", busy)
        with pytest.raises(ClusterUnavailableError, match="503"):
            index_records(settings, [record("2", "दूसरा पाठ")])
    index_records(settings, [record("3", "तीसरा पाठ")])
    assert (bodies(settings)["2"], bodies(settings)["3"]) == ("दूसरा पाठ", "तीसरा पाठ")
    assert state_of(settings).index == f"{settings.cluster_name}-000001"


@pytest.mark.parametrize("then", ["remove", "roll back"])
def test_what_a_frozen_node_writes_late_is_never_seen(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    index_records(settings, [*FIRST, *MORE])
    late: list[bytes] = []

    def hold(_self: BulkSender, requests: Iterable[Lines], _note: object) -> int:
        late.extend(line.content for lines in requests for line in lines)
        raise ClusterUnavailableError("the node does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(BulkSender, "send", hold)
        with pytest.raises(ClusterUnavailableError):
            index_records(settings, [record("2", "दूसरा पाठ"), record("new", "नया पाठ")])
    if then == "remove":
        remove(["new", "2"], settings, "अदालत का आदेश")
    else:
        rollback(settings, 1)
    before = bodies(settings)
    assert before.get("2") == (None if then == "remove" else "पहला पाठ 2")
    assert "new" not in before
    assert state_of(settings).abandoned == (2,)
    client = ClusterClient(settings)
    path = f"/{state_of(settings).index}/_bulk?refresh=true"
    reply = client.request("POST", path, b"".join(late), kind=NDJSON)
    assert {201, 409} >= {each["index"]["status"] for each in reply["items"]} > {409}
    assert 2 in {each["born"] for each in everything(settings)}
    assert bodies(settings) == before
    index_records(settings, [record("3", "तीसरा पाठ")])
    assert bodies(settings) == {**before, "3": "तीसरा पाठ"}
    monkeypatch.setattr(replication, "TIDIED_EVERY", 1)
    index_records(settings, [record("4", "चौथा पाठ")])
    assert 2 not in {each["born"] for each in everything(settings)}
    assert bodies(settings) == {**before, "3": "तीसरा पाठ", "4": "चौथा पाठ"}
    assert state_of(settings).index == f"{settings.cluster_name}-000001"


@pytest.mark.parametrize("failing", ["_publish", "_send_words"])
def test_what_an_interrupted_run_wrote_is_never_seen(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    index_records(settings, [*FIRST, *MORE])
    before = bodies(settings)

    def fail(*_: object) -> None:
        raise ClusterUnavailableError("the cable was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(replication._Replicator, failing, fail)
        with pytest.raises(ClusterUnavailableError):
            index_records(settings, [record("2", "दूसरा पाठ"), record("new", "नया पाठ")])
    assert bodies(settings) == before
    # The next run publishes what that one could not, and what it adds itself.
    index_records(settings, [record("3", "तीसरा पाठ")])
    now = bodies(settings)
    assert (now["2"], now["new"], now["3"], len(now)) == ("दूसरा पाठ", "नया पाठ", "तीसरा पाठ", 27)
    assert state_of(settings).number == 4  # the number of what was never published is not used again


def test_what_an_interrupted_run_ended_lives_on_if_it_is_kept_after_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_records(settings, [*FIRST, *MORE])
    with monkeypatch.context() as patch:
        patch.setattr(replication._Replicator, "_send_words", _pulled)
        with pytest.raises(ClusterUnavailableError):
            index_records(settings, [record("2", "दूसरा पाठ")])
    Generations(settings.index).rollback(1)
    with Generations(settings.index).writing():
        replicate(settings)
    index_records(settings, [record("new", "नया पाठ")])
    now = bodies(settings)
    assert (now["2"], len(now)) == ("पहला पाठ 2", 27)
    living = [each for each in everything(settings) if each["died"] == NEVER_DIED]
    assert len(living) == 27


def _pulled(*_: object) -> None:
    raise ClusterUnavailableError("the cable was pulled")


def test_without_the_generation_before_everything_is_sent_anew(settings: Settings) -> None:
    index_records(settings, [*FIRST, *MORE])
    alone = replace(settings, engine="embedded")
    for number in range(4):
        index_records(alone, [record(f"n{number}", "नया पाठ")])
    assert state_of(settings).documents == 26
    with Generations(settings.index).writing():
        done = replicate(settings)
    assert (done.is_full, done.sent) == (True, 30)
    assert state_of(settings).index == f"{settings.cluster_name}-000002"
    assert len(bodies(settings)) == 30


def test_another_index_directory_does_not_overwrite_an_archive(settings: Settings, tmp_path: Path) -> None:
    index_records(settings, FIRST)
    (tmp_path / "other").mkdir()
    other = replace(settings, index=tmp_path / "other" / "index")
    with pytest.raises(KhabarkhojError, match="copy of another index directory"):
        index_records(other, [record("x", "और")])
    assert len(bodies(settings)) == 6
    with Generations(other.index).writing():
        replicate(other, everything=True)
    assert set(bodies(settings)) == {"x"}


def test_nothing_is_published_that_the_cluster_does_not_have(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_records(settings, [*FIRST, *MORE])
    with monkeypatch.context() as patch:
        patch.setattr(replication._Replicator, "_send", lambda *_: 0)
        with pytest.raises(IndexDamagedError, match="26 articles instead of 27"):
            index_records(settings, [record("new", "नया पाठ")])
    assert len(bodies(settings)) == 26
    assert state_of(settings).number == 1


def test_a_cluster_that_is_away_is_named_before_anything_is_read(settings: Settings) -> None:
    index_records(settings, FIRST)
    away = replace(settings, cluster="http://127.0.0.1:9", cluster_seconds=0.5)
    with pytest.raises(ClusterUnavailableError):
        index_records(away, [record("new", "नया पाठ")])
    assert Generations(settings.index).current_number() == 1
