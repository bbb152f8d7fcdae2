"""Articles as small frames, packed with a dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.columns.article_store import ArticleStore
from tests.index.columns.conftest import ARTICLES

STORE = ArticleStore()
clean = st.text(st.characters(codec="utf-8"))


@given(clean, clean, clean)
def test_a_frame_gives_back_its_texts(headline: str, standfirst: str, body: str) -> None:
    article = Article(id="1", headline=headline, standfirst=standfirst, body=body)
    assert STORE.unpack(STORE.pack(article.encoded())) == {
        "headline": headline, "standfirst": standfirst, "body": body, "url": "", "versions": "",
    }  # fmt: skip


@given(st.binary(max_size=200))
def test_anything_else_is_an_error_that_is_caught(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        STORE.unpack(content)


def test_the_dictionary_makes_small_frames_smaller() -> None:
    article = ARTICLES[3].encoded()
    assert len(STORE.pack(article)) < sum(map(len, article.values()))
