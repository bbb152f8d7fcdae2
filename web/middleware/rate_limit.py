"""Rate limits over all server processes together: one token bucket per client, in memory that they share.

Well-kept libraries count in each process alone, or need a server of their own (Redis); this archive needs none. The
memory is mapped before the processes are forked, and guarded by a POSIX lock, which the kernel releases if its owner
dies.
"""

import fcntl
import hashlib
import ipaddress
import math
import mmap
import struct
import tempfile
import threading
import time
import weakref
from dataclasses import dataclass

from flask import Flask, Response, g, request

from web.middleware.errors import TooManyRequestsError
from web.middleware.route_policy import request_policy

SLOTS = 1 << 14
"""Clients remembered at most; those who were quiet longest are forgotten first."""
PROBES = 16
"""Slots probed for a client."""
SLOT = struct.Struct("<Qdd")
"""Hash of the client, tokens left, and when they were counted (seconds of the system's monotonic clock)."""


@dataclass(frozen=True)
class Verdict:
    """Whether a request may pass, how many more may follow at once, and in how many seconds the next one may."""

    allowed: bool
    remaining: int
    wait: float


class RateLimit:
    """Token buckets: `burst` tokens at most, `per_minute` new ones a minute."""

    def __init__(self, per_minute: int, burst: int) -> None:
        self.per_minute = per_minute
        self.burst = burst
        self._rate = per_minute / 60
        self._table = mmap.mmap(-1, SLOTS * SLOT.size)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server runs
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()

    def take(self, client: str, now: float | None = None) -> Verdict:
        """Take a token for one request of a client."""
        now = time.monotonic() if now is None else now
        key = (
            int.from_bytes(
                hashlib.blake2b(client.encode("utf-8", "replace"), digest_size=8).digest(), "little"
            )
            or 1
        )
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                return self._take(key, now)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _take(self, key: int, now: float) -> Verdict:
        offset, tokens, since = self._find(key)
        tokens = min(float(self.burst), tokens + (now - since) * self._rate)
        allowed = tokens >= 1 - 1e-9
        tokens -= allowed
        SLOT.pack_into(self._table, offset, key, tokens, now)
        return Verdict(allowed, int(tokens + 1e-9), max(0.0, (1 - tokens) / self._rate))

    def _find(self, key: int) -> tuple[int, float, float]:
        """Return a client's slot and what it holds; a new client gets that of the quietest one."""
        quietest, longest = 0, float("inf")
        for probe in range(PROBES):
            offset = (key + probe) % SLOTS * SLOT.size
            owner, tokens, since = SLOT.unpack_from(self._table, offset)
            if owner == key:
                return offset, tokens, since
            if since < longest:
                quietest, longest = offset, since
        return quietest, float(self.burst), 0.0


NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses written as IPv6 ones (RFC 6052)."""


def client_of(address: str) -> str:
    """Return what counts as one client: an address, or the /64 network that an IPv6 address is in.

    IPv4 clients that come by way of IPv6 count each for itself.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found in NAT64:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def init_rate_limit(app: Flask, limits: RateLimit) -> None:
    """Refuse requests beyond the limit, and tell every program how many are left."""

    @app.before_request
    def check() -> None:
        if request_policy().rate == "free":
            return
        g.verdict = limits.take(client_of(request.remote_addr or ""))
        if not g.verdict.allowed:
            raise TooManyRequestsError(math.ceil(g.verdict.wait))

    @app.after_request
    def tell(response: Response) -> Response:
        verdict: Verdict | None = g.get("verdict")
        if verdict is not None:
            response.headers["RateLimit-Limit"] = str(limits.burst)
            response.headers["RateLimit-Remaining"] = str(verdict.remaining)
            response.headers["RateLimit-Reset"] = str(math.ceil(verdict.wait))
        return response
