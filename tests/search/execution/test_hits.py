"""Hits: what is shown of an article, and how it spells what was asked."""

from dataclasses import replace

from index.article import Article
from index.settings import Settings
from search.execution.hits import Highlighters, build_hit, hit_without_snippets, matched_spellings
from search.execution.snapshot import Duplicates
from search.model.expansions import Alternative
from search.query.clauses import AllOf, PhraseClause

ARTICLE = Article(id="1", headline="कज़ाखस्तान में मोदी", body="कजाखस्तान की राजधानी अस्ताना है। मोदी वहाँ गए।")
WORD = (Alternative("कजाखस्तान", 1.0),)
ANYWHERE = Highlighters.of(AllOf((PhraseClause((WORD,)),)))
IN_BODY = Highlighters.of(AllOf((PhraseClause((WORD,), "body"),)))


def test_headline_and_passages_are_marked() -> None:
    hit = build_hit(ARTICLE, 1.23456, ANYWHERE, Settings())
    assert hit.score == 1.2346
    assert [hit.headline.text[start:end] for start, end in hit.headline.marks] == ["कज़ाखस्तान"]
    assert any(snippet.marks for snippet in hit.snippets)


def test_a_field_of_the_query_marks_that_field_only() -> None:
    hit = build_hit(ARTICLE, 1.0, IN_BODY, Settings())
    assert hit.headline.marks == ()
    assert any(snippet.marks for snippet in hit.snippets)


def test_only_so_much_of_a_text_is_looked_through() -> None:
    long = replace(ARTICLE, headline="सुर्खी", body="शब्द " * 500 + "कजाखस्तान")
    assert any(text.marks for text in build_hit(long, 1.0, ANYWHERE, Settings()).snippets)
    short = Settings(max_passage_search_chars=1000)
    assert not any(text.marks for text in build_hit(long, 1.0, ANYWHERE, short).snippets)


def test_without_words_or_time_there_is_the_headline() -> None:
    assert build_hit(ARTICLE, 0.0, Highlighters.of(None), Settings()).snippets == ()
    assert hit_without_snippets(ARTICLE, 0.0).headline.text == ARTICLE.headline


def test_copies_are_named() -> None:
    copy = replace(ARTICLE, id="2")
    hit = build_hit(ARTICLE, 0.0, ANYWHERE, Settings(), Duplicates((copy,), 3))
    assert hit.duplicates == (copy,)
    assert hit.other_duplicates == 3


def test_each_spelling_is_named_once_in_order() -> None:
    assert matched_spellings(ARTICLE, ANYWHERE, Settings()) == ("कज़ाखस्तान", "कजाखस्तान")
    assert matched_spellings(ARTICLE, IN_BODY, Settings()) == ("कजाखस्तान",)
    assert matched_spellings(ARTICLE, Highlighters.of(None), Settings()) == ()


def test_spellings_far_down_a_very_long_article_are_not_looked_for() -> None:
    long = replace(ARTICLE, headline="सुर्खी", body="शब्द " * 500 + "कजाखस्तान")
    assert matched_spellings(long, ANYWHERE, Settings(max_marked_chars=1000)) == ()
    assert ANYWHERE.text is not None
    assert ANYWHERE.text.highlight(long.body, 1000).marks == ()
    assert len(ANYWHERE.text.highlight(long.body).marks) == 1
