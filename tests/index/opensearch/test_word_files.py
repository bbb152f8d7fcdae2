"""Word files travel in pieces, are sent and fetched once, and are what they were."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import IndexDamagedError
from index.opensearch import word_files
from index.opensearch.client import ClusterClient
from index.opensearch.states import State, WordFile, WordSegment
from index.opensearch.word_files import WordFiles, drop_unneeded
from index.settings import Settings
from tests.opensearch.fixtures import own_name

pytestmark = pytest.mark.opensearch
EMPTY = State(1, "i", "l", 1, "1-a", 0, 0, 3, 1, (0.0, 0.0, 0.0))


@pytest.fixture
def client(cluster_settings: Settings) -> Iterator[ClusterClient]:
    client = ClusterClient(cluster_settings)
    yield client
    client.close()


@pytest.fixture
def words(client: ClusterClient, cluster_settings: Settings) -> WordFiles:
    return WordFiles(client, own_name(cluster_settings).cluster_name, 1 << 20)


def file_of(folder: Path, content: bytes) -> tuple[str, Path]:
    checksum = hashlib.sha256(content).hexdigest()
    path = folder / f"source-{checksum[:8]}"
    path.write_bytes(content)
    return checksum, path


def state_with(*files: WordFile) -> State:
    named = {f".{number}": file for number, file in enumerate(files)}
    return replace(EMPTY, segments=(WordSegment("g", 1, named),))


def test_files_arrive_as_they_were(words: WordFiles, tmp_path: Path) -> None:
    contents = [os.urandom(3 * word_files.PIECE_BYTES + 17), b"x" * 100, b""]
    paths = dict(file_of(tmp_path, content) for content in contents)
    sent = words.send(paths, {})
    assert [len(sent[checksum].pieces) for checksum in paths] == [4, 1, 0]
    state = state_with(*sent.values())
    words.fetch(state, tmp_path / "here")
    for checksum, content in zip(paths, contents, strict=True):
        assert (tmp_path / "here" / checksum).read_bytes() == content


def test_what_is_known_is_neither_sent_nor_fetched_again(words: WordFiles, tmp_path: Path) -> None:
    checksum, path = file_of(tmp_path, b"words")
    sent = words.send({checksum: path}, {})
    path.unlink()
    assert words.send({checksum: path}, sent) == sent
    words.fetch(state_with(sent[checksum]), tmp_path / "here")
    (tmp_path / "here" / checksum).write_bytes(b"mine")
    words.fetch(state_with(sent[checksum]), tmp_path / "here")
    assert (tmp_path / "here" / checksum).read_bytes() == b"mine"


def test_a_piece_that_is_missing_or_wrong_is_named(
    words: WordFiles, client: ClusterClient, tmp_path: Path
) -> None:
    checksum, path = file_of(tmp_path, b"words of the archive")
    sent = words.send({checksum: path}, {})
    wrong = replace(sent[checksum], checksum="0" * 64)
    with pytest.raises(IndexDamagedError, match="not as it was published"):
        words.fetch(state_with(wrong), tmp_path / "here")
    piece = sent[checksum].pieces[0]
    client.request("PUT", f"/{words.index}/_doc/{piece}", {"name": piece, "content": "AAAA"})
    with pytest.raises(IndexDamagedError, match="cannot be read"):
        words.fetch(state_with(sent[checksum]), tmp_path / "here")
    client.request("DELETE", f"/{words.index}/_doc/{piece}")
    with pytest.raises(IndexDamagedError, match="is missing"):
        words.fetch(state_with(sent[checksum]), tmp_path / "here")
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["LOCK"]


def test_pieces_that_no_state_needs_are_deleted(
    words: WordFiles, client: ClusterClient, tmp_path: Path
) -> None:
    old, new = (words.send(dict([file_of(tmp_path, text)]), {}) for text in (b"old", b"new"))
    words.drop_all_but([state_with(*new.values())])
    client.request("POST", f"/{words.index}/_refresh")
    assert client.request("GET", f"/{words.index}/_count")["count"] == 1
    words.fetch(state_with(*new.values()), tmp_path / "here")
    with pytest.raises(IndexDamagedError):
        words.fetch(state_with(*old.values()), tmp_path / "here")


def test_fetched_files_that_no_state_needs_are_deleted(tmp_path: Path) -> None:
    kept = WordFile("a" * 64, 1, ())
    for name in (kept.checksum, "b" * 64, "LOCK", "new-x"):
        (tmp_path / name).touch()
    drop_unneeded(tmp_path, [state_with(kept)])
    assert {path.name for path in tmp_path.iterdir()} == {kept.checksum, "LOCK", "new-x"}
    drop_unneeded(tmp_path / "none", [])
