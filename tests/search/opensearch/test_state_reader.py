"""StateReader: values and articles of one state of a cluster, and counts that are remembered."""

import numpy as np
import pytest

from search.execution.day_counts import DayCounts
from search.execution.snapshot import Counts
from search.opensearch import state_reader as module
from search.opensearch.archive import ClusterArchive

pytestmark = pytest.mark.opensearch


def test_all_values_are_read_however_many_there_are(
    cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "VALUES_AT_ONCE", 1)
    assert set(cluster.current()._values_of("source")) == {"जागरण", "भास्कर", "BBC", ""}


def test_partial_counts_are_not_remembered(cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = cluster.current()
    monkeypatch.setattr(reader, "_backgrounds", {})
    nothing = Counts({}, DayCounts(1, np.zeros(1, np.int64), 0))
    asked = []

    def count(*, is_partial: bool) -> tuple[Counts, bool]:
        asked.append(is_partial)
        return nothing, is_partial

    for is_partial in (True, False, False):
        assert reader.background("key", lambda is_partial=is_partial: count(is_partial=is_partial)) is nothing  # type: ignore[misc]
    assert asked == [True, False]


def test_no_more_counts_are_kept_than_stated(
    cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = cluster.current()
    monkeypatch.setattr(reader, "_backgrounds", {})
    monkeypatch.setattr(module, "CACHED_BACKGROUNDS", 2)
    nothing = Counts({}, DayCounts(1, np.zeros(1, np.int64), 0))
    for key in range(5):
        reader.background(key, lambda: (nothing, False))
        assert len(reader._backgrounds) <= 2
