"""The JSON endpoint: GET and POST /api/v1/search, and /healthz."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from index.settings import Settings
from search.archive import Archive
from search.choices import SWITCHES, Choices
from search.question import Question
from web.choices import REFUSE
from web.errors import InvalidRequestError
from web.representation import page_json

PARAMETERS = frozenset({"q", "page", "size", *SWITCHES, REFUSE})


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """Routes over one archive."""
    api = Blueprint("api", __name__)

    @api.get("/api/v1/search")
    def search_get() -> Response:
        refused = {REFUSE: request.args.getlist(REFUSE)} if REFUSE in request.args else {}
        return search({**request.args.to_dict(), **refused})

    @api.post("/api/v1/search")
    def search_post() -> Response:
        body = request.get_json(silent=True) if request.is_json else None
        if not isinstance(body, dict):
            raise InvalidRequestError("send a JSON object with q, and what else /help names")
        return search(body)

    def search(parameters: Mapping[str, Any]) -> Response:
        unknown = set(parameters) - PARAMETERS
        if unknown:
            known = ", ".join(sorted(PARAMETERS))
            raise InvalidRequestError(f"unknown parameter {min(unknown)!r}; known are {known}")
        text = parameters.get("q", "")
        if not isinstance(text, str) or not text.strip():
            raise InvalidRequestError("q must be a text that is not empty")
        if len(text) > settings.max_query_chars:
            raise InvalidRequestError(f"q is longer than {settings.max_query_chars} characters")
        size = _number(parameters, "size", settings.page_size, settings.max_page_size)
        page = _number(parameters, "page", 1, max(1, settings.max_result_window // size))
        switches = {name: _switch(parameters, name) for name in SWITCHES}
        choices = Choices(**switches, refused=_refused(parameters, settings.max_refused))
        return jsonify(page_json(archive.search(Question(text, choices=choices), page, size)))

    @api.get("/healthz")
    def healthz() -> Response:
        overview = archive.overview()
        return jsonify(status="ok", documents=overview.documents, generation=overview.generation)

    return api


def _number(parameters: Mapping[str, Any], name: str, default: int, highest: int) -> int:
    value = parameters.get(name, default)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= highest:
        raise InvalidRequestError(f"{name} must be a whole number from 1 to {highest}")
    return value


def _switch(parameters: Mapping[str, Any], name: str) -> bool:
    value = parameters.get(name, "on")
    if value in ("on", True):
        return True
    if value in ("off", False):
        return False
    raise InvalidRequestError(f"{name} must be on or off")


def _refused(parameters: Mapping[str, Any], most: int) -> frozenset[str]:
    value = parameters.get(REFUSE, [])
    if not isinstance(value, list) or len(value) > most or not all(isinstance(part, str) for part in value):
        raise InvalidRequestError(f"{REFUSE} must be a list of spellings, {most} at most")
    return frozenset(value)
