"""Fixtures shared by all tests: the seed archive, its Flask client, a real server, a real browser."""

import datetime
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from tests.opensearch.fixtures import cluster_settings, opensearch, stop_node
from web.app import create_app

__all__ = ["cluster_settings", "opensearch"]

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
USER_ARTICLE = "0224cdf7b63bbd9c"
"""The id derived for the user's own article in seeds/."""

FINDING = (
    "कज़ाखस्तान", "कजाखस्तान", "कजाखिस्तान", "कज़ाकिस्तान", "टोकायेव", "टोकाएव", "तोकायेव",
    '"शंघाई सहयोग संगठन"', "SCO", "एससीओ", "एस.सी.ओ.", "शिखर सम्मेलन", "मोदी कजाकिस्तान", "2024", "२०२४",
)  # fmt: skip
"""Queries that must find the user's article."""
NOT_FINDING = ("पाकिस्तान", "=कजाकिस्तान", "मोदी -कजाखस्तान")

hypothesis_settings.register_profile("khabarkhoj", deadline=None)
hypothesis_settings.load_profile("khabarkhoj")


@pytest.fixture(scope="session")
def seed_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index of all seeds; a busy machine must not make any answer partial."""
    settings = Settings(index=tmp_path_factory.mktemp("seeds") / "index", max_query_seconds=60.0)
    report = reindex([SEEDS], settings)
    assert report.complete, report.refused
    return settings


@pytest.fixture(scope="session")
def seed_archive(seed_settings: Settings) -> LocalArchive:
    return LocalArchive(seed_settings)


@pytest.fixture
def client(seed_settings: Settings, seed_archive: LocalArchive) -> FlaskClient:
    return create_app(seed_settings, seed_archive).test_client()


MakeArchive = Callable[..., LocalArchive]


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """Index texts of seed-format articles (each `headline\\nbody`) and open the archive."""

    def make(*texts: str, **changes: Any) -> LocalArchive:
        folder = tmp_path / "articles"
        folder.mkdir()
        for number, text in enumerate(texts, start=1):
            day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number)
            article = f"परीक्षा | {day} | id: {number}\n{text}"
            (folder / f"{number:03d}.txt").write_text(article, encoding="utf-8")
        settings = replace(Settings(index=tmp_path / "index"), **changes)
        reindex([folder], settings)
        return LocalArchive(settings)

    return make


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def khabarkhoj(
    *arguments: str | Path, stdin: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a pipe, with more of the environment set."""
    return subprocess.run(
        [sys.executable, "-m", "web.commands", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False,
        env={**os.environ, **(env or {})},
    )  # fmt: skip


def start_server(index: Path, log: Path | None = None, **settings: str) -> Iterator[Server]:
    """A real gunicorn over an index, with more of the environment set, until the generator is closed."""
    port = free_port()
    command = [sys.executable, "-m", "web.commands", "serve", "--index", str(index), "--port", str(port)]
    # One browser asks for more than any reader does.
    environ = {
        **os.environ,
        "KHABARKHOJ_RATE_LIMIT_PER_MINUTE": "600000",
        "KHABARKHOJ_RATE_LIMIT_BURST": "60000",
        **settings,
    }
    with log.open("wb") if log else nullcontext() as errors:
        process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=errors)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, "the server ended before it answered"
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer within 15 seconds")
        yield Server(address)
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def server(seed_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real gunicorn over the seed archive, of which one article was changed once."""
    folder = tmp_path_factory.mktemp("served")
    settings = replace(seed_settings, index=folder / "index")
    shutil.copytree(seed_settings.index, settings.index)
    before = folder / "before.jsonl"
    before.write_text(
        json.dumps({"id": USER_ARTICLE, "title": "पहले का शीर्षक", "date": "2024-06-25"}), "utf-8"
    )
    reindex([before], settings)
    reindex([SEEDS], settings)
    yield from start_server(settings.index)


def browser_path() -> str | None:
    """The browser that the tests drive, if this machine has one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or (mac if Path(mac).exists() else None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium; skipped without one, unless KHABARKHOJ_BROWSER_TESTS=required."""
    path = browser_path()
    if path is None:
        message = "no Chromium or Chrome on this machine: browser tests not run"
        if os.environ.get("KHABARKHOJ_BROWSER_TESTS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        opened = playwright.chromium.launch(executable_path=path, args=arguments)
        yield opened
        opened.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the OpenSearch node of the run, in the process that leads it."""
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory is not None and not hasattr(session.config, "workerinput"):
        stop_node(factory.getbasetemp())
