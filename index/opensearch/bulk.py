"""Sending documents in bulk: bounded, again where it has to be, and never twice in effect.

Each document carries its id and the number of the state that it is written for as its version (external_gte). So a
request that is sent again, because its answer was lost, changes nothing, and a late one cannot undo a newer one.
"""

import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from index.errors import ClusterError, ClusterUnavailableError
from index.opensearch.client import NDJSON, TOO_MANY, ClusterClient, Reply
from index.opensearch.documents import Document

SENDERS = 2
"""Requests on their way at once: one is indexed while the next is read."""
FIRST_PAUSE, MAX_PAUSE = 0.2, 10.0
TOO_LARGE, CONFLICT = 413, 409
BUSY = frozenset({TOO_MANY, 502, 503, 504})


class BulkLine(NamedTuple):
    """One document as it is sent: the action and the source, and the id for messages."""

    id: str
    content: bytes


Lines = Sequence[BulkLine]
Sleep = Callable[[float], None]


def bulk_line(document_id: str, version: int, document: Document) -> BulkLine:
    """Return a document as a line of a bulk request."""
    action = {"index": {"_id": document_id, "version": version, "version_type": "external_gte"}}
    content = (
        json.dumps(action) + "\n" + json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    )
    return BulkLine(document_id, content.encode("utf-8", "replace"))


def in_requests(lines: Iterable[BulkLine], most_bytes: int) -> Iterator[Lines]:
    """Yield lines grouped into requests of about `size` bytes; a longer line is sent alone."""
    waiting: list[BulkLine] = []
    size = 0
    for line in lines:
        if waiting and size + len(line.content) > most_bytes:
            yield waiting
            waiting, size = [], 0
        waiting.append(line)
        size += len(line.content)
    if waiting:
        yield waiting


class BulkSender:
    """Sends requests to one index, a few at once; no more are taken than can be sent."""

    def __init__(self, client: ClusterClient, index: str, sleep: Sleep = time.sleep) -> None:
        self._client = client
        wanted = "errors,items.*.status,items.*.error"
        self._path = f"/{index}/_bulk?timeout={max(1, int(client.seconds))}s&filter_path={wanted}"
        self._sleep = sleep

    def send(self, requests: Iterable[Lines], sent: Callable[[int], None] = lambda _: None) -> int:
        """Send everything; `sent` receives the number of documents of each request. Return how many there were.

        Raises ClusterUnavailableError or ClusterError; what was sent until then stays, and may be sent again.
        """
        total = 0
        with ThreadPoolExecutor(SENDERS) as pool:
            waiting: deque[Future[int]] = deque()

            def finish() -> int:
                count = waiting.popleft().result()
                sent(count)
                return count

            for lines in requests:
                waiting.append(pool.submit(self._send, lines))
                while len(waiting) > SENDERS:
                    total += finish()
            while waiting:
                total += finish()
        return total

    def _send(self, lines: Lines) -> int:
        """Send one request until each of its documents is written."""
        left = list(lines)
        pause = FIRST_PAUSE
        until = time.monotonic() + self._client.seconds
        while left:
            body = b"".join(line.content for line in left)
            try:
                status, reply = self._client.ask("POST", self._path, body, kind=NDJSON)
            except ClusterUnavailableError:
                if time.monotonic() >= until:
                    raise
                status, reply = TOO_MANY, {}
            if status == TOO_LARGE and len(left) > 1:
                half = len(left) // 2
                self._send(left[:half])
                left = left[half:]
                continue
            if status in BUSY:
                remaining = left
            elif status >= 400:
                raise ClusterError(f"{self._path.partition('?')[0]}: {status} {str(reply)[:300]}", status)
            else:
                remaining = self._refused(left, reply)
            if len(remaining) < len(left):
                pause, until = FIRST_PAUSE, time.monotonic() + self._client.seconds
            elif remaining and time.monotonic() >= until:
                raise ClusterUnavailableError(
                    f"{self._path.partition('?')[0]}: the cluster takes no more articles "
                    f"(for {self._client.seconds:.0f} s); look at it with: khabarkhoj cluster, then run this again"
                )
            left = remaining
            if left:
                self._sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - so that senders do not come all at once
                pause = min(MAX_PAUSE, 2 * pause)
        return len(lines)

    @staticmethod
    def _refused(lines: list[BulkLine], reply: Reply) -> list[BulkLine]:
        """Return the documents that must be sent again; raise for one that can never be written."""
        if not reply.get("errors"):
            return []
        again = []
        for line, item in zip(lines, reply["items"], strict=True):
            (outcome,) = item.values()
            status = int(outcome["status"])
            if status < 300 or status == CONFLICT:  # a newer version is there already
                continue
            if status not in BUSY:
                reason = outcome.get("error", {}).get("reason", status)
                raise ClusterError(
                    f"document {line.id}: the cluster refuses it ({str(reason)[:300]})", status
                )
            again.append(line)
        return again
