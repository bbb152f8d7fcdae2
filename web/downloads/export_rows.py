"""The rows of an export: every matching article as CSV or JSON Lines."""

import datetime
import json
from collections.abc import Callable, Iterator

from index.fields import EXPORT_FIELDS
from search.model.question import Question
from search.model.results import Hit, ResultStream
from web.downloads.csv_rows import BOM, csv_row
from web.url_params import conditions_line

_FIRST = ("number", "id", "title", "source", "date", "section", "author", "language")
COLUMNS = (
    *_FIRST, *(field for field in EXPORT_FIELDS if field not in _FIRST), "url", "khabarkhoj", "written", "passage",
    "query", "conditions", "revision", "exported",
)  # fmt: skip
"""The order is kept: scripts read columns by their number. A new field comes after the first ones."""
AddressOf = Callable[[str], str]
"""article id → the address of our page of it"""


def _facts(hit: Hit, number: int, address: AddressOf) -> dict[str, object]:
    article = hit.article
    return {
        "number": number,
        "id": article.id,
        "title": article.headline,
        "date": article.date.isoformat() if article.date else "",
        **{name: getattr(article, name) for name in EXPORT_FIELDS},
        "url": article.url,
        "khabarkhoj": address(article.id),
        "written": ", ".join(hit.matched_spellings),
        "passage": " … ".join(snippet.text for snippet in hit.snippets),
    }


def csv_rows(found: ResultStream, question: Question, address: AddressOf) -> Iterator[str]:
    """Yield a table with a header; each row says what it was found by, and when."""
    about = _about(found, question)
    yield BOM + csv_row(COLUMNS)
    for number, hit in enumerate(found.hits, 1):
        facts = {**_facts(hit, number, address), **about}
        yield csv_row([facts[name] for name in COLUMNS])


def json_rows(found: ResultStream, question: Question, address: AddressOf) -> Iterator[str]:
    """Yield a line about the export, then a line per article."""
    yield json.dumps({**_about(found, question), "total": found.total}, ensure_ascii=False) + "\n"
    for number, hit in enumerate(found.hits, 1):
        yield json.dumps(_facts(hit, number, address), ensure_ascii=False) + "\n"


def _about(found: ResultStream, question: Question) -> dict[str, object]:
    """Return what every export says about itself."""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return {
        "query": question.text,
        "conditions": conditions_line(question),
        "revision": found.revision,
        "exported": now,
    }
