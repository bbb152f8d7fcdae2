"""Query log, off by default: a journalist's queries are secrets."""

import json
import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger("khabarkhoj.queries")
MAX_LOGGED_CHARS = 1_000


def init_query_log(app: Flask) -> None:
    """Log each query as one JSON object per line, so that no query can forge another line."""
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False

    @app.before_request
    def begin() -> None:
        g.query_began = time.perf_counter()

    @app.after_request
    def write(response: Response) -> Response:
        if "q" in request.args and "query_began" in g:
            seconds = round(time.perf_counter() - g.query_began, 4)
            entry = {
                "endpoint": request.endpoint,
                "q": request.args["q"][:MAX_LOGGED_CHARS],
                "status": response.status_code,
            }
            log.info("%s", json.dumps({**entry, "seconds": seconds}))
        return response
