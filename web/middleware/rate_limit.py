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
import os
import struct
import tempfile
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class _Bucket(NamedTuple):
    """The tokens of a client, or of a site that counts as `share` clients."""

    owner: str
    share: int = 1


class RateLimit:
    """Token buckets: `burst` tokens at most, `per_minute` new ones a minute."""

    def __init__(self, per_minute: int, burst: int) -> None:
        self.per_minute = per_minute
        self.burst = burst
        self._rate = per_minute / 60
        # Nobody outside can tell which clients meet in the table, and make it forget one.
        self._salt = os.urandom(16)
        self._table = mmap.mmap(-1, SLOTS * SLOT.size)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server runs
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()

    def take(self, client: str, now: float | None = None, cost: int = 1) -> Verdict:
        """Take the tokens of one request of a client."""
        return self._take([_Bucket(client)], cost, now)

    def take_for(self, address: str, cost: int = 1) -> Verdict:
        """Take the tokens of a request from an address; of an IPv6 address also from those of its site."""
        site = site_of(address)
        return self._take([_Bucket(client_of(address)), *([_Bucket(site, SITE_SHARE)] if site else [])], cost)

    def _take(self, buckets: Sequence[_Bucket], cost: int, now: float | None = None) -> Verdict:
        """Take tokens from all buckets, or from none if one of them has too few; return what the scarcest one says."""
        now = time.monotonic() if now is None else now
        cost = min(cost, self.burst)
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                found = [self._filled(bucket, now) for bucket in buckets]
                allowed = all(tokens >= cost - 1e-9 for _, _, tokens in found)
                for offset, key, tokens in found:
                    SLOT.pack_into(self._table, offset, key, tokens - cost * allowed, now)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
        verdicts = [
            Verdict(
                allowed,
                int(tokens - cost * allowed + 1e-9),
                max(0.0, (cost - tokens + cost * allowed) / (self._rate * bucket.share)),
            )
            for bucket, (_, _, tokens) in zip(buckets, found, strict=True)
        ]
        return verdicts[0] if allowed else max(verdicts, key=lambda verdict: verdict.wait)

    def _filled(self, bucket: _Bucket, now: float) -> tuple[int, int, float]:
        """Return a bucket's slot, its key, and its tokens with those that came since it was last looked at."""
        hashed = hashlib.blake2b(bucket.owner.encode("utf-8", "replace"), digest_size=8, key=self._salt)
        key = int.from_bytes(hashed.digest(), "little") or 1
        most = float(self.burst * bucket.share)
        offset, tokens, since = self._find(key, most)
        return offset, key, min(most, tokens + (now - since) * self._rate * bucket.share)

    def _find(self, key: int, most: float) -> tuple[int, float, float]:
        """Return a client's slot and what it holds; a new client gets that of the quietest one."""
        quietest, longest = 0, float("inf")
        for probe in range(PROBES):
            offset = (key + probe) % SLOTS * SLOT.size
            owner, tokens, since = SLOT.unpack_from(self._table, offset)
            if owner == key:
                return offset, tokens, since
            if since < longest:
                quietest, longest = offset, since
        return quietest, most, 0.0


NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4 addresses written as IPv6 ones (RFC 6052, RFC 8215)."""
SITE_SHARE = 16
"""A site (an IPv6 /48: 65,536 networks) may send as much as this many clients."""
UNKNOWN = "unknown"
"""All whose address cannot be read count as one client."""


def client_of(address: str) -> str:
    """Return what counts as one client: an address, or the /64 network that an IPv6 address is in.

    IPv4 clients that come by way of IPv6 count each for itself.
    """
    found = _address(address)
    if found is None:
        return UNKNOWN
    return str(found if found.version == 4 else ipaddress.ip_network((found, 64), strict=False))


def site_of(address: str) -> str | None:
    """Return the /48 that an IPv6 address is in, which is what one subscriber can be given; None for IPv4."""
    found = _address(address)
    if found is None or found.version == 4:
        return None
    return str(ipaddress.ip_network((found, 48), strict=False))


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address, without a port; the IPv4 address that an IPv6 one carries."""
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    if found.version == 4:
        return found
    if any(found in network for network in NAT64):
        return ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped or found.sixtofour or found


def init_rate_limit(app: Flask, limits: RateLimit) -> None:
    """Refuse requests beyond the limit, and tell every program how many are left."""

    @app.before_request
    def check() -> None:
        declared = request_policy()
        if declared.rate == "free":
            return
        g.verdict = limits.take_for(request.remote_addr or "", declared.cost)
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
