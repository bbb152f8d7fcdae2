"""The health of a cluster and of the archive in it, in numbers, and what an engineer should do about it."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from index.errors import ClusterError, ClusterUnavailableError, KhabarkhojError
from index.opensearch.client import ClusterClient
from index.opensearch.states import State, States
from index.settings import Settings
from index.store.generations import Generations

FULL_DISK = 85
"""Per cent of a disk at which OpenSearch puts no more shards on it (cluster.routing.allocation.disk.watermark.low)."""


@dataclass(frozen=True)
class Shard:
    """One copy of a part of the archive."""

    index: str
    number: int
    is_primary: bool
    state: str
    documents: int
    bytes: int
    node: str


@dataclass
class Health:
    """What is known of a cluster; `advice` are sentences, most urgent first."""

    status: str
    version: str
    nodes: int
    state: State | None = None
    ledger_revision: str = ""
    shards: list[Shard] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)

    @property
    def is_behind(self) -> bool:
        """Whether the index directory of this machine has a newer generation than the cluster."""
        return bool(self.ledger_revision) and (
            self.state is None or self.state.revision != self.ledger_revision
        )

    @property
    def age_seconds(self) -> float | None:
        """How long ago the state was published."""
        if self.state is None or not self.state.published:
            return None
        published = datetime.datetime.fromisoformat(self.state.published)
        return (datetime.datetime.now(datetime.UTC) - published).total_seconds()


def health_of(settings: Settings) -> Health:
    """Return the health of the cluster that the settings name. Raises ClusterUnavailableError."""
    client = ClusterClient(settings)
    try:
        return _health(client, settings)
    finally:
        client.close()


def _health(client: ClusterClient, settings: Settings) -> Health:
    version = str(client.request("GET", "/").get("version", {}).get("number", "unknown"))
    status, said = client.ask("GET", "/_cluster/health?cluster_manager_timeout=2s")
    found = Health(str(said.get("status", "unknown")), version, int(said.get("number_of_nodes", 0)))
    if status >= 400 or found.status == "unknown":
        found.advice.append(
            "no manager is elected: the archive can be read, but not written. Start the nodes that are away"
        )
    found.ledger_revision = _ledger_revision(settings)
    try:
        found.state, _ = States(client, settings.cluster_name).current()
        found.shards = _shards(client, settings.cluster_name)
    except (ClusterError, ClusterUnavailableError) as error:
        found.advice.append(str(error))
    found.advice += _advice(found, settings, client.untested_version(), _full_disks(client))
    return found


def _ledger_revision(settings: Settings) -> str:
    try:
        return Generations(settings.index).current().revision
    except (KhabarkhojError, OSError):
        return ""


def _shards(client: ClusterClient, name: str) -> list[Shard]:
    columns = "index,shard,prirep,state,docs,store,node"
    items = client.request("GET", f"/_cat/shards/{name}-*?format=json&bytes=b&h={columns}").get("items", [])
    found = [
        Shard(
            str(item["index"]), int(item["shard"]), item["prirep"] == "p", str(item["state"]),
            int(item["docs"] or 0), int(item["store"] or 0), str(item["node"] or ""),
        )
        for item in items
        if _is_of_archive(str(item["index"]), name)
    ]  # fmt: skip
    return sorted(found, key=lambda shard: (shard.index, shard.number, not shard.is_primary))


def _is_of_archive(index: str, name: str) -> bool:
    """Return whether an index is one of an archive's three kinds, and not of another whose name begins alike."""
    kind = index.removeprefix(f"{name}-")
    return kind.isdigit() or kind in {"states", "words"}


def _full_disks(client: ClusterClient) -> list[str]:
    items: list[dict[str, Any]] = client.ask(
        "GET", "/_cat/allocation?format=json&h=node,disk.percent"
    ).reply.get("items", [])
    return [
        f"{item['node']} ({item['disk.percent']} %)"
        for item in items
        if item.get("disk.percent") and int(item["disk.percent"]) >= FULL_DISK
    ]


def _advice(found: Health, settings: Settings, untested: str, full_disks: list[str]) -> list[str]:
    advice = []
    lost = sorted({(s.index, s.number) for s in found.shards if s.is_primary and s.state != "STARTED"})
    if lost:
        named = ", ".join(f"{index} shard {number}" for index, number in lost)
        advice.append(
            f"no copy of {named} is available: results are partial. Start the nodes that held it, or restore a snapshot"
        )
    waiting = [shard for shard in found.shards if not shard.is_primary and shard.state != "STARTED"]
    if waiting:
        advice.append(
            f"{len(waiting)} shard replicas are not allocated yet: if another node fails now, articles may be missing. "
            "Wait, or start a node"
        )
    if full_disks:
        advice.append(f"disks are nearly full: {', '.join(full_disks)}. Make room before the next run")
    if found.state is None:
        advice.append(
            f"no archive {settings.cluster_name!r} is published here yet: khabarkhoj reindex PATH --engine opensearch"
        )
    elif found.is_behind:
        advice.append(
            "the index directory has a newer state: publish it with khabarkhoj cluster --push-missing"
        )
    if untested:
        advice.append(f"OpenSearch {untested} was not tested with this program")
    return advice
