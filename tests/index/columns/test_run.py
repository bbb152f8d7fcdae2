"""A run: what one process analysed, inverted by sorting."""

from collections import Counter
from pathlib import Path

import pytest

from index.article import Article
from index.columns.run import value_arrays
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from tests.archives import write_run_of
from tests.index.columns.conftest import ARTICLES


def test_every_word_has_its_posting(tmp_path: Path) -> None:
    run = write_run_of(tmp_path / "run", ARTICLES)
    expected: dict[str, dict[int, int]] = {}
    for number, article in enumerate(ARTICLES):
        for name in TEXT_FIELDS:
            for term, count in Counter(word.term for word in analyse(getattr(article, name))).items():
                own = expected.setdefault(term, {})
                own[number] = own.get(number, 0) + count
    found = {}
    for number in range(len(run.terms)):
        frequencies = run.frequencies(*run.posting_range(number)).tolist()
        found[run.term(number)] = dict(zip(run.docs(number).tolist(), frequencies, strict=True))
    assert found == expected


def test_articles_without_words_make_a_run_without_terms(tmp_path: Path) -> None:
    run = write_run_of(tmp_path / "run", [Article(id="1", headline="", body="—")])
    assert len(run.terms) == 0
    assert run.documents == 1


@pytest.mark.parametrize("values", [[b""], [b"b", b"a", b"b"], [b"x"] * 300])
def test_values_are_numbered_in_order(values: list[bytes]) -> None:
    arrays = value_arrays("source", values)
    distinct = sorted(set(values))
    assert [distinct[number] for number in arrays["source"].tolist()] == values
