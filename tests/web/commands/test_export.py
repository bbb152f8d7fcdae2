"""khabarkhoj export."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.results import Hit
from tests.conftest import khabarkhoj
from web.commands import cli


def test_export_writes_everything_and_filters_apply(seed_settings: Settings) -> None:
    done = khabarkhoj("export", "मोदी", "--index", seed_settings.index, "--format", "jsonl", "--year", "2024")
    told, *rows, _end = map(json.loads, done.stdout.splitlines())
    assert told["query"] == "मोदी"
    assert rows
    assert all(row["date"].startswith("2024") for row in rows)
    done = khabarkhoj("export", "--source", "India News Network", "--index", seed_settings.index)
    assert len(done.stdout.splitlines()) == 3
    assert khabarkhoj("export", "--index", seed_settings.index).returncode == 2


def test_an_export_that_is_cut_is_an_error(seed_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = LocalArchive.scan

    def cut(self: LocalArchive, *arguments: Any) -> Any:
        stream = scan(self, *arguments)
        hits: Iterator[Hit] = iter(list(stream.hits)[:-1])
        return stream._replace(hits=hits)

    monkeypatch.setattr(LocalArchive, "scan", cut)
    done = CliRunner().invoke(cli, ["export", "मोदी", "--index", str(seed_settings.index)])
    assert done.exit_code == 1
    assert "articles were written" in done.output
