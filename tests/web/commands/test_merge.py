"""khabarkhoj merge."""

from pathlib import Path

from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests import source_exports
from tests.archives import publish_in_batches
from tests.conftest import khabarkhoj


def test_it_says_what_became_of_the_segments(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    publish_in_batches(settings, 32, 4)
    command = ("merge", "--index", str(settings.index))
    limit = {"KHABARKHOJ_MAX_MERGED_ARTICLES": "8"}
    assert "2 segments are one of 24 articles (generation 9)" in khabarkhoj(*command, env=limit).stdout
    assert "nothing to merge" in khabarkhoj(*command, env=limit).stdout


def test_reindex_merges_once_it_has_published(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1, max_merged_articles=8)
    publish_in_batches(settings, 28, 4)
    path = tmp_path / "last.jsonl"
    path.write_bytes(source_exports.json_lines([{"id": "last", "title": "सुर्खी", "body": "पाठ"}]))
    run = khabarkhoj("reindex", path, "--index", settings.index, env={"KHABARKHOJ_MAX_MERGED_ARTICLES": "8"})
    assert "now holds 29 articles" in run.stdout
    segments = Segments.open(Generations(settings.index).current().path)
    assert [segment.documents for segment in segments] == [24, 4, 1]
