"""Scores by texts are those that the embedded engine computes from its columns."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.hindi.term_ids import TermIds
from index.store.segments import Segments
from index.text_units import TextUnit
from search.embedded.segment_searcher import SegmentSearcher
from search.model.deadline import Deadline, OutOfTimeError
from search.model.expansions import Alternative, ExpansionKind
from search.model.filters import NO_FILTERS
from search.opensearch.text_scorer import TextScorer
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from tests.archives import segments_of
from tests.search.opensearch.conftest import WORDS, random_records

ARTICLES = [
    Article(record["id"], record["title"], record["body"], record["standfirst"], language="hi")
    for record in random_records(5, 60)
]
TERMS = ("मोदि", "दिलि", "चुनाव", "गए", "=गए", "=गये", "में", "तेल", "नेता")


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> Segments:
    return segments_of(tmp_path_factory.mktemp("scores"), ARTICLES)


def terms_of(segments: Segments) -> list[str]:
    columns = segments[0].columns
    spelled = [f"={columns.spellings[number].decode()}" for number in range(len(columns.spellings))]
    return [term.decode() for term in columns.terms.all()] + spelled


alternatives = st.tuples(
    st.integers(0, 10_000), st.sampled_from([0.4, 0.8, 1.0]), st.sampled_from([None, ExpansionKind.SOUND])
)
phrases = st.tuples(
    st.lists(st.lists(alternatives, min_size=1, max_size=2), min_size=1, max_size=3),
    st.sampled_from(["", "", "headline", "body"]),
    st.sampled_from([0, 2, 9, *TextUnit]),
    st.sampled_from([1, 1, 2]),
)


def clause_of(phrase: tuple[Any, str, Any, int], terms: list[str]) -> PhraseClause:
    slots, field, within, times = phrase
    named = tuple(
        tuple(
            {
                terms[at % len(terms)]: Alternative(terms[at % len(terms)], *rest) for at, *rest in slot
            }.values()
        )
        for slot in slots
    )
    return PhraseClause(named, field, within if len(named) > 1 else 0, times)


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(phrases, min_size=1, max_size=3), either=st.booleans())
def test_scores_are_those_of_the_embedded_engine(
    parts: list[tuple[Any, str, Any, int]], either: bool, segments: Segments
) -> None:
    own = [clause_of(part, terms_of(segments)) for part in parts]
    clause: Clause = AnyOf(tuple(own)) if either else AllOf(tuple(own))
    searcher = SegmentSearcher(segments, 1 << 20)
    whole = AllOf((clause,))
    weights = searcher.weights(whole)
    ranked, _, _ = searcher.top(whole, len(ARTICLES), NO_FILTERS)
    expected = np.zeros(len(ARTICLES))
    for score, document in ranked:
        expected[document] = score
    found = TextScorer(ARTICLES, segments[0].columns.average_lengths(), TermIds()).scores(whole, weights)
    assert found == pytest.approx(expected, abs=1e-8)


def test_words_are_remembered_from_page_to_page_and_time_is_kept(segments: Segments) -> None:
    words = TermIds()
    average = segments[0].columns.average_lengths()
    clause = PhraseClause(((Alternative("मोदी", 1.0),), (Alternative("तेल", 1.0),)), within=9)
    once = TextScorer(ARTICLES, average, words).scores(clause, {})
    assert TextScorer(ARTICLES, average, words).scores(clause, {}).tolist() == once.tolist()
    assert once.any()
    with pytest.raises(OutOfTimeError):
        TextScorer(ARTICLES, average, words).scores(clause, {}, Deadline(-1))
    assert set(WORDS)
