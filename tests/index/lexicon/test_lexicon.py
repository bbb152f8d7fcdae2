"""Lexicon: words, spellings and sound buckets of an archive's segments."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.hindi.analysis import term_of
from index.hindi.phonetic_similarity import same_name_probability
from index.hindi.spelling import surface
from index.hindi.stems import are_inflections
from index.lexicon import lexicon as lexicon_module
from index.lexicon.lexicon import StoredLexicon
from tests.archives import lexicon_of

words = st.dictionaries(
    st.sampled_from(["ज़मीन", "जमीन", "लड़का", "लडका", "गाँव", "गांव", "SCO", "एससीओ", "2024", "दिन"]).map(surface),
    st.integers(1, 9), min_size=1,
)  # fmt: skip

FORMS = [
    "खेल", "खेलों", "खेलता", "खेली", "नेता", "नेताओं", "ने", "लडका", "लडके", "लडकों", "लडकी", "लडकियों", "बडा", "बडे", "बडी",
    "किया", "करना", "करेगा", "की", "दिल्ली", "रूस", "रूसी", "घर", "घरों", "जाति", "जातियों", "जाती", "जाना", "गया",
]  # fmt: skip


@given(words)
def test_a_lexicon_counts_the_articles_of_each_spelling(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[str, int]
) -> None:
    lexicon = lexicon_of(tmp_path_factory.mktemp("lexicon") / "x", counts)
    terms = {term_of(spelling) for spelling in counts}
    for term in terms:
        held = {spelling: count for spelling, count in counts.items() if term_of(spelling) == term}
        assert lexicon.document_count(term) == max(held.values())
        assert dict(lexicon.spellings(term)) == held
    assert lexicon.document_count("न" * 9) == 0
    assert lexicon.spellings("न" * 9) == []


def test_sound_buckets_hold_the_words_of_one_key(tmp_path: Path) -> None:
    terms = {"कजाखस्तान": 3, "कजाकिस्तान": 2, "पाकिस्तान": 9}
    lexicon = lexicon_of(tmp_path / "x", terms)
    found = lexicon.sounding_like("कजाखिस्तान", min_probability=0.5)
    assert {(term, documents) for term, _, documents in found} == {("कजाकिस्तान", 2), ("कजाखस्तान", 3)}
    assert [likely for _, likely, _ in found] == sorted((likely for _, likely, _ in found), reverse=True)
    for term, likely, _ in found:
        assert likely == pytest.approx(same_name_probability("कजाखिस्तान", term))
    assert lexicon.sounding_like("पाकिस्तान", min_probability=0.5) == []
    assert lexicon.sounding_like("आई", min_probability=0.5) == []


def test_spellings_come_most_frequent_first(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path / "x", {"एससीओ": 3, "SCO": 5, "एस.सी.ओ": 3})
    assert lexicon.spellings("sco") == [("sco", 5), ("एस.सी.ओ", 3), ("एससीओ", 3)]


@given(st.sets(st.sampled_from(FORMS), min_size=1))
def test_families_connect_what_the_slow_twin_calls_inflections(
    tmp_path_factory: pytest.TempPathFactory, terms: set[str]
) -> None:
    lexicon = lexicon_of(tmp_path_factory.mktemp("lexicon") / "x", dict.fromkeys(terms, 1))
    for term in FORMS:
        expected = {other for other in terms if other != term and are_inflections(term, other)}
        assert {other for other, _ in lexicon.inflections(term)} == expected


def test_latin_typing_finds_words_by_sound_and_prefers_the_frequent_one(tmp_path: Path) -> None:
    terms = {"मोदी": 90, "मोड़ी": 1, "मंडी": 20, "टोकाएव": 3, "जेलेंस्की": 2, "ओजेंपिक": 1, "चुनाव": 50, "राष्ट्रपति": 9}
    lexicon = lexicon_of(tmp_path / "x", terms)
    for typed, meant in [
        ("modi", "मोदी"), ("modee", "मोदी"), ("tokayev", "टोकाएव"), ("zelensky", "जेलेंस्की"), ("ozempic", "ओजेंपिक"),
        ("chunav", "चुनाव"), ("chunaav", "चुनाव"), ("rashtrapati", "राष्ट्रपति"), ("raashtrapati", "राष्ट्रपति"),
    ]:  # fmt: skip
        best = lexicon.romanized(typed, 5)[0]
        assert (best.term, best.probability >= 0.5) == (meant, True)
    assert lexicon.romanized("qwrtplkjh", 5) == []


@pytest.mark.parametrize(
    ("typed", "right", "wrong"),
    [
        ("sabina", "सबीना", "सबें"),  # n before a vowel is no anusvara
        ("alok", "आलोक", "लोक"),  # the vowel that begins a word is heard …
        ("gale", "गले", "अगले"),  # … and not there unless it is typed
        ("raje", "राजे", "राज्य"),
        ("sneha", "स्नेहा", "सने"),  # h between vowels is heard, and a behind it …
        ("daya", "दया", "दई"),  # … or behind y
        ("sofia", "सोफिया", "सोफी"),
        ("bhatt", "भट्ट", "भात"),
        ("canal", "केनाल", "सनल"),  # c before a is no स
        ("udayan", "उदयन", "उदयान"),
        ("mandore", "मंडोर", "मंदिर"),
        ("eritrea", "इरिट्रिया", "इरित्री"),
        ("surya", "सूर्य", "सारा"),
        ("maya", "माया", "मई"),
        ("sidhu", "सिद्धू", "सिंधु"),  # dh behind a vowel
        ("yudh", "युद्ध", "यादें"),
        ("rao", "राव", "रो"),  # ao at the end
        ("unnao", "उन्नाव", "उन्ना"),
        ("dawai", "दवाई", "दावे"),  # ai at the end is no ए
        ("olympics", "ओलंपिक", "ओलंपियास"),
    ],
)
def test_typed_hindi_is_read_as_it_is_heard(tmp_path: Path, typed: str, right: str, wrong: str) -> None:
    lexicon = lexicon_of(tmp_path / "lexicon", {right: 5, wrong: 5})
    assert [found.term for found in lexicon.romanized(typed, 1)] == [right]


@pytest.mark.parametrize(
    ("typed", "right", "wrong"),
    [
        ("senior", "सीनियर", "सेनानी"),
        ("hardware", "हार्डवेयर", "हरदवार"),
        ("preview", "प्रीव्यू", "प्रेम"),
        ("cushion", "कुशन", "कुशीन"),
        ("campus", "कैंपस", "चंपस"),
        ("actor", "एक्टर", "अस्तर"),
        ("lecture", "लेक्चर", "लकीर"),
        ("wine", "वाइन", "वन"),
        ("house", "हाउस", "होश"),
        ("guide", "गाइड", "गुदे"),
        ("balance", "बैलेंस", "बलंके"),
        ("gallery", "गैलरी", "गुलेर"),
        ("bottle", "बॉटल", "बत्तल"),
        ("education", "एजुकेशन", "दक्षिण"),
    ],
)
def test_english_is_read_as_it_is_said(tmp_path: Path, typed: str, right: str, wrong: str) -> None:
    lexicon = lexicon_of(tmp_path / "lexicon", {right: 5, wrong: 5})
    (found,) = lexicon.romanized(typed, 1)
    assert (found.term, found.probability > 0.5) == (right, True)


WORDS = ("मोदी", "मोड़ी", "मंडी", "टोकाएव", "टोकेव", "तोकाएव", "मुंबई", "मुबई", "चुनाव", "चनाव", "मदद", "मुदा")


@settings(max_examples=30)
@given(st.lists(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 4)), min_size=1, max_size=3))
def test_several_segments_answer_as_one_does(
    tmp_path_factory: pytest.TempPathFactory, parts: list[dict[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    lexicons = [lexicon_of(folder / str(number), part) for number, part in enumerate(parts)]
    together = StoredLexicon([])
    together._words = [words for lexicon in lexicons for words in lexicon._words]
    counts = Counter[str]()
    for part in parts:
        counts.update({term_of(word): count for word, count in part.items()})
    one = lexicon_of(folder / "one", counts)
    for word in WORDS:
        assert together.sounding_like(term_of(word), 0.3) == one.sounding_like(term_of(word), 0.3)
    for typed in ("modi", "tokayev", "mumbai", "chunav", "madad"):
        found, expected = together.romanized(typed, 2), one.romanized(typed, 2)
        assert found == expected


def test_rows_that_share_a_hash_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicons = [
        lexicon_of(tmp_path / "a", {"मोदी": 2, "मंडी": 1}),
        lexicon_of(tmp_path / "b", {"मोड़ी": 1, "मोदी": 1}),
    ]
    together = StoredLexicon([])
    together._words = [words for lexicon in lexicons for words in lexicon._words]
    expected = together.romanized("modi", 3)
    monkeypatch.setattr(lexicon_module, "_hashes", lambda matrix: np.zeros(len(matrix), np.uint64))
    assert together.romanized("modi", 3) == expected
