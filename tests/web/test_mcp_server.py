"""An assistant asks the archive; every tool answers with ids and changes nothing."""

import asyncio
import json
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")
from mcp import Client, StdioServerParameters

from index.settings import Settings
from search.archive import Archive
from tests.conftest import USER_ARTICLE
from web.mcp_server import mcp_server


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: a browser of other tests may keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def called(archive: Archive, settings: Settings, name: str, **arguments: Any) -> Any:
    async def ask() -> Any:
        async with Client(mcp_server(archive, settings)) as client:
            answer = await client.call_tool(name, arguments)
            assert not answer.is_error, answer
            return json.loads(answer.content[0].text)  # type: ignore[union-attr]

    return run(ask())


def refused(archive: Archive, settings: Settings, name: str, **arguments: Any) -> str:
    async def ask() -> Any:
        async with Client(mcp_server(archive, settings)) as client:
            return await client.call_tool(name, arguments)

    answer = run(ask())
    assert answer.is_error
    return str(answer.content[0].text)


@pytest.fixture
def archive(seed_archive: Archive) -> Archive:
    return seed_archive


def test_every_tool_says_that_it_only_reads(archive: Archive, seed_settings: Settings) -> None:
    async def ask() -> Any:
        async with Client(mcp_server(archive, seed_settings)) as client:
            return await client.list_tools()

    tools = run(ask()).tools
    assert sorted(tool.name for tool in tools) == ["article", "coverage", "search", "spellings", "timeline"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


def test_what_is_found_can_be_looked_up(archive: Archive, seed_settings: Settings) -> None:
    found = called(archive, seed_settings, "search", query="tokayev")
    assert USER_ARTICLE in [hit["id"] for hit in found["hits"]]
    article = called(archive, seed_settings, "article", id=USER_ARTICLE)
    assert "टोकाएव" in article["body"]
    assert article["next_start"] is None
    assert article["earlier_versions"] == []
    assert "no article" in refused(archive, seed_settings, "article", id="none")


def test_a_long_article_comes_in_parts(archive: Archive, seed_settings: Settings) -> None:
    settings = replace(seed_settings, max_assistant_chars=50)
    whole, start = "", 0
    while start is not None:
        part = called(archive, settings, "article", id=USER_ARTICLE, start=start)
        assert len(part["body"]) <= 50
        whole, start = whole + part["body"], part["next_start"]
    marked = archive.article(USER_ARTICLE)
    assert marked is not None
    assert whole == marked.article.body


def test_counts_are_those_of_the_archive(archive: Archive, seed_settings: Settings) -> None:
    total = called(archive, seed_settings, "search", query="मोदी")["total"]
    line = called(archive, seed_settings, "timeline", query="मोदी", unit="year")
    assert sum(each["count"] for each in line["buckets"]) + line["undated"] == total
    assert called(archive, seed_settings, "coverage")["total"] == archive.overview().documents
    words = called(archive, seed_settings, "spellings", query="कज़ाखस्तान")["words"]
    assert "कजाखिस्तान" in [each["spelling"] for each in words[0]["terms"]]


def test_days_are_kept_and_what_is_none_is_refused(archive: Archive, seed_settings: Settings) -> None:
    whole = called(archive, seed_settings, "search", query="मोदी")["total"]
    june = called(archive, seed_settings, "search", query="मोदी", since="2024-06", until="2024-06")
    assert 0 < june["total"] < whole
    assert all(hit["date"].startswith("2024-06") for hit in june["hits"])
    line = called(archive, seed_settings, "timeline", query="मोदी", since="2024-06", until="2024-06")
    assert sum(each["count"] for each in line["buckets"]) == june["total"]
    assert "no day" in refused(archive, seed_settings, "search", query="मोदी", since="garbage")


def test_pages_and_long_queries_are_bounded(archive: Archive, seed_settings: Settings) -> None:
    assert called(archive, seed_settings, "search", query="मोदी", page=1000)["hits"] == []
    for page in (0, 1001):
        assert "from 1 to 1000" in refused(archive, seed_settings, "search", query="मोदी", page=page)
    assert "hits" in called(archive, seed_settings, "search", query="क" * 100_000)


def test_the_command_answers_on_standard_input(seed_settings: Settings) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "web.commands", "mcp", "--index", str(seed_settings.index)],
        cwd=str(Path(__file__).parents[2]),
    )  # fmt: skip

    async def ask() -> Any:
        async with Client(command) as client:
            return await client.call_tool("search", {"query": "टोकायेव"})

    assert USER_ARTICLE in run(ask()).content[0].text


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from index.errors import KhabarkhojError
    from web.commands.mcp import mcp_command

    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "web.mcp_server", raising=False)
    result = CliRunner().invoke(mcp_command, ["--index", str(tmp_path)])
    assert isinstance(result.exception, KhabarkhojError)
    assert "khabarkhoj[mcp]" in str(result.exception)
