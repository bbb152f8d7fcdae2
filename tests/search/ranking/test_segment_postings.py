"""Words and phrases in one segment against the articles' own words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import Article
from index.columns import ngram_writer, postings_merge
from index.columns.ngram_writer import write_ngrams
from index.columns.segment_columns import SegmentColumns
from index.hindi.analysis import analyse
from index.store.segments import Segments
from index.text_units import TextUnit
from search.model.deadline import Deadline, OutOfTimeError
from search.model.expansions import Alternative
from search.query.clauses import PhraseClause, TermAlternatives
from search.ranking.cache import ByteBoundedCache
from search.ranking.postings import SparsePostings
from search.ranking.scorers import Scratch
from search.ranking.segment_postings import SegmentPostings
from tests.archives import segments_of

BODIES = ["मोदी चीन गए", "चीन मोदी", "मोदी गए। चीन में", "पुतिन", "मोदी\nचीन गए", "चीन चीन मोदी गए"]
ARTICLES = [Article(id=str(at), headline="", body=body) for at, body in enumerate(BODIES)]


def slot(*words: str) -> TermAlternatives:
    return tuple(Alternative(analyse(word)[0].term, 1.0) for word in words)


@pytest.fixture
def postings(tmp_path: Path) -> SegmentPostings:
    return SegmentPostings(segments_of(tmp_path, ARTICLES)[0], ByteBoundedCache(1 << 20))


def documents(postings: SegmentPostings, clause: PhraseClause) -> list[int]:
    found = postings.phrase(clause)
    return [number for number in range(len(BODIES)) if found.bits(len(BODIES))[0] >> number & 1]


def test_a_slot_is_any_of_its_terms(postings: SegmentPostings) -> None:
    assert postings.slot(slot("पुतिन")).count == 1
    assert postings.slot(slot("पुतिन", "मोदी")).count == 6
    assert postings.slot(slot("कहीं")).count == 0


def test_a_phrase_is_words_side_by_side_in_order(postings: SegmentPostings) -> None:
    phrase = PhraseClause((slot("मोदी"), slot("चीन")))
    assert documents(postings, phrase) == [0, 4]
    assert postings.containing(phrase).tolist() == [0, 1, 2, 4, 5]


def test_near_each_other_in_any_order(postings: SegmentPostings) -> None:
    assert documents(postings, PhraseClause((slot("मोदी"), slot("चीन")), "", 1)) == [0, 1, 4, 5]
    assert documents(postings, PhraseClause((slot("मोदी"), slot("चीन")), "", TextUnit.SENTENCE)) == [0, 1, 5]


def test_two_words_are_counted_together(postings: SegmentPostings) -> None:
    scratch = Scratch(len(BODIES))
    assert postings.count_both(slot("मोदी"), slot("गए"), scratch) == 4
    assert postings.count_both(slot("मोदी"), slot("पुतिन"), scratch) == 0
    assert not scratch.seen.any()


def test_a_phrase_gives_up_when_the_time_is_over(postings: SegmentPostings) -> None:
    with pytest.raises(OutOfTimeError):
        postings.phrase(PhraseClause((slot("मोदी"), slot("चीन"))), Deadline(-1.0))


WORDS = ("के", "लिए", "ने", "लिये", "मे", "में", "राम")
alternatives = st.builds(
    Alternative, st.sampled_from([*(analyse(word)[0].term for word in WORDS), *(f"={word}" for word in WORDS)]),
    st.sampled_from([1.0, 0.6]),
)  # fmt: skip
phrases = st.builds(
    PhraseClause,
    st.lists(st.lists(alternatives, min_size=1, max_size=2, unique_by=lambda each: each.term).map(tuple), min_size=2, max_size=4).map(tuple),
    st.sampled_from(["", "", "", "headline", "body"]),
    st.just(0),
    st.sampled_from([1, 1, 1, 2]),
)  # fmt: skip
bodies = st.lists(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), min_size=1, max_size=12)


def with_ngrams(folder: Path, articles: list[Article]) -> SegmentPostings:
    """A segment in which all terms of two documents are dense and frequent."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for module in (postings_merge, ngram_writer):
            patch.setattr(module, "DENSE_LEAST", 2)
        segments_of(folder, articles)
        write_ngrams(folder / "g", SegmentColumns(folder / "g"))
    return SegmentPostings(Segments.open(folder)[0], ByteBoundedCache(1 << 20))


@given(bodies, phrases)
@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_phrases_by_ngrams_agree_with_their_positions(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], clause: PhraseClause
) -> None:
    articles = [Article(id=str(at), headline=body[:30], body=body) for at, body in enumerate(texts)]
    postings = with_ngrams(tmp_path_factory.mktemp("twin") / "g", articles)
    fast = postings.phrase(clause)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SegmentColumns, "ngram_count", lambda *_: None)
        slow = SegmentPostings(postings.segment, ByteBoundedCache(1 << 20)).phrase(clause)
    assert isinstance(fast, SparsePostings)
    assert isinstance(slow, SparsePostings)
    assert fast.documents.tolist() == slow.documents.tolist()
    assert fast.frequencies == pytest.approx(slow.frequencies)


def test_a_spelling_that_no_document_has_is_not_taken_for_another(tmp_path: Path) -> None:
    articles = [Article(id=str(at), headline="", body="राम के लिए") for at in range(4)]
    postings = with_ngrams(tmp_path / "g", articles)
    for spelling, found in (("लिए", 4), ("लिये", 0)):
        slots = ((Alternative("=के", 1.0),), (Alternative(f"={spelling}", 1.0),))
        assert postings.phrase(PhraseClause(slots)).count == found


def test_ngrams_are_not_read_where_a_word_leaves_fewer_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [Article(id=str(at), headline="", body="ने कहा" + " मोदी ने कहा" * (at == 3)) for at in range(9)]
    postings = with_ngrams(tmp_path / "g", articles)
    read: list[object] = []
    ngram_postings = SegmentColumns.ngram_postings

    def noted(columns: SegmentColumns, terms: list[int]) -> object:
        read.append(terms)
        return ngram_postings(columns, terms)

    monkeypatch.setattr(SegmentColumns, "ngram_postings", noted)
    assert postings.phrase(PhraseClause((slot("मोदी"), slot("ने"), slot("कहा")))).count == 1
    assert read == []


def test_a_phrase_as_frequent_as_its_words_needs_no_positions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [Article(id=str(at), headline="", body="मोदी ने कहा कि") for at in range(9)]
    postings = with_ngrams(tmp_path / "g", articles)
    monkeypatch.setattr(SegmentPostings, "positions", lambda *_: pytest.fail("positions were read"))
    assert postings.phrase(PhraseClause((slot("ने"), slot("कहा"), slot("कि")))).count == 9
