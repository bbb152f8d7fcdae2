"""Exports: every article that a question finds, not a page of them, streamed as CSV or JSON Lines."""

import datetime
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from urllib.parse import quote

from flask import Blueprint, Flask, Response, g, got_request_exception, request, stream_with_context, url_for
from flask.sansio.blueprints import BlueprintSetupState

from index.settings import Settings
from search.archive import Archive
from search.deadline import OutOfTimeError
from search.question import Question
from search.result import Everything, Hit
from web.api.parameters import asked, asking_parameters, checked, listing_parameters
from web.downloads.csv_rows import BOM, csv_row
from web.middleware.errors import partial_problem, problem
from web.middleware.rate_limit import client_of
from web.url_params import conditions, conditions_line

COLUMNS = ("number", "id", "title", "source", "date", "section", "author", "language", "url", "khabarkhoj", "written",
           "passage", "query", "conditions", "generation", "exported")  # fmt: skip
ROWS_AT_ONCE = 10
BREATH_SECONDS = 0.004
RETRY_SECONDS = 30
AddressOf = Callable[[str], str]
"""The address of an article of this id."""
Rows = Callable[[Everything, Question, AddressOf], Iterator[str]]
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f -]+")
LONGEST_NAME = 60


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """/export.csv and /export.jsonl, with the parameters of the JSON endpoint."""
    exports = Blueprint("exports", __name__)
    places = Places(settings.max_exports)
    known = (*asking_parameters(settings), *listing_parameters())

    def export(rows: Rows, kind: str, ending: str) -> Response:
        question = asked(checked(request.args, known), settings)
        leave = places.enter(client_of(request.remote_addr or ""))
        if leave is None:
            response = problem(503, "another export is under way; come again when it is done")
            response.headers["Retry-After"] = str(RETRY_SECONDS)
            return response
        g.leave = leave
        try:
            blocks = _leaving(_in_blocks(rows(archive.every(question), question, _permalink)), leave)
            # What fails at once fails before anything was promised.
            response = _download(chain([next(blocks, "")], blocks), kind, question, ending)
        except OutOfTimeError:
            leave()
            return partial_problem(True) or problem(503)
        except BaseException:
            leave()
            raise
        response.call_on_close(leave)
        return response

    def failed(_app: Flask, **_told: object) -> None:
        """A response that failed on its way out is never closed."""
        if leave := g.pop("leave", None):
            leave()

    @exports.record_once
    def listen(state: BlueprintSetupState) -> None:
        got_request_exception.connect(failed, state.app, weak=False)

    @exports.get("/export.csv")
    def as_csv() -> Response:
        return export(csv_rows, "text/csv; charset=utf-8", "csv")

    @exports.get("/export.jsonl")
    def as_json_lines() -> Response:
        return export(json_rows, "application/x-ndjson; charset=utf-8", "jsonl")

    return exports


class Places:
    """Places for exports that run at the same time in one process; a client takes one at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[str, object] = {}
        self._lock = threading.Lock()

    def enter(self, client: str) -> Callable[[], None] | None:
        """Take a place; what is returned gives it back, however often it is called. None: there is none."""
        ticket = object()
        with self._lock:
            if client in self._taken or len(self._taken) >= self._most:
                return None
            self._taken[client] = ticket

        def leave() -> None:
            with self._lock:
                if self._taken.get(client) is ticket:
                    del self._taken[client]

        return leave


def _leaving(blocks: Iterator[str], leave: Callable[[], None]) -> Iterator[str]:
    """The blocks; the place is given back when they are through, or nobody wants them any more."""
    try:
        yield from blocks
    finally:
        leave()


def _permalink(article_id: str) -> str:
    return url_for("hi.article", id=article_id, _external=True)


def _download(rows: Iterator[str], kind: str, question: Question, ending: str) -> Response:
    plain = _NOT_IN_NAMES.sub(" ", f"{question.text} {' '.join(conditions(question.filters))}").split()
    name = f"khabarkhoj {' '.join(plain)[:LONGEST_NAME].strip()}".strip().replace(" ", "-")
    encoded = quote(f"{name}.{ending}", safe="")
    disposition = f"attachment; filename=\"khabarkhoj.{ending}\"; filename*=UTF-8''{encoded}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
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
        "written": ", ".join(hit.written),
        "passage": " … ".join(snippet.text for snippet in hit.snippets),
    }


def csv_rows(found: Everything, question: Question, address: AddressOf) -> Iterator[str]:
    """A table with a head; each row says what it was found by, and when."""
    told = _told(found, question)
    yield BOM + csv_row(COLUMNS)
    for number, hit in enumerate(found.hits, 1):
        facts = {**_facts(hit, number, address), **told}
        yield csv_row([facts[name] for name in COLUMNS])


def json_rows(found: Everything, question: Question, address: AddressOf) -> Iterator[str]:
    """A line about the export, then a line an article."""
    yield json.dumps({**_told(found, question), "total": found.total}, ensure_ascii=False) + "\n"
    for number, hit in enumerate(found.hits, 1):
        yield json.dumps(_facts(hit, number, address), ensure_ascii=False) + "\n"


def _told(found: Everything, question: Question) -> dict[str, object]:
    """What every export says of itself."""
    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    return {
        "query": question.text,
        "conditions": conditions_line(question),
        "generation": found.generation,
        "exported": now,
    }


def _in_blocks(rows: Iterator[str]) -> Iterator[str]:
    """Some rows at a time, with a breath in between: readers who wait for a page go first."""
    while block := "".join(islice(rows, ROWS_AT_ONCE)):
        yield block
        time.sleep(BREATH_SECONDS)
