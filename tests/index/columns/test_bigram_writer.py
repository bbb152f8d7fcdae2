"""A segment's bigrams against its articles' own words."""

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import Article
from index.columns import bigram_writer, bigrams, postings_merge
from index.columns.bigram_writer import write_bigrams
from index.columns.impacts import field_weight
from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from tests.archives import write_run_of

WORDS = ["के", "लिए", "ने", "कहा", "मे", "में", "मोदी"]
texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
archives = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=150)


@pytest.fixture(autouse=True)
def _ranges_of_64_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bigram_writer, bigrams):
        monkeypatch.setattr(module, "RANGE_BITS", 6)


@given(archives, st.integers(2, 4), st.sampled_from([1, 40, 1 << 20]), st.sampled_from([1, 2]))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bigrams_are_the_neighbours_of_the_texts(
    tmp_path_factory: pytest.TempPathFactory,
    archive: list[tuple[str, str, str]],
    least: int,
    words_at_once: int,
    processes: int,
) -> None:
    columns = _segment(tmp_path_factory.mktemp("bigrams"), archive, least, words_at_once, processes)
    expected = _neighbours(archive, columns)
    kept = [number for number in columns.dense_terms.tolist() if _documents(columns, number) >= least]
    for one in range(len(columns.terms)):
        for other in range(len(columns.terms)):
            found = columns.bigram_postings(one, other)
            if one not in kept or other not in kept:
                assert found is None
                continue
            assert found is not None
            documents = expected[columns.term(one), columns.term(other)]
            assert found.docs.tolist() == sorted(documents)
            worth = np.array([documents[number] for number in sorted(documents)])
            assert found.impacts.astype(float) == pytest.approx(worth, rel=2e-3)


def _segment(
    folder: Path, archive: list[tuple[str, str, str]], least: int, words_at_once: int, processes: int
) -> SegmentColumns:
    articles = [
        Article(id=str(at), headline=headline, standfirst=standfirst, body=body)
        for at, (headline, standfirst, body) in enumerate(archive)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_merge, "DENSE_LEAST", 2)
        patch.setattr(bigram_writer, "DENSE_LEAST", least)
        patch.setattr(bigram_writer, "FREQUENT_SHARE", len(archive))
        patch.setattr(bigram_writer, "WORDS_AT_ONCE", words_at_once)
        merge(folder / "g", [Source(write_run_of(folder / "run", articles))])
        told: list[float] = []
        write_bigrams(folder / "g", SegmentColumns(folder / "g"), processes, told.append)
    assert told == sorted(told)
    columns = SegmentColumns(folder / "g")
    columns.verify()
    assert told[-1:] == (
        [1.0] if any(_documents(columns, each) >= least for each in columns.dense_terms) else []
    )
    return columns


def _documents(columns: SegmentColumns, number: int) -> int:
    start, end = columns.posting_range(number)
    return end - start


def _neighbours(
    archive: list[tuple[str, str, str]], columns: SegmentColumns
) -> defaultdict[tuple[str, str], dict[int, float]]:
    """For each two terms that stand together the documents, and the sum of their fields' weights."""
    found: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    average = dict(zip(TEXT_FIELDS, columns.average_lengths().tolist(), strict=True))
    for document, fields in enumerate(archive):
        for name, text in zip(TEXT_FIELDS, fields, strict=True):
            terms = [word.term for word in analyse(text)]
            for pair in pairwise(terms):
                weight = field_weight(name, len(terms), average[name])
                found[pair][document] = found[pair].get(document, 0.0) + weight
    return found


def test_a_segment_without_frequent_terms_has_an_empty_file(tmp_path: Path) -> None:
    columns = _segment(tmp_path, [("मोदी के लिए", "", "")], least=2, words_at_once=1, processes=1)
    assert columns.bigram_postings(0, 1) is None
    assert (tmp_path / "g.bigrams").exists()
