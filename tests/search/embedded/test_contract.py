"""The embedded engine keeps the promises of the port, in one segment and in several with deletions."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from tests.search.archive_contract import ARTICLES, OLDER, ArchiveContract
from tests.search.archive_limits_contract import EDGES, ArchiveLimitsContract
from tests.search.indexed import ARRANGEMENTS, indexed


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    return indexed(tmp_path_factory.mktemp("contract"), ARTICLES, request.param, older=OLDER)


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
