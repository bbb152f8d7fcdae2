"""gunicorn, with every setting and its reason in one place; `khabarkhoj serve` and `make run` use it."""

import gc
import ipaddress
import resource
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from index.errors import ClusterUnavailableError, IndexMissingError, KhabarkhojError
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from web.app import create_app
from web.middleware import metrics
from web.worker import RequestLimits, RequestWorker

OPTIONS: dict[str, Any] = {
    # Two processes use two cores. Requests that are not complete wait outside the threads (web/worker.py).
    # More threads only take turns at the one interpreter; two more than are busy let readers pass beside exports.
    "workers": 2,
    "worker_class": "web.worker.RequestWorker",
    "threads": 4,
    "worker_connections": 512,
    # gunicorn trusts proxies at 127.0.0.1 by default: anybody on this machine. ProxyFix alone decides whom to trust.
    "forwarded_allow_ips": "",
    "forwarder_headers": "",
    # The index is opened, and its first questions asked, before the workers are forked: they share all of
    # that memory, and none of them answers its first reader slowly. Mapped files have no position to share.
    "preload_app": True,
    # One Devanagari letter is 9 bytes in an address: 800 of them need more than the default 4,094.
    "limit_request_line": 8190,
    "limit_request_fields": 64,
    "timeout": 30,
    "graceful_timeout": 30,
    # Workers are replaced now and then, not all at once, so that no leak can grow for ever.
    "max_requests": 20_000,
    "max_requests_jitter": 2_000,
    # A connection that is kept stays with its worker: of eight busy ones six may meet at one worker while
    # the other has time. A new one goes to a free worker; a proxy in front keeps those to its readers.
    "keepalive": 0,
    # A journalist's queries are secrets: no access log. Errors go to stderr.
    "accesslog": None,
    "errorlog": "-",
    "loglevel": "warning",
    # gunicorn's control socket would lie in the reader's home; nobody here uses it.
    "control_socket_disable": True,
}
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
SWITCH_SECONDS = 0.02
"""`sys.setswitchinterval`: longer than a page takes, so that pages are finished one after another."""


class DiscreetLog(Logger):
    """gunicorn's log without what requests said: it may be a journalist's query."""

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a warning; of a broken request only that there was one."""
        if str(msg).startswith("Invalid request"):
            msg, args = (
                "a request was refused that is not HTTP",
                (),
            )
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log an error; a client that was let go is none."""
        if isinstance(sys.exc_info()[1], BlockingIOError):
            self.debug("a client was too slow")
        else:
            super().exception(msg, *args, **kwargs)


class Server(BaseApplication):
    """gunicorn run from Python."""

    def __init__(self, settings: Settings, address: str) -> None:
        self._settings = settings
        self._address = address
        self._archive: Archive | None = None
        super().__init__()

    def load_config(self) -> None:
        """Hand OPTIONS to gunicorn; options that an older gunicorn lacks are left out."""
        hooks = {
            "child_exit": lambda _server, worker: metrics.forget(worker.pid),
            "logger_class": DiscreetLog,
            "post_worker_init": lambda _worker: _maintain(self._archive, self._settings.poll_seconds),
            "on_exit": lambda _server: metrics.clear(),
        }
        RequestWorker.limits = RequestLimits(
            self._settings.max_request_seconds,
            0 if self._settings.trusted_proxies else self._settings.max_client_connections,
            self._settings.max_request_bytes,
        )
        for name, value in {**OPTIONS, **hooks, "bind": self._address}.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application, once for all workers."""
        # What was imported is shared by all workers, and looking through it for garbage would copy it. The archive
        # is opened after that: a frozen snapshot would stay mapped after it was replaced.
        gc.collect()
        gc.freeze()
        archive = self._archive = open_archive(self._settings)
        archive.warm_up()
        if self._settings.metrics:
            metrics.make_folder()
        sys.setswitchinterval(SWITCH_SECONDS)
        return create_app(self._settings, archive)


def _maintain(archive: Archive | None, seconds: float) -> None:
    """Keep the archive sound and up to date in a thread of this worker, whether anybody asks or not."""

    def run() -> None:
        while archive is not None:
            # Requests report the error; maintenance retries.
            with suppress(KhabarkhojError, ValueError, OSError):
                archive.maintain()
            time.sleep(seconds)

    threading.Thread(target=run, name="maintenance", daemon=True).start()


def wait_for_index(settings: Settings, announce: Callable[[str], None]) -> None:
    """Return once something is published."""
    is_told = False
    while True:
        try:
            with closing(open_archive(settings)) as archive:
                archive.check()
        except (IndexMissingError, ClusterUnavailableError):
            if not is_told:
                announce(f"waiting for the first publication in {settings.index}")
            is_told = True
            time.sleep(settings.poll_seconds)
        else:
            return


def serve(
    settings: Settings, host: str, port: int, announce: Callable[[str], None], *, wait: bool = False
) -> None:
    """Serve until stopped, and say where; raises KhabarkhojError for a taken port, or a missing index unless `wait`."""
    if wait:
        wait_for_index(settings, announce)
    open_archive(settings).close()  # what cannot be opened is reported before gunicorn starts
    settings = _with_hosts(settings, host)
    if not _is_loopback(host) and not settings.trusted_proxies and not settings.trusted_hosts:
        announce(
            f"warning: {host} may be reached from outside; put a reverse proxy in front (KHABARKHOJ_TRUSTED_PROXIES) "
            "or say by which names the server is called (KHABARKHOJ_TRUSTED_HOSTS)"
        )
    _allow_open_files()
    if settings.index.stat().st_mode & OTHERS_WRITE:
        announce(f"warning: {settings.index} can be written by other users; chmod go-w it")
    _check_port(host, port)
    announce(f"ख़बरखोज: http://{host}:{port}  (Ctrl+C stops it)")
    Server(settings, f"{host}:{port}").run()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _with_hosts(settings: Settings, host: str) -> Settings:
    """Answer on loopback to loopback's names only, unless others are named or a proxy passes on its own.

    Else a page elsewhere could give its name the address 127.0.0.1 and read a journalist's archive (DNS rebinding).
    """
    if not _is_loopback(host) or settings.trusted_hosts or settings.trusted_proxies:
        return settings
    own = f"[{host}]" if ":" in host else host
    return replace(settings, trusted_hosts=" ".join(dict.fromkeys((*LOOPBACK_HOSTS, own))))


def _allow_open_files() -> None:
    """Let this process open as many files as the system lets it: connections and mapped files are some."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _check_port(host: str, port: int) -> None:
    """Raise KhabarkhojError for a taken port: gunicorn would try it five times before giving up."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise KhabarkhojError(
                f"cannot listen on {host}:{port} ({error.strerror}); "
                "choose another port: serve --port 8001, or make run PORT=8001"
            ) from None
