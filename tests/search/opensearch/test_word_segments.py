"""The lexicon of a cluster's words is that of the index directory, deletions included."""

import pytest

from search.embedded.local_archive import LocalArchive
from search.opensearch.archive import ClusterArchive
from search.opensearch.word_segments import word_segments
from tests.search.opensearch.conftest import WORDS

pytestmark = pytest.mark.opensearch


def test_words_are_known_alike(cluster: ClusterArchive, embedded: LocalArchive) -> None:
    ours, theirs = embedded.current().lexicon, cluster.current().lexicon
    for word in (*WORDS, "मोदि", "nobody"):
        assert theirs.document_count(word) == ours.document_count(word)
        assert theirs.spellings(word) == ours.spellings(word)
        assert theirs.inflections(word) == ours.inflections(word)
        assert theirs.sounding_like(word, 0.3) == ours.sounding_like(word, 0.3)
    assert theirs.romanized("modi", 3) == ours.romanized("modi", 3)
    assert theirs.beginning_with("क", 5) == ours.beginning_with("क", 5)


def test_segments_say_how_many_documents_they_have(cluster: ClusterArchive) -> None:
    state = cluster.current().state
    found = word_segments(state, cluster._folder)
    assert [each.documents for each in found] == [segment.documents for segment in state.segments]
    assert all(len(segment.deletions.documents) == 0 for segment in found)
