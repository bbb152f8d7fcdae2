"""Postings of one field out of columns that count positions through the whole article."""

from pathlib import Path

import pytest

from index.article import Article
from index.columns.impacts import LEAD_WORDS
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from index.whoosh_codec.field_postings import FieldReader
from tests.archives import segments_of

ARTICLES = [
    Article(
        id="क",
        headline="ज़मीन मोदी",
        standfirst="जमीन",
        body="और " * (LEAD_WORDS - 1) + "मोदी मोदी",
        source="भास्कर",
    ),
    Article(id="ख", headline="", body="जमीन", source="जागरण"),
]


@pytest.fixture
def reader(tmp_path: Path) -> FieldReader:
    return FieldReader(segments_of(tmp_path, ARTICLES)[0].columns)


def test_each_field_has_its_own_terms_and_exact_spellings(reader: FieldReader) -> None:
    for name in TEXT_FIELDS:
        words = [word for article in ARTICLES for word in analyse(getattr(article, name))]
        assert list(reader.texts(name)) == sorted(
            {text.encode() for word in words for text in (word.term, word.exact)}
        )
    assert list(reader.texts("id")) == sorted(article.id.encode() for article in ARTICLES)
    assert {text.decode() for text in reader.texts("source")} == {"भास्कर", "जागरण"}


def test_positions_count_from_the_beginning_of_the_field(reader: FieldReader) -> None:
    found = reader.postings("body", "मोदी".encode())
    assert found is not None
    assert found.positions.tolist() == [LEAD_WORDS - 1, LEAD_WORDS]
    assert found.weights.tolist() == [3.0]  # one of them stands in the lead, and counts twice
    assert found.lengths.tolist() == [LEAD_WORDS + 1]


def test_an_exact_spelling_is_told_from_its_term(reader: FieldReader) -> None:
    for text, documents in (("जमीन", [0, 1]), ("=जमीन", [1]), ("=ज़मीन", None)):
        found = reader.postings("body" if documents != [0, 1] else "standfirst", text.encode())
        if text == "जमीन":
            assert found is not None
            assert found.documents.tolist() == [0]
        else:
            assert (found and found.documents.tolist()) == documents


def test_values_and_ids_have_postings(reader: FieldReader) -> None:
    found = reader.postings("source", "जागरण".encode())
    assert found is not None
    assert found.documents.tolist() == [1]
    assert reader.has("id", "क".encode())
    assert not reader.has("id", b"none")
    assert not reader.has("headline", "और".encode())
