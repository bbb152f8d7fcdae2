"""States: which articles and words of a cluster are published, in one document that readers look at.

    NAME-states/_doc/current   the published state (State)
    NAME-states/_doc/writer    who may write, and until when

It is replaced as a whole, and only if it is still the one that the writer had read. So articles and words change
together, and of two writers one is told that it came too late.
"""

import datetime
import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from index.errors import ClusterError, ClusterUnavailableError, IndexDamagedError, IndexLockedError
from index.opensearch.client import ClusterClient
from index.opensearch.mapping import Moment

CURRENT, WRITER = "current", "writer"
CONFLICT = 409
PAUSE = 0.1
RENEWALS = 4
"""How often a writer renews its lease before it would end."""
STATE_FORMAT = 1


@dataclass(frozen=True)
class WordFile:
    """A file of words: its SHA-256, its size, and the pieces that make it up, each by its own SHA-256."""

    checksum: str
    size: int
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class WordSegment:
    """The words of one segment of the index that was published: ending → file."""

    name: str
    documents: int
    files: Mapping[str, WordFile]


@dataclass(frozen=True)
class State:
    """A published state.

    `number` grows by one with each publication; `index` holds the articles. `generation` and `revision` name the
    generation of the index directory that it is a copy of, `ledger` that directory.
    """

    number: int
    index: str
    ledger: str
    generation: int
    revision: str
    documents: int
    terms: int
    analysis: int
    mapping: int
    average_lengths: tuple[float, ...]
    segments: tuple[WordSegment, ...] = ()
    recent: tuple[tuple[int, float, str], ...] = ()
    """Earlier states that may still be read: number, when it was replaced (seconds since 1970), index."""
    abandoned: tuple[int, ...] = ()
    """Earlier numbers under which a run wrote to the index that published nothing."""
    published: str = ""
    format: int = STATE_FORMAT

    @property
    def moment(self) -> Moment:
        """What tells its documents from those of other states."""
        return Moment(self.number, self.abandoned)

    @property
    def name(self) -> str:
        """What readers call it: it differs from the name of every other state."""
        return f"{self.number:06d}-{self.revision.partition('-')[2]}"


@dataclass(frozen=True)
class Version:
    """What a document of the cluster was when it was read: it is replaced only if it still is that."""

    seq_no: int
    primary_term: int


@dataclass
class Lease:
    """The right to write, renewed while it is held."""

    owner: str
    version: Version | None = None
    was_clean: bool = False
    """Whether the writer before ended well; else it may have left documents behind."""
    is_clean: bool = False
    attempted: int = 0
    """The highest number of a state that anybody has written documents for, published or not."""
    lost: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self) -> None:
        """Raise IndexLockedError if another writer has it now."""
        if self.lost.is_set():
            raise IndexLockedError("another process writes to the cluster now; nothing was published")


class States:
    """The states of one archive in a cluster."""

    def __init__(self, client: ClusterClient, name: str) -> None:
        self._client = client
        self.index = f"{name}-states"

    def number(self, seconds: float | None = None) -> int:
        """Return the number of the published state; 0 while there is none."""
        found = self._client.get(f"/{self.index}/_doc/{CURRENT}?_source_includes=number", seconds=seconds)
        return int(found["_source"]["number"]) if found and found.get("found") else 0

    def current(self, seconds: float | None = None) -> tuple[State | None, Version | None]:
        """Return the published state and its version; nothing while there is none."""
        found = self._client.get(f"/{self.index}/_doc/{CURRENT}", seconds=seconds)
        if not found or not found.get("found"):
            return None, None
        try:
            state = _parsed(json.loads(found["_source"]["content"]))
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(
                f"{self.index}: the published state cannot be read ({error!r}); "
                "publish it again with: khabarkhoj cluster --push"
            ) from None
        return state, Version(found["_seq_no"], found["_primary_term"])

    def publish(self, state: State, before: Version | None) -> State:
        """Make a state the published one; raises IndexLockedError if another writer was faster."""
        state = replace(
            state, published=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        )
        content = {"number": state.number, "content": json.dumps(asdict(state), ensure_ascii=False)}
        self._put(CURRENT, content, before)
        return state

    @contextmanager
    def writing(self, seconds: float) -> Iterator[Lease]:
        """Hold the right to write, for `seconds` after the last sign of life.

        Raises IndexLockedError at once while another process has it.
        """
        self._make_index()
        lease = self._take(f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}", seconds)
        ended = threading.Event()

        def renew() -> None:
            renewed = time.monotonic()
            while not ended.wait(seconds / RENEWALS):
                try:
                    self._renew(lease, seconds)
                    renewed = time.monotonic()
                except IndexLockedError:
                    lease.lost.set()
                    return
                except (ClusterUnavailableError, ClusterError):
                    if time.monotonic() - renewed > seconds:
                        lease.lost.set()
                        return

        keeper = threading.Thread(target=renew, name="lease", daemon=True)
        keeper.start()
        try:
            yield lease
        finally:
            ended.set()
            keeper.join()
            if not lease.lost.is_set():
                self._give_back(lease)

    def attempt(self, lease: Lease, number: int, seconds: float) -> None:
        """Note the number of the state that documents are going to be written for."""
        lease.attempted = number
        self._renew(lease, seconds)

    def _renew(self, lease: Lease, seconds: float) -> None:
        with lease.lock:
            lease.version = self._put(WRITER, _content(lease, seconds), lease.version)

    def _make_index(self) -> None:
        body = {
            "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-2"}},
            "mappings": {
                "dynamic": "strict",
                "properties": {
                    "number": {"type": "integer"},
                    "content": {"type": "keyword", "index": False, "doc_values": False},
                    "owner": {"type": "keyword"},
                    "until": {"type": "double"},
                    "is_clean": {"type": "boolean"},
                    "attempted": {"type": "integer"},
                },
            },
        }
        make_index(self._client, self.index, body)

    def _writer(self) -> dict[str, Any] | None:
        """Return who writes; the shard that tells may just be starting."""
        until = time.monotonic() + self._client.seconds
        while True:
            try:
                return self._client.get(f"/{self.index}/_doc/{WRITER}")
            except ClusterUnavailableError:
                if time.monotonic() >= until:
                    raise
            time.sleep(PAUSE)

    def _take(self, owner: str, seconds: float) -> Lease:
        found = self._writer()
        lease = Lease(owner, was_clean=True)
        if found and found.get("found"):
            held = found["_source"]
            left = held["until"] - time.time()
            if left > 0:
                raise IndexLockedError(
                    f"{self.index}: {held['owner'].rpartition(':')[0]} is writing to this archive; wait for it to end "
                    f"(if it has died, for {left:.0f} s)"
                )
            lease.version = Version(found["_seq_no"], found["_primary_term"])
            lease.was_clean, lease.attempted = bool(held["is_clean"]), int(held["attempted"])
        self._renew(lease, seconds)
        return lease

    def _give_back(self, lease: Lease) -> None:
        try:
            self._renew(lease, 0.0)
        except (ClusterUnavailableError, ClusterError, IndexLockedError):
            return  # it ends by itself

    def _put(self, name: str, content: Mapping[str, Any], before: Version | None) -> Version:
        """Replace a document that is as it was read, or make it; raise IndexLockedError if it changed."""
        path = f"/{self.index}/_doc/{name}?refresh=false&"
        path += (
            f"if_seq_no={before.seq_no}&if_primary_term={before.primary_term}" if before else "op_type=create"
        )
        try:
            reply = self._client.request("PUT", path, content)
        except ClusterError as error:
            if error.status != CONFLICT:
                raise
            found = self._client.get(f"/{self.index}/_doc/{name}") or {}
            if found.get("_source") == content:  # an answer was lost, and this was sent twice
                return Version(found["_seq_no"], found["_primary_term"])
            raise IndexLockedError(
                f"{self.index}: another process has published meanwhile, and nothing of this run was; run it again"
            ) from None
        return Version(reply["_seq_no"], reply["_primary_term"])


def make_index(client: ClusterClient, name: str, body: Mapping[str, Any]) -> None:
    """Make an index if it is not there, and wait until it can be written to."""
    if client.ask("HEAD", f"/{name}").status != 200:
        try:
            client.request("PUT", f"/{name}", body)
        except ClusterError as error:
            if error.kind != "resource_already_exists_exception":
                raise
    client.request(
        "GET", f"/_cluster/health/{name}?wait_for_status=yellow&timeout={max(1, int(client.seconds))}s"
    )


def _content(lease: Lease, seconds: float) -> dict[str, Any]:
    return {
        "owner": lease.owner,
        "until": time.time() + seconds,
        "is_clean": lease.is_clean,
        "attempted": lease.attempted,
    }


def _parsed(said: dict[str, Any]) -> State:
    segments = tuple(
        WordSegment(
            str(segment["name"]),
            int(segment["documents"]),
            {
                str(ending): WordFile(
                    str(file["checksum"]), int(file["size"]), tuple(map(str, file["pieces"]))
                )
                for ending, file in segment["files"].items()
            },
        )
        for segment in said["segments"]
    )
    lengths = tuple(map(float, said["average_lengths"]))
    recent = tuple((int(number), float(replaced), str(index)) for number, replaced, index in said["recent"])
    return State(
        **{
            **said,
            "segments": segments,
            "average_lengths": lengths,
            "recent": recent,
            "abandoned": tuple(said.get("abandoned", ())),
        }
    )
