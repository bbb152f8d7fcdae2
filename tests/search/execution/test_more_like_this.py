"""Significant terms: frequent in the article, rare in the archive."""

from typing import cast

from index.article import Article
from search.execution.more_like_this import any_term, significant_terms
from search.query.clauses import AllOf, AnyOf
from search.query.lexicon import Lexicon


class Counts:
    """A lexicon that knows nothing but document counts."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts

    def document_count(self, term: str) -> int:
        return self._counts.get(term, 0)


def terms(counts: dict[str, int], documents: int = 1_000) -> list[str]:
    article = Article("1", "अस्ताना सम्मेलन", "अस्ताना में सम्मेलन हुआ। सरकार ने कहा कि 2024 में सरकार आई।")
    return significant_terms(article, cast("Lexicon", Counts(counts)), documents)


def test_rare_words_of_the_headline_come_first() -> None:
    assert terms({"अस्ताना": 3, "सम्मेलन": 50, "सरकार": 150})[:1] == ["अस्ताना"]


def test_what_is_everywhere_or_only_here_leads_nowhere() -> None:
    found = terms({"अस्ताना": 1, "सम्मेलन": 50, "सरकार": 900, "2024": 10})
    assert found == ["सम्मेलन"]


def test_no_terms_give_no_clause() -> None:
    assert any_term([]) is None
    clause = any_term(["एक", "दो"])
    assert isinstance(clause, AllOf)
    assert isinstance(clause.must[0], AnyOf)
    assert len(clause.must[0].should) == 2
