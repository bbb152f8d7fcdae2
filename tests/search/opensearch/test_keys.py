"""Keys carry what an answer says of a document."""

import datetime

from index.article import Article
from search.opensearch.keys import ClusterKey, key_of

SOURCE = {
    "id": "a",
    "headline": "शीर्षक",
    "source": "BBC",
    "date": "2024-06-25",
    "story": "s",
    "is_copied": True,
}


def test_a_key_carries_the_article_and_what_sorted_it() -> None:
    key = key_of({"_id": "x", "_source": SOURCE, "sort": [1.5, 7, "a"]})
    assert key.article == Article("a", "शीर्षक", "", source="BBC", date=datetime.date(2024, 6, 25))
    assert (key.document, key.article_id, key.story, key.is_copied) == ("x", "a", "s", True)
    assert (key.day, key.sort_values) == (datetime.date(2024, 6, 25).toordinal(), (1.5, 7, "a"))


def test_keys_of_one_document_are_equal_however_they_were_found() -> None:
    assert ClusterKey("x", "a", "s", False, 0, (1.0,)) == ClusterKey("x", "a", "s", False, 0, (2.0,))
    assert len({ClusterKey("x", "a", "s", False, 0), ClusterKey("y", "a", "s", False, 0)}) == 2
