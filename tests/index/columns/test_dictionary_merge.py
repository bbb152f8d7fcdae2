"""Dictionaries of several sources become one, ascending, with what each source has of every term."""

from pathlib import Path

import numpy as np

from index.columns.dictionary_merge import merge_dictionaries
from index.columns.source import Source
from tests.archives import write_run_of
from tests.index.columns.conftest import ARTICLES


def test_terms_are_those_of_all_sources_and_counts_add_up(tmp_path: Path) -> None:
    one, two = write_run_of(tmp_path / "1", ARTICLES[:2]), write_run_of(tmp_path / "2", ARTICLES[2:])
    merged = merge_dictionaries([Source(one), Source(two)])
    assert merged.terms == sorted({*one.terms.all(), *two.terms.all()})
    at = merged.terms.index("मोदी".encode())
    assert merged.posting_counts[at] == len(ARTICLES)
    assert [each.first_document for each in merged.term_maps] == [0, 2]
    for term_map, source in zip(merged.term_maps, (one, two), strict=True):
        assert [merged.terms[number] for number in term_map.merged[: len(source.terms)]] == source.terms.all()


def test_terms_of_documents_that_go_are_left_out(tmp_path: Path) -> None:
    run = write_run_of(tmp_path / "1", ARTICLES)
    stays = np.array([True, *[False] * 5])
    merged = merge_dictionaries([Source(run, stays)])
    assert "दिन".encode() not in merged.terms  # the first article has no such word
    assert merged.posting_counts[merged.terms.index("मोदी".encode())] == 1
