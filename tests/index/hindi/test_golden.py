"""The golden table: one reviewed row a text, its terms separated by spaces."""

from pathlib import Path

import pytest

from index.hindi.analysis import analyse

TABLE = Path(__file__).with_name("golden.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in TABLE if line and not line.startswith("# ")]


def test_the_table_has_one_row_a_text() -> None:
    assert len({text for text, _ in ROWS}) == len(ROWS) >= 280


@pytest.mark.parametrize(("text", "terms"), ROWS)
def test_row(text: str, terms: str) -> None:
    assert " ".join(word.term for word in analyse(text)) == terms
