"""Merging beside publication: the same answers, and whatever happens meanwhile counts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.columns.layout import FILES, LEXICON, NGRAMS
from index.errors import DiskFullError, IndexLockedError
from index.reindex import merging
from index.reindex.build import reindex
from index.reindex.merging import MERGING_FOLDER, MergeReport, merge_segments, needs_merging
from index.reindex.removal import remove, restore, rollback
from index.reindex.report import Observer, Progress, ReindexOptions
from index.reindex.takedowns import REMOVE, Takedowns
from index.reindex.verify import verify
from index.settings import Settings
from index.store import manifest
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generations
from index.store.lock import writer_lock
from index.store.segments import Segments
from search.engines import open_archive
from tests import source_exports
from tests.searching import ids

STORY = "एक ही ख़बर है जिसे कई अख़बारों ने छापा और जिसमें इतने शब्द हैं कि वह छोटी सूचना नहीं रहती " * 8
RECORDS = [
    {
        "id": f"{number:02}",
        "title": f"सुर्खी {number} {'राम ' * (number % 5)}",
        "body": STORY if number % 9 == 0 else f"पाठ संख्या {number} का, जिसमें {'बाढ़ ' * (number % 4)}की बात है।",
    }
    for number in range(32)
]
QUESTIONS = ("सुर्खी", "बाढ़", "राम बाढ़", '"संख्या 7"', "अखबारों", "पाठ OR राम")


def publish(settings: Settings, records: list[dict[str, str]]) -> None:
    path = settings.index.with_name("records.jsonl")
    path.write_bytes(source_exports.json_lines(records))
    reindex([path], settings)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of an archive of three segments, two of which publications leave alone."""
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    for first in range(0, len(RECORDS), 4):
        publish(settings, RECORDS[first : first + 4])
    assert sizes(settings) == [12, 12, 8]
    return settings


def sizes(settings: Settings) -> list[int]:
    return [segment.live_count for segment in Segments.open(Generations(settings.index).current().path)]


def held(settings: Settings) -> set[str]:
    """Return the ids of all articles, copies that results fold away included."""
    segments = Segments.open(Generations(settings.index).current().path)
    return {
        segment.columns.article(document).id
        for segment in segments
        for document in range(segment.documents)
        if not segment.is_deleted(document)
    }


def answers(settings: Settings) -> dict[str, list[str]]:
    archive = open_archive(settings)
    return {question: ids(archive, question) for question in QUESTIONS}


def stories(settings: Settings) -> list[set[str]]:
    """Return the ids of each story that several articles print."""
    folder = Generations(settings.index).current().path
    segments, groups = Segments.open(folder), DuplicateGroups(folder)
    found: list[set[str]] = []
    for group in sorted(set(groups.groups.tolist())):
        places = [segments.locate(document) for document in groups.members(group)]
        found.append({segment.columns.article(document).id for segment, document in places})
    return found


def during(work: Callable[[], object]) -> Observer:
    """Return an observer that does something once, when the postings are merged and the words are not."""
    done: list[object] = []

    def observe(progress: Progress) -> None:
        if progress.stage == "words" and not done:
            done.append(work())

    return observe


def test_large_segments_become_one_and_nothing_else_changes(settings: Settings) -> None:
    before, together = answers(settings), stories(settings)
    assert len(together) == 1
    assert needs_merging(settings)
    assert merge_segments(settings) == MergeReport(2, 24, 9)
    assert sizes(settings) == [24, 8]
    assert not needs_merging(settings)
    assert merge_segments(settings) is None
    assert answers(settings) == before
    assert stories(settings) == together
    assert not any(finding.is_fault for finding in verify(settings))
    assert not (settings.index / MERGING_FOLDER).exists()


def test_the_answers_are_those_of_an_archive_that_was_indexed_at_once(
    settings: Settings, tmp_path: Path
) -> None:
    merge_segments(settings)
    at_once = Settings(index=tmp_path / "other", processes=1)
    publish(at_once, RECORDS)
    for question, found in answers(at_once).items():
        assert set(answers(settings)[question]) == set(found)


def test_publications_meanwhile_count(settings: Settings) -> None:
    new = {"id": "40", "title": "सुर्खी 40", "body": "नया पाठ"}
    report = merge_segments(
        settings, during(lambda: publish(settings, [new, {**RECORDS[3], "body": "बदला पाठ"}]))
    )
    assert report is not None
    assert held(settings) == {each["id"] for each in [*RECORDS, new]}
    assert ids(open_archive(settings), "बदला") == ["03"]
    assert not any(finding.is_fault for finding in verify(settings))
    assert sum(sizes(settings)) == 33


def test_what_is_taken_down_meanwhile_stays_away(settings: Settings) -> None:
    assert merge_segments(settings, during(lambda: remove(["05", "31"], settings, "आदेश"))) is not None
    assert held(settings) == {record["id"] for record in RECORDS} - {"05", "31"}
    assert sizes(settings)[0] == 23
    assert not any(finding.is_fault for finding in verify(settings))


def test_a_purge_meanwhile_throws_the_result_away(settings: Settings) -> None:
    assert merge_segments(settings, during(lambda: remove(["05"], settings, "आदेश", purge=True))) is None
    assert held(settings) == {record["id"] for record in RECORDS} - {"05"}
    assert not (settings.index / MERGING_FOLDER).exists()


def test_segments_that_a_run_replaced_meanwhile_are_not_brought_back(settings: Settings) -> None:
    rewrite = during(lambda: reindex((), settings, ReindexOptions(rewrite=True)))
    before = answers(settings)
    assert merge_segments(settings, rewrite) is None
    assert sizes(settings) == [32]
    assert answers(settings) == before


def test_what_a_killed_merge_left_is_removed(settings: Settings) -> None:
    folder = settings.index / MERGING_FOLDER
    folder.mkdir()
    (folder / "g000003.terms").write_text("left")
    assert merge_segments(settings) is not None
    assert not folder.exists()


def test_two_do_not_merge_at_once(settings: Settings) -> None:
    (settings.index / MERGING_FOLDER).mkdir()
    with writer_lock(settings.index / MERGING_FOLDER), pytest.raises(IndexLockedError):
        merge_segments(settings)
    assert (settings.index / MERGING_FOLDER).exists()


def test_a_run_that_writes_when_the_result_is_ready_is_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MAX_WAIT_SECONDS", 0.0)
    with Generations(settings.index).writing(), pytest.raises(IndexLockedError):
        merge_segments(settings)
    assert sizes(settings) == [12, 12, 8]
    assert merge_segments(settings) is not None


def test_the_lock_is_not_held_while_large_files_are_read(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    sha256 = manifest._sha256
    is_free: list[bool] = []

    def noted(file: Path) -> str:
        if file.name.startswith("m"):
            hashed.append(file.name)
            with Generations(settings.index).writing():
                is_free.append(True)
        return sha256(file)

    monkeypatch.setattr(manifest, "_sha256", noted)
    merge_segments(settings)
    assert len(hashed) == len(set(hashed)) == len(is_free) == len({*FILES, LEXICON, NGRAMS})


def test_a_segment_that_is_mostly_deleted_is_written_anew(settings: Settings) -> None:
    merge_segments(settings)
    remove([f"{number:02}" for number in range(10)], settings, "आदेश")
    assert sizes(settings) == [14, 8]
    report = merge_segments(settings)
    assert report is not None
    assert (report.segments, report.documents) == (1, 14)


def test_rollback_goes_back_behind_a_merge(settings: Settings) -> None:
    before = held(settings)
    publish(settings, [{"id": "bad", "title": "सुर्खी", "body": "ग़लत पाठ"}])
    assert merge_segments(settings) is not None
    assert rollback(settings).number == 8
    assert held(settings) == before


def test_a_merge_takes_no_place_among_the_generations_that_are_kept(
    tmp_path: Path, settings: Settings
) -> None:
    generations = Generations(settings.index)
    numbers = [generation.number for generation in generations.all()]
    assert merge_segments(settings) is not None
    assert [generation.number for generation in generations.all()] == [*numbers, 9]
    publish(settings, [{"id": "new", "title": "सुर्खी", "body": "पाठ"}])
    assert [generation.number for generation in generations.all()] == [7, 9, 10]


def test_articles_that_a_rollback_brings_back_are_not_lost(settings: Settings) -> None:
    settings = replace(settings, keep_generations=10)
    remove(["05"], settings, "आदेश")
    restore(["05"], settings, "भूल")
    assert merge_segments(settings, during(lambda: Generations(settings.index).rollback(8))) is None
    assert held(settings) == {record["id"] for record in RECORDS}


def test_nothing_is_published_with_what_was_taken_down_and_not_yet_removed(settings: Settings) -> None:
    def noted() -> None:
        Takedowns(settings.index).add(REMOVE, [("05", "")], "आदेश")

    assert merge_segments(settings, during(noted)) is None


def test_a_merge_wants_room_on_the_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "FREE_SPACE_FACTOR", 1e15)
    with pytest.raises(DiskFullError, match="GB of room"):
        merge_segments(settings)
    assert not (settings.index / MERGING_FOLDER).exists()
    assert sizes(settings) == [12, 12, 8]


def test_a_cluster_merges_for_itself(settings: Settings) -> None:
    ledger = replace(settings, engine="opensearch")
    assert not needs_merging(ledger)
    assert merge_segments(ledger) is None
