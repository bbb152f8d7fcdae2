"""Results are read to the end, page by page; what test_matches.py compares is not asked again here."""

from dataclasses import replace

import pytest

from search.model.deadline import Deadline, OutOfTimeError
from search.opensearch import deep_reader
from search.opensearch.archive import ClusterArchive
from search.opensearch.deep_reader import DeepReader, scored_keys

pytestmark = pytest.mark.opensearch
BY_ID = [{"id": {"order": "asc"}}]


@pytest.fixture
def reader(cluster: ClusterArchive) -> DeepReader:
    return DeepReader(cluster.current().connection, {"term": {"source": "BBC"}}, BY_ID, Deadline(20))


def ids(found: object) -> list[str]:
    return [each.key.article_id for each in found]  # type: ignore[attr-defined]


def test_pages_of_any_size_give_the_same(reader: DeepReader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ids(reader.read_on((), collapse=False))
    assert whole == sorted(whole)
    assert len(whole) > 20
    for size in (1, 7, len(whole)):
        monkeypatch.setattr(deep_reader, "SCAN_SIZE", size)
        assert ids(reader.read_on((), collapse=False)) == whole
        assert ids(reader.point_in_time(with_source=False)) == whole
    assert ids(reader.read_on((whole[4],), collapse=False)) == whole[5:]


def test_of_a_story_the_first_alone_is_given(reader: DeepReader) -> None:
    everything = replace(reader, query={"match_all": {}})
    stories = [doc.key.story for doc in everything.read_on((), collapse=True)]  # type: ignore[attr-defined]
    assert len(set(stories)) == len(stories)
    assert set(stories) == {doc.key.story for doc in everything.read_on((), collapse=False)}  # type: ignore[attr-defined]


def test_without_time_nothing_is_read(reader: DeepReader) -> None:
    with pytest.raises(OutOfTimeError):
        list(replace(reader, deadline=Deadline(-1)).read_on((), collapse=False))
    assert scored_keys({"hits": {"hits": []}}) == []
