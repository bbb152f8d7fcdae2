"""Hashtags of several words."""

from unittest.mock import Mock

import pytest

from search.query.hashtags import MAX_HASHTAG_WORDS, opened_hashtag


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("#HarGharTiranga", "#Har-Ghar-Tiranga"),
        ("#HowdyModi2019", "#Howdy-Modi-2019"),
        ("#MakeInINDIA", "#Make-In-INDIA"),
        ("#modi", "#modi"),
        ("#BJP", "#BJP"),
        ("HarGharTiranga", "HarGharTiranga"),
        ("#" + "Ab" * (MAX_HASHTAG_WORDS + 1), "#" + "Ab" * (MAX_HASHTAG_WORDS + 1)),
        ("", ""),
    ],
)
def test_words_are_told_by_their_capitals(text: str, opened: str) -> None:
    assert opened_hashtag(text, Mock(count=lambda _terms: 0)) == opened


def test_one_that_articles_have_stays_whole() -> None:
    assert opened_hashtag("#HarGharTiranga", Mock(count=lambda _terms: 3)) == "#HarGharTiranga"
