"""Generations: what is published is whole, or is refused with a clear line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.build import reindex
from index.errors import (
    GenerationError,
    IndexDamagedError,
    IndexLockedError,
    IndexMissingError,
    IndexOutdatedError,
)
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


def test_a_manifest_that_was_changed_is_noticed(settings: Settings) -> None:
    path = generation(settings) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "documents": 2}))
    with pytest.raises(IndexDamagedError, match="was changed"):
        open_archive(settings)


def headlines(settings: Settings) -> list[str]:
    return sorted(hit.article.headline for hit in open_archive(settings).search("मोदी").hits)


def add(settings: Settings, name: str) -> None:
    path = settings.index.parent / "more" / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"स | 2024-01-01\nसुर्खी {name}\nमोदी {name}।", encoding="utf-8")
    reindex([path.parent], settings)


def test_rollback_publishes_what_was_there_before(settings: Settings) -> None:
    add(settings, "दो")
    archive = open_archive(settings)
    assert archive.search("मोदी").total == 2
    back = Generations(settings.index).rollback()
    assert (back.number, headlines(settings)) == (1, ["सुर्खी"])
    with pytest.raises(GenerationError, match="no earlier generation"):
        Generations(settings.index).rollback()
    assert Generations(settings.index).rollback(2).number == 2
    assert headlines(settings) == ["सुर्खी", "सुर्खी दो"]
    with pytest.raises(GenerationError, match="no sound generation 7"):
        Generations(settings.index).rollback(7)


def test_numbers_are_never_used_again_after_a_rollback(settings: Settings) -> None:
    add(settings, "दो")
    Generations(settings.index).rollback()
    add(settings, "तीन")
    numbers = {each.number: each.is_current for each in Generations(settings.index).all()}
    assert numbers == {1: False, 2: False, 3: True}
    assert len(headlines(settings)) == 3


def test_a_damaged_generation_is_not_gone_back_to(settings: Settings) -> None:
    add(settings, "दो")
    (generation(settings) / MANIFEST).write_text("{}")
    (first, second) = Generations(settings.index).all()
    assert MANIFEST in first.fault
    assert not second.fault
    with pytest.raises(GenerationError):
        Generations(settings.index).rollback()


def test_nobody_goes_back_while_a_run_is_writing(settings: Settings) -> None:
    add(settings, "दो")
    with Generations(settings.index).writing(), pytest.raises(IndexLockedError):
        Generations(settings.index).rollback()


def test_a_generation_that_cannot_be_opened_leaves_the_one_that_is_open(settings: Settings) -> None:
    archive = open_archive(replace(settings, poll_seconds=1e-9))
    assert archive.search("मोदी").total == 1
    add(settings, "दो")
    segments = settings.index / "generations" / "000002" / "SEGMENTS.json"
    content = segments.read_bytes()
    segments.write_bytes(b"[")
    assert archive.search("मोदी").total == 1
    segments.write_bytes(content)
    assert archive.search("मोदी").total == 2


def test_an_unreadable_pointer_is_noticed(settings: Settings) -> None:
    Generations(settings.index).pointer.write_text("last")
    with pytest.raises(IndexDamagedError, match="CURRENT"):
        open_archive(settings)
