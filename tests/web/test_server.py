"""The server as we set it up, over plain sockets: silent and slow clients, whom it trusts, and what its log holds."""

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.article import Article
from index.settings import Settings
from tests.archives import publish
from tests.conftest import ROOT, Server, free_port, start_server
from web.server import _is_loopback, _with_hosts, wait_for_index

ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - to be warned of
QUERY = "गोपनीयसवाल"


def connect(server: Server, timeout: float = 60) -> socket.socket:
    parts = urlsplit(server.address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=timeout)


def answer(server: Server, request: bytes) -> bytes:
    with connect(server) as client:
        client.sendall(request)
        received = b""
        while block := client.recv(1 << 16):
            received += block
    return received


def get(server: Server, path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {urlsplit(server.address).netloc}", *headers, "", ""]
    return answer(server, "\r\n".join(lines).encode())


def test_slow_clients_are_let_go_and_broken_requests_are_not_written_down(
    seed_settings: Settings, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    for server in start_server(seed_settings.index, log, KHABARKHOJ_MAX_REQUEST_SECONDS="2"):
        with connect(server) as slow, connect(server) as dripping:
            started = time.monotonic()
            slow.sendall(b"GET /search?q=x HTT")
            for byte in b"GET /healthz HTTP/1.1\r\nHost: x":
                if time.monotonic() - started > 1.8:
                    break
                dripping.sendall(bytes([byte]))
                time.sleep(0.1)
            assert slow.recv(100).startswith(b"HTTP/1.1 408 ")
            assert dripping.recv(100).startswith(b"HTTP/1.1 408 ")
            assert 1.5 < time.monotonic() - started < 10
        assert b" 400 " in answer(server, f"GET /search?q={QUERY} HTTX/1.1\r\nHost: x\r\n\r\n".encode())
        assert b" 431 " in answer(server, b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 15_000)
        assert b" 400 " in answer(server, b"GET /help HTTP/1.1\r\n\r\n")  # without a host
    text = log.read_bytes()
    assert b"not HTTP" in text
    for encoding in ("utf-8", "latin-1"):
        assert QUERY.encode().decode("latin-1").encode(encoding) not in text
    assert b"Traceback" not in text


def test_clients_that_keep_silent_hold_up_nobody(seed_settings: Settings) -> None:
    with ExitStack() as held:
        for server in start_server(seed_settings.index, KHABARKHOJ_MAX_REQUEST_SECONDS="60"):
            for number in range(500):
                silent = held.enter_context(connect(server))
                if number % 2:
                    silent.sendall(b"POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nna")
            for path in ("/healthz", "/search?q=%E0%A4%AE"):
                started = time.monotonic()
                assert b" 200 " in get(server, path)[:20]
                assert time.monotonic() - started < 10  # each silent one held a thread for five seconds


def test_bodies_arrive_in_pieces_and_in_chunks(seed_settings: Settings) -> None:
    for server in start_server(seed_settings.index):
        body = b"names=%E0%A4%AE%E0%A5%8B%E0%A4%A6%E0%A5%80"
        head = (
            b"POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        )
        with connect(server) as client:
            client.sendall(head + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
            assert b" 100 " in client.recv(100)
            for at in range(0, len(body), 5):
                client.sendall(body[at : at + 5])
                time.sleep(0.01)
            received = b""
            while block := client.recv(1 << 16):
                received += block
            assert b" 200 " in received
            assert "मोदी".encode() in received
        chunks = b"".join(
            b"%x\r\n%s\r\n" % (len(body[at : at + 7]), body[at : at + 7]) for at in range(0, len(body), 7)
        )
        received = answer(server, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")
        assert b" 200 " in received
        assert "मोदी".encode() in received


def test_nobody_is_a_proxy_who_is_not_named(server: Server) -> None:
    assert b" 404 " in get(server, "/x/healthz", "SCRIPT_NAME: /x")
    assert b"strict-transport" not in get(server, "/help", "X-Forwarded-Proto: https").lower()


def test_on_loopback_only_its_own_names_are_answered(server: Server) -> None:
    port = urlsplit(server.address).port
    for host, status in (
        (f"localhost:{port}", b" 200 "),
        (f"[::1]:{port}", b" 200 "),
        ("evil.example", b" 400 "),
    ):
        assert status in answer(server, f"GET /help HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())[:20]
    assert b" 200 " in answer(server, b"GET /healthz HTTP/1.1\r\nHost: monitor.example\r\n\r\n")[:20]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        (ANY_ADDRESS, False),
        ("::", False),
        ("news.example", False),
    ],
)
def test_loopback_is_told_from_the_rest(host: str, expected: bool) -> None:
    assert _is_loopback(host) is expected
    assert bool(_with_hosts(Settings(), host).trusted_hosts) is expected
    assert _with_hosts(Settings(trusted_hosts="a.example"), host).trusted_hosts == "a.example"
    assert _with_hosts(Settings(trusted_proxies=1), host).trusted_hosts == ""


def test_health_is_answered_while_all_threads_work(seed_settings: Settings) -> None:
    for server in start_server(seed_settings.index):
        names = "&".join(["q=" + "%E0%A4%AE%E0%A5%8B%E0%A4%A6%E0%A5%80"] * 5)
        stop = threading.Event()

        def work(address: str = server.address, names: str = names, stop: threading.Event = stop) -> None:
            while not stop.is_set():
                with urllib.request.urlopen(f"{address}/search?{names}&all=source", timeout=60) as page:
                    page.read()

        threads = [threading.Thread(target=work) for _ in range(12)]
        for thread in threads:
            thread.start()
        started = time.monotonic()
        for _ in range(5):
            with urllib.request.urlopen(f"{server.address}/healthz", timeout=60) as page:
                assert page.status == 200
        stop.set()
        for thread in threads:
            thread.join()
        assert time.monotonic() - started < 60


def test_an_address_that_others_reach_is_warned_of(seed_settings: Settings) -> None:
    command = [
        sys.executable,
        "-m",
        "web.commands",
        "serve",
        "--index",
        str(seed_settings.index),
        "--host",
        ANY_ADDRESS,
    ]
    process = subprocess.Popen(
        [*command, "--port", str(free_port())],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        assert "may be reached from outside" in process.stdout.readline()
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_server_may_wait_for_the_first_publication(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", poll_seconds=0.01)
    said: list[str] = []
    waiting = threading.Thread(target=wait_for_index, args=(settings, said.append))
    waiting.start()
    while not said:
        assert waiting.is_alive()
    publish([Article(id="1", headline="पहली ख़बर", body="आई")], settings)
    waiting.join(30)
    assert not waiting.is_alive()
    assert said == [f"waiting for the first publication in {tmp_path / 'index'}"]
