"""Other origins (CORS): pages of those that the setting names may read what programs read; with no cookies."""

from flask import Flask, Response, request

SHARED = ("api.", "exports.", "feeds.", "en_feeds.")
"""What endpoints begin with whose answers may be shared."""
SHOWN = "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, ETag, Content-Disposition"


def share(app: Flask, origins: list[str]) -> None:
    """Let the named origins, or all for "*", read JSON, exports and feeds."""
    if not origins:
        return

    @app.after_request
    def allow(response: Response) -> Response:
        if not (request.endpoint or "").startswith(SHARED):
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin", "")
        if origin and ("*" in origins or origin in origins):
            response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
            response.headers["Access-Control-Expose-Headers"] = SHOWN
            response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
