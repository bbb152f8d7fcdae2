"""A segment opened for reading: terms, spellings, postings, values and articles by number."""

import pytest

from index.columns.segment_columns import SegmentColumns
from index.errors import IndexDamagedError
from tests.index.columns.conftest import ARTICLES


def number_of(segment: SegmentColumns, term: str) -> int:
    number = segment.term_number(term)
    assert number is not None
    return number


def test_a_term_is_looked_up_by_its_text_and_by_its_beginning(segment: SegmentColumns) -> None:
    assert segment.term(number_of(segment, "पुतिन")) == "पुतिन"
    first, end = segment.terms_beginning("पु")
    assert [segment.term(number) for number in range(first, end)] == ["पुतिन"]
    assert segment.terms_beginning("क्ष") == (segment.terms_beginning("क्ष")[0],) * 2


def test_a_terms_spellings_are_counted_apart(segment: SegmentColumns) -> None:
    term = number_of(segment, "जमीन")
    other = segment.spelling_number(term, "ज़मीन")
    assert other is not None
    assert segment.spelling_documents(other) == segment.own_documents(term) == len(ARTICLES)
    assert segment.spelling_number(term, "ज़मींन") is None


def test_postings_name_documents_and_how_often(segment: SegmentColumns) -> None:
    term = number_of(segment, "दिन")
    assert segment.docs(term).tolist() == [1, 2, 3, 4, 5]
    assert segment.frequencies(*segment.posting_range(term)).tolist() == [1, 2, 3, 4, 5]
    first, end = segment.occurrence_range(term)
    assert end - first == 15


def test_values_belong_to_their_documents(segment: SegmentColumns) -> None:
    assert [segment.value_at("source", number) for number in range(6)] == [
        article.source for article in ARTICLES
    ]
    assert segment.day(0) == 0
    assert segment.day(1) == ARTICLES[1].date.toordinal()  # type: ignore[union-attr]


def test_a_frame_that_cannot_be_unpacked_is_damage_with_a_remedy(
    segment: SegmentColumns, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def unpack(self, _frame: bytes) -> dict[str, str]:
            raise ValueError("corrupt")

    monkeypatch.setattr(segment, "_store", Broken)
    with pytest.raises(IndexDamagedError, match=r"article 2 cannot be unpacked.*reindex --full"):
        segment.article(2)
