"""What an article lacks of a query."""

import pytest

from index.article import Article
from search.execution.missing_words import MissingWords
from search.model.expansions import Alternative
from search.query.clauses import AllOf, AnyOf, PhraseClause


def word(*terms: str) -> PhraseClause:
    return PhraseClause((tuple(Alternative(term, 1.0) for term in terms),))


@pytest.mark.parametrize(
    ("clause", "missing"),
    [
        (word("नहर", "कैनाल"), ()),
        (word("पुल"), ("पुल",)),
        (AnyOf((word("पुल"), word("पानी"))), ()),
        (AllOf((word("पानी"), word("पुल"))), ("पानी पुल",)),
        (PhraseClause((*word("खेत").slots, *word("पानी").slots)), ("खेत पानी",)),
        (word("नहर")._replace(times=2), ("नहर",)),
        (word("पानी")._replace(field="headline"), ("पानी",)),
        (word("में"), ()),
    ],
)
def test_parts_of_a_query_are_there_or_missing(
    clause: PhraseClause | AllOf | AnyOf, missing: tuple[str, ...]
) -> None:
    article = Article(id="1", headline="नहर टूटी", body="गांव का पानी खेत को मिला")
    assert MissingWords(AllOf((word("नहर"), clause)), "").of(article) == missing
