"""The engine over a real OpenSearch node keeps the promises of the port, in one segment and with deletions."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from tests.opensearch.fixtures import own_name
from tests.search.archive_contract import ARTICLES, OLDER, ArchiveContract
from tests.search.archive_limits_contract import EDGES, ArchiveLimitsContract
from tests.search.indexed import ARRANGEMENTS, indexed

pytestmark = pytest.mark.opensearch


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def settings(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, cluster_settings: Settings
) -> Settings:
    folder = tmp_path_factory.mktemp("contract")
    return indexed(folder, ARTICLES, request.param, own_name(cluster_settings), older=OLDER)


@pytest.fixture(scope="module", params=ARRANGEMENTS)
def edge_settings(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, cluster_settings: Settings
) -> Settings:
    return indexed(tmp_path_factory.mktemp("edges"), EDGES, request.param, own_name(cluster_settings))


class TestOpenSearch(ArchiveContract):
    @pytest.fixture
    def archive(self, settings: Settings) -> Archive:
        return open_archive(settings)


class TestOpenSearchLimits(ArchiveLimitsContract):
    @pytest.fixture
    def edges(self, edge_settings: Settings) -> Archive:
        return open_archive(edge_settings)

    @pytest.fixture
    def hurried(self, edge_settings: Settings) -> Archive:
        return open_archive(replace(edge_settings, max_query_seconds=1e-6))

    @pytest.fixture
    def missing(self, tmp_path: Path, cluster_settings: Settings) -> Archive:
        return open_archive(replace(own_name(cluster_settings), index=tmp_path / "none"), must_exist=False)
