"""Exports: every article that a question finds, not a page of them, streamed as CSV or JSON Lines."""

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import chain
from urllib.parse import quote

from flask import Blueprint, Response, request, stream_with_context, url_for

from index.settings import Settings
from search.archive import Archive
from search.question import Question
from search.result import Hit
from web.parameters import LISTING, asked, asking_parameters, checked, ordering_parameters

BOM = "\ufeff"
"""Tells Excel that a CSV is UTF-8."""
COLUMNS = ("number", "id", "title", "source", "date", "section", "author", "language", "url", "khabarkhoj", "passage",
           "query", "generation", "exported")  # fmt: skip
ROWS_AT_ONCE = 50
AddressOf = Callable[[str], str]
"""The address of an article of this id."""
_FORMULA = frozenset("=+-@\t\r\n\0")
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f -]+")
LONGEST_NAME = 60


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text[:1] in _FORMULA or text.lstrip()[:1] in {"=", "+", "-", "@"} else text


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """/export.csv and /export.jsonl, with the parameters of the JSON endpoint."""
    exports = Blueprint("exports", __name__)

    @exports.get("/export.csv")
    def as_csv() -> Response:
        question = _question(settings)
        return _download(
            csv_rows(archive, question, _permalink), "text/csv; charset=utf-8", question.text, "csv"
        )

    @exports.get("/export.jsonl")
    def as_json_lines() -> Response:
        question = _question(settings)
        rows = json_rows(archive, question, _permalink)
        return _download(rows, "application/x-ndjson; charset=utf-8", question.text, "jsonl")

    return exports


def _question(settings: Settings) -> Question:
    known = (*asking_parameters(settings), *ordering_parameters(settings)[:LISTING])
    return asked(checked(request.args, known), settings)


def _permalink(article_id: str) -> str:
    return url_for("hi.article", id=article_id, _external=True)


def _download(rows: Iterator[str], kind: str, text: str, ending: str) -> Response:
    plain = _NOT_IN_NAMES.sub(" ", text).split()
    name = f"khabarkhoj {' '.join(plain)[:LONGEST_NAME].strip()}".strip().replace(" ", "-")
    encoded = quote(f"{name}.{ending}", safe="")
    disposition = f"attachment; filename=\"khabarkhoj.{ending}\"; filename*=UTF-8''{encoded}"
    rows = chain([next(rows, "")], rows)  # what fails at once fails before anything was promised
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(stream_with_context(rows), content_type=kind, headers=headers)


def _facts(hit: Hit, number: int, address: AddressOf) -> dict[str, object]:
    article = hit.article
    return {
        "number": number,
        "id": article.id,
        "title": article.headline,
        "source": article.source,
        "date": article.date.isoformat() if article.date else "",
        "section": article.section,
        "author": article.author,
        "language": article.language,
        "url": article.url,
        "khabarkhoj": address(article.id),
        "passage": " … ".join(snippet.text for snippet in hit.snippets),
    }


def csv_rows(archive: Archive, question: Question, address: AddressOf) -> Iterator[str]:
    """A table with a head; each row says what it was found by, and when."""
    found, told = archive.every(question), _told(archive, question)
    yield BOM + _row(COLUMNS)
    block: list[str] = []
    for number, hit in enumerate(found, 1):
        facts = {**_facts(hit, number, address), **told}
        block.append(_row([safe_cell(str(facts[name])) for name in COLUMNS]))
        if len(block) == ROWS_AT_ONCE:
            yield "".join(block)
            block.clear()
    yield "".join(block)


def json_rows(archive: Archive, question: Question, address: AddressOf) -> Iterator[str]:
    """A line about the export, then a line an article."""
    found = archive.every(question)
    yield json.dumps(_told(archive, question), ensure_ascii=False) + "\n"
    for number, hit in enumerate(found, 1):
        yield json.dumps(_facts(hit, number, address), ensure_ascii=False) + "\n"


def _told(archive: Archive, question: Question) -> dict[str, object]:
    """What every export says of itself."""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return {"query": question.text, "generation": archive.overview().generation, "exported": now}


def _row(cells: "tuple[str, ...] | list[str]") -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)  # RFC 4180
    return out.getvalue()
