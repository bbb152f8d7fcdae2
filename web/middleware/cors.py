"""CORS: pages of the origins that the setting names may read some routes, without cookies."""

from flask import Flask, Response, request

from web.middleware.route_policy import request_policy

EXPOSED_HEADERS = (
    "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, ETag, Content-Disposition"
)


def init_cors(app: Flask, origins: list[str]) -> None:
    """Let the named origins, or all for "*", read the routes that declare it."""
    if not origins:
        return

    @app.after_request
    def allow(response: Response) -> Response:
        if not request_policy().cross_origin:
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin", "")
        if origin and ("*" in origins or origin in origins):
            response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
            response.headers["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
