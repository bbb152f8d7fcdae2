"""Tier 3: how likely two spellings are one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi import phonetic_similarity
from index.hindi.phonetic_similarity import (
    distance,
    same_name_probability,
    sound_probability,
)
from index.hindi.sounds import PLACED, sound_keys
from index.hindi.spelling import fold

devanagari = st.text(st.characters(min_codepoint=0x0904, max_codepoint=0x094D), max_size=10).map(fold)

ONE_NAME = [
    ("कज़ाखस्तान", "कजाखस्तान"), ("कज़ाखस्तान", "कजाखिस्तान"), ("कज़ाखस्तान", "कज़ाकिस्तान"),
    ("कजाखिस्तान", "कजाकिस्तान"), ("टोकायेव", "टोकाएव"), ("टोकायेव", "तोकायेव"), ("टोकाएव", "तोकायेव"),
    ("कासिम", "कासीम"), ("ऑस्ट्रेलिया", "आस्ट्रेलिया"), ("डॉक्टर", "डाक्टर"), ("कॉलेज", "कालेज"),
    ("अक्टूबर", "अक्तूबर"), ("पुतिन", "पूतिन"), ("यूक्रेन", "युक्रेन"), ("इज़राइल", "इजरायल"), ("अमेरिका", "अमरीका"),
    ("रुपए", "रूपए"), ("नेहरु", "नेहरू"), ("टेस्ट", "टैस्ट"), ("पायलट", "पाइलट"), ("विएना", "वियना"),
    ("साइड", "साईड"), ("इस्टेट", "स्टेट"), ("नरक", "नर्क"), ("भक्ति", "भक्ती"), ("साहब", "साहेब"),
    ("जॉन", "जोन"), ("रवि", "रवी"), ("स्टाफ", "स्टॉफ"), ("अकादमी", "एकादमी"), ("इज़राइल", "इसराइल"), ("इन्कार", "इनकार"),
    ("चिह्न", "चिन्ह"), ("बायां", "बांया"), ("गोविंद", "गोबिंद"), ("विनोद", "बिनोद"), ("जिनेवा", "जेनेवा"),
    ("नदियों", "नदीयों"), ("एंग्विला", "एंगुइला"), ("कश्मीर", "काश्मीर"), ("मर्केल", "मार्केल"), ("बुमराह", "बुमरा"), ("जेद्दा", "जेद्दाह"),
    ("नीदरलैंड", "नीदरलैंड्स"), ("राठौड़", "राठौर"), ("अडानी", "अडाणी"), ("एंजेला", "एंगेला"), ("दिवाली", "दीवाली"), ("वापस", "वापिस"),
    ("जोसफ", "जोसेफ"), ("मीट्रिक", "मेट्रिक"), ("दोबारा", "दुबारा"),
    ("अयूब", "अय्यूब"), ("एपल", "एप्पल"), ("लिओन", "लियोन"), ("टोकियो", "टोक्यो"), ("सिओल", "सियोल"), ("चेन्नई", "चेन्नै"), ("ट्यूनीशिया", "टूनीशिया"),
    ("अरोड़ा", "अरोरा"), ("हावड़ा", "हावरा"), ("सतारा", "सातारा"), ("मलावी", "मालावी"), ("पाइंट", "प्वाइंट"), ("हवेरी", "हावेरी"),
]  # fmt: skip
TWO_WORDS = [
    ("हॉल", "हाल"), ("कॉफी", "काफी"), ("दिन", "दीन"), ("जाति", "जाती"), ("पाकिस्तान", "कजाकिस्तान"),
    ("लड़का", "लड़की"), ("भारत", "भारती"), ("नेता", "नीति"), ("ज्ञात", "अज्ञात"), ("पिता", "पीता"), ("में", "मैं"),
    ("उज़्बेकिस्तान", "पाकिस्तान"), ("सम्मेलन", "सम्मेलनों"), ("रूस", "रूसी"),
    ("केवल", "केबल"), ("कमल", "कमाल"), ("बदल", "बादल"), ("चंद्र", "चंद्रा"), ("मलिक", "मालिक"), ("मध्यम", "माध्यम"), ("संसद", "सांसद"), ("संशोधन", "संसाधन"),
    ("बचने", "बचाने"), ("चलेंगे", "चलाएंगे"), ("नदियों", "निधियों"), ("भारतीयों", "भर्तियों"), ("महानगर", "महानगरीय"),
    ("करण", "किरण"), ("खट्टर", "कट्टर"), ("गोंडा", "गुंडा"), ("नीतीश", "नीतेश"), ("कन्या", "केन्या"), ("रमन", "रेमन"), ("स्टेंट", "स्टंट"),
    ("बंकर", "बैंकर"), ("कमरा", "कैमरा"), ("मसूर", "मैसूर"), ("करूर", "क्रूर"), ("रामलला", "रामलीला"), ("मुर्दाबाद", "मुरादाबाद"), ("अशांत", "इशांत"),
    ("स्वराज", "स्वराज्य"), ("स्वीकार", "स्वीकार्य"), ("पैशन", "फैशन"), ("विस्तृत", "विस्तारित"), ("रघुवर", "रघुवीर"), ("पुतिन", "पोतिन"), ("पनाह", "पना"),
    ("दुबई", "दुबी"), ("मनता", "मानता"), ("धनिया", "धन्या"), ("सानिया", "सोनिया"), ("अधिकारियों", "अधिकारों"), ("कड़वा", "करवा"), ("कार्टर", "क्वार्टर"),
    ("पोस्टर", "पास्टर"), ("गुंडई", "गुंडे"), ("पका", "पक्का"), ("क्रियान्वयन", "कार्यान्वयन"), ("सखियां", "संख्यां"),
    ("भारती", "भारतीय"), ("साड़ियां", "शादियां"), ("मिल", "मील"), ("पुत्रों", "पत्रों"), ("बिल्ली", "बिली"),
]  # fmt: skip


def merged(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return a == b or (not set(sound_keys(a)).isdisjoint(sound_keys(b)) and same_name_probability(a, b) >= 0.5)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_join(one: str, other: str) -> None:
    assert merged(one, other)


@pytest.mark.parametrize(("one", "other"), TWO_WORDS)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert not merged(one, other)


@given(devanagari, devanagari)
def test_distance_and_probability_are_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert 0.0 <= same_name_probability(one, other) <= 1.0
    assert same_name_probability(one, other) == pytest.approx(same_name_probability(other, one))


@given(devanagari)
def test_a_word_sounds_like_itself(word: str) -> None:
    assert distance(word, word) == 0.0
    assert same_name_probability(word, word) == 1.0


@given(devanagari, devanagari)
def test_grammar_only_ever_lowers_what_sound_says(one: str, other: str) -> None:
    assert same_name_probability(one, other) <= sound_probability(one, other)


def test_rows_of_costs_agree_with_the_cost_of_each_pair() -> None:
    for code, one in enumerate(PLACED):
        plain = [*(phonetic_similarity._change(*one, *other) for other in PLACED), 0.0]
        assert phonetic_similarity.change_costs(code).tolist() == plain, one
