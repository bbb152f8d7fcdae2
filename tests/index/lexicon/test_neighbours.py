"""Kept neighbours are those that a look-up computes; without them it still answers."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.columns.column_file import ColumnFile
from index.columns.layout import LEXICON
from index.hindi.analysis import term_of
from index.hindi.phonetic_similarity import STEEPNESS, TOLERANCE, WEIGHTS_VERSION, change_costs, gap_costs
from index.hindi.sounds import PLACED
from index.lexicon import lexicon as lexicon_module
from index.lexicon import neighbour_pairs, neighbours
from index.lexicon.lexicon import StoredLexicon
from index.lexicon.neighbours import Neighbours
from tests.archives import lexicon_of
from tests.index.lexicon.test_neighbour_pairs import terms_of_syllables

WEIGHTS = (1, "63a012bbed8a28e2")


def test_the_version_of_the_weights_is_raised_with_them() -> None:
    others = np.array([*TOLERANCE, STEEPNESS])
    tables = [*(change_costs(code) for code in range(len(PLACED))), gap_costs(), others]
    digest = hashlib.sha256(b"".join(table.round(6).tobytes() for table in tables)).hexdigest()[:16]
    assert (WEIGHTS_VERSION, digest) == WEIGHTS, "raise WEIGHTS_VERSION and put both here"


def answers(lexicon: StoredLexicon, terms: list[str]) -> list[object]:
    return [lexicon.sounding_like(term, neighbour_pairs.MIN_PROBABILITY) for term in terms]


@settings(max_examples=40)
@given(st.lists(terms_of_syllables.filter(bool), min_size=1, max_size=3))
def test_kept_neighbours_are_the_computed_ones(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("neighbours")
    lexicons = [lexicon_of(folder / str(number), dict.fromkeys(part, 1)) for number, part in enumerate(parts)]
    together = StoredLexicon([])
    together._words = [words for lexicon in lexicons for words in lexicon._words]
    terms = sorted({term for part in parts for term in part} | {"मोदी"})
    kept = answers(together, terms)
    for words in together._words:
        words._neighbours._file = None
    assert kept == answers(together, terms)


def test_what_is_kept_is_not_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = lexicon_of(tmp_path / "kept", {"टोकाएव": 2, "तोकायेव": 1, "मोदी": 1})

    def refused(*_: object) -> None:
        raise AssertionError("the neighbours are known")

    monkeypatch.setattr(lexicon_module, "name_distances", refused)
    assert [found.term for found in lexicon.sounding_like(term_of("टोकाएव"), 0.3)] == [term_of("तोकायेव")]
    assert lexicon.sounding_like("मोदी", 0.5) == []
    with pytest.raises(AssertionError, match="known"):
        lexicon.sounding_like("मोदी", 0.1)


def test_neighbours_of_other_weights_are_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = lexicon_of(tmp_path / "kept", {"टोकाएव": 2, "तोकायेव": 1})
    expected = kept.sounding_like(term_of("टोकाएव"), 0.3)
    file = ColumnFile(tmp_path / "kept" / f"g{LEXICON}")
    monkeypatch.setattr(neighbours, "WEIGHTS_VERSION", WEIGHTS_VERSION + 1)
    assert Neighbours(file).of(0) is None
    kept._words[0]._neighbours = Neighbours(file)
    assert kept.sounding_like(term_of("टोकाएव"), 0.3) == expected


def test_terms_that_were_left_out_are_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbour_pairs, "MAX_PAIRS", 1)
    lexicon = lexicon_of(tmp_path / "left", {"टोकाएव": 2, "तोकायेव": 1, "मोदी": 1})
    assert lexicon._words[0].neighbours(term_of("टोकाएव")) is None
    assert lexicon._words[0].neighbours("मोदी") == []
    assert [found.term for found in lexicon.sounding_like(term_of("टोकाएव"), 0.3)] == [term_of("तोकायेव")]


def test_slices_cut_no_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "ENTRIES_AT_ONCE", 2)
    hashes = np.array([1, 1, 1, 2, 3, 3], np.uint32)
    assert neighbours._slices(hashes) == [(0, 3), (3, 6)]
    assert neighbours._slices(hashes[:0]) == []
