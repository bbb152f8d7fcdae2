"""Words and names that stand out."""

import random
from pathlib import Path

import pytest

from index.article import Article
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.execution.companions import likelihood_ratio
from search.model.companions import CompanionScope
from search.model.question import Question
from tests.archives import publish

FILLER = ["बाज़ार", "सरकार", "नदी", "खेत", "अस्पताल", "विद्यालय", "सड़क", "पुल", "बिजली", "फ़सल", "गेहूं", "बैठक"]


def archive(settings: Settings) -> LocalArchive:
    chance = random.Random(3)
    articles = []
    for number in range(400):
        words = " ".join(chance.choices(FILLER, k=12))
        if number < 40:
            form = "पहलवान" if number % 2 else "पहलवानों"
            words = f"पटना, 25 जून (भाषा) शिखर बैठक में {form} से मिले। {words} कज़ाखस्तान। अस्ताना नगर"
        articles.append(Article(f"a{number}", f"सुर्खी {number}", words))
    publish(articles, settings)
    return LocalArchive(settings)


def test_the_strongest_words_come_first_and_grammar_datelines_and_the_query_are_out(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    found = archive(settings).companions(Question("कज़ाखस्तान"))
    texts = [companion.text for companion in found.words]
    assert (found.articles, found.total, found.documents) == (40, 40, 400)
    assert any("अस्ताना" in text for text in texts[:5])
    assert not {"पटना", "भाषा", "में", "मिले", "कज़ाखस्तान", "जून"} & set(" ".join(texts).split())
    assert not set(FILLER[:3]) & set(texts)
    assert [companion.strength for companion in found.words] == sorted(
        (companion.strength for companion in found.words), reverse=True
    )
    for companion in found.words:
        assert 0 < companion.articles <= found.articles
        assert companion.articles <= companion.background <= found.documents


def test_forms_of_one_word_are_counted_together(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    found = archive(settings).companions(Question("अस्ताना"))
    (wrestlers,) = [companion for companion in found.words if companion.text.startswith("पहलवान")]
    assert (wrestlers.articles, wrestlers.background) == (40, 40)


def test_only_so_many_stories_are_read(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", max_companion_articles=10)
    found = archive(settings).companions(Question("कज़ाखस्तान"))
    assert (found.articles, found.total) == (10, 40)


def test_nothing_stands_out_of_everything_or_nothing() -> None:
    assert likelihood_ratio(10, 100, 1_000, 10_000) == 0
    assert likelihood_ratio(0, 100, 50, 10_000) == 0
    assert likelihood_ratio(5, 5, 5, 5) == 0
    assert likelihood_ratio(50, 100, 50, 10_000) > likelihood_ratio(20, 100, 20, 10_000) > 6.63


def told(tmp_path: Path, story: str, articles: int) -> LocalArchive:
    """Return an archive of 300 articles of ordinary words, some of which begin with a story."""
    chance = random.Random(5)
    fillers = (" ".join(chance.choices(FILLER, k=30)) for _ in range(300))
    settings = Settings(index=tmp_path / "index")
    publish(
        [
            Article(f"a{number}", f"सुर्खी {number}", f"{story if number < articles else ''}{filler}")
            for number, filler in enumerate(fillers)
        ],
        settings,
    )
    return LocalArchive(settings)


def test_a_narrower_scope_names_only_what_stands_in_the_same_paragraph_or_sentence(tmp_path: Path) -> None:
    story = "शिखर बैठक में कज़ाखस्तान और पहलवान मिले। मेज़बान अस्ताना रहा।\nखिड़की टूटी।\n"
    local = told(tmp_path, story, 20)
    found = {
        scope: {companion.text for companion in local.companions(Question("कज़ाखस्तान"), scope).words}
        for scope in CompanionScope
    }
    assert {"पहलवान", "अस्ताना", "खिड़की"} <= set(" ".join(found[CompanionScope.ARTICLE]).split())
    assert {"पहलवान", "अस्ताना"} <= set(" ".join(found[CompanionScope.PARAGRAPH]).split())
    assert "खिड़की" not in " ".join(found[CompanionScope.PARAGRAPH])
    assert "अस्ताना" not in " ".join(found[CompanionScope.SENTENCE])
    assert "पहलवान" in " ".join(found[CompanionScope.SENTENCE])


@pytest.mark.parametrize(
    "query", ["टोकायेव OR जिनपिंग", "राजनाथ सिंह", "राजनाथसिंह", "भाजपा", "title:सुर्खी पहलवान"]
)
def test_a_narrower_scope_needs_no_more_than_the_query_does(tmp_path: Path, query: str) -> None:
    settings = Settings(index=tmp_path / "index")
    chance = random.Random(7)
    kinds = ("टोकायेव पहुंचे", "जिनपिंग पहुंचे", "राजनाथ सिंह पहुंचे", "राजनाथसिंह पहुंचे", "बीजेपी पहुंची", "पहलवान पहुंचे")
    articles = [
        Article(
            f"a{number}", f"सुर्खी {number}", f"{kinds[number % 6]}। {' '.join(chance.choices(FILLER, k=30))}"
        )
        for number in range(120)
    ]
    publish(articles, settings)
    local = LocalArchive(settings)
    read = [local.companions(Question(query), scope).articles for scope in CompanionScope]
    assert read[0] == read[1] == read[2] >= 20


def test_words_far_down_are_found_by_a_narrower_scope_and_what_was_looked_at_is_told(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    chance = random.Random(8)
    articles = [
        Article(f"a{number}", f"सुर्खी {number}", f"{' '.join(chance.choices(FILLER, k=300))}। पहलवान आया।")
        for number in range(300)
    ]
    publish(articles, settings)
    found = LocalArchive(settings).companions(Question("पहलवान"), CompanionScope.SENTENCE)
    assert (found.articles, found.looked_at, found.is_partial) == (200, 200, False)


def test_the_other_half_of_a_searched_name_and_the_name_in_latin_are_no_companions(tmp_path: Path) -> None:
    local = told(tmp_path, "संयोजक अरविंद केजरीवाल आए। Arvind Kejriwal in Delhi ", 30)
    found = local.companions(Question("केजरीवाल")).words
    assert not {"अरविंद", "arvind", "kejriwal"} & set(
        " ".join(companion.text.lower() for companion in found).split()
    )
