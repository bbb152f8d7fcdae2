"""Replication: the published generation of an index directory becomes the published state of a cluster.

The index directory is the ledger: it has every article, and what came of reading them. What the cluster does not
have yet is analysed by all cores and sent; readers see nothing of it until the state that it belongs to is published,
in one step for all shards (see mapping.py for `born` and `died`). So a run that ends in the middle leaves nothing
but documents that the next one removes.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from index.errors import ClusterUnavailableError, IndexDamagedError, IndexLockedError, KhabarkhojError
from index.hindi.analysis import ANALYSIS_VERSION
from index.opensearch.bulk import BulkSender
from index.opensearch.client import NOT_FOUND, ClusterClient
from index.opensearch.deletion import delete_documents, drop_index
from index.opensearch.difference import DocumentRef, GenerationContents, difference
from index.opensearch.document_batches import (
    DocumentBatch,
    Known,
    RequestWriter,
    group_by_segment,
    new_document_batches,
    rewritten,
)
from index.opensearch.mapping import MAPPING_VERSION, NEVER_DIED, Moment, in_no_state, in_state, index_body
from index.opensearch.states import Lease, State, States, Version, WordFile, WordSegment
from index.opensearch.word_files import WordFiles
from index.processes import ordered_map
from index.settings import Settings
from index.store.durable import replace_file
from index.store.generations import Generation, Generations
from index.store.manifest import MANIFEST

LEDGER = "LEDGER"
"""Names an index directory, so that a cluster knows of which one it is a copy."""
LOOKED_UP = 1_000
WORD_ENDINGS = (".terms", ".lexicon", ".deleted")
IN_PLACE = 5_000
"""An archive of no more articles is rewritten in its index where a run weighed all of them again; a larger one in
an index of its own."""
REFRESH_SECONDS = 1
"""How often a copy of a shard shows by itself what was written: harmless, as no state has it yet."""
PURGE_OWED = "CLUSTER_PURGE"
"""A file in the index directory while texts that must go are, or may be, in the cluster."""
GRACE_SECONDS = 60.0
"""Documents that are in no published state any more are kept so long, for those who still read the one before."""
TIDIED_EVERY = 16
"""Publications between two looks for what can be deleted."""
ABANDONED_KEPT = 100
"""Runs that published nothing whose late requests can still be told apart."""

Observer = Callable[[str, float], None]


@dataclass
class Replication:
    """What a publication to a cluster did."""

    state: State | None = None
    sent: int = 0
    ended: int = 0
    is_full: bool = False


def replicate(
    settings: Settings,
    observe: Observer = lambda _stage, _done: None,
    *,
    purge: bool = False,
    everything: bool = False,
) -> Replication:
    """Publish the index directory's generation in the cluster; with `everything`, all of it in a new index.

    With `purge`, what is no longer published is deleted for good at once, or by the next publication that reaches the
    cluster. The writer's lock of the directory must be
    held. Raises ClusterUnavailableError, ClusterError, IndexLockedError or what opening the generation raises.
    """
    generation = Generations(settings.index).current()
    owed = settings.index / PURGE_OWED
    if purge:
        # A cluster that is away now must not keep for good what had to go: the next publication deletes it.
        replace_file(owed, b"")
    client = ClusterClient(settings)
    try:
        states = States(client, settings.cluster_name)
        with states.writing(settings.cluster_lease_seconds) as lease:
            state, version = states.current()
            replicator = _Replicator(settings, client, states, lease, generation, observe)
            done = replicator.run(state, version, purge=owed.exists(), everything=everything)
            owed.unlink(missing_ok=True)
            return done
    finally:
        client.close()


def ledger_name(index: Path) -> str:
    """Return the name of an index directory, given to it the first time."""
    path = index / LEDGER
    if not path.exists():
        replace_file(path, f"{secrets.token_hex(8)}\n".encode("ascii"))
    return path.read_text("ascii").strip()


@dataclass
class _Replicator:
    """One publication."""

    settings: Settings
    client: ClusterClient
    states: States
    lease: Lease
    generation: Generation
    observe: Observer

    def __post_init__(self) -> None:
        self.name = self.settings.cluster_name
        self.ledger = ledger_name(self.settings.index)
        self.bulk_bytes = self.settings.cluster_bulk_mb * 1024 * 1024
        self.words = WordFiles(self.client, self.name, self.bulk_bytes)
        self.new = GenerationContents(self.generation)
        self.done = Replication()
        self.moment = Moment(0)

    def run(
        self, state: State | None, version: Version | None, *, purge: bool, everything: bool
    ) -> Replication:
        """Bring the cluster from a state to the generation."""
        if state is not None and state.ledger != self.ledger and not everything:
            raise KhabarkhojError(
                f"the cluster's archive {self.name!r} is a copy of another index directory than {self.settings.index}; "
                "give this one another name (KHABARKHOJ_CLUSTER_NAME), or replace it: khabarkhoj cluster --push"
            )
        if state is not None and state.revision == self.generation.revision and not (everything or purge):
            self.done.state = state
            self.lease.is_clean = self.lease.was_clean
            return self.done
        # Only the files of a deleted index are gone for certain: what a merge replaced may be held for a while.
        base = None if everything or purge else self._base(state)
        # A number is used once: what an interrupted run had written must not be taken for what this one writes.
        number = max(state.number if state else 0, self.lease.attempted) + 1
        self.moment = Moment(number)
        self.states.attempt(self.lease, number, self.settings.cluster_lease_seconds)
        if state is None or base is None:
            index = f"{self.name}-{number:06d}"
            drop_index(self.client, index)  # what an earlier run had begun
            shards, replicas = self.settings.cluster_shards, self.settings.cluster_replicas
            self.client.request("PUT", f"/{index}", index_body(shards, replicas))
            self.done.is_full = True
            self._send_all(index, number)
        else:
            index = state.index
            abandoned = (*state.abandoned, *range(state.number + 1, number))
            self.moment = Moment(number, abandoned[-ABANDONED_KEPT:])
            if not self.lease.was_clean:
                self._undo_unpublished(state, base, number)
            self._send_difference(index, number, state, base)
        published = self._publish(index, number, state, version)
        self.lease.is_clean = True
        self._tidy(published, state, purge=purge)
        self.done.state = published
        return self.done

    def _base(self, state: State | None) -> GenerationContents | None:
        """Return the generation that a state is a copy of, if the new one can be reached from there."""
        if state is None or (state.analysis, state.mapping) != (ANALYSIS_VERSION, MAPPING_VERSION):
            return None
        status = self.client.ask("HEAD", f"/{state.index}").status
        if status == NOT_FOUND:
            return None
        if status >= 400:
            raise ClusterUnavailableError(f"the cluster cannot answer now (HEAD /{state.index}: {status})")
        for generation in Generations(self.settings.index).all():
            if generation.number == state.generation and not generation.fault:
                contents = GenerationContents(generation)
                is_same = _revision_of(self.settings, generation) == state.revision
                is_small = contents.segments.live_count <= IN_PLACE
                if is_same and (is_small or contents.by_name.keys() & self.new.by_name.keys()):
                    return contents
        return None

    # Articles

    def _send_all(self, index: str, number: int) -> None:
        total = max(1, self.new.segments.live_count)

        self.done.sent = self._send(index, new_document_batches(self.new.all(), number), total)

    def _send_difference(self, index: str, number: int, state: State, base: GenerationContents) -> None:
        changes = difference(base, self.new)
        total = max(1, len(changes.gone) + len(changes.come))

        endings = self._endings(index, changes.gone, state, number)
        self._send(index, chain(new_document_batches(changes.come, number), endings), total, base)
        self.done.sent, self.done.ended = len(changes.come), len(changes.gone)

    def _endings(
        self, index: str, gone: Sequence[DocumentRef], state: State, number: int
    ) -> Iterator[DocumentBatch]:
        """Yield documents that are written once more, with the state that they do not reach."""
        for position in range(0, len(gone), LOOKED_UP):
            part = gone[position : position + LOOKED_UP]
            known = self._living(index, [ref.id for ref in part], state)
            for located in group_by_segment(ref for ref in part if ref.id in known):
                yield rewritten(located, known, number, number)

    def _undo_unpublished(self, state: State, base: GenerationContents, number: int) -> None:
        """Remove what an interrupted run wrote for a state that was never published."""
        self.client.request("POST", f"/{state.index}/_refresh")
        delete_documents(
            self.client, state.index, {"range": {"born": {"gt": state.number}}}, self.lease.check
        )
        ended = [{"range": {"died": {"gt": state.number, "lt": NEVER_DIED}}}]
        while known := self._facts(state.index, ended, LOOKED_UP):
            places = (base.segments.find(article_id) for article_id in known)
            located = [
                DocumentRef(base.segments[place.segment], place.document)
                for place in places
                if place is not None
            ]
            if not located:
                raise IndexDamagedError(
                    f"{state.index}: documents of an interrupted run are in no generation on this disk; "
                    "publish everything again with: khabarkhoj cluster --push"
                )
            work = (rewritten(part, known, NEVER_DIED, number) for part in group_by_segment(located))
            self._send(state.index, work, len(located), base)
            self.client.request("POST", f"/{state.index}/_refresh")

    def _living(self, index: str, ids: Sequence[str], state: State) -> Known:
        """Return what a state knows of some articles."""
        return self._facts(index, [{"terms": {"id": list(ids)}}, *in_state(state.moment)], len(ids))

    def _facts(self, index: str, filters: Sequence[Mapping[str, object]], count: int) -> Known:
        """Return id → (first state, sequence) of some documents."""
        body = {
            "size": count,
            "_source": False,
            "docvalue_fields": ["id", "born", "sequence"],
            "query": {"bool": {"filter": list(filters)}},
        }
        hits = self.client.search_whole(f"/{index}/_search", body)["hits"]["hits"]
        fields = [hit["fields"] for hit in hits]
        return {field["id"][0]: (int(field["born"][0]), int(field["sequence"][0])) for field in fields}

    def _send(
        self, index: str, work: Iterable[DocumentBatch], total: int, base: GenerationContents | None = None
    ) -> int:
        """Analyse and send documents; tell the observer."""
        sent = 0

        def note(count: int) -> None:
            nonlocal sent
            sent += count
            self.observe("sending", min(1.0, sent / total))
            self.lease.check()

        processes = self.settings.working_processes
        self.observe("sending", 0.0)
        batches = ordered_map(RequestWriter(self.new, base, self.bulk_bytes).of, work, processes)
        requests = (request for batch in batches for request in batch)
        return BulkSender(self.client, index).send(requests, note)

    # The state

    def _publish(self, index: str, number: int, before: State | None, version: Version | None) -> State:
        """Make what was sent visible to searches, check it, and name it the published state."""
        self.observe("publishing", 0.0)
        self._make_visible(index)
        body = {"query": {"bool": {"filter": in_state(self.moment)}}}
        count = self.client.search_whole(f"/{index}/_count", body)["count"]
        expected = self.new.segments.live_count
        if count != expected:
            raise IndexDamagedError(
                f"{index}: {count} articles instead of {expected}; nothing was published. Run this again, "
                "or publish everything again with: khabarkhoj cluster --push"
            )
        segments = self._send_words(before)
        self.lease.check()
        first = next(iter(self.new.segments), None)
        lengths = tuple(first.columns.average_lengths().tolist()) if first else (0.0, 0.0, 0.0)
        state = State(
            number, index, self.ledger, self.generation.number, self.generation.revision, expected,
            self.generation.terms, ANALYSIS_VERSION, MAPPING_VERSION, lengths, segments,
            _recent(before), self.moment.abandoned,
        )  # fmt: skip
        return self.states.publish(state, version)

    def _make_visible(self, index: str) -> None:
        """Let every copy of every shard show what was sent.

        A copy that is just being made may miss the request; it shows everything by itself within REFRESH_SECONDS.
        """
        interval = {"index": {"refresh_interval": f"{REFRESH_SECONDS}s"}}
        if self.done.is_full:
            self.client.request("PUT", f"/{index}/_settings", interval)
            # Before a node may fail, each shard needs its copies; those of a large index are waited for no longer than
            # the answer of one request.
            wait = f"wait_for_status=green&timeout={max(1, int(self.client.seconds / 2))}s"
            self.client.ask("GET", f"/_cluster/health/{index}?{wait}")
        until = time.monotonic() + self.client.seconds
        while True:
            failed = self.client.request("POST", f"/{index}/_refresh")["_shards"]["failed"]
            health = self.client.request("GET", f"/_cluster/health/{index}")
            moving = health["initializing_shards"] + health["relocating_shards"]
            if failed or moving:
                time.sleep(2 * REFRESH_SECONDS)
            if not failed:
                return
            if time.monotonic() > until:
                raise ClusterUnavailableError(
                    f"{index}: {failed} shards do not show what was sent; nothing was published. "
                    "Look at the cluster with: khabarkhoj cluster"
                )

    def _send_words(self, before: State | None) -> tuple[WordSegment, ...]:
        manifest = json.loads((self.generation.path / MANIFEST).read_bytes())["files"]
        paths: dict[str, Path] = {}
        of_segment: list[tuple[str, int, dict[str, str]]] = []
        for segment in self.new.segments:
            checksums = {}
            for ending in WORD_ENDINGS:
                name = segment.name + ending
                if name in manifest:
                    checksums[ending] = str(manifest[name]["sha256"])
                    paths[checksums[ending]] = self.generation.path / name
            of_segment.append((segment.name, segment.documents, checksums))
        known: dict[str, WordFile] = {}
        if before is not None and not self.done.is_full:
            known = {file.checksum: file for segment in before.segments for file in segment.files.values()}
        files = self.words.send(paths, known)
        return tuple(
            WordSegment(name, documents, {ending: files[checksum] for ending, checksum in checksums.items()})
            for name, documents, checksums in of_segment
        )

    # What is left behind

    def _tidy(self, published: State, before: State | None, *, purge: bool) -> None:
        """Delete states and words that no reader can still use; immediately on a purge."""
        if not (purge or self.done.is_full or published.number % TIDIED_EVERY == 0):
            return
        if self.lease.lost.is_set():
            raise IndexLockedError(
                "published; another process writes to the cluster now, so nothing old was deleted"
            )
        kept = [published] if purge or before is None else [published, before]
        self.words.drop_all_but(kept)
        still_read = [number for number, _, _ in published.recent]
        oldest = published.number if purge else min(still_read, default=published.number)
        delete_documents(
            self.client, published.index, in_no_state(Moment(oldest, published.abandoned)), self.lease.check
        )
        needed = {state.index for state in kept} | (
            set() if purge else {index for _, _, index in published.recent}
        )
        for index in self._article_indices():
            if index not in needed:
                drop_index(self.client, index)

    def _article_indices(self) -> list[str]:
        path = f"/_cat/indices/{self.name}-0*,{self.name}-1*?format=json&h=index"
        reply = self.client.request("GET", path)
        names = [str(item["index"]) for item in reply.get("items", [])]
        return sorted(name for name in names if name.removeprefix(f"{self.name}-").isdigit())


def _recent(before: State | None) -> tuple[tuple[int, float, str], ...]:
    """Return the states before that may still be read: number, when it was replaced, index."""
    if before is None:
        return ()
    now = time.time()
    return (
        *(recent for recent in before.recent if now - recent[1] < GRACE_SECONDS),
        (before.number, now, before.index),
    )


def _revision_of(settings: Settings, generation: Generation) -> str:
    return Generations(settings.index).checked(generation.number).revision
