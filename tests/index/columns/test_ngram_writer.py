"""A segment's n-grams against its articles' own words."""

from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import Article
from index.columns import ngram_writer, ngrams, postings_merge
from index.columns.merge import merge
from index.columns.ngram_writer import write_ngrams
from index.columns.ngrams import UNCOUNTED, NgramPostings, unpacked_counts
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.hindi.analysis import analyse
from tests.archives import write_run_of

WORDS = ["के", "लिए", "ने", "कहा", "मे", "में", "मोदी"]
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
archives = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=150)


@pytest.fixture(autouse=True)
def _ranges_of_64_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ngram_writer, ngrams):
        monkeypatch.setattr(module, "RANGE_BITS", 6)


@given(archives, st.integers(2, 4), st.sampled_from([1, 40, 1 << 20]), st.sampled_from([1, 2]))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ngrams_are_the_neighbours_of_the_texts(
    tmp_path_factory: pytest.TempPathFactory,
    archive: list[tuple[str, str, str]],
    least: int,
    words_at_once: int,
    processes: int,
) -> None:
    columns = _segment(tmp_path_factory.mktemp("ngrams"), archive, least, words_at_once, processes)
    kept = {number for number in columns.dense_terms.tolist() if _documents(columns, number) >= least}
    pairs = _side_by_side(archive, 2)
    for terms in product(range(len(columns.terms)), repeat=2):
        found = columns.ngram_postings(terms)
        if kept.issuperset(terms):
            _agrees(found, pairs[tuple(map(columns.term, terms))])
        else:
            assert found is None
    frequent = {pair for pair, documents in pairs.items() if len(documents) >= least}
    triples = _side_by_side(archive, 3)
    for terms in product(kept, repeat=3):
        one, two, three = map(columns.term, terms)
        expected = triples[one, two, three]
        found = columns.ngram_postings(terms)
        if expected and {(one, two), (two, three)} <= frequent:
            _agrees(found, expected)
        else:
            assert found is None


def _agrees(found: NgramPostings | None, documents: dict[int, list[int]]) -> None:
    assert found is not None
    assert found.docs.tolist() == sorted(documents)
    for code, *counts in zip(found.packed.tolist(), *unpacked_counts(found.packed), strict=True):
        assert code != UNCOUNTED
        assert sum(counts) > 0
    assert [list(each) for each in zip(*unpacked_counts(found.packed), strict=True)] == [
        documents[number] for number in sorted(documents)
    ]


def _segment(
    folder: Path, archive: list[tuple[str, str, str]], least: int, words_at_once: int, processes: int
) -> SegmentColumns:
    articles = [
        Article(id=str(at), headline=headline, standfirst=standfirst, body=body)
        for at, (headline, standfirst, body) in enumerate(archive)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_merge, "DENSE_LEAST", 2)
        patch.setattr(ngram_writer, "DENSE_LEAST", least)
        patch.setattr(ngram_writer, "FREQUENT_SHARE", len(archive))
        patch.setattr(ngram_writer, "FREQUENT_BIGRAM_SHARE", len(archive))
        patch.setattr(ngram_writer, "WORDS_AT_ONCE", words_at_once)
        merge(folder / "g", [Source(write_run_of(folder / "run", articles))])
        told: list[float] = []
        write_ngrams(folder / "g", SegmentColumns(folder / "g"), processes, told.append)
    assert told == sorted(told)
    columns = SegmentColumns(folder / "g")
    columns.verify()
    assert told[-1:] == (
        [1.0] if any(_documents(columns, term) >= least for term in columns.dense_terms) else []
    )
    return columns


def _documents(columns: SegmentColumns, number: int) -> int:
    start, end = columns.posting_range(number)
    return end - start


def _side_by_side(
    archive: list[tuple[str, str, str]], size: int
) -> defaultdict[tuple[str, ...], dict[int, list[int]]]:
    """For so many terms that stand together the documents, and how often each field has them."""
    found: defaultdict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    for document, fields in enumerate(archive):
        for place, text in enumerate(fields):
            terms = [word.term for word in analyse(text)]
            for first in range(len(terms) - size + 1):
                counts = found[tuple(terms[first : first + size])].setdefault(document, [0, 0, 0])
                counts[place] += 1
    return found


def test_a_segment_without_frequent_terms_has_an_empty_file(tmp_path: Path) -> None:
    columns = _segment(tmp_path, [("मोदी के लिए", "", "")], least=2, words_at_once=1, processes=1)
    assert columns.ngram_postings((0, 1)) is None
    assert (tmp_path / "g.ngrams").exists()
