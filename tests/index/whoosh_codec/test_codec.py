"""The Whoosh codec: Whoosh finds in the columns what its own indexing would have put there."""

from pathlib import Path

import pytest
from hypothesis import given
from whoosh import query
from whoosh.index import open_dir
from whoosh.reading import IndexReader, TermNotFound

from index.article import Article
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.store.segments import SegmentEntry, write_segment_list
from index.whoosh_codec.schema import schema, write_contents
from tests.archives import segments_of
from tests.conftest import MakeArchive
from tests.index.columns.test_merge import archives


def _reader(folder: Path, articles: list[Article]) -> IndexReader:
    segments_of(folder, articles)
    write_contents(folder, [("g", len(articles), frozenset())])
    return open_dir(str(folder)).reader()


@given(archives())
def test_every_posting_is_what_the_schema_makes_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, archive: list[Article]
) -> None:
    reader = _reader(tmp_path_factory.mktemp("codec"), archive)
    for field in TEXT_FIELDS:
        expected: dict[bytes, list[tuple[int, float, bytes]]] = {}
        lengths = []
        for number, article in enumerate(archive):
            postings = list(schema()[field].index(getattr(article, field)))
            lengths.append(sum(length for _, length, _, _ in postings))
            for term, _, weight, positions in postings:
                expected.setdefault(term, []).append((number, weight, positions))
        assert list(reader.lexicon(field)) == sorted(expected)
        for term, postings in expected.items():
            matcher = reader.postings(field, term)
            found = []
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight(), matcher.value()))
                matcher.next()
            assert found == postings
            assert reader.doc_frequency(field, term) == len(postings)
            assert reader.frequency(field, term) == sum(weight for _, weight, _ in postings)
        assert [reader.doc_field_length(number, field) for number in range(len(archive))] == lengths
        assert reader.field_length(field) == sum(lengths)


@given(archives())
def test_values_and_stored_fields(tmp_path_factory: pytest.TempPathFactory, archive: list[Article]) -> None:
    reader = _reader(tmp_path_factory.mktemp("codec"), archive)
    assert reader.doc_count() == reader.doc_count_all() == len(archive)
    days = reader.column_reader("day")
    for number, article in enumerate(archive):
        stored = reader.stored_fields(number)
        assert {name: stored.get(name, "") for name in ("id", *TEXT_FIELDS, *VALUE_FIELDS)} == {
            name: getattr(article, name) for name in ("id", *TEXT_FIELDS, *VALUE_FIELDS)
        }
        assert days[number] == (article.date.toordinal() if article.date else 0)
        assert [*reader.postings("id", article.id).all_ids()] == [number]
    for name in VALUE_FIELDS:
        held = {getattr(article, name) for article in archive} - {""}
        assert {text.decode() for text in reader.lexicon(name)} == held
    with pytest.raises(TermNotFound):
        reader.postings("body", "nowhere")


def test_any_whoosh_query_runs(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "मोदी और पुतिन मिले\nशिखर सम्मेलन में मोदी ने कहा।",
        "चुनाव का दिन\nमोदी ने मतदान किया। शिखर पर बादल।",
        "बादल\nकज़ाखस्तान में शिखर सम्मेलन होगा।",
    )
    with open_dir(str(archive.current().path)).searcher() as searcher:

        def ids(asked: query.Query, **options: object) -> list[str]:
            return [hit["id"] for hit in searcher.search(asked, **options)]

        assert set(ids(query.Term("body", "मोदी"))) == {"1", "2"}
        assert ids(query.And([query.Term("body", "मोदी"), query.Term("headline", "पुतिन")])) == ["1"]
        assert set(ids(query.Phrase("body", ["शिखर", "सम्मेलन"]))) == {"1", "3"}
        assert ids(query.Prefix("body", "कजा")) == ["3"]
        assert ids(query.Wildcard("body", "*खस्तान")) == ["3"]
        assert ids(query.FuzzyTerm("headline", "बादन")) == ["3"]
        assert ids(query.Term("body", "=कज़ाखस्तान")) == ["3"]
        assert ids(query.Term("body", "=कजाखस्तान")) == []
        assert ids(query.Not(query.Term("body", "मोदी"))) == ["3"]
        assert ids(query.Every(), sortedby="day", reverse=True) == ["3", "2", "1"]
        assert set(ids(query.Or([query.Term("id", "2"), query.Term("source", "परीक्षा")]))) == {"1", "2", "3"}


def test_deleted_documents_are_not_found(tmp_path: Path) -> None:
    articles = [Article(id=str(number), headline="", body="मोदी") for number in range(3)]
    segments_of(tmp_path, articles)
    write_contents(tmp_path, [("g", 3, frozenset({1}))])
    write_segment_list(tmp_path, [SegmentEntry("g", 3, 1)])
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(query.Term("body", "मोदी"))] == ["0", "2"]
        assert searcher.reader().doc_count() == 2
