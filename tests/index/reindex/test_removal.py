"""Takedowns: gone from every state, and from every byte where that is wanted."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import zstandard

from index.columns.segment_columns import SegmentColumns
from index.errors import IndexDamagedError, IndexLockedError
from index.readers.files import SourceFile
from index.reindex.build import publish_run, reindex
from index.reindex.removal import at_addresses, remove, restore, rollback
from index.reindex.report import Progress, Prune, ReindexOptions
from index.reindex.takedowns import JOURNAL, PURGE, REMOVE, Takedowns
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from search.engines import open_archive
from search.model.question import Question
from tests import source_exports
from tests.searching import ids

PHRASE = "गोपनीयशब्द"
RECORDS = [
    {
        "id": f"{number}",
        "title": f"सुर्खी {number}",
        "body": f"पाठ संख्या {number} का।",
        "url": f"https://a.in/{number}",
    }
    for number in range(12)
]
RECORDS[5]["body"] += f" {PHRASE} यहां है।"


def source(path: Path, records: list[dict[str, str]]) -> Path:
    path.write_bytes(source_exports.json_lines(records))
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index", processes=1)
    reindex([source(tmp_path / "a.jsonl", RECORDS[:8])], settings)
    reindex([source(tmp_path / "b.jsonl", RECORDS[8:])], settings)
    return settings


def shown(settings: Settings) -> set[str]:
    return set(ids(open_archive(settings), "सुर्खी"))


ALL = {each["id"] for each in RECORDS}


def test_no_reindex_no_rollback_and_no_rebuild_brings_it_back(tmp_path: Path, settings: Settings) -> None:
    removal = remove(["5", "zzz"], settings, "अदालत का आदेश")
    assert [article.id for article in removal.removed] == ["5"]
    assert removal.unknown == ("zzz",)
    assert shown(settings) == ALL - {"5"}
    assert reindex([tmp_path / "a.jsonl"], settings).added == 0
    assert shown(settings) == ALL - {"5"}
    reindex([source(tmp_path / "c.jsonl", [{**RECORDS[5], "title": "बदली सुर्खी"}])], settings)
    assert shown(settings) == ALL - {"5"}
    rollback(settings, 1)
    assert shown(settings) == {"0", "1", "2", "3", "4", "6", "7"}
    reindex([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], settings, ReindexOptions(full=True))
    assert shown(settings) == ALL - {"5"}


def test_undone_it_is_shown_again_as_it_was(tmp_path: Path, settings: Settings) -> None:
    remove(["5"], settings, "क")
    assert restore(["5", "7"], settings, "ख").restored == ("5",)
    assert shown(settings) == ALL
    assert reindex([tmp_path / "a.jsonl"], settings).unchanged == 8
    assert restore(["5"], settings, "ख") == ((), (), None)


def test_purged_no_file_holds_a_byte_of_it(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "broken.jsonl").write_text('{"title": "' + PHRASE, "utf-8")
    for _ in range(2):  # of a run that publishes nothing the report is kept beside the next run's
        reindex([tmp_path / "broken.jsonl"], settings, ReindexOptions(strict=True))
    assert len([name for name in _holding(settings, PHRASE) if name.endswith(".jsonl")]) == 2
    remove(["5"], settings, "अदालत", purge=True)
    assert _holding(settings, PHRASE) == []
    assert [entry.action for entry in Takedowns(settings.index).entries] == [PURGE]
    assert shown(settings) == ALL - {"5"}
    assert ids(open_archive(settings), PHRASE) == []
    assert restore(["5"], settings, "ख").awaited == ("5",)
    reindex([tmp_path / "a.jsonl"], settings)
    assert shown(settings) == ALL


def _holding(settings: Settings, text: str) -> list[str]:
    """Return the files of an index that hold a text, plainly or packed."""
    found = [
        path.name
        for path in settings.index.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    ]
    for generation in Generations(settings.index).all():
        for segment in Segments.open(generation.path):
            columns: SegmentColumns = segment.columns
            unpacker = zstandard.ZstdDecompressor(
                dict_data=zstandard.ZstdCompressionDict(columns.dictionary())
            )
            frames, offsets = columns.frames().tobytes(), columns.frame_offsets().tolist()
            for start, end in pairwise(offsets):
                if text.encode() in unpacker.decompress(frames[start:end], max_output_size=1 << 20):
                    found.append(columns.base.name)
            found += [columns.base.name for term in columns.terms.all() if text.encode() in term]
    return found


def test_copies_elsewhere_are_named(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    one, two = source_exports.articles(2)
    again = {**one, "url": "https://other.example/1", "source": "दूसरा"}
    reindex([source(tmp_path / "a.jsonl", [one, two, again])], settings)
    (article_id,) = at_addresses([one["url"] + "?utm_source=x"], settings)
    assert [article.source for article in remove([article_id], settings, "क").copies] == ["दूसरा"]


def test_addresses_are_found_whatever_the_ids_are(settings: Settings) -> None:
    assert at_addresses(["http://a.in/7", "https://a.in/none"], settings) == ["7"]


def test_the_last_article_may_go(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    reindex([source(tmp_path / "a.jsonl", RECORDS[:1])], settings)
    remove(["0"], settings, "क")
    assert ids(open_archive(settings), "सुर्खी") == []


def test_while_another_run_writes_it_waits_and_the_next_run_applies_it(
    tmp_path: Path, settings: Settings
) -> None:
    with Generations(settings.index).writing(), pytest.raises(IndexLockedError):
        remove(["5"], settings, "क", wait_seconds=0.3)
    assert "5" in shown(settings)
    reindex([source(tmp_path / "c.jsonl", [{"id": "n", "title": "सुर्खी नई", "body": "पाठ"}])], settings)
    assert shown(settings) == (ALL | {"n"}) - {"5"}


def test_killed_between_journal_and_publication_the_next_run_removes_it(settings: Settings) -> None:
    Takedowns(settings.index).add(REMOVE, [("3", "")], "क")
    assert reindex([], settings).removed == 1
    assert "3" not in shown(settings)


def test_killed_at_random_moments_nothing_returns_and_nothing_else_is_lost(
    tmp_path: Path, settings: Settings
) -> None:
    code = "import sys; from web.commands import main; main(sys.argv[1:])"
    for number, delay in enumerate((0.25, 0.4, 0.5, 0.6, 0.7, 0.9)):
        command = [
            sys.executable,
            "-c",
            code,
            "remove",
            str(number),
            "--reason",
            "क",
            "--yes",
            "--index",
            str(settings.index),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        gone = Takedowns(settings.index).ids
        reindex([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], settings)
        assert shown(settings) == ALL - gone


def test_a_question_is_removed_in_every_generation_that_is_gone_back_to(settings: Settings) -> None:
    archive = open_archive(replace(settings, poll_seconds=1e-9))
    assert archive.ids(Question(PHRASE)) == ["5"]
    remove(["5"], settings, "क")
    assert archive.ids(Question(PHRASE)) == []
    rollback(settings)
    assert archive.ids(Question(PHRASE)) == []


def test_an_address_that_many_share_blocks_none_but_the_one(tmp_path: Path) -> None:
    settings, address = Settings(index=tmp_path / "index", processes=1), "https://epaper.x.in/"
    records = [
        {"id": f"{number}", "title": f"सुर्खी {number}", "body": "पाठ", "url": address} for number in range(7)
    ]
    reindex([source(tmp_path / "a.jsonl", records[:5])], settings)
    remove(["1"], settings, "क")
    reindex([source(tmp_path / "a.jsonl", records)], settings, ReindexOptions(prune=Prune.IF_COMPLETE))
    assert shown(settings) == {"0", "2", "3", "4", "5", "6"}
    assert sorted(at_addresses([address], settings)) == ["0", "2", "3", "4", "5", "6"]


def test_what_was_removed_together_comes_back_one_by_one(tmp_path: Path, settings: Settings) -> None:
    remove(["1", "2"], settings, "क", purge=True)
    restore(["1"], settings, "ख")
    restore(["2"], settings, "ख")
    reindex([tmp_path / "a.jsonl"], settings)
    assert shown(settings) == ALL


def test_what_was_noted_while_a_run_was_reading_is_honoured(tmp_path: Path, settings: Settings) -> None:
    def noting(progress: Progress) -> None:
        if progress.stage == "reading" and not Takedowns(settings.index).ids:
            Takedowns(settings.index).add(REMOVE, [("1", "")], "क")

    more = source(tmp_path / "c.jsonl", [{"id": "n", "title": "सुर्खी नई", "body": "पाठ"}])
    reindex([more], settings, observe=noting)
    assert shown(settings) == (ALL | {"n"}) - {"1"}


def test_marks_in_a_text_are_restored_as_they_were(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    record = {"id": "1", "title": "सुर्खी &amp;amp;", "body": "&amp;lt;b&amp;gt; पाठ [x_y]"}
    reindex([source(tmp_path / "a.jsonl", [record])], settings)
    before = open_archive(settings).article("1")
    remove(["1"], settings, "क")
    restore(["1"], settings, "ख")
    after = open_archive(settings).article("1")
    assert before is not None
    assert after is not None
    assert (after.article.headline, after.article.body) == (before.article.headline, before.article.body)


def test_words_of_removed_articles_are_counted_anew(tmp_path: Path, settings: Settings) -> None:
    remove(["5"], settings, "क")
    again = source(tmp_path / "c.jsonl", [{"id": "y", "title": "सुर्खी y", "body": PHRASE}])
    report = reindex([again], settings)
    assert report.terms == Segments.open(Generations(settings.index).current().path).distinct_terms()


@pytest.mark.parametrize("by_url", [True, False])
def test_it_does_not_come_back_at_its_address_under_another_id(
    tmp_path: Path, settings: Settings, by_url: bool
) -> None:
    url = RECORDS[5]["url"]
    remove(["5"], settings, "अदालत", urls=[url] if by_url else ())
    again = {
        "title": "सुर्खी 5",
        "body": "पाठ संख्या 5 का, दूसरी पहचान से।",
        "url": "http://www.a.in/5/?utm_source=x",
    }
    report = reindex([source(tmp_path / "c.jsonl", [again, {**again, "id": "नया"}])], settings)
    assert (report.added, shown(settings)) == (0, ALL - {"5"})
    restore(["5"], settings, "आदेश रद्द")
    assert shown(settings) == ALL


def test_what_a_run_publishes_meanwhile_is_removed_too(tmp_path: Path, settings: Settings) -> None:
    late = source(tmp_path / "late.jsonl", [{**RECORDS[0], "id": "late", "url": "https://a.in/late"}])
    with ThreadPoolExecutor(1) as pool:
        with Generations(settings.index).writing():
            removal = pool.submit(remove, ["late", "zzz"], settings, "अदालत")
            time.sleep(0.3)  # it has looked and found nothing, and waits for the lock
            publish_run(
                [SourceFile(late, late.stat().st_size, named=True)],
                settings,
                ReindexOptions(),
                Generations(settings.index).current(),
            )
        found = removal.result()
    assert ([article.id for article in found.removed], found.unknown) == (["late"], ("zzz",))
    assert shown(settings) == ALL


def test_nothing_is_published_without_the_journal(tmp_path: Path, settings: Settings) -> None:
    remove(["5"], settings, "अदालत")
    (settings.index / JOURNAL).unlink()
    with pytest.raises(IndexDamagedError, match="is missing"):
        reindex([source(tmp_path / "a.jsonl", RECORDS)], settings)
    assert shown(settings) == ALL - {"5"}
