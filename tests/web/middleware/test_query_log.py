"""The query log is off by default."""

import json
from dataclasses import replace

import pytest

from index.settings import Settings
from web.app import create_app


def test_queries_are_logged_only_where_that_is_asked_for(
    seed_settings: Settings, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    create_app(seed_settings).test_client().get("/search?q=गुप्तनाम")
    assert "गुप्तनाम" not in caplog.text + "".join(capfd.readouterr())
    create_app(replace(seed_settings, log_queries=True)).test_client().get(
        "/search", query_string={"q": "a\r\nforged"}
    )
    (line,) = [line for line in capfd.readouterr().err.splitlines() if "forged" in line]
    assert json.loads(line)["q"] == "a\r\nforged"
