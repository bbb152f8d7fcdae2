"""Every article of a cluster can be read back as it was."""

from dataclasses import replace

import pytest

from index.errors import IndexMissingError
from index.opensearch import retrieval
from index.opensearch.retrieval import published_state, retrieve
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests.index.opensearch.conftest import index_records, record

pytestmark = pytest.mark.opensearch


def test_all_articles_come_back_in_the_order_in_which_they_came(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        record(
            f"{number:03d}", f"पाठ {number} <b>&amp;", source="BBC" if number % 2 else "", date="2024-06-25"
        )
        for number in range(25)
    ]
    index_records(settings, records)
    index_records(settings, [record("003", "नया पाठ")])
    monkeypatch.setattr(retrieval, "READ_AT_ONCE", 7)
    state = published_state(settings)
    found = list(retrieve(settings, state))
    segments = Segments.open(Generations(settings.index).current().path)
    kept = {
        segment.columns.ids[document].decode(): segment.columns.article(document)
        for segment in segments
        for document in range(segment.documents)
        if not segment.is_deleted(document)
    }
    assert {article.id: article for article in found} == kept
    assert [article.id for article in found] == [*(f"{n:03d}" for n in range(25) if n != 3), "003"]


def test_an_archive_that_is_not_there_is_named(settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="no archive 'nobody'"):
        published_state(replace(settings, cluster_name="nobody"))
