"""Lexicon: words, spellings and sound buckets as arrays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.likeness import probability
from index.lexicon import Lexicon, write_lexicon

words = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=6), st.integers(1, 1000), max_size=20
)


@given(words)
def test_a_lexicon_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, terms: dict[str, int]
) -> None:
    folder = tmp_path_factory.mktemp("lexicon") / "x"
    write_lexicon(folder, terms, [(term, term + "़", count) for term, count in terms.items()], [])
    lexicon = Lexicon(folder)
    assert len(lexicon) == len(terms)
    for term, count in terms.items():
        assert lexicon.document_count(term) == count
        assert lexicon.spellings(term) == [(term + "़", count)]
    assert lexicon.document_count("न" * 9) == 0
    assert lexicon.spellings("न" * 9) == []


def test_sound_buckets_hold_the_words_of_one_key(tmp_path: Path) -> None:
    terms = {"कजाखस्तान": 3, "कजाकिस्तान": 2, "पाकिस्तान": 9}
    write_lexicon(tmp_path / "x", terms, [], terms)
    lexicon = Lexicon(tmp_path / "x")
    found = lexicon.sounding_like("कजाखिस्तान", least=0.5)
    assert {(term, documents) for term, _, documents in found} == {("कजाकिस्तान", 2), ("कजाखस्तान", 3)}
    for term, likely, _ in found:
        assert likely == pytest.approx(probability("कजाखिस्तान", term))
    assert lexicon.sounding_like("पाकिस्तान", least=0.5) == []
    assert lexicon.sounding_like("आई", least=0.5) == []


def test_spellings_come_most_frequent_first(tmp_path: Path) -> None:
    write_lexicon(
        tmp_path / "x", {"sco": 9}, [("sco", "एससीओ", 3), ("sco", "sco", 5), ("sco", "एस.सी.ओ", 3)], []
    )
    assert Lexicon(tmp_path / "x").spellings("sco") == [("sco", 5), ("एस.सी.ओ", 3), ("एससीओ", 3)]
