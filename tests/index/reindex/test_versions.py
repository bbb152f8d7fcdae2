"""Reindexing keeps what an article said before: from run to run, within one run, and through a rebuild."""

import datetime
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.article_versions import versions_of
from index.reindex import build, completion
from index.reindex.build import reindex
from index.reindex.removal import remove, restore
from index.reindex.report import ReindexOptions
from index.settings import Settings
from index.store import manifest
from index.store.generations import Generations
from index.store.segments import Segments
from tests.index.readers.reading import GOOD

FULL = ReindexOptions(full=True)


def written(path: Path, *records: dict[str, str]) -> Path:
    path.write_text(
        "".join(json.dumps({**GOOD, "id": "1", **record}, ensure_ascii=False) + "\n" for record in records),
        "utf-8",
    )
    return path


def article(settings: Settings, article_id: str = "1") -> Article:
    segments = Segments.open(Generations(settings.index).current().path)
    place = segments.find(article_id)
    assert place is not None
    return segments[place[0]].columns.article(place[1])


def headlines(settings: Settings) -> list[str]:
    return [version.headline for version in versions_of(article(settings))]


def test_from_run_to_run_merged_and_rebuilt(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for title in ("एक", "दो", "तीन"):
        reindex([written(tmp_path / "a.jsonl", {"title": title})], settings)
    assert (article(settings).headline, headlines(settings)) == ("तीन", ["दो", "एक"])
    assert article(settings).changed
    report = reindex([tmp_path / "a.jsonl"], settings)
    assert report.unchanged == 1
    reindex([written(tmp_path / "b.jsonl", {"id": "2", "title": "और"})], settings)
    reindex([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], settings, FULL)
    assert headlines(settings) == ["दो", "एक"]
    assert not article(settings, "2").versions


def test_several_versions_in_one_run(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    reindex([written(tmp_path / "a.jsonl", {"title": "शून्य", "version": "1"})], settings)
    report = reindex(
        [written(tmp_path / "a.jsonl", {"title": "तीन", "version": "4"}, {"title": "एक", "version": "2"},
                 {"title": "दो", "version": "3"}, {"id": "2", "title": "और"})],
        settings,
    )  # fmt: skip
    assert (report.documents, report.replaced, report.added) == (2, 1, 1)
    assert (article(settings).headline, headlines(settings)) == ("तीन", ["दो", "एक", "शून्य"])
    assert article(settings, "2").headline == "और"
    again = reindex([tmp_path / "a.jsonl"], settings)
    assert (again.replaced, again.added) == (0, 0)


def test_the_setting_bounds_them(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", keep_versions=1)
    for title in ("एक", "दो", "तीन"):
        reindex([written(tmp_path / "a.jsonl", {"title": title})], settings)
    assert headlines(settings) == ["दो"]
    off = replace(settings, keep_versions=0)
    reindex([written(tmp_path / "a.jsonl", {"title": "चार"})], off)
    assert (headlines(off), article(off).changed) == ([], "")


def test_a_purge_leaves_no_earlier_text_either(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for title in ("रहस्यमय", "दो"):
        reindex([written(tmp_path / "a.jsonl", {"title": title}, {"id": "2", "title": "और"})], settings)
    remove(["1"], settings, "अदालत", purge=True)
    segments = Segments.open(Generations(settings.index).current().path)
    assert [segment.columns.article(document).versions for segment in segments
            for document in range(segment.documents)] == [""]  # fmt: skip


def test_a_rebuild_that_reads_several_versions_again_adds_none(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    reindex([written(tmp_path / "a.jsonl", {"title": "मूल"})], settings)
    source = written(tmp_path / "a.jsonl", {"title": "दो", "version": "2"}, {"title": "तीन", "version": "3"})
    reindex([source], settings)
    before = article(settings)
    assert headlines(settings) == ["दो", "मूल"]
    for _ in range(3):
        reindex([source], settings, FULL)
        assert article(settings) == before


def test_a_text_that_was_captured_again_unchanged_is_no_version(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    texts = [
        {"title": title, "version": str(number)} for number, title in enumerate(("एक", "दो", "दो", "दो"), 1)
    ]
    report = reindex([written(tmp_path / "a.jsonl", *texts)], settings)
    assert (report.added, report.refused_count) == (1, 0)
    assert (article(settings).headline, headlines(settings)) == ("दो", ["एक"])


def test_an_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(index=tmp_path / "index")
    source = written(tmp_path / "a.jsonl", {"title": "एक", "version": "1"}, {"title": "दो", "version": "2"})
    with monkeypatch.context() as patch:
        patch.setattr(completion, "merge", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            reindex([source], settings)
    reindex([source], settings)
    assert headlines(settings) == ["एक"]


def test_a_rebuild_mends_what_is_damaged_and_survives_other_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(index=tmp_path / "index")
    for title in ("एक", "दो"):
        reindex([written(tmp_path / "a.jsonl", {"title": title})], settings)
    for module in (manifest, build):
        monkeypatch.setattr(module, "ANALYSIS_VERSION", 99)
    reindex([tmp_path / "a.jsonl"], settings, FULL)
    assert headlines(settings) == ["एक"]
    (path,) = Generations(settings.index).current().path.glob("*.articles")
    path.write_bytes(bytes(len(path.read_bytes())))
    reindex([tmp_path / "a.jsonl"], settings, FULL)
    assert (article(settings).headline, headlines(settings)) == ("दो", [])


def test_only_a_crawls_moment_tells_when(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    reindex([written(tmp_path / "a.jsonl", {"title": "एक", "version": "1"})], settings)
    reindex([written(tmp_path / "a.jsonl", {"title": "दो", "version": "4102000000"})], settings)
    assert versions_of(article(settings))[0].replaced[:4] == str(datetime.datetime.now(datetime.UTC).year)


def test_what_is_restored_is_as_it_was(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for number, title in enumerate(("एक", "दो"), 1):
        facts = {"title": title, "edition": "लखनऊ", "agency": "भाषा", "version": str(number)}
        reindex([written(tmp_path / "a.jsonl", facts)], settings)
    before = article(settings)
    assert before.versions
    remove(["1"], settings, "भूल")
    time.sleep(1.1)  # an arrival is told in seconds
    restore(["1"], settings, "भूल")
    assert article(settings) == before
    reindex([written(tmp_path / "a.jsonl", {"title": "एक", "version": "1"})], settings)
    assert article(settings) == before
