"""Exports: every article that a question matches, streamed as CSV or JSON Lines, or as a workbook."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from urllib.parse import quote

from flask import Blueprint, Flask, Response, g, got_request_exception, request, stream_with_context
from flask.sansio.blueprints import BlueprintSetupState

from index.settings import Settings
from search.archive import Archive
from search.model.deadline import OutOfTimeError
from search.model.question import Question
from search.model.results import ResultStream, SearchRequest
from web.api.parameters import HEADS, checked, checked_question, listing_parameters, question_parameters
from web.downloads.export_rows import AddressOf, csv_rows, json_rows
from web.downloads.workbook import XLSX_MIME_TYPE, workbook_of
from web.i18n import permalink
from web.middleware.errors import partial_problem, problem
from web.middleware.route_policy import EXPORT, policy
from web.middleware.work_slots import WorkSlots
from web.url_params import filter_labels

ROWS_AT_ONCE = 10
BLOCK_BYTES = 1 << 16
PAUSE_SECONDS = 0.004
Rows = Callable[[ResultStream, Question, AddressOf], Iterator[bytes]]
"""What makes the parts of a file out of a result."""
_NOT_IN_NAMES = re.compile(r"[^\w\u0900-\u097f -]+")
MAX_NAME_CHARS = 60


def exports_blueprint(archive: Archive, settings: Settings, slots: WorkSlots) -> Blueprint:
    """Return /export.csv, .jsonl and .xlsx, with the parameters of the JSON endpoint."""
    exports = Blueprint("exports", __name__)
    known = (*question_parameters(settings), *listing_parameters(), HEADS)

    def export(rows: Rows, kind: str, ending: str) -> Response:
        question = checked_question(checked(request.args, known), settings)
        release = g.release = slots.reserve("export")
        try:
            found = archive.scan(question)
            blocks = _releasing(rows(found, question, permalink), release)
            # What fails at once fails before anything was promised.
            response = _download(chain([next(blocks, b"")], blocks), kind, question, ending)
            response.headers["Khabarkhoj-Total"] = str(found.total)
        except OutOfTimeError:
            release()
            return partial_problem(True) or problem(503)
        except BaseException:
            release()
            raise
        response.call_on_close(release)
        return response

    _release_on_failure(exports)

    @exports.get("/export.csv")
    @policy(EXPORT)
    def as_csv() -> Response:
        rows = partial(csv_rows, heads=request.args.get("heads", "en"))
        return export(_in_blocks(rows), "text/csv; charset=utf-8", "csv")

    @exports.get("/export.jsonl")
    @policy(EXPORT)
    def as_json_lines() -> Response:
        return export(_in_blocks(json_rows), "application/x-ndjson; charset=utf-8", "jsonl")

    @exports.get("/export.xlsx")
    @policy(EXPORT)
    def as_workbook() -> Response:
        question = checked_question(checked(request.args, known), settings)
        return _too_many(archive, question, settings) or export(_workbook_blocks, XLSX_MIME_TYPE, "xlsx")

    return exports


def _release_on_failure(exports: Blueprint) -> None:
    """Release the slot of an export if sending fails: such a response is never closed."""

    def failed(_app: Flask, **_facts: object) -> None:
        if release := g.pop("release", None):
            release()

    @exports.record_once
    def listen(state: BlueprintSetupState) -> None:
        got_request_exception.connect(failed, state.app, weak=False)


def _too_many(archive: Archive, question: Question, settings: Settings) -> Response | None:
    """Return the refusal of a workbook that would be too long, None for others."""
    total = archive.search(SearchRequest(replace(question, any_word=False, collapse=False), size=0)).total
    most = settings.max_workbook_rows
    if total <= most:
        return None
    return problem(400, f"{total} articles are more than the {most} of a workbook; use /export.csv")


def _workbook_blocks(found: ResultStream, question: Question, address: AddressOf) -> Iterator[bytes]:
    """Yield the workbook of a result in blocks."""
    with workbook_of(found, question, address) as file:
        while block := file.read(BLOCK_BYTES):
            yield block


def _releasing(blocks: Iterator[bytes], release: Callable[[], None]) -> Iterator[bytes]:
    """Yield the blocks; release the slot when they are all sent, or the client is gone."""
    try:
        yield from blocks
    finally:
        release()


def _download(rows: Iterator[bytes], kind: str, question: Question, ending: str) -> Response:
    plain = _NOT_IN_NAMES.sub(" ", f"{question.text} {' '.join(filter_labels(question.filters))}").split()
    name = f"khabarkhoj {' '.join(plain)[:MAX_NAME_CHARS].strip()}".strip().replace(" ", "-")
    encoded = quote(f"{name}.{ending}", safe="")
    disposition = f"attachment; filename=\"khabarkhoj.{ending}\"; filename*=UTF-8''{encoded}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(stream_with_context(rows), content_type=kind, headers=headers)


def _in_blocks(rows: Callable[[ResultStream, Question, AddressOf], Iterator[str]]) -> Rows:
    """Return what yields some rows at a time with a pause in between, so that readers who wait for a page go first."""

    def blocks(found: ResultStream, question: Question, address: AddressOf) -> Iterator[bytes]:
        lines = rows(found, question, address)
        while block := "".join(islice(lines, ROWS_AT_ONCE)):
            yield block.encode()
            time.sleep(PAUSE_SECONDS)

    return blocks
