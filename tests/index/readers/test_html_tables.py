"""Tables of articles that web programs write as HTML."""

from pathlib import Path

import pytest

from index.readers.html_page import tree_of
from index.readers.html_tables import article_rows
from index.readers.outcome import Accepted
from tests.index.readers.test_source_exports import outcomes

TABLE = (
    "<html><body><table><tr><th>क्र.</th><th>शीर्षक</th><th>विवरण</th><th>दिनांक</th></tr>"
    "<tr><td>1</td><td>नहर टूटी</td><td>पानी<br>भर गया।</td><td>25/06/2024</td></tr>"
    "<tr><td colspan=4>कुल</td></tr><tr><td>2</td><td>पुल बना</td><td>लोग खुश।</td><td>26/06/2024</td></tr></table></body></html>"
)


@pytest.mark.parametrize("name", ["a.html", "a.xls"])
def test_a_row_is_an_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TABLE, "utf-8")
    found = [outcome.article for outcome in outcomes(tmp_path / name) if isinstance(outcome, Accepted)]
    assert [(article.headline, article.body, str(article.date)) for article in found] == [
        ("नहर टूटी", "पानी\nभर गया।", "2024-06-25"),
        ("पुल बना", "लोग खुश।", "2024-06-26"),
    ]


def test_tables_that_lay_out_a_page_are_none() -> None:
    assert list(article_rows(tree_of("<table><tr><td>मेनू</td><td>खबर</td></tr></table>"))) == []


def test_a_table_of_facts_in_an_article_is_none() -> None:
    facts = "<table><tr><th>शीर्षक</th><th>विवरण</th></tr><tr><td>योजना</td><td>पीएम किसान</td></tr></table>"
    assert list(article_rows(tree_of(f"<h1>सुर्खी</h1><p>पाठ</p>{facts}"))) == []
