"""GenerationReader: articles of one generation by their numbers, over all its segments."""

import json
from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from search.embedded.generation_reader import GenerationReader

STORY = "बाढ़ से सैकड़ों गांव घिर गए हैं और राहत का काम रात भर चलता रहा, सेना की दो टुकड़ियां भी लगाई गई हैं। "


@pytest.fixture
def reader(tmp_path: Path) -> GenerationReader:
    """Three articles in two segments; the first two print the same story."""
    settings = Settings(index=tmp_path / "index", processes=1)
    path = tmp_path / "a.jsonl"
    for records in (
        [{"id": "a", "title": "बाढ़", "body": STORY * 3}, {"id": "b", "title": "बाढ़ आई", "body": STORY * 3}],
        [{"id": "c", "title": "खेल", "body": "भारत ने मैच जीता।", "source": "BBC", "date": "2024-06-25"}],
    ):
        path.write_text("\n".join(map(json.dumps, records)), "utf-8")
        reindex([path], settings)
    return GenerationReader(Generations(settings.index).current(), settings)


def test_articles_are_found_by_id_and_read_by_number(reader: GenerationReader) -> None:
    numbers = [reader.find(article_id) for article_id in ("c", "a", "b")]
    assert None not in numbers
    assert [article.id for article in reader.articles(numbers)] == ["c", "a", "b"]
    assert reader.article_ids(numbers) == ["c", "a", "b"]
    assert reader.find("d") is None


def test_copies_of_a_story_are_listed_and_counted(reader: GenerationReader) -> None:
    first = reader.find("a")
    assert first is not None
    same_story = reader.copies.members(reader.copies.group_of(first))
    assert [article.id for article in reader.list_duplicates(first, same_story, 5).articles] == ["b"]
    assert reader.list_duplicates(first, same_story, 0).others == 1


def test_a_file_counts_as_mapped_once_it_was_opened(reader: GenerationReader) -> None:
    before = len(reader.files)
    assert reader.copies.file in reader.files
    assert len(reader.files) == before + 1


def test_days_and_values_are_those_of_all_segments(reader: GenerationReader) -> None:
    assert (reader.all_days.undated, int(reader.all_days.sums[-1])) == (2, 1)
    assert reader.value_counter("source") is reader.value_counter("source")
    assert reader.value_counter("source").everything.of("BBC") == 1
