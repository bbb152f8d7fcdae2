"""Metrics hold no query and no client."""

from dataclasses import replace

from index.settings import Settings
from web.app import create_app


def test_metrics_hold_no_query(seed_settings: Settings) -> None:
    client = create_app(replace(seed_settings, metrics=True)).test_client()
    client.get("/search?q=गुप्तनाम")
    text = client.get("/metrics").get_data(as_text=True)
    assert 'khabarkhoj_requests_total{endpoint="hi.search",status="200"} 1.0' in text
    assert "khabarkhoj_articles " in text
    assert "गुप्तनाम" not in text
    assert "%E0%A4%97" not in text
