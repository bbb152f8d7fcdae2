"""Generations: what is published is whole, or is refused with a clear line."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    GenerationError,
    IndexDamagedError,
    IndexLockedError,
    IndexMissingError,
)
from index.reindex.build import reindex
from index.reindex.report import Prune, ReindexOptions
from index.settings import Settings
from index.store.generations import Generations
from index.store.manifest import MANIFEST
from search.engines import open_archive
from search.model.question import Question
from tests.searching import search


def generation(settings: Settings) -> Path:
    return settings.index / "generations" / "000001"


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="khabarkhoj reindex"):
        open_archive(Settings(index=tmp_path / "nowhere"))


def headlines(settings: Settings) -> list[str]:
    return sorted(hit.article.headline for hit in search(open_archive(settings), Question("मोदी")).hits)


def add(settings: Settings, name: str) -> None:
    path = settings.index.parent / "more" / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"स | 2024-01-01\nसुर्खी {name}\nमोदी {name}।", encoding="utf-8")
    reindex([path.parent], settings)


def test_rollback_publishes_what_was_there_before(settings: Settings) -> None:
    add(settings, "दो")
    archive = open_archive(settings)
    assert search(archive, Question("मोदी")).total == 2
    back = Generations(settings.index).rollback()
    assert (back.number, headlines(settings)) == (1, ["सुर्खी"])
    with pytest.raises(GenerationError, match=r"no earlier generation .*; forward again: .*rollback 2"):
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


def test_rollback_never_publishes_what_was_rolled_back_before(settings: Settings) -> None:
    add(settings, "दो")  # 2, to be rolled back
    Generations(settings.index).rollback()
    add(settings, "तीन")  # 3, on top of 1 (its folder still holds दो)
    (settings.index.parent / "more" / "दो.txt").unlink()
    reindex([settings.index.parent / "more"], settings, ReindexOptions(prune=Prune.ALWAYS))
    assert [Generations(settings.index).rollback().number for _ in range(2)] == [3, 1]


def test_behind_a_damaged_generation_rollback_goes_where_that_one_came_from(settings: Settings) -> None:
    add(settings, "दो")  # 2, to be rolled back
    Generations(settings.index).rollback()
    add(settings, "तीन")
    add(settings, "चार")
    path = next((settings.index / "generations" / "000003").glob("*.postings"))
    content = bytearray(path.read_bytes())
    path.unlink()  # not in the generation that shares it
    content[-1] ^= 1
    path.write_bytes(content)
    assert Generations(settings.index).rollback_target().number == 1


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
    assert search(archive, Question("मोदी")).total == 1
    add(settings, "दो")
    segments = settings.index / "generations" / "000002" / "SEGMENTS.json"
    content = segments.read_bytes()
    segments.write_bytes(b"[")
    assert search(archive, Question("मोदी")).total == 1
    segments.write_bytes(content)
    assert search(archive, Question("मोदी")).total == 2


def test_an_unreadable_pointer_is_noticed(settings: Settings) -> None:
    Generations(settings.index).pointer.write_text("last")
    with pytest.raises(IndexDamagedError, match="CURRENT"):
        open_archive(settings)


def test_rollback_goes_to_no_generation_whose_content_is_damaged(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nदूसरी सुर्खी\nपाठ।", encoding="utf-8")
    reindex([tmp_path / "a.txt"], settings)
    path = next(generation(settings).glob("*.postings"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(GenerationError, match=r"no undamaged generation.*000001.*not as it was published"):
        Generations(settings.index).rollback()
    assert Generations(settings.index).current_number() == 2


def test_an_unfinished_generation_says_that_the_next_run_removes_it(settings: Settings) -> None:
    (settings.index / "generations" / "000009").mkdir()
    assert "the next reindex removes it" in Generations(settings.index).all()[-1].fault


@pytest.mark.parametrize("content", ["", "garbage\n", "999999\n"])
def test_an_unreadable_pointer_never_costs_a_generation(
    seed_settings: Settings, tmp_path: Path, content: str
) -> None:
    shutil.copytree(seed_settings.index, tmp_path / "index")
    settings = replace(seed_settings, index=tmp_path / "index")
    pointer = settings.index / "CURRENT"
    pointer.write_text(content)
    with pytest.raises(IndexDamagedError):
        reindex([_one_more(tmp_path)], settings)
    generations = Generations(settings.index)
    assert [each.number for each in generations.all()] == [1]
    assert generations.rollback(1).number == 1
    assert generations.current().documents == 130


def test_without_a_pointer_the_only_generation_is_added_to(seed_settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(seed_settings.index, tmp_path / "index")
    settings = replace(seed_settings, index=tmp_path / "index")
    pointer = settings.index / "CURRENT"
    pointer.unlink()  # as after a first run that was ended between the manifest and the pointer
    assert reindex([_one_more(tmp_path)], settings).documents == 131
    pointer.unlink()
    with pytest.raises(IndexDamagedError, match="rollback 2"):
        reindex([_one_more(tmp_path)], settings)
    assert reindex([_one_more(tmp_path)], settings, ReindexOptions(full=True)).documents == 1


def _one_more(folder: Path) -> Path:
    (folder / "a.txt").write_text("परीक्षा | 2024-01-01\nसुर्खी\nपाठ है।", "utf-8")
    return folder / "a.txt"
