"""Names of a list in the articles that came last, whatever their spelling."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.name_lists import NameList
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from search.model.marked_text import MarkedText
from search.model.results import MarkedArticle
from tests.archives import publish
from web.list_matches import list_matches, passage_of

ARTICLES = [
    Article("1", "कज़ाखस्तान में टोकाएव", "राष्ट्रपति ने कहा।", language="hi", arrived=100),
    Article("2", "शंघाई सहयोग संगठन", "टोकायेव और पुतिन मिले।", language="hi", arrived=300),
    Article("3", "क्रिकेट", "मैच जीता।", language="hi", arrived=200),
]
NAMES = NameList("नेता", ("टोकायेव", "पुतिन", "ऐसाकोईनहीं"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index")
    publish(ARTICLES, settings)
    return settings


@pytest.fixture
def archive(settings: Settings) -> Archive:
    return open_archive(settings)


def test_every_spelling_counts_and_the_latest_article_comes_first(
    archive: Archive, settings: Settings
) -> None:
    found = list_matches(archive, NAMES, settings, 10)
    assert [(count.name, count.articles, count.is_noisy) for count in found.counts] == [
        ("टोकायेव", 2, False), ("पुतिन", 1, True), ("ऐसाकोईनहीं", 0, False),
    ]  # fmt: skip
    assert [(entry.article.id, entry.names) for entry in found.entries] == [
        ("2", ("टोकायेव", "पुतिन")),
        ("1", ("टोकायेव",)),
    ]
    assert "टोकाएव" in found.entries[1].passages[0]
    assert "पुतिन" in found.entries[0].passages[1]
    assert (found.looked_at, found.is_whole) == (3, True)


def test_names_in_latin_letters_and_of_several_words_are_found_as_a_search_finds_them(
    archive: Archive, settings: Settings
) -> None:
    names = NameList("नेता", ("tokayev", "shanghai sahyog", "शंघाई संगठन"))
    found = list_matches(archive, names, settings, 10)
    assert [count.articles for count in found.counts] == [2, 1, 0]


def test_limits_are_kept_and_said(archive: Archive, settings: Settings) -> None:
    assert [entry.article.id for entry in list_matches(archive, NAMES, settings, 1).entries] == ["2"]
    short = list_matches(archive, NAMES, replace(settings, max_list_articles=1), 10)
    assert (short.looked_at, [entry.article.id for entry in short.entries]) == (1, ["2"])
    assert short.counts[0].articles == 2
    hurried = list_matches(archive, NAMES, replace(settings, max_batch_seconds=0.0), 10)
    assert not hurried.is_whole
    assert [count.articles for count in hurried.counts] == [None, None, None]


def test_a_passage_has_whole_words_around_the_name() -> None:
    text = "क" * 10 + " " + "शब्द " * 30 + "टोकायेव" + " शब्द" * 30
    at = text.index("टोकायेव")
    marked = MarkedArticle(ARTICLES[0], MarkedText("x"), MarkedText(""), MarkedText(text, ((at, at + 7),)))
    found = passage_of(marked)
    assert found.startswith("… शब्द")
    assert found.endswith("शब्द …")
    assert passage_of(MarkedArticle(ARTICLES[0], MarkedText("x"), MarkedText(""), MarkedText("y"))) == ""
