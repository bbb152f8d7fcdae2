"""Documents hold the words of an article with their places and impacts."""

import datetime

import numpy as np

from index.article import Article
from index.columns.impacts import impacts, rounded
from index.fields import TEXT_FIELDS
from index.hindi.analysis import EXACT, analyse
from index.opensearch.documents import DocumentSource, DocumentWriter, document_id, word_positions
from index.opensearch.mapping import decoded_impacts

AVERAGE = np.array([4.0, 2.0, 12.0])
ARTICLE = Article(
    "a/1", "गये गए दिल्ली", "गये लोग घर गये। फिर एस सी ओ में बैठे।\nनया पैरा शुरू हुआ।", standfirst="छोटी बात",
    source="BBC", date=datetime.date(2024, 6, 25), url="https://example.org/1",
)  # fmt: skip


def document_of(article: Article) -> dict[str, object]:
    placed = DocumentSource(article, article.digest(), "story", True, 7, 3)
    return DocumentWriter().documents([placed], AVERAGE)[0]


def test_facts_are_those_of_the_article() -> None:
    document = document_of(ARTICLE)
    assert (document["id"], document["source"], document["year"]) == ("a/1", "BBC", "2024")
    assert (document["day"], document["date"]) == (
        ARTICLE.date.toordinal() if ARTICLE.date else 0,
        "2024-06-25",
    )
    assert (document["story"], document["is_copied"], document["sequence"], document["born"]) == (
        "story",
        True,
        7,
        3,
    )
    undated = document_of(Article("b", "शीर्षक", "पाठ"))
    assert undated["year"] == ""
    assert "day" not in undated
    assert "standfirst" not in undated


def test_words_stand_in_order_with_their_spellings_and_borders() -> None:
    words = document_of(ARTICLE)["words"]
    assert isinstance(words, dict)
    tokens = words["headline"].split()
    assert [token.split("|")[0] for token in tokens] == [word.term for word in analyse(ARTICLE.headline)]
    assert tokens[0].endswith("|§|¶")
    assert tokens[-1].endswith("|‡|⁋")
    body = words["body"].split()
    assert [token.split("|")[0] for token in body] == [
        word.term.replace(" ", "␣") for word in analyse(ARTICLE.body)
    ]
    # Three sentences, two paragraphs.
    assert sum("§" in token for token in body) == sum("‡" in token for token in body) == 3
    assert sum("¶" in token for token in body) == sum("⁋" in token for token in body) == 2
    spelled = [word for word in analyse(ARTICLE.body) if word.term != word.spelling]
    assert spelled
    assert all(f"|{EXACT}{word.spelling.replace(' ', '␣')}" in words["body"] for word in spelled)


def test_impacts_are_those_that_the_positions_give() -> None:
    """The slow twin: each term by itself, from the positions of its words."""
    document = document_of(ARTICLE)
    found = {}
    for pair in str(document["terms"]).split():
        term, _, code = pair.rpartition("|")
        found[term] = float(decoded_impacts(np.array([int(code)]))[0]) if not term.startswith("!") else None
    lists = [analyse(getattr(ARTICLE, name)) for name in TEXT_FIELDS]
    sizes = np.array([[len(each) for each in lists]])
    placed = list(
        zip((word for words in lists for word in words), word_positions(sizes).tolist(), strict=True)
    )
    lengths = {name: sizes[:, at] for at, name in enumerate(TEXT_FIELDS)}

    def impact(positions: list[int]) -> float:
        occurrences = np.zeros(len(positions), np.int64), np.array(positions, np.uint32)
        return float(rounded(impacts(occurrences, lengths, AVERAGE))[0])

    terms = {word.term for word, _ in placed}
    for term in terms:
        assert found[term.replace(" ", "␣")] == impact([at for word, at in placed if word.term == term])
        spellings = {word.spelling for word, _ in placed if word.term == term}
        for spelling in spellings:
            own = [at for word, at in placed if (word.term, word.spelling) == (term, spelling)]
            if spellings != {term}:
                assert found[EXACT + spelling.replace(" ", "␣")] == impact(own)
        assert (f"!{term.replace(' ', '␣')}" in found) == (term not in spellings)
    assert len([term for term in found if not term.startswith(("=", "!"))]) == len(terms)


def test_a_writer_remembers_words_from_article_to_article() -> None:
    writer = DocumentWriter()
    placed = [
        DocumentSource(ARTICLE, b"", "s", False, 0, 1),
        DocumentSource(Article("2", "गये", "घर"), b"", "s", False, 1, 1),
    ]
    together = writer.documents(placed, AVERAGE)
    assert together == [DocumentWriter().documents([source], AVERAGE)[0] for source in placed]
    assert writer.documents(placed, AVERAGE) == together


def test_ids_of_documents_are_short_and_differ_by_state() -> None:
    assert len(document_id("x" * 10_000, 1)) == len(document_id("x", 1)) < 40
    assert len({document_id("x", 1), document_id("x", 2), document_id("y", 1)}) == 3
