"""Generations: what is published is whole, or is refused with a clear line."""

import json
from pathlib import Path

import pytest

from index.build import reindex
from index.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError
from index.generations import MANIFEST, Generations
from index.settings import Settings
from search.local_archive import open_archive


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.txt"], settings)
    return settings


def generation(settings: Settings) -> Path:
    return settings.index / "generations" / "000001"


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="khabarkhoj reindex"):
        open_archive(Settings(index=tmp_path / "nowhere"))


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


def test_an_unreadable_pointer_is_noticed(settings: Settings) -> None:
    Generations(settings.index).pointer.write_text("last")
    with pytest.raises(IndexDamagedError, match="CURRENT"):
        open_archive(settings)
