"""Chunks of text analysed once, and found by the terms of their words."""

import pytest
from hypothesis import given

from index.hindi import chunk_cache, initials
from index.hindi.analysis import EXACT, analyse
from index.hindi.chunk_cache import CHUNKS, ChunkCache, ChunkIndex
from tests.index.hindi.test_term_ids import texts


@given(texts)
def test_remembered_chunks_have_the_words_of_analyse(text: str) -> None:
    for chunk in text.split():
        found = [(word.term, word.exact, word.start, word.end) for word in CHUNKS.words[chunk]]
        words = analyse(chunk)
        assert found == [(w.term, EXACT + w.spelling, w.token.start, w.token.end) for w in words]
        index = ChunkIndex()
        index.add([chunk])
        assert all(index.chunks_containing([word.term]) == {chunk} for word in words)
        assert bool(index.spaced) == any(initials.may_be_spaced(word.token.text) for word in words)


def test_remembered_chunks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunk_cache, "MAX_CHUNKS", 5)
    held = chunk_cache.ChunkWords()
    for number in range(20):
        assert held[f"शब्द{number}"]
    assert len(held) <= 5


def test_a_full_index_of_chunks_is_replaced_by_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ChunkCache()
    full = cache.index()
    full.add(["एक", "दो", "तीन"])
    monkeypatch.setattr(chunk_cache, "MAX_CHUNKS", 3)
    assert len(cache.index()) == 0
    assert "दो" in full.chunks_containing(["दो"])
