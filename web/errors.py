"""Errors as a reader or a program should see them: a page in Hindi, or application/problem+json."""

import logging

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from index.errors import KhabarkhojError

log = logging.getLogger("khabarkhoj")

API_PREFIX = "/api/"

TEXTS = {
    400: ("यह अनुरोध समझा नहीं जा सका", "The request could not be understood."),
    404: ("यह पन्ना नहीं मिला", "There is no such page."),
    405: ("इस पते पर यह अनुरोध नहीं चलता", "This address does not take that kind of request."),
    413: ("अनुरोध बहुत बड़ा है", "The request is too large."),
    415: ("अनुरोध का प्रारूप नहीं पहचाना गया", "The request's format is not known here."),
    500: ("हमारी ओर से गड़बड़ हुई", "Something went wrong on our side."),
    503: ("खोज अभी तैयार नहीं है", "The archive is not ready for searching yet."),
}


class InvalidRequestError(Exception):
    """A request that cannot be answered; the message says what to change."""


def problem(status: int, detail: str = "") -> Response:
    """RFC 9457 problem details."""
    body = {"type": "about:blank", "title": TEXTS.get(status, TEXTS[500])[1], "status": status}
    if detail:
        body["detail"] = detail
    return Response(json.dumps(body), status, content_type="application/problem+json")


def handle_errors(app: Flask) -> None:
    """Answer every failure without a traceback."""

    def answer(status: int, detail: str = "") -> Response:
        if request.path.startswith(API_PREFIX):
            return problem(status, detail)
        hindi, english = TEXTS.get(status, TEXTS[500])
        return Response(render_template("error.html", status=status, hindi=hindi, english=english), status)

    @app.errorhandler(InvalidRequestError)
    def on_invalid(error: InvalidRequestError) -> Response:
        return answer(400, str(error))

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
        log.error("%s", error)
        return answer(503)

    @app.errorhandler(Exception)
    def on_anything(error: Exception) -> Response:
        log.exception("unexpected error on %s", request.endpoint, exc_info=error)
        return answer(500)
