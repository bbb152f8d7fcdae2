"""reindex: nothing is lost, nothing is hidden, nothing is shown half-built."""

import errno
import fcntl
import json
import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from index.errors import DiskFullError, IndexLockedError
from index.reindex.build import reindex
from index.reindex.report import STAGES, Progress, ReindexOptions, Report
from index.reindex.verify import verify
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from search.engines import open_archive
from search.model.question import Question
from tests import source_exports
from tests.searching import search


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index")


def jsonl(tmp_path: Path, *articles: dict[str, str], name: str = "a.jsonl") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    return path


ONE = {"id": "1", "title": "पहली सुर्खी", "body": "मोदी", "date": "2024-01-01"}
TWO = {"id": "2", "title": "दूसरी सुर्खी", "body": "पुतिन", "date": "2024-01-02"}


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.added, report.replaced, report.unchanged, report.repeated, len(report.refused)


def test_a_second_run_adds_replaces_and_leaves_alone(tmp_path: Path, settings: Settings) -> None:
    assert counts(reindex([jsonl(tmp_path, ONE, TWO)], settings)) == (2, 0, 0, 0, 0)
    three = {**ONE, "id": "3"}
    report = reindex([jsonl(tmp_path, ONE, {**TWO, "body": "टोकाएव"}, three)], settings)
    assert counts(report) == (1, 1, 1, 0, 0)
    assert (report.documents, report.generation) == (3, 2)
    archive = open_archive(settings)
    assert search(archive, Question("पुतिन")).total == 0
    assert [hit.article.id for hit in search(archive, Question("टोकाएव")).hits] == ["2"]
    assert search(archive, Question("मोदी")).total == 2


def test_a_disk_that_is_full_for_the_cluster_leaves_what_was_published(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    # Found as an import finds it: a test that takes OpenSearch away leaves packages without their modules.
    monkeypatch.setattr(import_module("index.opensearch.replication"), "replicate", no_room)
    with pytest.raises(DiskFullError, match="published here, but not yet in the cluster"):
        reindex([jsonl(tmp_path, ONE)], replace(settings, engine="opensearch"))
    assert Generations(settings.index).current().documents == 1


def test_articles_of_other_sources_stay(tmp_path: Path, settings: Settings) -> None:
    reindex([jsonl(tmp_path, ONE)], settings)
    assert reindex([jsonl(tmp_path, TWO, name="b.jsonl")], settings).documents == 2


def test_an_unchanged_archive_publishes_nothing_new(tmp_path: Path, settings: Settings) -> None:
    reindex([jsonl(tmp_path, ONE)], settings)
    report = reindex([jsonl(tmp_path, ONE)], settings)
    assert (report.unchanged, report.generation) == (1, 1)
    assert [path.name for path in (settings.index / "generations").iterdir()] == ["000001"]


def test_full_starts_from_nothing(tmp_path: Path, settings: Settings) -> None:
    reindex([jsonl(tmp_path, ONE)], settings)
    assert reindex([jsonl(tmp_path, TWO)], settings, ReindexOptions(full=True)).documents == 1


def test_the_same_article_twice_is_counted_and_another_under_its_id_refused(
    tmp_path: Path, settings: Settings
) -> None:
    report = reindex([jsonl(tmp_path, ONE, ONE, {**ONE, "body": "कुछ और"})], settings)
    assert counts(report) == (1, 0, 0, 1, 1)
    assert str(report.refused[0]).startswith(f"{tmp_path / 'a.jsonl'}:3: another text has its id '1' at")


def test_refusals_hide_nothing(tmp_path: Path, settings: Settings) -> None:
    path = jsonl(tmp_path, ONE, TWO)
    path.write_bytes(b"{broken\n\xff\xfe\n" + path.read_bytes())
    report = reindex([path], settings)
    assert [refused.line for refused in report.refused] == [1, 2]
    assert (report.added, report.complete) == (2, False)


def test_nothing_to_index_publishes_nothing(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.jsonl").write_text("{broken")
    assert reindex([tmp_path], settings).documents == 0
    assert Generations(settings.index).current_number() is None


def test_a_failed_run_leaves_the_published_generation_alone(tmp_path: Path, settings: Settings) -> None:
    reindex([jsonl(tmp_path, ONE)], settings)

    def fail(progress: Progress) -> None:
        if progress.stage == "words":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex([jsonl(tmp_path, TWO)], settings, observe=fail)
    assert [path.name for path in (settings.index / "generations").iterdir()] == ["000001"]
    assert search(open_archive(settings), Question("मोदी")).total == 1
    assert reindex([jsonl(tmp_path, TWO)], settings).documents == 2


def test_a_half_built_directory_of_a_killed_run_is_cleared(tmp_path: Path, settings: Settings) -> None:
    reindex([jsonl(tmp_path, ONE)], settings)
    left = settings.index / "generations" / "000002"
    left.mkdir()
    (left / "junk").write_text("x")
    assert reindex([jsonl(tmp_path, TWO)], settings).generation == 2
    assert not (left / "junk").exists()
    assert search(open_archive(settings), Question("पुतिन")).total == 1


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, settings: Settings) -> None:
    settings.index.mkdir()
    with (settings.index / "LOCK").open("w") as lock:
        lock.write("4711\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(IndexLockedError, match="process 4711"):
            reindex([jsonl(tmp_path, ONE)], settings)


def test_old_generations_are_dropped_and_the_last_ones_kept(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", keep_generations=2)
    for number in range(4):
        reindex([jsonl(tmp_path, {**ONE, "body": f"मोदी {number}"})], settings)
    assert sorted(path.name for path in (settings.index / "generations").iterdir()) == ["000003", "000004"]


def test_progress_passes_through_all_stages(tmp_path: Path, settings: Settings) -> None:
    seen: list[Progress] = []
    reindex([jsonl(tmp_path, ONE, TWO)], settings, observe=seen.append)
    assert tuple(dict.fromkeys(progress.stage for progress in seen)) == STAGES
    assert {progress.stage for progress in seen if progress.done == 1.0} >= {"reading", "merging", "words"}
    assert seen[-1].articles == 2


def test_segments_without_a_live_article_go_and_copies_stay_right(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=20)
    path = tmp_path / "a.jsonl"
    for turn in range(5):
        for start in range(0, 60, 6):
            records = [
                {"id": f"{number}", "title": f"सुर्खी {number}", "body": f"पाठ {number} बार {turn}"}
                for number in range(start, start + 6)
            ]
            path.write_bytes(source_exports.json_lines(records))
            reindex([path], settings)
    segments = Segments.open(Generations(settings.index).current().path)
    assert segments.live_count == 60
    assert segments.documents <= 3 * 60
    assert all(segment.live_count for segment in segments)
    assert [finding for finding in verify(settings) if finding.is_fault] == []
