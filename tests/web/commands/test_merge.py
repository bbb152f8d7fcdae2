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
    index, limit = tmp_path / "index", {"KHABARKHOJ_MAX_MERGED_ARTICLES": "8"}
    for first in range(0, 32, 4):
        path = tmp_path / f"{first}.jsonl"
        records = [{"id": str(first + each), "title": "सुर्खी", "body": "पाठ"} for each in range(4)]
        path.write_bytes(source_exports.json_lines(records))
        run = khabarkhoj("reindex", path, "--index", index, env=limit)
        assert f"now holds {first + 4} articles" in run.stdout
    names = [segment.name for segment in Segments.open(Generations(index).current().path)]
    assert len(names) == 2
    assert names[0].startswith("m")
