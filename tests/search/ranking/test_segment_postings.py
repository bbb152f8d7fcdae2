"""Words and phrases in one segment against the articles' own words."""

from pathlib import Path

import pytest

from index.article import Article
from index.hindi.analysis import analyse
from search.model.deadline import Deadline, OutOfTimeError
from search.model.expansions import Alternative
from search.query.clauses import PhraseClause, TermAlternatives
from search.ranking.cache import ByteBoundedCache
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
    assert documents(postings, PhraseClause((slot("मोदी"), slot("चीन")), "", "sentence")) == [0, 1, 5]


def test_two_words_are_counted_together(postings: SegmentPostings) -> None:
    scratch = Scratch(len(BODIES))
    assert postings.count_both(slot("मोदी"), slot("गए"), scratch) == 4
    assert postings.count_both(slot("मोदी"), slot("पुतिन"), scratch) == 0
    assert not scratch.seen.any()


def test_a_phrase_gives_up_when_the_time_is_over(postings: SegmentPostings) -> None:
    with pytest.raises(OutOfTimeError):
        postings.phrase(PhraseClause((slot("मोदी"), slot("चीन"))), Deadline(-1.0))
