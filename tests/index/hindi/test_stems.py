"""Tier 2: forms of one word, and names that only look like forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.spelling import fold
from index.hindi.stems import (
    NOUN_ENDINGS,
    NounEnding,
    are_inflections,
    inflection_keys,
    shared_plural,
    verb_roots,
)

ONE_WORD = [
    ("गांधी", "गांधीजी"), ("अखिलेश", "अखिलेशजी"), ("लड़का", "लड़के"), ("लड़का", "लड़कों"), ("लड़की", "लड़कियाँ"), ("लड़की", "लड़कियों"), ("घर", "घरों"), ("बात", "बातें"),
    ("नेता", "नेताओं"), ("भाषा", "भाषाएँ"), ("वस्तु", "वस्तुओं"), ("हिंदू", "हिंदुओं"), ("जाति", "जातियों"), ("कुआँ", "कुएँ"),
    ("चिड़िया", "चिड़ियों"), ("रुपया", "रुपये"), ("रुपया", "रुपयों"), ("भाई", "भाइयों"), ("भाई", "भाईयों"), ("दवाई", "दवाइयाँ"),
    ("पार्टी", "पार्टीयों"), ("विषय", "विषयों"), ("जुआ", "जुए"), ("फोटो", "फोटोओं"), ("किराया", "किराए"),
    ("बड़ा", "बड़ी"), ("नया", "नये"), ("नया", "नयी"), ("पहला", "पहली"), ("मेरा", "मेरे"), ("दायां", "दाईं"), ("पाँचवाँ", "पाँचवीं"),
    ("17वीं", "17वें"), ("घरवाला", "घरवाले"), ("चमकीला", "चमकीली"), ("दोगुना", "दोगुनी"),
    ("चलना", "चलेगा"), ("चलना", "चला"), ("चलकर", "चलूँगी"), ("आना", "आएँगे"), ("आना", "आये"), ("आया", "आई"), ("सोता", "सोया"), ("सोना", "सोने"), ("खाता", "खातों"), ("जीता", "जीतना"), ("जाना", "जाते"), ("जानें", "जानना"),
    ("पीना", "पिया"), ("पीना", "पिएगा"), ("छूना", "छुआ"), ("करना", "किया"), ("करना", "कीजिए"), ("जाना", "गया"), ("जाना", "गई"),
    ("होना", "हुआ"), ("देना", "दिया"), ("लेना", "लीजिए"), ("बनाना", "बनाया"), ("करवाना", "करवाएगा"), ("देखनेवाले", "देखा"),
    ("छिपाना", "छुपाया"),
]  # fmt: skip
OTHER_WORDS = [
    ("नेता", "ने"), ("पिता", "पीता"), ("पिता", "पि"), ("दिल्ली", "दिल्ला"), ("रूस", "रूसी"), ("यादव", "यादवी"), ("गांधी", "गांधा"),
    ("दो", "देना"), ("बा", "बाजी"), ("मर", "मर्जी"), ("शिवा", "शिवाजी"), ("लड़का", "लड़की"), ("बनना", "बनाना"), ("राम", "रमा"), ("धोनी", "धोना"), ("सीता", "सीना"), ("पानी", "पाना"), ("खेती", "खेत"),
    ("ठाकरे", "ठाकरा"), ("गाड़ी", "गाड़ा"), ("भाई", "भाया"), ("क्या", "क्यों"), ("अडानी", "अड़ा"), ("जनता", "जनना"), ("में", "मैं"),
    ("कमल", "कमला"), ("शिंदे", "शिंदा"), ("माला", "माली"), ("बीमा", "बीमार"), ("सही", "सहा"), ("फिर", "फिरा"),
    ("धरना", "धरती"), ("खाता", "खाना"), ("सोना", "सोया"), ("सोची", "सोचना"), ("जान", "जानना"), ("जान", "जानें"), ("बांध", "बांधे"), ("मना", "मनाया"),
    ("जीता", "जीना"), ("जाना", "जानना"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_WORD)
def test_forms_of_one_word_are_a_family(one: str, other: str) -> None:
    assert are_inflections(fold(one), fold(other))


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS)
def test_other_words_are_not(one: str, other: str) -> None:
    assert not are_inflections(fold(one), fold(other))


@pytest.mark.parametrize(
    "name", ["नेता", "पिता", "दिल्ली", "रूस", "यादव", "गांधी", "मोदी", "सीता", "धोनी", "सोनिया", "पुणे"]
)
def test_names_and_titles_stay_themselves(name: str) -> None:
    assert inflection_keys(fold(name)) == (fold(name),)


@pytest.mark.parametrize("ending", NOUN_ENDINGS)
def test_every_ending_shows_by_its_example(ending: NounEnding) -> None:
    for pair in ending.example.split(",")[:1]:
        form, singular = (fold(word.strip()) for word in pair.split("→"))
        assert form.endswith(ending.ending)
        assert are_inflections(form, singular)


@given(st.text(max_size=12).map(fold))
def test_any_term_is_in_its_own_family_or_in_none(term: str) -> None:
    assert not inflection_keys(term) or inflection_keys(term)[0] == term
    assert len(inflection_keys(term)) <= 16


def test_two_plurals_share_their_ending() -> None:
    assert shared_plural("नदियों", "निधियों") == "ियों"
    assert shared_plural("घर", "घरों") == ""


def test_roots_of_a_form() -> None:
    assert verb_roots("किया") == {"कर"}
    assert verb_roots("दिल्ली") == set()
