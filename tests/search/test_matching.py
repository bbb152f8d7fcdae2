"""Matchers over Whoosh postings against a slow, obvious twin."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import TEXT_FIELDS, Article
from index.build import reindex
from index.hindi.analysis import analyse
from index.settings import Settings
from search.choices import ALL
from search.clauses import AllOf, AnyOf, Clause, Sequence
from search.dependence import rarities
from search.local_archive import OpenGeneration, open_archive
from search.matching import Statistics, matcher
from search.query import Limits, parse

WORDS = ["मोदी", "पुतिन", "चीन", "कज़ाखस्तान", "कजाखिस्तान", "दिन"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
articles = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6)
word = st.sampled_from([*WORDS, "=कज़ाखस्तान", '"मोदी चीन"', '"चीन चीन"', "मोदी-पुतिन"])
queries = st.lists(st.tuples(st.sampled_from(["", "-", "OR "]), word), min_size=1, max_size=4)


def holds(clause: Clause, article: Article) -> bool:
    """The meaning of a clause, read off the article's own words."""
    if isinstance(clause, AnyOf):
        return any(holds(inner, article) for inner in clause.clauses)
    if isinstance(clause, AllOf):
        return all(holds(inner, article) for inner in clause.wanted) and not any(
            holds(inner, article) for inner in clause.excluded
        )
    return any(in_text(clause, getattr(article, field)) for field in TEXT_FIELDS)


def in_text(sequence: Sequence, text: str) -> bool:
    words = analyse(text)
    slots = [{alternative.term for alternative in slot} for slot in sequence.slots]
    return any(
        all(
            {words[start + offset].term, words[start + offset].exact} & slot
            for offset, slot in enumerate(slots)
        )
        for start in range(len(words) - len(slots) + 1)
    )


@given(articles, queries, st.booleans())
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_matching_agrees_with_its_slow_twin(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str]],
    queries: list[tuple[str, str]],
    split: bool,
) -> None:
    folder = tmp_path_factory.mktemp("twin")
    settings = Settings(index=folder / "index")
    paths = []
    for number, (headline, standfirst, body) in enumerate(articles):
        path = folder / f"{number}.txt"
        path.write_text(f"स | 2024-01-01 | id: {number}\n{headline}\n{standfirst}\n{body}।", encoding="utf-8")
        paths.append(path)
    _index(paths, settings, split)
    opened = open_archive(settings).current()
    text = " ".join(sign + word for sign, word in queries)
    clause = open_archive(settings)._plan(opened, text, ALL).clause
    if clause is None:
        assert all(node for node in parse(text, Limits(800, 8)).root.nodes)
        return
    matching = opened.matching(clause)
    found = {opened.article_at(document).id for document in matching.documents.tolist()}
    stored = [opened.article_at(document) for document, _ in opened.reader.iter_docs()]
    assert found == {article.id for article in stored if holds(clause, article)}
    assert (np.diff(matching.documents) > 0).all()
    one_by_one = dict(_walked(opened, clause))
    assert one_by_one == pytest.approx(
        dict(zip(matching.documents.tolist(), matching.scores.tolist(), strict=True))
    )


def _walked(opened: OpenGeneration, clause: AllOf) -> Iterator[tuple[int, float]]:
    """(document, score) by Whoosh matchers, posting by posting."""
    weights = rarities(clause, opened.documents, opened._documents_of)
    for segment, offset in opened.reader.leaf_readers():
        matches = matcher(clause, segment, Statistics(opened.averages, weights))
        while matches.is_active():
            yield offset + matches.id(), matches.score()
            matches.next()


def _index(paths: list[Path], settings: Settings, split: bool) -> None:
    """In one segment, or in several with deleted documents."""
    if split:
        texts = [path.read_text(encoding="utf-8") for path in paths]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text + "\nमोदी चीन।", encoding="utf-8")
            reindex([path], settings)
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
    reindex(paths, settings)
