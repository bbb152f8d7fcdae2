"""The golden tables, reviewed row by row.

golden.tsv has a text and its tier-1 terms; golden_forms.tsv a word, its term, and the families of
inflections it belongs to besides its own ("-" for none).
"""

from pathlib import Path

import pytest

from index.hindi.analysis import analyse
from index.hindi.stems import inflection_keys


def rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


TERMS, FORMS = rows("golden.tsv"), rows("golden_forms.tsv")


def test_the_tables_have_one_row_a_text() -> None:
    for table in (TERMS, FORMS):
        assert len({row[0] for row in table}) == len(table)
    assert len({row[0] for row in TERMS + FORMS}) >= 600


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_terms(text: str, terms: str) -> None:
    assert " ".join(word.term for word in analyse(text)) == terms


@pytest.mark.parametrize(("word", "term", "others"), FORMS)
def test_forms(word: str, term: str, others: str) -> None:
    assert [found.term for found in analyse(word)] == [term]
    assert sorted(inflection_keys(term)[1:]) == sorted(others.replace("-", "").split())
