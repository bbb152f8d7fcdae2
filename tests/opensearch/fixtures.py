"""Fixtures of the tests that need a real OpenSearch: one node for all processes of a test run.

The first process that asks for it starts it, the one that leads the run ends it. Without Java, Maven or Maven Central
these tests are skipped, unless KHABARKHOJ_OPENSEARCH_TESTS=required.
"""

import fcntl
import json
import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from index.opensearch.client import ClusterClient
from index.settings import Settings
from tests.opensearch.nodes import Nodes, NodesUnavailableError

NODE_FILE = "opensearch-node.json"
_kept: list[Nodes] = []
"""A process that was started must not be forgotten before it ends."""


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of a run share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a node."""
    folder = shared_folder(tmp_path_factory)
    with (folder / "opensearch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = folder / NODE_FILE
        if not path.exists():
            path.write_text(json.dumps(_started(folder / "opensearch")))
    found: dict[str, str] = json.loads(path.read_text())
    if "problem" in found:
        if os.environ.get("KHABARKHOJ_OPENSEARCH_TESTS") == "required":
            pytest.fail(found["problem"])
        pytest.skip(found["problem"])
    return found["address"]


def _started(folder: Path) -> dict[str, object]:
    try:
        nodes = Nodes(folder, options=(f"path.repo={folder / 'snapshots'}",))
        try:
            nodes.wait()
        except NodesUnavailableError:
            nodes.stop()
            raise
    except NodesUnavailableError as error:
        return {"problem": str(error)}
    _kept.append(nodes)
    return {"address": nodes.addresses[0], "pid": nodes.pid()}


def stop_node(folder: Path) -> None:
    """End the node of a run, if one was started."""
    for path in [*folder.glob(NODE_FILE), *folder.glob(f"*/{NODE_FILE}")]:
        pid = json.loads(path.read_text()).get("pid")
        if pid:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        path.unlink()


@pytest.fixture(scope="module")
def cluster_settings(opensearch: str) -> Iterator[Settings]:
    """Settings for an archive of its own in the node; it is deleted afterwards."""
    name = f"test-{secrets.token_hex(4)}"
    settings = Settings(
        engine="opensearch", cluster=opensearch, cluster_name=name, cluster_replicas=0, processes=1
    )
    yield settings
    client = ClusterClient(settings)
    for each in client.request("GET", f"/_cat/indices/{name}-*?format=json&h=index").get("items", []):
        client.request("DELETE", f"/{each['index']}")
    client.close()


def own_name(settings: Settings) -> Settings:
    """Return settings for another archive of the same module."""
    return replace(settings, cluster_name=f"{settings.cluster_name}-{secrets.token_hex(4)}")
