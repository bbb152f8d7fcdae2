"""Metrics hold no query and no client."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.settings import Settings
from web.app import create_app
from web.middleware import metrics


def test_metrics_hold_no_query(seed_settings: Settings) -> None:
    client = create_app(replace(seed_settings, metrics=True)).test_client()
    client.get("/search?q=गुप्तनाम")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'khabarkhoj_requests_total{endpoint="hi.search",status="200"} 1.0' in text
    assert "khabarkhoj_articles " in text
    assert "गुप्तनाम" not in text
    assert "%E0%A4%97" not in text


def test_an_archive_that_is_away_is_told_and_the_rest_is_served(
    seed_settings: Settings, tmp_path: Path
) -> None:
    assert "\nkhabarkhoj_up 1\n" in metrics_of(seed_settings)
    away = metrics_of(replace(seed_settings, index=tmp_path / "nothing"))
    assert "\nkhabarkhoj_up 0\n" in away
    assert "khabarkhoj_requests_total" in away


def metrics_of(settings: Settings) -> str:
    response = create_app(replace(settings, metrics=True)).test_client().get("/metrics")
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_caches_say_what_they_hold(seed_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "CACHES_SECONDS", 0.0)
    client = create_app(replace(seed_settings, metrics=True)).test_client()
    client.get("/search?q=टोकायेव")
    text = client.get("/metrics").get_data(as_text=True)
    said = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("khabarkhoj_cache_"))
    for cache, unit in (("postings", "bytes"), ("words", "entries")):
        held = float(said[f'khabarkhoj_cache_{unit}{{cache="{cache}"}}'])
        assert 0 < held <= float(said[f'khabarkhoj_cache_limit_{unit}{{cache="{cache}"}}'])
    limit = seed_settings.postings_memory_mb * 1024 * 1024
    assert float(said['khabarkhoj_cache_limit_bytes{cache="postings"}']) == limit
