"""Tier 3: how likely two words that sound alike are spellings of one name.

A weighted edit distance over placed sounds, set against the word's length, becomes a probability.
The weights are reasoned, not fitted: a difference is cheap when Hindi newspapers transcribing
one foreign name disagree on it (vowel length, ए/ऐ, ऑ/आ, aspiration, ट/त), dear when it usually
makes another word (voicing, place of articulation, the first letter, a final vowel).

`sound_probability` is the slow, obvious form of batch_similarity.py, which weighs a whole bucket at once;
`same_name_probability` adds what grammar says, for the few words that are left.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.hindi.script import ANUSVARA
from index.hindi.sounds import CODES, INHERENT, PLACED, VOWEL_SOUNDS, PhonemeContext, codes
from index.hindi.stems import listed_inflection_keys, shared_plural, verb_roots

Floats = NDArray[np.float64]

_VOWEL_COSTS = {
    frozenset(pair): cost
    for pair, cost in {
        "iI": 0.2, "uU": 0.2, "eE": 0.15, "oO": 0.3, "Qo": 0.15, "QO": 0.3, "QA": 0.35, "aA": 0.56,
        "ai": 0.4, "ie": 0.4, "Ie": 0.52, "uo": 0.53, "Uo": 0.53, "ae": 0.35, "aE": 0.6, "iE": 0.7, "au": 0.6,
        "aI": 0.95, "aQ": 0.5, "ao": 0.75, "aO": 0.9, "AE": 0.5, "Ae": 0.8, "Ao": 0.8, "AO": 0.9,
    }.items()
}  # fmt: skip
OTHER_VOWEL = 1.0

_CONSONANT_COSTS = {
    frozenset(pair): cost
    for cost, pairs in {
        0.1: ("नं", "मं", "णं", "ङं", "ञं"),
        0.15: ("शष", "नण", "लळ"),
        0.35: ("शस", "षस", "टत", "डद"),
        0.4: ("ठथ", "ढध", "कख", "गघ", "चछ", "जझ", "टठ", "डढ", "तथ", "दध", "पफ", "बभ", "नङ", "नञ"),
        0.5: ("टथ", "ठत", "डध", "ढद", "गज"),
        0.53: ("वब",),
        0.7: ("सज", "डर", "ढर"),
        0.9: ("कग", "टड", "तद", "पब", "चज", "वभ"),
    }.items()
    for pair in pairs
}  # fmt: skip
_GLIDE_COSTS = {frozenset(pair): 0.3 for pair in ("यi", "यI", "यe", "वu", "वo")}
"""A glide beside a vowel is heard as one (इजरायल, इजराइल)."""
OTHER_CONSONANT = 2.5

_GAP_COSTS = {INHERENT: 0.2, "य": 0.4, "व": 0.8, "ह": 0.7, ANUSVARA: 0.7}
VOWEL_GAP = 0.95
FIRST_VOWEL_GAP = 1.5
"""The vowel that begins a word makes another one (योजना, आयोजन; रीजनल, ओरिजनल)."""
CONSONANT_GAP = 2.0
DOUBLED_GAP = 0.4
"""A consonant written once or twice (अब्दुला, अब्दुल्ला)."""
DOUBLED_AFTER_INITIAL = 0.26
"""The same after the vowel that begins a word, where Hindi has hardly a pair of words (एपल, एप्पल; अमान, अम्मान)."""
Y_BEFORE_U = 0.2
"""यू after a consonant in loans (टूना, ट्यूना)."""
I_BEFORE_GLIDE = 0.2
"""टोकियो and टोक्यो."""
V_AFTER_CONSONANT = 0.5
"""The sound of English oi, written वाइ or ाइ (प्वाइंट, पाइंट)."""
FIRST_INHERENT_GAP = 0.4
"""The first consonant with its vowel or joined to the next (सवर्ण, स्वर्ण; करूर, क्रूर)."""
PROTHETIC_GAP = 0.2
"""A vowel put before स and another consonant to ease it (स्टेट, इस्टेट)."""

FIRST_SOUND = 1.25
"""A difference at the first consonant counts this many times."""
LAST_VOWEL = 3.0
"""The last vowel tells number, gender or another word (नेता, नीति), so it counts this many times."""
LAST_LENGTH = 0.8
"""The mere length of the last vowel (भक्ति, भक्ती) counts less than elsewhere: Hindi speaks both alike there."""

RU = 0.1
"""रु and रू look alike in print and are typed for each other (रुपया, रूपया; अरुण, अरूण)."""
LENGTH_AFTER_VOWEL = 0.1
"""Length of i or u right after another vowel is not heard (साइड, साईड)."""
INITIAL_A_AND_E = 0.25
"""The a of an English name at its start (अकादमी, एकेडमी; अल्फा, एल्फा)."""
INITIAL_U_AND_O = 0.5
"""उड़िया and ओड़िया, उसामा and ओसामा; later in a name they are two (गुंडा, गोंडा)."""
INITIAL_LENGTH = 0.4
"""अ and आ at the start of a name (अहमद, आहमद)."""
O_BESIDE_CLUSTER = 0.2
"""ऑ for आ is dear in short words (हॉल, हाल), but beside two consonants few are near (स्टाफ, स्टॉफ)."""
INITIAL_BREATH = 0.6
"""क and ख, प and फ at the start are two words in Hindi (कट्टर, खट्टर; पैशन, फैशन)."""
LONG_A_BESIDE_CLUSTER = 0.52
"""ा for the inherent vowel before two consonants (कश्मीर, काश्मीर): too dear in words of five sounds only."""
LONG_A_IN_FIRST_SYLLABLE = 0.53
"""मलावी and मालावी; five sounds tell मलिक from मालिक."""
A_AND_E_IN_FIRST_SYLLABLE = 0.52
"""Newspapers write जोसफ and जोसेफ, but कन्या is no केन्या."""
A_AND_I_IN_FIRST_SYLLABLE = 0.56
"""करण is no किरण; later in a word the vowel is weak (वापस, वापिस; साहब, साहिब)."""
I_AND_E_IN_FIRST_SYLLABLE = 0.4
"""मीट्रिक and मेट्रिक; later in a name it tells नीतीश from नीतेश."""
LAST_E = 0.6
"""ई and ए after the inherent vowel at the end (गुंडई, गुंडे)."""
FINAL_FLAP_COST = 0.5
"""ड़ and र at the end of a name (राठौड़, राठौर)."""
INITIAL_V_AND_B = 0.4
"""At the start of a name, eastern Hindi and Bengali have ब for व (विनोद, बिनोद)."""

TOLERANCE = (0.0, 0.0, 0.0, 0.16, 0.27, 0.51, 0.54, 0.9, 0.92, 1.3, 1.4, 1.6, 1.8)
"""Distance at even odds, by the sounds of the shorter word (the last for all longer ones). The fewer
sounds, the more neighbours: three forgive one slight difference (जॉन, जोन) but no length (दिन, दीन),
six nothing that tells माध्यम from मध्यम, and beyond seven hardly a Hindi word has a near neighbour."""
MIN_SOUNDS = 3
STEEPNESS = 0.12
"""Width of the logistic."""
WEIGHTS_VERSION = 1
"""Increase it when a weight or its scope changes: segments store distances (index/lexicon/neighbours.py)."""

LONG_VERB = 6
"""Sounds from which on a near miss of a verb's form is rather a misspelling of it, unless ा for the
inherent vowel is all that differs (मनता, मानता)."""
PREFIXES = {"परि", "प्र"}
"""Sanskrit prefixes that sound alike and make other words (परिवर्तन, प्रवर्तन)."""
DERIVING = ("ीय", "य", "्य")
"""Endings that make another word of a noun (महानगरीय, स्वराज्य)."""

_GAPS_BY_CONTEXT = {
    PhonemeContext.PROTHETIC: PROTHETIC_GAP,
    PhonemeContext.DOUBLED: DOUBLED_GAP,
    PhonemeContext.DOUBLED_AFTER_INITIAL: DOUBLED_AFTER_INITIAL,
    PhonemeContext.AFTER_CONSONANT: Y_BEFORE_U,
    PhonemeContext.BEFORE_GLIDE: I_BEFORE_GLIDE,
}

_LENGTHS = frozenset({frozenset("iI"), frozenset("uU")})
_AFTER_VOWEL = frozenset({PhonemeContext.AFTER_VOWEL, PhonemeContext.LAST_AFTER_VOWEL})
_FIRST = frozenset({PhonemeContext.FIRST})
_FIRST_VOWEL = frozenset({PhonemeContext.FIRST_VOWEL, PhonemeContext.BEFORE_CLUSTER})
_LAST = frozenset({PhonemeContext.LAST, PhonemeContext.LAST_AFTER_R, PhonemeContext.LAST_AFTER_VOWEL})
_SPECIAL = (
    (frozenset("वब"), _FIRST, INITIAL_V_AND_B),
    *((frozenset(pair), _FIRST, INITIAL_BREATH) for pair in ("कख", "गघ", "चछ", "जझ", "पफ", "बभ")),
    (frozenset("ae"), _FIRST, INITIAL_A_AND_E),
    (frozenset("aE"), _FIRST, INITIAL_A_AND_E),
    (frozenset("aA"), _FIRST, INITIAL_LENGTH),
    (frozenset("uo"), _FIRST, INITIAL_U_AND_O),
    (
        frozenset("QA"),
        frozenset({PhonemeContext.BESIDE_CLUSTER, PhonemeContext.BEFORE_CLUSTER}),
        O_BESIDE_CLUSTER,
    ),
    (frozenset("aA"), frozenset({PhonemeContext.BEFORE_CLUSTER}), LONG_A_BESIDE_CLUSTER),
    (frozenset("aA"), _FIRST_VOWEL, LONG_A_IN_FIRST_SYLLABLE),
    (frozenset("ae"), _FIRST_VOWEL, A_AND_E_IN_FIRST_SYLLABLE),
    (frozenset("ai"), _FIRST_VOWEL, A_AND_I_IN_FIRST_SYLLABLE),
    (frozenset("ai"), _FIRST, A_AND_I_IN_FIRST_SYLLABLE),
    (frozenset("Ie"), _FIRST_VOWEL, I_AND_E_IN_FIRST_SYLLABLE),
    *((frozenset(pair), frozenset({PhonemeContext.FINAL_FLAP}), FINAL_FLAP_COST) for pair in ("डर", "ढर")),
    (frozenset("uU"), frozenset({PhonemeContext.AFTER_R, PhonemeContext.LAST_AFTER_R}), RU),
    (frozenset("eE"), frozenset({PhonemeContext.LAST}), LAST_E),
    *((length, _AFTER_VOWEL, LENGTH_AFTER_VOWEL) for length in _LENGTHS),
)
"""Pairs that cost less where both stand in certain contexts."""


def _gap(sound: str, context: PhonemeContext) -> float:
    """Return the cost of a sound that the other word lacks."""
    if (sound, context) == ("व", PhonemeContext.AFTER_CONSONANT):
        return V_AFTER_CONSONANT
    if context in _GAPS_BY_CONTEXT:
        return _GAPS_BY_CONTEXT[context]
    if sound == INHERENT and context in _FIRST_VOWEL:
        return FIRST_INHERENT_GAP
    if sound in VOWEL_SOUNDS and sound != INHERENT and context is PhonemeContext.FIRST:
        return FIRST_VOWEL_GAP
    cost = _GAP_COSTS.get(sound, VOWEL_GAP if sound in VOWEL_SOUNDS else CONSONANT_GAP)
    return cost * _emphasis(sound, context)


def _change(x: str, x_context: PhonemeContext, y: str, y_context: PhonemeContext) -> float:
    """Return the cost of one sound for another."""
    if x == y:
        return 0.0
    pair, contexts = frozenset((x, y)), {x_context, y_context}
    for special, where, cost in _SPECIAL:
        if pair == special and contexts <= where:
            return cost
    emphasis = max(_emphasis(x, x_context), _emphasis(y, y_context))
    return _plain_change(x, y) * (LAST_LENGTH if pair in _LENGTHS and emphasis == LAST_VOWEL else emphasis)


def _plain_change(x: str, y: str) -> float:
    """Return the cost of one sound for another, wherever they are."""
    if x == y:
        return 0.0
    pair = frozenset((x, y))
    if x in VOWEL_SOUNDS and y in VOWEL_SOUNDS:
        return _VOWEL_COSTS.get(pair, OTHER_VOWEL)
    return _CONSONANT_COSTS.get(pair) or _GLIDE_COSTS.get(pair, OTHER_CONSONANT)


def _emphasis(sound: str, context: PhonemeContext) -> float:
    if context is PhonemeContext.FIRST and sound not in VOWEL_SOUNDS:
        return FIRST_SOUND
    return LAST_VOWEL if context in _LAST else 1.0


_SOUNDS = tuple(dict.fromkeys(sound for sound, _ in PLACED))
_SOUND_NUMBERS = np.array([_SOUNDS.index(sound) for sound, _ in PLACED])
_EMPHASES = np.array([_emphasis(*placed) for placed in PLACED])


@cache
def gap_costs() -> Floats:
    """Return float64[codes + 1]: cost of each placed sound against nothing; the last one is for PAD."""
    return np.array([*(_gap(*placed) for placed in PLACED), 0.0])


@cache
def change_costs(code: int) -> Floats:
    """Return float64[codes + 1]: the cost of one placed sound against each; the last value is for PAD.

    A word has some ten sounds: their rows take a millisecond, the whole table a tenth of a second. `_change` is the
    slow twin of a value.
    """
    x, x_context = PLACED[code]
    emphasis = np.maximum(_emphasis(x, x_context), _EMPHASES)
    factor = np.where((emphasis == LAST_VOWEL) & _differ_in_length(x), LAST_LENGTH, emphasis)
    row = np.array([_plain_change(x, y) for y in _SOUNDS])[_SOUND_NUMBERS] * factor
    for pair, where, cost in reversed(_SPECIAL):
        if x in pair and x_context in where:
            for context in where:
                for y in pair - {x}:
                    if (other := CODES.get((y, context))) is not None:
                        row[other] = cost
    return np.append(row, 0.0)


def _differ_in_length(x: str) -> NDArray[np.bool_]:
    """Return bool[codes]: which sounds are the long or short vowel that belongs to x."""
    differ = np.array([frozenset((x, y)) in _LENGTHS for y in _SOUNDS])
    by_code: NDArray[np.bool_] = differ[_SOUND_NUMBERS]
    return by_code


def distance(one: str, other: str) -> float:
    """Return weighted edit distance between two folded words; symmetric, 0 for the same sounds."""
    a, b = codes(one), codes(other)
    gap = gap_costs()
    previous = [0.0]
    for y in b:
        previous.append(previous[-1] + float(gap[y]))
    for x in a:
        row = [previous[0] + float(gap[x])]
        for j, y in enumerate(b):
            row.append(
                min(
                    previous[j + 1] + float(gap[x]),
                    row[j] + float(gap[y]),
                    previous[j] + float(change_costs(x)[y]),
                )
            )
        previous = row
    return previous[-1]


def same_name_probability(one: str, other: str, cost: float | None = None) -> float:
    """Return how likely two folded Devanagari words are spellings of one word, 0 to 1; symmetric.

    `sound_probability`, corrected by what only grammar can tell: forms of two different verbs
    (बचने, बचाने) and a word and its adjective (महानगर, महानगरीय) are refused, and an ending of the plural
    that both words have (नदियों, निधियों) does not make them longer. `cost` is their distance where it is known,
    infinite if they are refused by sound.
    """
    if one == other:
        return 1.0
    sounds = min(len(codes(one)), len(codes(other)))
    if _are_other_words(one, other, sounds) or _derives(one, other) or _derives(other, one):
        return 0.0
    ending = shared_plural(one, other)
    if ending:
        sounds = min(len(codes(one.removesuffix(ending))), len(codes(other.removesuffix(ending))))
    if cost is None:
        return min(sound_probability(one, other), _chance(distance(one, other), sounds))
    return _chance(cost, sounds) if math.isfinite(cost) else 0.0


def sound_probability(one: str, other: str) -> float:
    """Return the probability by sound and length alone, no less than same_name_probability; 1 for the same word.

    An initial अ (negation: ज्ञात, अज्ञात) and a vowel added at the end (भारत, भारती) are refused.
    """
    if one == other:
        return 1.0
    a, b = codes(one), codes(other)
    if not a or not b or _negates(a, b) or _negates(b, a) or ends_open(a) != ends_open(b):
        return 0.0
    return _chance(distance(one, other), min(len(a), len(b)))


def _chance(cost: float, sounds: int) -> float:
    """Return the logistic of a distance minus the tolerance for that many sounds."""
    if sounds < MIN_SOUNDS:
        return 0.0
    forgiven = TOLERANCE[min(sounds, len(TOLERANCE) - 1)]
    return 1.0 / (1.0 + math.exp(min(50.0, (cost - forgiven) / STEEPNESS)))


def _are_other_words(one: str, other: str, sounds: int) -> bool:
    """Return whether these are forms of two listed words, or of a verb and something else (जाती, जाति)."""
    known, other_known = listed_inflection_keys(one), listed_inflection_keys(other)
    if known and other_known:
        return known.isdisjoint(other_known)
    short = sounds < LONG_VERB + (one.replace("ा", "") == other.replace("ा", ""))
    if short and (verb_roots(one) or verb_roots(other)):
        return True
    return {one[:3], other[:3]} == PREFIXES


def _derives(word: str, longer: str) -> bool:
    return longer.startswith(word) and longer[len(word) :] in DERIVING


IS_VOWEL = np.array([*(sound in VOWEL_SOUNDS for sound, _ in PLACED), False])
IS_OPEN_END = np.array([*(context in _LAST for _, context in PLACED), False])
IS_INITIAL_A = np.array([*(placed == (INHERENT, PhonemeContext.FIRST) for placed in PLACED), False])


def _negates(a: bytes, b: bytes) -> bool:
    return bool(IS_INITIAL_A[a[0]]) and not IS_VOWEL[b[0]]


def ends_open(word: bytes) -> bool:
    """Return whether the word ends in a vowel, nasal or not."""
    return any(IS_OPEN_END[code] for code in word[-2:])
