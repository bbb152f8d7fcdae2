"""Lexicon: words, spellings and sound buckets as arrays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.likeness import probability
from index.hindi.stems import are_inflections
from index.lexicon import Lexicon
from index.lexicon_writer import write_lexicon

words = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=6), st.integers(1, 1000), max_size=20
)

FORMS = [
    "खेल", "खेलों", "खेलता", "खेली", "नेता", "नेताओं", "ने", "लडका", "लडके", "लडकों", "लडकी", "लडकियों", "बडा", "बडे", "बडी",
    "किया", "करना", "करेगा", "की", "दिल्ली", "रूस", "रूसी", "घर", "घरों", "जाति", "जातियों", "जाती", "जाना", "गया",
]  # fmt: skip


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
    assert [likely for _, likely, _ in found] == sorted((likely for _, likely, _ in found), reverse=True)
    for term, likely, _ in found:
        assert likely == pytest.approx(probability("कजाखिस्तान", term))
    assert lexicon.sounding_like("पाकिस्तान", least=0.5) == []
    assert lexicon.sounding_like("आई", least=0.5) == []


def test_spellings_come_most_frequent_first(tmp_path: Path) -> None:
    write_lexicon(
        tmp_path / "x", {"sco": 9}, [("sco", "एससीओ", 3), ("sco", "sco", 5), ("sco", "एस.सी.ओ", 3)], []
    )
    assert Lexicon(tmp_path / "x").spellings("sco") == [("sco", 5), ("एस.सी.ओ", 3), ("एससीओ", 3)]


@given(st.sets(st.sampled_from(FORMS), min_size=1))
def test_families_connect_what_the_slow_twin_calls_inflections(
    tmp_path_factory: pytest.TempPathFactory, terms: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("lexicon") / "x"
    write_lexicon(folder, dict.fromkeys(terms, 1), [], terms)
    lexicon = Lexicon(folder)
    for term in FORMS:
        expected = {other for other in terms if other != term and are_inflections(term, other)}
        assert {other for other, _ in lexicon.inflections(term)} == expected


def test_latin_typing_finds_words_by_sound_and_prefers_the_frequent_one(tmp_path: Path) -> None:
    terms = {"मोदी": 90, "मोड़ी": 1, "मंडी": 20, "टोकाएव": 3, "जेलेंस्की": 2, "ओजेंपिक": 1, "चुनाव": 50, "राष्ट्रपति": 9}
    write_lexicon(tmp_path / "x", terms, [], terms)
    lexicon = Lexicon(tmp_path / "x")
    for typed, meant in [
        ("modi", "मोदी"), ("modee", "मोदी"), ("tokayev", "टोकाएव"), ("zelensky", "जेलेंस्की"), ("ozempic", "ओजेंपिक"),
        ("chunav", "चुनाव"), ("chunaav", "चुनाव"), ("rashtrapati", "राष्ट्रपति"), ("raashtrapati", "राष्ट्रपति"),
    ]:  # fmt: skip
        best = lexicon.romanized(typed, 5)[0]
        assert (best.term, best.probability >= 0.5) == (meant, True)
    assert lexicon.romanized("qwrtplkjh", 5) == []
