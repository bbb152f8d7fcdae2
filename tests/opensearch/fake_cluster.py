"""A small HTTP server that answers as a test says, plain or over TLS, or passes requests on to a real node."""

import json
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

TLS = Path(__file__).parent / "tls"
"""A certificate for localhost and 127.0.0.1, and the authority that signed it, made for these tests alone."""


class Request(NamedTuple):
    """What a client asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = tuple[int, Any]
"""A status, and what is said as JSON, or as it is if it is bytes."""


class FakeCluster:
    """An address, and the requests that came there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: list[Request] = []


@contextmanager
def fake_cluster(answer: Callable[[Request], Answer], *, tls: bool = False) -> Iterator[FakeCluster]:
    """Answer requests on loopback until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            fake.requests.append(request)
            status, said = answer(request)
            content = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - the names that http.server calls

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "server.pem", TLS / "server.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    fake = FakeCluster(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def passed_on(address: str) -> Callable[[Request], Answer]:
    """Return what hands requests to a real node."""

    def answer(request: Request) -> Answer:
        asked = urllib.request.Request(
            address + request.path, request.body or None, method=request.method,
            headers={"content-type": request.headers.get("content-type", "application/json")},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(asked, timeout=60) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    return answer
