"""gunicorn as we set it up, over plain sockets: slow clients, and what its log holds."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from index.settings import Settings
from tests.conftest import start_server
from web.server import SLOW_SECONDS

QUERY = "गोपनीयसवाल"


def test_slow_clients_are_let_go_and_broken_requests_are_not_written_down(
    seed_settings: Settings, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    for server in start_server(seed_settings.index, log):
        host = (urlsplit(server.address).hostname or "", urlsplit(server.address).port or 0)
        with socket.create_connection(host, timeout=60) as slow:
            started = time.monotonic()
            slow.sendall(b"GET /search?q=x HTT")
            assert slow.recv(100) == b""  # it is closed, and not by us
            assert time.monotonic() - started >= SLOW_SECONDS - 1
        with socket.create_connection(host, timeout=60) as broken:
            broken.sendall(f"GET /search?q={QUERY} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert b" 400 " in broken.recv(200)
    text = log.read_bytes()
    assert b"percent-encoded" in text
    for encoding in ("utf-8", "latin-1"):
        assert QUERY.encode().decode("latin-1").encode(encoding) not in text
    assert b"Traceback" not in text


def test_clients_that_keep_silent_hold_up_nobody(seed_settings: Settings) -> None:
    for server in start_server(seed_settings.index):
        host = (urlsplit(server.address).hostname or "", urlsplit(server.address).port or 0)
        silent = [socket.create_connection(host) for _ in range(10)]
        for path in ("/healthz", "/search?q=%E0%A4%AE"):
            with socket.create_connection(host, timeout=30) as other:
                other.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
                assert b" 200 " in other.recv(200)
        for each in silent:
            each.close()
