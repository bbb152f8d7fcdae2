"""ClusterClient: requests to an OpenSearch cluster, by whichever of its nodes answers.

Ten endpoints are needed, and of a client that it walks on to the next node within the time that is left, leaves
retries of single items to `bulk.py`, and never gives up checking certificates. urllib3 does all of that.
"""

import base64
import json
import os
import random
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import urllib3

from index.errors import ClusterError, ClusterUnavailableError, KhabarkhojError, SettingError
from index.settings import Settings

TESTED_VERSIONS = ("2.19",)
"""Versions of OpenSearch that the tests run against; another one is named when it is met."""
CONNECT_SECONDS = 2.0
CONNECTIONS = 16
"""Connections kept open to each node, as many as threads ask at once."""
RETRIED_STATUSES = frozenset({500, 502, 503, 504})
"""What a node answers that is starting, leaving or cut off: another one may know more."""
NOT_FOUND = 404
TOO_MANY = 429
FIRST_PAUSE = 0.1
"""Seconds before a cluster that has too much to do is asked again."""
MAX_REASON_CHARS = 500
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
JSON, NDJSON = "application/json", "application/x-ndjson"

Body = Mapping[str, Any] | bytes | None
Reply = dict[str, Any]


class Answer(NamedTuple):
    """An HTTP status and what was said with it."""

    status: int
    reply: Reply


class ClusterClient:
    """Talks to the nodes of one cluster. Threads share it; a forked process opens connections of its own."""

    def __init__(self, settings: Settings) -> None:
        self.nodes = _nodes(settings)
        self.seconds = settings.cluster_seconds
        self._headers = _headers(settings, self.nodes)
        self._ca = str(settings.cluster_ca) if settings.cluster_ca != Path() else None
        self._lock = threading.Lock()
        self._pool: urllib3.PoolManager | None = None
        self._owner = 0
        self._preferred = os.getpid() % len(self.nodes)
        """The node that is asked first, another one in each process; the next after one did not answer."""

    def request(
        self, method: str, path: str, body: Body = None, *, seconds: float | None = None, kind: str = JSON
    ) -> Reply:
        """Return what the cluster answers within some seconds; ask again while it has too much to do.

        Raises ClusterError for what it refuses, ClusterUnavailableError if no node answers in time.
        """
        until = time.monotonic() + (self.seconds if seconds is None else seconds)
        pause = FIRST_PAUSE
        busy: Answer | None = None
        while True:
            left = until - time.monotonic()
            try:
                status, reply = self.ask(method, path, body, seconds=left, kind=kind)
            except ClusterUnavailableError:
                if busy is None:
                    raise
                # The time ended while it was asked again: what it said before tells more.
                status, reply = busy
                break
            busy = Answer(status, reply)
            pause *= random.uniform(1.5, 2.5)  # noqa: S311 - so that clients do not come all at once
            if status != TOO_MANY or time.monotonic() + pause >= until:
                break
            time.sleep(pause)
        if status == TOO_MANY:
            raise ClusterUnavailableError(
                f"{', '.join(self.nodes)}: the OpenSearch cluster has too much to do ({_reason(reply)}); "
                "look at it with: khabarkhoj cluster"
            )
        if status >= 400:
            raise _error(f"{method} {path}", status, reply)
        return reply

    def get(self, path: str, *, seconds: float | None = None) -> Reply | None:
        """Return a document or an index; None if there is none."""
        status, reply = self.ask("GET", path, seconds=seconds)
        if status == NOT_FOUND:
            return None
        if status >= 400:
            raise _error(f"GET {path}", status, reply)
        return reply

    def ask(
        self, method: str, path: str, body: Body = None, *, seconds: float | None = None, kind: str = JSON
    ) -> Answer:
        """Return status and answer, whatever it is; only what no node answered is an error."""
        data = body if isinstance(body, bytes) or body is None else _encoded(body)
        until = time.monotonic() + (self.seconds if seconds is None else seconds)
        problem = "no time left"
        first = self._preferred
        for turn in range(len(self.nodes)):
            number = (first + turn) % len(self.nodes)
            left = until - time.monotonic()
            if left <= 0:
                break
            try:
                answer = self._connections().request(
                    method, self.nodes[number] + path, body=data, headers={**self._headers, "content-type": kind},
                    timeout=urllib3.Timeout(connect=min(CONNECT_SECONDS, left), read=left),
                )  # fmt: skip
                reply = _read(answer.status, answer.data)
            except (urllib3.exceptions.HTTPError, ValueError) as error:
                problem = _cause(error)
            else:
                found = Answer(answer.status, reply if isinstance(reply, dict) else {"items": reply})
                if answer.status not in RETRIED_STATUSES:
                    self._preferred = number
                    return found
                if turn + 1 == len(self.nodes):
                    return found
                problem = _reason(found.reply)
            self._preferred = (number + 1) % len(self.nodes)
        raise ClusterUnavailableError(
            f"{', '.join(self.nodes)}: the OpenSearch cluster does not answer ({problem}); "
            "look at it with: khabarkhoj cluster"
        )

    def search_whole(self, path: str, body: Body) -> Reply:
        """Return an answer in which every shard took part; raises ClusterUnavailableError otherwise."""
        partial = "?allow_partial_search_results=false" if path.endswith("_search") else ""
        reply = self.request("POST", path + partial, body)
        if not is_whole(reply):
            raise ClusterUnavailableError(
                "a part of the cluster does not answer, so this would be incomplete; "
                "look at it with: khabarkhoj cluster"
            )
        return reply

    def untested_version(self) -> str:
        """Return the cluster's version if it is none of those that were tested, else ""."""
        version = str(self.request("GET", "/").get("version", {}).get("number", "unknown"))
        return "" if version.startswith(TESTED_VERSIONS) else version

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._pool is not None:
                self._pool.clear()
            self._pool = None

    def _connections(self) -> urllib3.PoolManager:
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                # A connection that two processes share would mix their answers.
                self._pool = urllib3.PoolManager(
                    num_pools=len(self.nodes), maxsize=CONNECTIONS, retries=False,
                    cert_reqs="CERT_REQUIRED", ca_certs=self._ca,
                )  # fmt: skip
                self._owner = os.getpid()
            return self._pool


def is_whole(reply: Reply) -> bool:
    """Return whether every shard has answered a search or a count, and in time.

    A shard whose node has just gone is missing from `successful` without being in `failed`.
    """
    shards = reply["_shards"]
    return not reply.get("timed_out") and not shards["failed"] and shards["successful"] >= shards["total"]


def _read(status: int, data: bytes) -> Any:
    """Return what was said; a proxy and the sign-in say what they refuse as plain text or HTML."""
    try:
        return json.loads(data) if data else {}
    except ValueError:
        if status < 400:
            raise
        return {"error": data[:MAX_REASON_CHARS].decode("utf-8", "replace")}


def _nodes(settings: Settings) -> list[str]:
    nodes = [address.rstrip("/") for address in settings.cluster.replace(",", " ").split()]
    if not nodes:
        raise SettingError(
            "KHABARKHOJ_CLUSTER is not set: name the nodes of the OpenSearch cluster, "
            "as in KHABARKHOJ_CLUSTER=https://search-1:9200,https://search-2:9200"
        )
    for node in nodes:
        parts = urlsplit(node)
        more = "@" in parts.netloc or parts.path or parts.query or parts.fragment
        if parts.scheme not in {"http", "https"} or not parts.hostname or more:
            shown = node.rpartition("@")[2]  # what stands before it is a password
            raise SettingError(
                f"KHABARKHOJ_CLUSTER={shown}: expected addresses like https://search-1:9200; "
                "user and password have settings of their own"
            )
    return nodes


def _headers(settings: Settings, nodes: list[str]) -> dict[str, str]:
    if not settings.cluster_user:
        return {}
    for node in nodes:
        parts = urlsplit(node)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise SettingError(f"KHABARKHOJ_CLUSTER={node}: a password is sent over https:// only")
    path = settings.cluster_password_file
    try:
        password = path.read_text("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"KHABARKHOJ_CLUSTER_PASSWORD_FILE={path}: cannot be read ({error})") from None
    signed = base64.b64encode(f"{settings.cluster_user}:{password}".encode()).decode("ascii")
    return {"authorization": f"Basic {signed}"}


def _error(what: str, status: int, reply: Reply) -> KhabarkhojError:
    """Return what the cluster cannot do now, or refuses, as an error."""
    if status >= 500:
        return ClusterUnavailableError(f"the cluster cannot answer now ({what}: {status} {_reason(reply)})")
    return ClusterError(f"{what}: {status} {_reason(reply)}", status, _kind(reply))


def _encoded(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _cause(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return f"{type(reason).__name__}: {reason}"[:MAX_REASON_CHARS]


def _reason(reply: Reply) -> str:
    error = reply.get("error", reply)
    if isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        text = str(causes[0].get("reason") or error.get("reason") or error.get("type") or error)
    else:
        text = str(error)
    return text[:MAX_REASON_CHARS]


def _kind(reply: Reply) -> str:
    error = reply.get("error")
    if not isinstance(error, dict):
        return ""
    causes = error.get("root_cause") or [error]
    return str(causes[0].get("type") or error.get("type") or "")
