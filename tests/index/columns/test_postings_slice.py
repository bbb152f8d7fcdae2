"""A source's share of a term range, with and without the documents that go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.columns.dictionary_merge import merge_dictionaries
from index.columns.postings_slice import slice_of
from index.columns.source import Source
from tests.archives import write_run_of
from tests.index.columns.conftest import ARTICLES


@given(st.lists(st.booleans(), min_size=6, max_size=6).filter(any))
@hypothesis_settings(max_examples=20)
def test_what_stays_is_numbered_anew_and_nothing_else_is_lost(
    tmp_path_factory: pytest.TempPathFactory, stays: list[bool]
) -> None:
    source = Source(write_run_of(tmp_path_factory.mktemp("slice") / "run", ARTICLES), np.array(stays))
    dictionary = merge_dictionaries([source])
    found = slice_of(dictionary.term_maps[0], 0, len(source.columns.terms))
    expected: dict[str, list[tuple[int, int]]] = {}
    kept = [number for number, stay in enumerate(stays) if stay]
    for number in range(len(source.columns.terms)):
        start, end = source.columns.posting_range(number)
        own_pairs = zip(
            source.columns.docs(number).tolist(), source.columns.frequencies(start, end).tolist(), strict=True
        )
        staying = [(kept.index(doc), count) for doc, count in own_pairs if stays[doc]]
        if staying:
            expected[source.columns.term(number)] = staying
    at = 0
    for term, count in zip(found.terms.tolist(), found.postings.tolist(), strict=True):
        own = slice(at, at + count)
        pairs = list(zip(found.docs[own].tolist(), found.frequencies[own].tolist(), strict=True))
        assert pairs == expected.pop(dictionary.terms[term].decode())
        at += count
    assert not expected
