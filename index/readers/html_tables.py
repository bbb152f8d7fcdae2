"""Tables of articles in HTML: what web programs write when asked for Excel or a list, a row an article."""

from collections.abc import Iterator
from typing import Any

from index.readers.field_aliases import chosen

MOST_ROWS = 100_000
MOST_ROWS_BEFORE = 5
"""Rows of titles that may stand before the one that names the columns."""
_CELLS = "./th | ./td"


def article_rows(tree: Any) -> Iterator[dict[str, str]]:
    """Yield the rows of the first table whose columns are named as a headline and a text; nothing for other pages."""
    for table in tree.xpath("//table")[:50]:
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr")[:MOST_ROWS]
        for number, row in enumerate(rows[:MOST_ROWS_BEFORE]):
            names = _texts_of(row)
            if {"title", "body"} <= chosen(names).keys():
                for each in rows[number + 1 :]:
                    texts = _texts_of(each)
                    if len(texts) == len(names) and texts != names:
                        yield dict(zip(names, texts, strict=True))
                return


def _texts_of(row: Any) -> list[str]:
    return [_text_of(cell) for cell in row.xpath(_CELLS)]


def _text_of(cell: Any) -> str:
    """Return the text of a cell, a line for each paragraph."""
    for line_end in cell.xpath(".//br | .//p | .//div"):
        line_end.tail = "\n" + (line_end.tail or "")
    return "\n".join(" ".join(line.split()) for line in cell.text_content().split("\n") if line.strip())
