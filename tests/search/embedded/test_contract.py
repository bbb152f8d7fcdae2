"""The embedded engine keeps the promises of the port, in one segment and in several with deletions."""

import json

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from tests.search.archive_contract import ARTICLES, ArchiveContract, as_records


@pytest.fixture(scope="module", params=["one segment", "several with deletions"])
def settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    folder = tmp_path_factory.mktemp("contract")
    settings = Settings(index=folder / "index")
    records = as_records(ARTICLES)
    parts = [records]
    if request.param != "one segment":
        gone = [{**record, "body": "क्रिकेट का पुराना पाठ।"} for record in records[:2]]
        parts = [[*gone, *records[2:5]], records[5:], records[:2]]
    for number, part in enumerate(parts):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(json.dumps(record) for record in part), encoding="utf-8")
        reindex([path], settings)
    return settings


class TestEmbedded(ArchiveContract):
    @pytest.fixture
    def archive(self, settings: Settings) -> Archive:
        return open_archive(settings)
