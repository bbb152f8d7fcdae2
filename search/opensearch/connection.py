"""Connection: searches within a query's time, and whether an answer is whole."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from index.errors import ClusterError, ClusterUnavailableError
from index.opensearch.client import NDJSON, ClusterClient, is_whole
from search.model.deadline import Deadline, OutOfTimeError

GRACE_SECONDS = 1.0
"""Extra seconds before a connection is dropped: the cluster checks its own limit only between blocks."""
MAX_SECONDS = 24 * 3600.0
GONE = frozenset({"index_not_found_exception", "search_context_missing_exception"})

Body = dict[str, Any]
Reply = dict[str, Any]


class SearchReply(NamedTuple):
    """An answer, and whether shards failed or ran out of time. Its total counts only if it is whole."""

    reply: Reply
    is_partial: bool


class Connection:
    """Asks one index of a cluster. Threads share it."""

    def __init__(self, client: ClusterClient, index: str) -> None:
        self._client = client
        self.index = index

    def search(self, bodies: Sequence[Body], deadline: Deadline) -> list[SearchReply]:
        """Return the answers to some searches, in one round trip. Raises OutOfTimeError if there is no time left."""
        left = min(deadline.seconds_left, MAX_SECONDS)
        if left <= 0:
            raise OutOfTimeError
        limit = f"{max(1, int(left * 1000))}ms"
        limited = [{"timeout": limit, **body} if left < MAX_SECONDS else body for body in bodies]
        seconds = left + GRACE_SECONDS
        if len(limited) == 1:
            replies = [self._request("POST", f"/{self.index}/_search", limited[0], seconds)]
        else:
            lines = b"".join(b"{}\n" + json.dumps(body).encode() + b"\n" for body in limited)
            replies = self._request("POST", f"/{self.index}/_msearch", lines, seconds)["responses"]
        return [_to_search_reply(reply) for reply in replies]

    def whole(self, bodies: Sequence[Body], deadline: Deadline) -> list[Reply]:
        """Return the answers to some searches; raise OutOfTimeError if any of them is partial."""
        found = self.search(bodies, deadline)
        if any(reply.is_partial for reply in found):
            raise OutOfTimeError
        return [reply.reply for reply in found]

    def open_point_in_time(self, keep_alive: str) -> str:
        """Return the name of a view of the index that stays as it is, for reading it from end to end."""
        path = f"/{self.index}/_search/point_in_time?keep_alive={keep_alive}&allow_partial_pit_creation=false"
        reply = self._request("POST", path, None, None)
        return str(_require_complete(reply)["pit_id"])

    def search_point_in_time(self, body: Body) -> Reply:
        """Return an answer of a view, which must be whole; raises ClusterUnavailableError."""
        return _require_complete(
            self._request("POST", "/_search?allow_partial_search_results=false", body, None)
        )

    def close_point_in_time(self, name: str) -> None:
        """Close a view; one that cannot be closed ends by itself."""
        try:
            self._request("DELETE", "/_search/point_in_time", {"pit_id": [name]}, None)
        except (ClusterError, ClusterUnavailableError):
            return

    def _request(self, method: str, path: str, body: Body | bytes | None, seconds: float | None) -> Reply:
        kind = {"kind": NDJSON} if isinstance(body, bytes) else {}
        try:
            return self._client.request(method, path, body, seconds=seconds, **kind)
        except ClusterError as error:
            raise _as_unavailable(error) from None


def _to_search_reply(reply: Reply) -> SearchReply:
    if "error" in reply:
        error = reply["error"]
        raise _as_unavailable(
            ClusterError(str(error.get("reason", error))[:500], int(reply.get("status", 0)))
        )
    return SearchReply(reply, is_partial=not is_whole(reply))


def _require_complete(reply: Reply) -> Reply:
    if not is_whole(reply):
        raise ClusterUnavailableError(
            "a part of the cluster does not answer, so this list would be incomplete; try again later"
        )
    return reply


def _as_unavailable(error: ClusterError) -> Exception:
    """Return an error of the cluster's, not of the query's, as such."""
    if error.status >= 500 or error.status == 429 or error.kind in GONE:
        return ClusterUnavailableError(
            f"the cluster cannot answer now ({error}); look at it with: khabarkhoj cluster"
        )
    return error
