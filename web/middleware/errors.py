"""Errors as a reader or a program should see them: a page in its language, or application/problem+json."""

import logging
import secrets

from flask import Flask, Response, g, json, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import KhabarkhojError
from search.model.deadline import OutOfTimeError
from web.i18n import gettext as _
from web.middleware.route_policy import policy_of

log = logging.getLogger("khabarkhoj")

PROGRAM_PREFIXES = ("/api/", "/metrics")
"""Unknown paths with these prefixes also get problem+json."""

TITLES = {
    400: "The request could not be understood.",
    404: "There is no such page.",
    405: "This method is not allowed here.",
    413: "The request is too large.",
    415: "Unsupported media type.",
    429: "Too many requests.",
    500: "Something went wrong on our side.",
    503: "Not available at the moment.",
}

OUT_OF_TIME = "the search ran out of time; use fewer words or a shorter period"


def _page_title(status: int) -> str:
    texts = {
        400: _("यह अनुरोध समझा नहीं जा सका"),
        404: _("यह पन्ना नहीं मिला"),
        405: _("यह पता इस तरह नहीं खुलता"),
        413: _("अनुरोध बहुत बड़ा है"),
        415: _("अनुरोध का प्रारूप नहीं पहचाना गया"),
        429: _("बहुत तेज़ी से खोजें हुईं"),
        500: _("हमारी ओर से गड़बड़ हुई"),
        503: _("खोज अभी तैयार नहीं है"),
    }
    return texts.get(status, texts[500])


def _shared_prefix(rule: str) -> str:
    """Return the prefix of a route that its mistyped variants share: "/export." of "/export.csv"."""
    fixed = rule.partition("<")[0]
    folder, _, name = fixed.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}/{stem}." if dot else fixed.rstrip("/") + "/"


class InvalidRequestError(Exception):
    """A request that cannot be answered; the message says what to change."""


class TooManyRequestsError(Exception):
    """More requests than one client may send; the next one may come in that many seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


class BusyError(Exception):
    """A large request while others of its kind run; it may be sent again in that many seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def request_id() -> str:
    """Return the name of this request, the same in its answer and in the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    return str(g.request_id)


def problem(status: int, detail: str = "") -> Response:
    """Return RFC 9457 problem details."""
    body = {"type": "about:blank", "title": TITLES.get(status, TITLES[500]), "status": status}
    if detail:
        body["detail"] = detail
    if status >= 500:
        body["instance"] = f"urn:request:{request_id()}"
    return Response(json.dumps(body), status, content_type="application/problem+json")


def partial_problem(is_partial: bool) -> Response | None:
    """Return 503 problem details for a partial result, else None."""
    if not is_partial:
        return None
    return problem(503, OUT_OF_TIME)


def init_errors(app: Flask) -> None:
    """Answer every failure without a traceback; call it once all routes are known."""
    rules = [rule for rule in app.url_map.iter_rules() if policy_of(app, rule.endpoint).errors == "problem"]
    paths = {rule.rule for rule in rules}
    # What ends in fixed text (/lists/NAME/feed.atom) shares its beginning with pages.
    prefixes = (*PROGRAM_PREFIXES, *(_shared_prefix(path) for path in paths if ">/" not in path))

    def is_for_program() -> bool:
        own = policy_of(app, request.endpoint).errors == "problem"
        return own or request.path in paths or request.path.startswith(prefixes)

    def answer(status: int, detail: str = "", *, busy: bool = False) -> Response:
        if is_for_program():
            return problem(status, detail)
        shown = status if status in TITLES else 500
        text = render_template(
            "error.html",
            status=status,
            shown=shown,
            title=_("अभी ऐसा एक और काम चल रहा है") if busy else _page_title(shown),
            busy=busy,
            request_id=request_id(),
        )
        return Response(text, status)

    @app.errorhandler(InvalidRequestError)
    def on_invalid(error: InvalidRequestError) -> Response:
        return answer(400, str(error))

    @app.errorhandler(TooManyRequestsError)
    def on_too_many(error: TooManyRequestsError) -> Response:
        response = answer(429, f"wait {error.wait} seconds")
        response.headers["Retry-After"] = str(error.wait)
        return response

    @app.errorhandler(OutOfTimeError)
    def on_out_of_time(_error: OutOfTimeError) -> Response:
        return answer(503, OUT_OF_TIME)

    @app.errorhandler(BusyError)
    def on_busy(error: BusyError) -> Response:
        response = answer(
            503, f"other large requests are running; try again in {error.wait} seconds", busy=True
        )
        response.headers["Retry-After"] = str(error.wait)
        return response

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Response:
        if error.code is not None and error.code < 400 and error.response is None:
            return Response(error.get_body(), error.code, list(error.get_headers()))
        response = answer(error.code or 500)
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response

    @app.errorhandler(KhabarkhojError)
    def on_archive(error: KhabarkhojError) -> Response:
        log.error("request %s: %s", request_id(), error)
        return answer(503)

    @app.errorhandler(Exception)
    def on_anything(error: Exception) -> Response:
        log.exception("request %s: unexpected error on %s", request_id(), request.endpoint, exc_info=error)
        return answer(500)
