"""Whatever a cluster has otherwise than its ledger is named."""

from typing import Any

import pytest

from index.opensearch.client import ClusterClient
from index.opensearch.comparison import compare_with_ledger
from index.opensearch.documents import document_id
from index.settings import Settings
from tests.index.opensearch.conftest import index_records, record, state_of

pytestmark = pytest.mark.opensearch
RECORDS = [record(str(number), f"मोदी ने चुनाव सभा {number} की") for number in range(12)]


def faults(settings: Settings, sample: int = 5) -> list[str]:
    return [what for what, is_fault in compare_with_ledger(settings, sample) if is_fault]


def change(settings: Settings, method: str, article_id: str, changes: dict[str, Any] | None = None) -> None:
    """Change the document of an article behind the program's back."""
    state = state_of(settings)
    client = ClusterClient(settings)
    path = f"/{state.index}/_doc/{document_id(article_id, 1)}"
    if method == "DELETE":
        client.request("DELETE", f"{path}?refresh=true")
    else:
        found = client.get(path)
        assert found is not None
        client.request("PUT", f"{path}?refresh=true", {**found["_source"], **(changes or {})})
    client.close()


def test_a_sound_cluster_has_no_faults(settings: Settings) -> None:
    index_records(settings, RECORDS)
    index_records(settings, [record("3", "और एक पाठ"), record("new", "नया पाठ")])
    said = list(compare_with_ledger(settings, 100))
    assert [is_fault for _, is_fault in said] == [False, False]
    assert said[0][0].startswith("the cluster has all 13 articles")
    assert said[1][0].startswith("13 articles analysed again")


def test_missing_strange_and_changed_articles_are_named(settings: Settings) -> None:
    index_records(settings, RECORDS)
    change(settings, "DELETE", "5")
    assert faults(settings)[0] == "5: is not in the cluster"
    change(settings, "PUT", "6", {"digest": "00"})
    assert "6: the cluster has another text of it" in faults(settings)
    change(settings, "PUT", "7", {"id": "stranger"})
    assert "stranger: is in the cluster, but not in the index" in faults(settings)


def test_words_that_weigh_otherwise_are_named(settings: Settings) -> None:
    index_records(settings, RECORDS)
    change(settings, "PUT", "4", {"terms": "मोदी|77"})
    found = [fault for fault in faults(settings, 100) if fault.startswith("4: ")]
    assert len(found) == 1
    assert found[0].endswith("of its words weigh otherwise in the cluster")


def test_a_cluster_that_shows_another_generation_is_named(settings: Settings) -> None:
    index_records(settings, RECORDS)
    from dataclasses import replace

    index_records(replace(settings, engine="embedded"), [record("new", "नया पाठ")])
    assert "this index has 2" in faults(settings)[0]
    assert "no archive" in faults(replace(settings, cluster_name="nobody"))[0]
