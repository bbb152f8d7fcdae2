"""Fixtures of this folder."""

import datetime
from pathlib import Path

import pytest

from index.article import Article
from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from tests.archives import write_run_of

ARTICLES = [
    Article(
        id=f"{number}",
        headline=f"मोदी {number}",
        body="ज़मीन और जमीन।\nपुतिन " + "दिन " * number,
        source=("क", "ख", "")[number % 3],
        date=datetime.date(2024, 6, 1 + number) if number else None,
    )
    for number in range(6)
]


@pytest.fixture
def segment(tmp_path: Path) -> SegmentColumns:
    """Return a segment of ARTICLES."""
    merge(tmp_path / "segment", [Source(write_run_of(tmp_path / "run", ARTICLES))])
    return SegmentColumns(tmp_path / "segment")
