"""RequestWorker: gunicorn's threaded worker, which gives a request to a thread only when all of it is there.

A connection that says nothing, or sends a letter now and then, waits in the event loop, where it costs a file
descriptor and a few bytes; no thread ever reads from a socket, and none waits for a client to hang up. A request has
KHABARKHOJ_MAX_REQUEST_SECONDS to arrive, a client KHABARKHOJ_MAX_CLIENT_CONNECTIONS: beyond that, the one of its own
that has waited longest makes room for a new one, and when all are taken, the one of anybody. Requests for the
server's health have a thread of their own.
"""

import errno
import re
import selectors
import socket
import struct
import time
from collections import Counter, OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, NamedTuple

from gunicorn import http
from gunicorn.workers.gthread import TConn, ThreadWorker

from web.middleware.rate_limit import client_of

MAX_HEAD_BYTES = 64 * 1024
"""Longer request heads are refused before gunicorn sees them; it allows 64 fields of 8 KB."""
READ_BYTES = 64 * 1024
HEALTH = b"/healthz"
SEND_SECONDS = 5
"""Send time-out in seconds: a client that does not read for this long is disconnected."""
DRAIN_SECONDS = 2.0
MAX_DRAINED_BYTES = 1 << 20
MAX_DRAINING = 256
"""Answered connections that are kept half open at a time."""
STOP_SECONDS = 2.0
"""Seconds that a worker which stops leaves to requests that have begun to arrive."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*\r?$", re.I | re.M)
_LENGTHS = re.compile(rb"^content-length", re.I | re.M)
_ENCODING = re.compile(rb"^transfer-encoding", re.I | re.M)
_EXPECT = re.compile(rb"^expect[ \t]*:[ \t]*100-continue[ \t]*\r?$", re.I | re.M)
MAX_CHUNK_LINE = 128
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,100}\r\n")
_TRAILERS_END = re.compile(rb"\r\n\r\n|(?<=0\r\n)\r\n")
_TARGET = re.compile(rb"[A-Z]+ ([^ ?]+)[? ]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
MALFORMED = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class RequestLimits(NamedTuple):
    """Seconds for a whole request, connections of one client (0: any number), and the bytes of a body."""

    seconds: float
    client_connections: int
    body_bytes: int


class PartialRequest:
    """What a connection has sent of its request so far."""

    def __init__(self, most_body: int) -> None:
        self.content = bytearray()
        self._most_body = most_body
        self._head_end = 0
        self.is_malformed = False
        """Whether its chunks are none; gunicorn would only notice in the middle of a request."""
        self.wants_continue = False
        """Whether the client waits for a word before it sends the body."""
        self._trailers_from = 0
        self._expected = -1
        """Bytes of head and body together; -1 while that is not known."""
        self._chunk_at = -1
        """Where the next chunk of a chunked body begins; -1 for a body of stated length."""

    def add(self, block: bytes) -> None:
        """Take what was received."""
        looked_at = max(0, len(self.content) - 3)
        self.content += block
        if not self._head_end and (end := _HEAD_END.search(self.content, looked_at)):
            self._head_end = end.end()
            self._measure(bytes(self.content[: self._head_end]))
        if self._chunk_at >= 0:
            self._follow_chunks()

    def _measure(self, head: bytes) -> None:
        """Determine the request's length. Anything unusual counts as complete, so that gunicorn rejects it."""
        self.wants_continue = _EXPECT.search(head) is not None
        lengths = _LENGTHS.findall(head)
        if _ENCODING.search(head):
            if lengths:
                self._expected = self._head_end
            else:
                self._chunk_at = self._head_end
        elif len(lengths) == 1 and (stated := _LENGTH.search(head)) and int(stated[1]) <= self._most_body:
            self._expected = self._head_end + int(stated[1])
        else:
            self._expected = self._head_end

    @property
    def is_too_long(self) -> bool:
        """Whether the head goes on for longer than any browser's."""
        return not self._head_end and len(self.content) > MAX_HEAD_BYTES

    @property
    def is_for_health(self) -> bool:
        """Whether it asks for the server's health."""
        target = _TARGET.match(self.content)
        return target is not None and target[1] == HEALTH

    @property
    def is_complete(self) -> bool:
        """Whether all of it is there, or as much as gunicorn needs to refuse it."""
        return 0 <= self._expected <= len(self.content)

    def for_the_parser(self) -> bytes:
        """Return the request with percent signs for other than ASCII bytes in its first line, as browsers write them.

        curl, wget and scripts send Hindi in an address as it was typed; gunicorn's parser takes some bytes of it for
        white space and refuses the line.
        """
        end = self.content.find(b"\n")
        line = _NOT_ASCII.sub(lambda byte: b"%%%02X" % ord(byte[0]), bytes(self.content[:end]))
        return line + bytes(self.content[end:])

    def _follow_chunks(self) -> None:
        while self._expected < 0:
            size = _CHUNK.match(self.content, self._chunk_at)
            rest = len(self.content) - self._chunk_at
            if rest <= 0:
                return
            if size is None:
                self.is_malformed = (
                    rest > MAX_CHUNK_LINE or self.content[self._chunk_at] not in b"0123456789abcdefABCDEF"
                )
                return
            if int(size[1], 16) == 0:  # trailers end with an empty line
                end = _TRAILERS_END.search(self.content, max(size.end() - 3, self._trailers_from))
                if end:
                    self._expected = end.end()
                self._trailers_from = len(self.content) - 3
                self.is_malformed = not end and rest > MAX_HEAD_BYTES
                return
            self._chunk_at = size.end() + int(size[1], 16) + 2
            if self._chunk_at - self._head_end > self._most_body + MAX_HEAD_BYTES:
                self._expected = len(self.content)
            elif self._chunk_at > len(self.content):
                return


class RequestWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves whole requests in threads.

    Relies on what gunicorn 27's gthread calls: accept, enqueue_req, finish_request, murder_pending, nr_conns.
    """

    limits = RequestLimits(10.0, 0, 256 * 1024)
    """Set by `web/server.py` before the workers are forked."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._waiting: OrderedDict[Any, PartialRequest] = OrderedDict()
        """Connections whose request is not complete, the one that has waited longest first."""
        self._draining: OrderedDict[Any, int] = OrderedDict()
        """Answered connections that the client has not closed yet, and the bytes that it sent since."""
        self._clients: Counter[str] = Counter()
        self._health_thread: ThreadPoolExecutor | None = None

    def init_process(self) -> None:
        """Make the thread for health, then what gunicorn makes."""
        self._health_thread = ThreadPoolExecutor(1, "health")
        super().init_process()

    def accept(self, listener: Any) -> None:
        """Take a connection and wait for its request in the event loop."""
        if self.nr_conns >= self.worker_connections - 1:
            self._drop_longest_waiting()
        try:
            sock, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._drop_longest_waiting()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        client = client_of(address[0]) if isinstance(address, tuple) else ""
        if (
            client
            and 0 < self.limits.client_connections <= self._clients[client]
            and not self._drop_longest_waiting(client)
        ):
            sock.close()
            return
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        conn = TConn(self.cfg, sock, address, listener.getsockname())
        conn.client_key = client
        conn.timeout = time.monotonic() + self.limits.seconds
        self.nr_conns += 1
        self._clients[client] += 1
        self._waiting[conn] = PartialRequest(self.limits.body_bytes)
        self.poller.register(sock, selectors.EVENT_READ, lambda _sock, conn=conn: self._receive(conn))

    def _receive(self, conn: Any) -> None:
        request = self._waiting.get(conn)
        if request is None:  # it was dropped while its event was on its way
            return
        try:
            block = conn.sock.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            self._drop(conn)
            return
        if not block:
            self._drop(conn)
            return
        had_expectation = request.wants_continue
        request.add(block)
        if request.is_too_long:
            self._drop(conn, TOO_LONG)
        elif request.is_malformed:
            self._drop(conn, MALFORMED)
        elif request.is_complete:
            self._give_to_a_thread(conn, request)
        elif request.wants_continue and not had_expectation:
            self._say(conn, CONTINUE)

    def _give_to_a_thread(self, conn: Any, request: PartialRequest) -> None:
        del self._waiting[conn]
        self.poller.unregister(conn.sock)
        conn.data_ready = True
        # The parser reads what was received and never the socket, so no client can hold the thread.
        conn.parser = http.get_parser(self.cfg, [request.for_the_parser()], conn.client)
        pool = self._health_thread if request.is_for_health else self.tpool
        assert pool is not None  # noqa: S101 - made by init_process
        future = pool.submit(self.handle, conn)
        future.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def finish_request(self, conn: Any, _future: Any) -> None:
        """End a connection after its answer: half now, and wholly when the client does or its time is over.

        Closed at once, what the client still sends would make the system throw away what it has not read yet.
        gunicorn waits for that in place, two seconds for each client, in which no other is served.
        """
        self._clients_left(conn)
        self.nr_conns -= 1
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, lambda _sock, conn=conn: self._drain(conn))
        except (OSError, ValueError):
            conn.close()
            return
        conn.timeout = time.monotonic() + DRAIN_SECONDS
        self._draining[conn] = 0
        if len(self._draining) > MAX_DRAINING:
            self._close_drained(next(iter(self._draining)))

    def _drain(self, conn: Any) -> None:
        if conn not in self._draining:
            return
        try:
            block = conn.sock.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            block = b""
        self._draining[conn] += len(block)
        if not block or self._draining[conn] > MAX_DRAINED_BYTES:
            self._close_drained(conn)

    def _close_drained(self, conn: Any) -> None:
        del self._draining[conn]
        self.poller.unregister(conn.sock)
        conn.close()

    def murder_pending(self) -> None:
        """Drop connections whose request is overdue and, while stopping, those that have sent nothing."""
        now = time.monotonic()
        if not self.alive:
            for conn, request in list(self._waiting.items()):
                conn.timeout = min(conn.timeout, now + STOP_SECONDS)
                if not request.content:
                    self._drop(conn)
        while self._waiting and (conn := next(iter(self._waiting))).timeout <= now:
            self._drop(conn, TOO_LATE if self._waiting[conn].content else b"")
        while self._draining and (conn := next(iter(self._draining))).timeout <= now:
            self._close_drained(conn)

    def _drop_longest_waiting(self, client: str | None = None) -> bool:
        """Drop the connection, of one client or of any, that has waited longest; return whether there was one."""
        waiting = (conn for conn in self._waiting if client is None or conn.client_key == client)
        conn = next(waiting, None)
        if conn is not None:
            self._drop(conn)
        return conn is not None

    def _drop(self, conn: Any, answer: bytes = b"") -> None:
        del self._waiting[conn]
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        self._clients_left(conn)
        if answer:
            self._say(conn, answer)
        conn.close()

    def _clients_left(self, conn: Any) -> None:
        self._clients[conn.client_key] -= 1
        if self._clients[conn.client_key] <= 0:
            del self._clients[conn.client_key]

    @staticmethod
    def _say(conn: Any, answer: bytes) -> None:
        """Send a few bytes if they can be sent at once."""
        with suppress(OSError):
            conn.sock.send(answer)
