"""The embedded engine keeps the promises of the port, in one segment and in several with deletions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.reindex.build import reindex
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from tests.search.archive_contract import ARTICLES, ArchiveContract, as_records
from tests.search.archive_limits_contract import EDGES, LISTED_COPIES, ArchiveLimitsContract

ARRANGEMENTS = ["one segment", "several with deletions"]


def indexed(folder: Path, articles: Sequence[Article], arrangement: str) -> Settings:
    """Index articles in one segment, or in three of which two have deletions."""
    settings = Settings(index=folder / "index", max_listed_copies=LISTED_COPIES)
    records = as_records(articles)
    parts = [records]
    if arrangement != "one segment":
        gone = [{**record, "body": "क्रिकेट का पुराना पाठ।"} for record in records[:2]]
        parts = [[*gone, *records[2:5]], records[5:], records[:2]]
    for number, part in enumerate(parts):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(json.dumps(record) for record in part), encoding="utf-8")
        reindex([path], settings)
    return settings


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    return indexed(tmp_path_factory.mktemp("contract"), ARTICLES, request.param)


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def edge_settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    return indexed(tmp_path_factory.mktemp("edges"), EDGES, request.param)


class TestEmbedded(ArchiveContract):
    @pytest.fixture
    def archive(self, settings: Settings) -> Archive:
        return open_archive(settings)


class TestEmbeddedLimits(ArchiveLimitsContract):
    @pytest.fixture
    def edges(self, edge_settings: Settings) -> Archive:
        return open_archive(edge_settings)

    @pytest.fixture
    def hurried(self, edge_settings: Settings) -> Archive:
        return open_archive(replace(edge_settings, max_query_seconds=0.0))

    @pytest.fixture
    def missing(self, tmp_path: Path) -> Archive:
        return open_archive(Settings(index=tmp_path / "none"), must_exist=False)
