"""The words of a state: files of the index that travel through the cluster to every machine that searches it.

    NAME-words/_doc/SHA-256    one piece of a file, compressed (zstd) and written in base64

A file that a state shares with the one before has the same pieces, and is neither sent nor fetched again. What is
fetched is compared with its checksum; a machine keeps the files below INDEX/words.
"""

import base64
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import zstandard

from index.errors import ClusterUnavailableError, IndexDamagedError
from index.opensearch.bulk import BulkLine, BulkSender, in_requests
from index.opensearch.client import NDJSON, NOT_FOUND, ClusterClient
from index.opensearch.states import State, WordFile, make_index

WORDS_FOLDER = "words"
PIECE_BYTES = 1 << 20
"""Bytes of a piece before it is compressed."""
FETCHED_AT_ONCE = 16
LEVEL = 3

MAPPING = {
    "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": -1}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "name": {"type": "keyword"},
            "content": {"type": "keyword", "index": False, "doc_values": False},
        },
    },
}


class WordFiles:
    """The words of one archive in a cluster."""

    def __init__(self, client: ClusterClient, name: str, bulk_bytes: int) -> None:
        self._client = client
        self._bulk_bytes = bulk_bytes
        self.index = f"{name}-words"

    def send(self, paths: Mapping[str, Path], known: Mapping[str, WordFile]) -> dict[str, WordFile]:
        """Send files by checksum, those that are not known; return what each consists of."""
        make_index(self._client, self.index, MAPPING)
        found: dict[str, WordFile] = {}

        def lines() -> Iterator[BulkLine]:
            for checksum, path in paths.items():
                if checksum in known:
                    found[checksum] = known[checksum]
                    continue
                pieces = []
                with path.open("rb") as file:
                    while content := file.read(PIECE_BYTES):
                        name, line = _piece(content)
                        pieces.append(name)
                        yield line
                found[checksum] = WordFile(checksum, path.stat().st_size, tuple(pieces))

        BulkSender(self._client, self.index).send(in_requests(lines(), self._bulk_bytes))
        return found

    def fetch(self, state: State, folder: Path) -> None:
        """Fetch the files of a state that are not in a folder; raises IndexDamagedError for wrong contents."""
        wanted = {file.checksum: file for segment in state.segments for file in segment.files.values()}
        if all((folder / checksum).exists() for checksum in wanted):
            return
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / "LOCK").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # processes of one machine fetch each file once
            for checksum, file in wanted.items():
                if not (folder / checksum).exists():
                    self._fetch(file, folder)

    def _fetch(self, file: WordFile, folder: Path) -> None:
        digest = hashlib.sha256()
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="new-")
        path = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                for position in range(0, len(file.pieces), FETCHED_AT_ONCE):
                    for content in self._pieces(file.pieces[position : position + FETCHED_AT_ONCE]):
                        digest.update(content)
                        target.write(content)
            if digest.hexdigest() != file.checksum:
                raise IndexDamagedError(
                    f"{self.index}: a file of words is not as it was published; "
                    "send it again with: khabarkhoj cluster --push"
                )
            path.rename(folder / file.checksum)
        finally:
            path.unlink(missing_ok=True)

    def _pieces(self, names: Sequence[str]) -> Iterator[bytes]:
        reply = self._client.request("POST", f"/{self.index}/_mget", {"ids": list(names)})
        for name, found in zip(names, reply["docs"], strict=True):
            if not found.get("found"):
                raise IndexDamagedError(
                    f"{self.index}: piece {name[:12]} is missing; send it again with: khabarkhoj cluster --push"
                )
            try:
                packed = base64.b64decode(found["_source"]["content"], validate=True)
                yield zstandard.ZstdDecompressor().decompress(packed, max_output_size=PIECE_BYTES)
            except (ValueError, zstandard.ZstdError) as error:
                raise IndexDamagedError(f"{self.index}: piece {name[:12]} cannot be read ({error})") from None

    def drop_all_but(self, states: Iterable[State]) -> None:
        """Delete the pieces that none of some states needs."""
        needed = {
            piece
            for state in states
            for segment in state.segments
            for file in segment.files.values()
            for piece in file.pieces
        }
        self._client.request("POST", f"/{self.index}/_refresh")
        search_after: list[str] = []
        unneeded: list[str] = []
        body = {"size": 1_000, "_source": False, "sort": [{"name": "asc"}]}
        while True:
            more = {"search_after": search_after} if search_after else {}
            hits = self._client.request("POST", f"/{self.index}/_search", {**body, **more})["hits"]["hits"]
            unneeded += [hit["_id"] for hit in hits if hit["_id"] not in needed]
            if not hits:
                break
            search_after = hits[-1]["sort"]
        for position in range(0, len(unneeded), 1_000):
            lines = b"".join(
                b'{"delete":{"_id":"%s"}}\n' % name.encode() for name in unneeded[position : position + 1_000]
            )
            reply = self._client.request("POST", f"/{self.index}/_bulk", lines, kind=NDJSON)
            kept = [
                outcome for item in reply["items"] for outcome in item.values()
                if outcome["status"] >= 400 and outcome["status"] != NOT_FOUND
            ]  # fmt: skip
            if kept:
                raise ClusterUnavailableError(
                    f"{self.index}: {len(kept)} pieces of words that had to go were not deleted "
                    f"({str(kept[0].get('error', ''))[:200]}); run this again"
                )


def drop_unneeded(folder: Path, states: Iterable[State]) -> None:
    """Delete the fetched files that none of some states needs; those that are mapped live on until they are closed."""
    needed = {
        file.checksum for state in states for segment in state.segments for file in segment.files.values()
    }
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name not in needed and path.name != "LOCK" and not path.name.startswith("new-"):
            path.unlink(missing_ok=True)


def _piece(content: bytes) -> tuple[str, BulkLine]:
    packed = zstandard.ZstdCompressor(level=LEVEL).compress(content)
    name = hashlib.sha256(content).hexdigest()
    encoded = name.encode()
    body = b'{"index":{"_id":"%s"}}\n{"name":"%s","content":"%s"}\n' % (
        encoded,
        encoded,
        base64.b64encode(packed),
    )
    return name, BulkLine(name, body)
