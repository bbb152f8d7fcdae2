"""Tables of articles in HTML: what web programs write when asked for Excel or a list, a row an article."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.readers.field_aliases import chosen

MAX_ROWS = 100_000
MAX_ROWS_BEFORE = 5
"""Rows of titles that may stand before the one that names the columns."""
SAMPLE = 20
MIN_TEXT_CHARS = 120
MIN_COLUMNS = 3
_CELLS = "./th | ./td"


def article_rows(tree: Any) -> Iterator[dict[str, str]]:
    """Yield the rows of the first table whose columns are named as a headline and a text; nothing for other pages."""
    for table in tree.xpath("//table")[:50]:
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr")[:MAX_ROWS]
        for number, row in enumerate(rows[:MAX_ROWS_BEFORE]):
            names = cells_of(row)
            fields = chosen(names)
            if _names_articles(fields, names, rows[number + 1 :]):
                for data_row in rows[number + 1 :]:
                    texts = cells_of(data_row)
                    if len(texts) == len(names) and texts != names:
                        yield dict(zip(names, texts, strict=True))
                return


def _names_articles(fields: Mapping[str, str], names: list[str], rows: Sequence[Any]) -> bool:
    """Return whether columns are those of articles: a headline and a text, under whatever name that stands."""
    if {"title", "body"} <= fields.keys():
        return _lists_articles(fields, names, rows)
    if not fields.keys() & {"title", "date"} or len(names) < MIN_COLUMNS:
        return False
    texts = [texts for row in rows[:SAMPLE] if len(texts := cells_of(row)) == len(names)]
    return any(
        sum(len(row[at]) >= MIN_TEXT_CHARS for row in texts) * 2 > len(texts) for at in range(len(names))
    )


def _lists_articles(fields: Mapping[str, str], names: list[str], rows: Sequence[Any]) -> bool:
    """Return whether the columns name a day or an address, too, or texts are long; a table of facts has neither."""
    if fields.keys() & {"date", "url"}:
        return True
    texts = [
        texts[names.index(fields["body"])]
        for row in rows[:SAMPLE]
        if len(texts := cells_of(row)) == len(names)
    ]
    return sum(len(text) >= MIN_TEXT_CHARS for text in texts) * 2 > len(texts)


def cells_of(row: Any) -> list[str]:
    """Return the texts of a row's cells."""
    return [_text_of(cell) for cell in row.xpath(_CELLS)]


def _text_of(cell: Any) -> str:
    """Return the text of a cell, a line for each paragraph."""
    for line_end in cell.xpath(".//br | .//p | .//div"):
        line_end.tail = "\n" + (line_end.tail or "")
    return "\n".join(" ".join(line.split()) for line in cell.text_content().split("\n") if line.strip())
