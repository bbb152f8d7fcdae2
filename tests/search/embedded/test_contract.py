"""The embedded engine keeps the promises of the port, in one segment and in several with deletions."""

import json
from pathlib import Path

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


def test_the_engine_is_chosen_by_a_setting(settings: Settings) -> None:
    from dataclasses import replace

    from index.errors import SettingError

    with pytest.raises(SettingError, match="KHABARKHOJ_ENGINE=none"):
        open_archive(replace(settings, engine="none"))


def test_a_missing_index_is_an_error_at_once_only_if_it_must_exist(tmp_path: Path) -> None:
    from index.errors import IndexMissingError

    missing = Settings(index=tmp_path / "none")
    with pytest.raises(IndexMissingError):
        open_archive(missing)
    archive = open_archive(missing, must_exist=False)
    with pytest.raises(IndexMissingError):
        archive.overview()
