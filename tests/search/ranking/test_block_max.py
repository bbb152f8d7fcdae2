"""The best k by block_max against adding everything up; dense postings against lists."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.columns import postings_merge
from index.columns.bitset import DocIds
from index.columns.segment_columns import SegmentColumns
from search.ranking.block_max import Tuning, all_of, any_of
from search.ranking.bm25 import Floats, scores
from search.ranking.postings import DensePostings, Postings, SparsePostings, combined, term_postings
from search.ranking.scorers import ClauseScorer, DocScores, Scorer, Scratch, TermScorer
from tests.archives import segments_of

DOCUMENTS = 700
TERMS = ("एक", "दो", "तीन", "चार", "पांच")


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> SegmentColumns:
    """Terms in every second document, in every third …; some of them dense."""
    chance = np.random.default_rng(3)
    articles = [
        Article(
            id=str(number),
            headline=" ".join(term for place, term in enumerate(TERMS) if chance.random() < 0.3 / (1 + place)),
            body=" ".join(
                " ".join([term] * chance.integers(1, 5) + ["और"] * chance.integers(0, 9))
                for place, term in enumerate(TERMS)
                if chance.random() < 1 / (1 + place) ** 2
            ),
        )
        for number in range(DOCUMENTS)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_merge, "DENSE_LEAST", 160)
        return segments_of(tmp_path_factory.mktemp("pruning"), articles)[0].columns


def _postings(columns: SegmentColumns, term: str) -> SparsePostings | DensePostings:
    number = columns.term_number(term)
    assert number is not None
    return term_postings(columns, number)


def _listed(postings: Postings) -> SparsePostings:
    """The same as a list, read one document at a time."""
    frequencies = np.array([float(postings.at(np.array([number]))[0]) for number in range(DOCUMENTS)])
    documents = np.flatnonzero(frequencies)
    return SparsePostings(documents, frequencies[documents])


def test_both_forms_are_met(columns: SegmentColumns) -> None:
    assert {type(_postings(columns, term)) for term in TERMS} == {SparsePostings, DensePostings}


slots = st.lists(
    st.tuples(st.sampled_from([0.3, 0.6, 1.0]), st.sampled_from(TERMS)),
    min_size=1, max_size=3, unique_by=lambda pair: pair[1],
)  # fmt: skip


@given(slots, st.sets(st.integers(0, DOCUMENTS - 1), max_size=40))
def test_every_form_gives_what_its_list_gives(
    columns: SegmentColumns, slot: list[tuple[float, str]], asked: set[int]
) -> None:
    postings = combined([(weight, _postings(columns, term)) for weight, term in slot], DOCUMENTS)
    plain = _listed(postings)
    expected = np.zeros(DOCUMENTS)
    for weight, term in slot:
        part = _postings(columns, term)
        if isinstance(part, SparsePostings):
            expected[part.documents] += weight * part.frequencies
        else:
            number = columns.term_number(term)
            assert number is not None
            impacts = columns.impacts(*columns.posting_range(number)).astype(np.float64)
            expected[columns.docs(number)] += weight * impacts
    np.testing.assert_allclose(plain.frequencies, expected[expected > 0])
    np.testing.assert_array_equal(plain.documents, np.flatnonzero(expected))
    documents = np.array(sorted(asked), np.int64)
    blocks = np.unique(documents // 16)
    for one in (postings, plain):
        np.testing.assert_allclose(one.at(documents), expected[documents])
        np.testing.assert_array_equal(one.contains(documents), expected[documents] > 0)
        inside = np.concatenate((expected, np.zeros(16)))
        np.testing.assert_allclose(one.in_blocks(blocks), inside[blocks[:, None] * 16 + np.arange(16)])
        np.testing.assert_array_equal(one.bits(DOCUMENTS), plain.bits(DOCUMENTS))
        peaks = (
            np.concatenate((expected, np.zeros(16 * 48 - DOCUMENTS)))[: 16 * 44].reshape(-1, 16).max(axis=1)
        )
        assert (one.block_max_impacts(DOCUMENTS)[:44] * 1.000001 >= peaks).all()
        assert one.count == len(plain.documents)
        assert one.max_impact * 1.000001 >= expected.max()


@given(st.data(), st.integers(1, 30), st.booleans())
def test_the_best_are_those_of_adding_everything_up(
    columns: SegmentColumns, data: st.DataObject, count: int, every: bool
) -> None:
    scorers: list[Scorer] = []
    total, holding = np.zeros(DOCUMENTS), np.zeros(DOCUMENTS, np.int64)
    for slot in data.draw(st.lists(slots, min_size=1, max_size=4)):
        postings = combined([(weight, _postings(columns, term)) for weight, term in slot], DOCUMENTS)
        idf = data.draw(st.sampled_from([0.01, 0.5, 3.0]))
        listed = _listed(postings)
        added = scores(idf, listed.frequencies)
        total[listed.documents] += added
        holding[listed.documents] += 1
        evaluated = data.draw(st.booleans())
        scorers.append(
            ClauseScorer(DocScores(listed.documents, added), DOCUMENTS)
            if evaluated
            else TermScorer(postings, idf, DOCUMENTS)
        )
    allowed = data.draw(st.none() | st.sets(st.integers(0, DOCUMENTS - 1)))
    mask = None
    if allowed is not None:
        mask = np.ones(704, np.bool_)
        mask[list(allowed)] = False
        holding[list(allowed)] = 0
    matching = np.flatnonzero(holding == len(scorers) if every else holding > 0)
    scratch = Scratch(DOCUMENTS)
    tuning = data.draw(
        st.builds(Tuning, st.sampled_from([1, 32]), st.sampled_from([1, 1024]), st.sampled_from([2, 64]))
    )
    found = (all_of if every else any_of)(scorers, count, mask, scratch, tuning)
    assert found.total == len(matching)
    assert len(set(found.documents.tolist())) == len(found.documents)
    np.testing.assert_allclose(found.scores, total[found.documents])
    least = np.sort(total[matching])[-count] if len(matching) >= count else 0.0
    expected = {number for number in matching.tolist() if total[number] >= least * (1 - 1e-12)}
    assert expected <= set(found.documents.tolist())
    assert not scratch.seen.any()
    assert not scratch.scores.any()


def test_a_frequent_word_does_not_cost_its_whole_list(columns: SegmentColumns) -> None:
    word = TermScorer(_postings(columns, TERMS[0]), 1.0, DOCUMENTS)
    looked: list[int] = []

    class Counting(TermScorer):
        def score_blocks(self, blocks: DocIds) -> Floats:
            looked.append(len(blocks))
            return super().score_blocks(blocks)

    any_of([Counting(word.postings, 1.0, DOCUMENTS)], 1, None, Scratch(DOCUMENTS), Tuning(first_blocks=2))
    assert 0 < sum(looked) < 20


def test_nothing_matches_nothing(tmp_path: Path) -> None:
    empty = TermScorer(SparsePostings(np.zeros(0, np.int64), np.zeros(0)), 1.0, 10)
    for found in (any_of([empty], 3, None, Scratch(10)), all_of([empty, empty], 3, None, Scratch(10))):
        assert (found.total, len(found.documents)) == (0, 0)
