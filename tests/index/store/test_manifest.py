"""The manifest: every missing, cut or changed file is noticed."""

import json
from pathlib import Path

import pytest

from index.errors import IndexDamagedError, IndexOutdatedError
from index.reindex.build import reindex
from index.settings import Settings
from index.store.manifest import MANIFEST, wrong_checksums
from search.engines import open_archive
from search.model.question import Question
from tests.index.store.test_generations import generation
from tests.searching import search


def test_every_missing_or_cut_file_is_noticed(settings: Settings) -> None:
    for name in json.loads((generation(settings) / MANIFEST).read_bytes())["files"]:
        path = generation(settings) / name
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamagedError, match="missing"):
            open_archive(settings)
        path.write_bytes(content + b"x")
        with pytest.raises(IndexDamagedError, match="bytes instead of"):
            open_archive(settings)
        path.write_bytes(content)
    open_archive(settings)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1}', b"\xff"])
def test_an_unreadable_manifest_is_noticed(settings: Settings, content: bytes) -> None:
    (generation(settings) / MANIFEST).write_bytes(content)
    with pytest.raises(IndexDamagedError, match="--full"):
        open_archive(settings)


def test_other_analysis_rules_ask_for_a_full_reindex(settings: Settings) -> None:
    path = generation(settings) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "analysis": 0}))
    with pytest.raises(IndexOutdatedError, match="--full"):
        open_archive(settings)


def test_a_manifest_that_was_changed_is_noticed(settings: Settings) -> None:
    path = generation(settings) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "documents": 2}))
    with pytest.raises(IndexDamagedError, match="was changed"):
        open_archive(settings)


def test_damage_stays_told_by_the_checksum_of_what_was_published(tmp_path: Path, settings: Settings) -> None:
    for number in range(40):  # so that the first segment is kept, not merged
        (tmp_path / f"m{number}.txt").write_text(
            f"स | 2024-01-01\nसुर्खी {number}\nपाठ {number}।", encoding="utf-8"
        )
    reindex(sorted(tmp_path.glob("m*.txt")), settings)
    segment = next((settings.index / "generations" / "000002").glob("g000002.articles"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    (tmp_path / "new.txt").write_text("स | 2024-01-02\nनई सुर्खी\nनया पाठ।", encoding="utf-8")
    reindex([tmp_path / "new.txt"], settings)  # which does not read what it does not change
    published = settings.index / "generations" / "000003"
    assert [
        fault for fault in wrong_checksums(published) if "g000002.articles: not as it was published" in fault
    ]
    archive = open_archive(settings)
    with pytest.raises(IndexDamagedError):
        for number in range(40):
            search(archive, Question(f'"पाठ {number}"'))
