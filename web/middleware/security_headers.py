"""Headers of every response, errors included, so that hostile text stays text; and the hosts that are answered."""

import secrets
from typing import Any

from flask import Flask, Response, abort, g, request
from werkzeug.sansio.utils import host_is_trusted

from web.middleware.route_policy import request_policy

NONCE_BYTES = 16

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
"""Sent only over TLS, as a reverse proxy says; a year, as ASVS 3.4.1 asks."""


def content_security_policy(nonce: str) -> str:
    """Return the policy: scripts only with this response's nonce, all else only from here, no framing."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def nonce() -> str:
    """Return this response's nonce."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(NONCE_BYTES)
    return str(g.nonce)


def init_security_headers(app: Flask) -> None:
    """Add the headers to every response of the app."""

    @app.context_processor
    def shared() -> dict[str, Any]:
        return {"nonce": nonce}

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code != 304:  # a page that is kept keeps the nonce that it was sent with
            response.headers["Content-Security-Policy"] = content_security_policy(nonce())
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        return response


def init_trusted_hosts(app: Flask, hosts: list[str]) -> None:
    """Refuse requests for hosts that are not named; if none is named, answer all."""

    @app.before_request
    def named() -> None:
        if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and not request.environ.get("HTTP_HOST"):
            abort(400)  # as RFC 9112 asks
        if hosts and not request_policy().any_host and not _is_named(request.host, hosts):
            abort(400)


def _is_named(host: str, hosts: list[str]) -> bool:
    """Return whether a host, with or without a port, is one of some; werkzeug knows no addresses in brackets."""
    if host.startswith("["):
        return host.partition("]")[0] + "]" in hosts
    return host_is_trusted(host, hosts)
