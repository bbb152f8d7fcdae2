"""What a snapshot of a cluster knows besides what matches."""

import datetime

import pytest

from index.opensearch.client import ClusterClient
from search.embedded.local_archive import LocalArchive
from search.model.deadline import Deadline
from search.model.filters import NO_FILTERS
from search.opensearch.archive import ClusterArchive

pytestmark = pytest.mark.opensearch


def test_facts_are_those_of_the_index_directory(cluster: ClusterArchive, embedded: LocalArchive) -> None:
    ours, theirs = embedded.current(), cluster.current()
    assert (theirs.documents, theirs.terms, theirs.newest_day) == (
        ours.documents,
        ours.terms,
        ours.newest_day,
    )
    assert theirs.latest == ours.latest
    for field, text in (
        ("source", "bbc"),
        ("source", "जागरण"),
        ("section", "खेल"),
        ("language", "hi"),
        ("author", "x"),
    ):
        assert theirs.match_values(field, text) == ours.match_values(field, text)


def test_what_is_counted_for_everybody_is_asked_once(
    cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = cluster.current()
    first = snapshot.match(None, NO_FILTERS, Deadline(20)).aggregate(["source"])

    def ask(*_: object, **__: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(ClusterClient, "ask", ask)
    assert snapshot.match(None, NO_FILTERS, Deadline(20)).aggregate(["source"]) is first


def test_an_article_is_found_by_its_id(cluster: ClusterArchive) -> None:
    snapshot = cluster.current()
    key = snapshot.find("1-3")
    assert key is not None
    (article,) = snapshot.articles([key])
    assert (article.id, snapshot.article_ids([key]), snapshot.story_keys([key])) == (
        "1-3",
        ["1-3"],
        [key.story],
    )
    assert article.date is None or article.date > datetime.date(2017, 1, 1)
    assert snapshot.find("nobody") is None
