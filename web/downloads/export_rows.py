"""The rows of an export: every matching article as CSV or JSON Lines."""

import datetime
import json
from collections.abc import Callable, Iterator

from index.fields import EXPORT_FIELDS, FIELD_BY_NAME
from search.model.question import Question
from search.model.results import Hit, ResultStream
from web.downloads.csv_rows import BOM, csv_row
from web.url_params import conditions_line

ABOUT_COLUMNS = ("query", "conditions", "revision", "exported", "total")
"""What every row of a CSV says of the export that it is part of."""
_FIRST = ("number", "id", "title", "source", "date", "section", "author", "language")
COLUMNS = (
    *_FIRST, *(field for field in EXPORT_FIELDS if field not in _FIRST), "url", "khabarkhoj", "written", "passage",
    *ABOUT_COLUMNS, "missing",
)  # fmt: skip
"""The order is kept: scripts read columns by their number. A new field comes after the first ones."""
_HINDI_HEADS = {
    **{name: FIELD_BY_NAME[name].label for name in EXPORT_FIELDS},
    "number": "क्रम", "id": "पहचान (id)", "title": "शीर्षक", "date": "तारीख़", "url": "मूल पता",
    "khabarkhoj": "ख़बरखोज में पता",
    "written": "जैसा लिखा है", "passage": "अंश", "query": "खोज", "conditions": "शर्तें", "revision": "संग्रह की स्थिति",
    "exported": "कब निकाला", "total": "कुल ख़बरें", "missing": "इसमें नहीं",
}  # fmt: skip
END_MARKER = "end"
AddressOf = Callable[[str], str]
"""article id → the address of our page of it"""


def column_names(language: str) -> dict[str, str]:
    """Return column → its head: in Hindi, or for any other language its name, which programs read."""
    return {name: _HINDI_HEADS.get(name, name) if language == "hi" else name for name in COLUMNS}


def facts_of(hit: Hit, number: int, address: AddressOf) -> dict[str, object]:
    """Return what an export says of one article, by column."""
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
        "missing": ", ".join(hit.missing),
    }


def csv_rows(found: ResultStream, question: Question, address: AddressOf, heads: str = "en") -> Iterator[str]:
    """Yield a table with a header, in Hindi or as programs read it, and an end.

    Each row says what it was found by, when, and among how many.

    The last row has END_MARKER in the column of numbers and says how many rows came before: a table without it was cut.
    """
    about = {**about_of(found, question), "total": found.total}
    yield BOM + csv_row([*column_names(heads).values()])
    number = 0
    for number, hit in enumerate(found.hits, 1):
        facts = {**facts_of(hit, number, address), **about}
        yield csv_row([facts[name] for name in COLUMNS])
    last: dict[str, object] = {"number": END_MARKER, "title": f"{number} of {found.total} articles", **about}
    yield csv_row([last.get(name, "") for name in COLUMNS])


def json_rows(found: ResultStream, question: Question, address: AddressOf) -> Iterator[str]:
    """Yield a line about the export, a line per article, and one that counts them: a file without it was cut."""
    yield json.dumps({**about_of(found, question), "total": found.total}, ensure_ascii=False) + "\n"
    number = 0
    for number, hit in enumerate(found.hits, 1):
        yield json.dumps(facts_of(hit, number, address), ensure_ascii=False) + "\n"
    yield json.dumps({END_MARKER: True, "articles": number, "total": found.total}) + "\n"


def about_of(found: ResultStream, question: Question) -> dict[str, object]:
    """Return what every export says about itself."""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return {
        "query": question.text,
        "conditions": conditions_line(question),
        "revision": found.revision,
        "exported": now,
    }
