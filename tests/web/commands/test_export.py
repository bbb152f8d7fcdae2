"""khabarkhoj export."""

import json

from index.settings import Settings
from tests.conftest import khabarkhoj


def test_export_writes_everything_and_filters_apply(seed_settings: Settings) -> None:
    done = khabarkhoj("export", "मोदी", "--index", seed_settings.index, "--format", "jsonl", "--year", "2024")
    told, *rows = map(json.loads, done.stdout.splitlines())
    assert told["query"] == "मोदी"
    assert rows
    assert all(row["date"].startswith("2024") for row in rows)
    done = khabarkhoj("export", "--source", "India News Network", "--index", seed_settings.index)
    assert len(done.stdout.splitlines()) == 2
    assert khabarkhoj("export", "--index", seed_settings.index).returncode == 2
