"""khabarkhoj cluster and move, on a real node, as an engineer types them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.opensearch.client import ClusterClient
from index.settings import Settings
from tests.conftest import khabarkhoj
from tests.opensearch.fixtures import own_name

pytestmark = pytest.mark.opensearch
RECORDS = [
    {"id": str(number), "title": f"मोदी की सभा {number}", "body": f"चुनाव का पाठ {number}"}
    for number in range(5)
]


@pytest.fixture
def settings(tmp_path: Path, cluster_settings: Settings) -> Settings:
    return replace(own_name(cluster_settings), index=tmp_path / "index")


def run(settings: Settings, *arguments: str | Path) -> tuple[int, str, str]:
    env = {"KHABARKHOJ_CLUSTER": settings.cluster, "KHABARKHOJ_CLUSTER_NAME": settings.cluster_name}
    done = khabarkhoj(*arguments, "--index", settings.index, env=env | {"KHABARKHOJ_CLUSTER_REPLICAS": "0"})
    return done.returncode, done.stdout, done.stderr


def test_an_archive_goes_to_a_cluster_is_served_from_it_and_comes_back(
    settings: Settings, tmp_path: Path
) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    assert run(settings, "reindex", source)[0] == 0
    code, out, _ = run(settings, "cluster")
    assert code == 1
    assert "no archive" in out
    code, out, _ = run(settings, "move", "--to", "opensearch")
    assert code == 0
    assert "5 articles" in out
    assert "KHABARKHOJ_ENGINE=opensearch" in out
    code, out, _ = run(settings, "search", "--engine", "opensearch", "--json", "modi")
    assert (code, json.loads(out)["total"]) == (0, 5)
    more = tmp_path / "b.jsonl"
    more.write_text(json.dumps({"id": "new", "title": "मोदी", "body": "नया"}), encoding="utf-8")
    assert run(settings, "reindex", "--engine", "opensearch", more)[0] == 0
    code, out, _ = run(settings, "cluster", "--json")
    said = json.loads(out)
    assert (said["state"]["documents"], said["behind"]) == (6, False)
    assert [each for each in said["advice"] if "disks" not in each] == []
    code, out, err = run(settings, "verify", "--engine", "opensearch")
    assert code == 0, err
    assert "the cluster has all 6 articles" in out
    elsewhere = replace(settings, index=tmp_path / "elsewhere")
    code, out, _ = run(elsewhere, "move", "--to", "embedded")
    assert code == 0
    assert json.loads(run(elsewhere, "search", "--json", "modi")[1])["total"] == 6
    code, _, err = run(replace(settings, index=tmp_path / "elsewhere"), "cluster", "--push-missing")
    assert (code, "copy of another index directory" in err) == (2, True)
    assert run(settings, "move", "--to", "embedded")[0] == 0


def test_a_snapshot_is_restored_and_what_is_newer_is_sent(settings: Settings, tmp_path: Path) -> None:
    client, name = ClusterClient(settings), settings.cluster_name
    snapshot = f"/_snapshot/{name}/day-1"
    indices = {"indices": f"{name}-*"}
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    assert run(settings, "reindex", "--engine", "opensearch", source)[0] == 0
    client.request("PUT", f"/_snapshot/{name}", {"type": "fs", "settings": {"location": name}})
    client.request("PUT", f"{snapshot}?wait_for_completion=true", indices)
    source.write_text(json.dumps({"id": "new", "title": "मोदी", "body": "नया"}), encoding="utf-8")
    assert run(settings, "reindex", "--engine", "opensearch", source)[0] == 0
    assert run(settings, "remove", "1", "--reason", "न्यायालय", "--yes", "--engine", "opensearch")[0] == 0
    for each in client.request("GET", f"/_cat/indices/{name}-*?format=json&h=index")["items"]:
        client.request("DELETE", f"/{each['index']}")
    client.request("POST", f"{snapshot}/_restore?wait_for_completion=true", indices)
    assert _found(settings) == {"0", "1", "2", "3", "4"}
    code, out, _ = run(settings, "cluster")
    assert (code, "--push-missing" in out) == (1, True)
    assert run(settings, "cluster", "--push-missing")[0] == 0
    assert _found(settings) == {"0", "2", "3", "4", "new"}
    assert run(settings, "verify", "--engine", "opensearch")[0] == 0
    client.request("DELETE", snapshot)
    client.close()


def _found(settings: Settings) -> set[str]:
    code, out, err = run(settings, "search", "--engine", "opensearch", "--json", "modi")
    assert code == 0, err
    return {hit["id"] for hit in json.loads(out)["hits"]}


def test_a_cluster_that_is_away_is_one_line(settings: Settings) -> None:
    code, _, err = run(replace(settings, cluster="http://127.0.0.1:9"), "cluster")
    assert code == 2
    assert "does not answer" in err
    assert "Traceback" not in err
