"""Exports: every article that a question matches, streamed as CSV or JSON Lines."""

import re
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from urllib.parse import quote

from flask import Blueprint, Flask, Response, g, got_request_exception, request, stream_with_context
from flask.sansio.blueprints import BlueprintSetupState

from index.settings import Settings
from search.archive import Archive
from search.model.deadline import OutOfTimeError
from search.model.question import Question
from search.model.results import ResultStream
from web.api.parameters import checked, checked_question, listing_parameters, question_parameters
from web.downloads.export_rows import AddressOf, csv_rows, json_rows
from web.i18n import permalink
from web.middleware.errors import partial_problem, problem
from web.middleware.rate_limit import client_of
from web.middleware.route_policy import EXPORT, policy
from web.middleware.work_slots import RETRY_SECONDS, WorkSlots
from web.url_params import filter_labels

ROWS_AT_ONCE = 10
PAUSE_SECONDS = 0.004
Rows = Callable[[ResultStream, Question, AddressOf], Iterator[str]]
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f -]+")
LONGEST_NAME = 60


def exports_blueprint(archive: Archive, settings: Settings, slots: WorkSlots) -> Blueprint:
    """Return /export.csv and /export.jsonl, with the parameters of the JSON endpoint."""
    exports = Blueprint("exports", __name__)
    known = (*question_parameters(settings), *listing_parameters())

    def export(rows: Rows, kind: str, ending: str) -> Response:
        question = checked_question(checked(request.args, known), settings)
        release = slots.take("export", client_of(request.remote_addr or ""))
        if release is None:
            response = problem(503, f"other large requests are running; try again in {RETRY_SECONDS} seconds")
            response.headers["Retry-After"] = str(RETRY_SECONDS)
            return response
        g.release = release
        try:
            found = archive.scan(question)
            blocks = _releasing(_in_blocks(rows(found, question, permalink)), release)
            # What fails at once fails before anything was promised.
            response = _download(chain([next(blocks, "")], blocks), kind, question, ending)
            response.headers["Khabarkhoj-Total"] = str(found.total)
        except OutOfTimeError:
            release()
            return partial_problem(True) or problem(503)
        except BaseException:
            release()
            raise
        response.call_on_close(release)
        return response

    def failed(_app: Flask, **_facts: object) -> None:
        """Release the slot if sending fails: such a response is never closed."""
        if release := g.pop("release", None):
            release()

    @exports.record_once
    def listen(state: BlueprintSetupState) -> None:
        got_request_exception.connect(failed, state.app, weak=False)

    @exports.get("/export.csv")
    @policy(EXPORT)
    def as_csv() -> Response:
        return export(csv_rows, "text/csv; charset=utf-8", "csv")

    @exports.get("/export.jsonl")
    @policy(EXPORT)
    def as_json_lines() -> Response:
        return export(json_rows, "application/x-ndjson; charset=utf-8", "jsonl")

    return exports


def _releasing(blocks: Iterator[str], release: Callable[[], None]) -> Iterator[str]:
    """Yield the blocks; release the slot when they are all sent, or the client is gone."""
    try:
        yield from blocks
    finally:
        release()


def _download(rows: Iterator[str], kind: str, question: Question, ending: str) -> Response:
    plain = _NOT_IN_NAMES.sub(" ", f"{question.text} {' '.join(filter_labels(question.filters))}").split()
    name = f"khabarkhoj {' '.join(plain)[:LONGEST_NAME].strip()}".strip().replace(" ", "-")
    encoded = quote(f"{name}.{ending}", safe="")
    disposition = f"attachment; filename=\"khabarkhoj.{ending}\"; filename*=UTF-8''{encoded}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(stream_with_context(rows), content_type=kind, headers=headers)


def _in_blocks(rows: Iterator[str]) -> Iterator[str]:
    """Yield some rows at a time with a pause in between, so that readers who wait for a page go first."""
    while block := "".join(islice(rows, ROWS_AT_ONCE)):
        yield block
        time.sleep(PAUSE_SECONDS)
