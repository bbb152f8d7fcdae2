"""An archive in a real node, and short ways to change and read it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.opensearch.client import ClusterClient
from index.opensearch.mapping import Moment, in_state
from index.opensearch.states import State, States
from index.reindex.build import reindex
from index.reindex.report import ReindexOptions, Report
from index.settings import Settings
from tests.opensearch.fixtures import own_name

Record = Mapping[str, Any]


def record(article_id: str, body: str, **more: str) -> Record:
    """A record of one article."""
    return {"id": article_id, "title": f"शीर्षक {article_id}", "body": body, **more}


@pytest.fixture
def settings(tmp_path: Path, cluster_settings: Settings) -> Settings:
    """Settings of an empty archive of its own."""
    return replace(own_name(cluster_settings), index=tmp_path / "index")


def index_records(
    settings: Settings, records: Sequence[Record], options: ReindexOptions | None = None
) -> Report:
    """Index some records."""
    path = settings.index.parent / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return reindex([path], settings, options or ReindexOptions())


def state_of(settings: Settings) -> State:
    """The published state."""
    client = ClusterClient(settings)
    state, _ = States(client, settings.cluster_name).current()
    client.close()
    assert state is not None
    return state


def sources(settings: Settings, number: int | None = None) -> Iterator[dict[str, Any]]:
    """What the documents of a state say, by id."""
    client = ClusterClient(settings)
    state = state_of(settings)
    body = {
        "size": 1_000,
        "query": {"bool": {"filter": in_state(Moment(number) if number else state.moment)}},
        "sort": [{"id": "asc"}],
    }
    reply = client.request("POST", f"/{state.index}/_search", body)
    client.close()
    for hit in reply["hits"]["hits"]:
        yield hit["_source"]
