"""Generations: what is published is whole, or is refused with a clear line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import (
    GenerationError,
    IndexDamagedError,
    IndexLockedError,
    IndexMissingError,
    IndexOutdatedError,
)
from index.reindex.build import reindex
from index.reindex.report import ReindexOptions
from index.reindex.verify import verify
from index.settings import Settings
from index.store.generations import Generations
from index.store.manifest import MANIFEST
from search.engines import open_archive
from search.model.question import Question
from tests.searching import search


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


def test_damage_is_never_published_as_sound(tmp_path: Path, settings: Settings) -> None:
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
    with pytest.raises(IndexDamagedError, match="damaged"):
        reindex([tmp_path / "new.txt"], settings)
    assert Generations(settings.index).current_number() == 2


def test_rollback_goes_to_no_generation_whose_content_is_damaged(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nदूसरी सुर्खी\nपाठ।", encoding="utf-8")
    reindex([tmp_path / "a.txt"], settings)
    path = next(generation(settings).glob("*.postings"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(GenerationError):
        Generations(settings.index).rollback()
    assert Generations(settings.index).current_number() == 2


def test_an_unfinished_generation_says_that_the_next_run_removes_it(settings: Settings) -> None:
    (settings.index / "generations" / "000009").mkdir()
    assert "the next reindex removes it" in Generations(settings.index).all()[-1].fault


def test_an_index_inside_the_sources_is_not_read(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "archive")
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    for _ in range(3):
        report = reindex([tmp_path], settings)
        assert (report.documents, report.refused_count) == (1, 0)


def test_nothing_is_pruned_while_a_link_was_passed_over(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for name in ("in/2014", "out/2015"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text(f"स | 2024-01-01\nसुर्खी {name}\nमोदी।", encoding="utf-8")
    reindex([tmp_path / "in", tmp_path / "out"], settings)
    (tmp_path / "in" / "2015").symlink_to(tmp_path / "out" / "2015")
    report = reindex([tmp_path / "in"], settings, ReindexOptions(prune=True))
    assert (report.removed, report.not_pruned, report.documents) == (0, 1, 2)


def test_verify_reads_a_table_as_reindex_did_and_allows_for_refused_repeats(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    (tmp_path / "a.csv").write_text("अ;आ;id\nसुर्खी;पाठ का वाक्य।;1\nसुर्खी;दूसरा पाठ।;1\n", encoding="utf-8")
    choices = ReindexOptions(columns=(("title", "अ"), ("body", "आ")))
    report = reindex([tmp_path / "a.csv"], settings, choices)
    assert (report.added, report.refused_count) == (1, 1)
    found = list(verify(settings, [tmp_path / "a.csv"], options=choices))
    assert [each.what for each in found if each.is_fault] == []
