"""Deletion in a cluster: of an index, and of all documents that a query finds, however many they are."""

import time
from collections.abc import Callable, Mapping

from index.errors import ClusterUnavailableError
from index.opensearch.client import NOT_FOUND, ClusterClient, Reply

DELETING_TURNS = 5
"""Times that documents are deleted that were being merged or written meanwhile."""
FIRST_LOOK_SECONDS, MAX_LOOK_SECONDS = 0.05, 2.0
"""Pauses between looks whether the cluster is done."""


def drop_index(client: ClusterClient, index: str) -> None:
    """Delete an index, if it is there."""
    status, reply = client.ask("DELETE", f"/{index}")
    if status >= 400 and status != NOT_FOUND:
        raise ClusterUnavailableError(f"{index} could not be deleted ({status} {str(reply)[:200]})")


def delete_documents(
    client: ClusterClient, index: str, query: Mapping[str, object], check: Callable[[], None]
) -> None:
    """Delete what a query finds; `check` is called while the cluster works and may raise to give up."""
    path = f"/{index}/_delete_by_query?conflicts=proceed&refresh=true&wait_for_completion=false"
    for _turn in range(DELETING_TURNS):
        task = str(client.request("POST", path, {"query": query})["task"])
        reply = _finished(client, task, check)
        if reply and not (reply.get("version_conflicts") or reply.get("failures") or reply.get("timed_out")):
            return
    raise ClusterUnavailableError(f"{index}: not every document that had to go was deleted; run this again")


def _finished(client: ClusterClient, task: str, check: Callable[[], None]) -> Reply:
    """Wait for a task of the cluster; return what it did, nothing if the node that did it is gone."""
    pause = FIRST_LOOK_SECONDS
    while True:
        found = client.get(f"/_tasks/{task}")
        if found is None or found.get("error"):
            return {}
        if found["completed"]:
            return dict(found["response"])
        check()
        time.sleep(pause)
        pause = min(MAX_LOOK_SECONDS, 2 * pause)
