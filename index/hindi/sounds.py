"""Tier 3: how alike two different spellings sound, and how likely they name one thing.

Three steps, all computed, none a list of words. `phonemes` spells a folded word as sounds, with
the inherent vowel written out. `sound_key` is its coarse consonant skeleton, by which the words
of an archive are bucketed. `probability` turns a weighted edit distance and the word's length
into how sure we are that two spellings of one bucket are one word.

The weights are reasoned, not fitted: a difference is cheap when Hindi newspapers transcribing
one foreign name disagree on it (vowel length, ए/ऐ, ऑ/आ, aspiration, ट/त), dear when it usually
makes another word (voicing, place of articulation, the first letter, a final vowel).
"""

import math
from functools import lru_cache

from index.hindi.script import ANUSVARA, CONSONANTS, VIRAMA

INHERENT = "a"

_VOWELS = {
    "अ": "a", "आ": "A", "इ": "i", "ई": "I", "उ": "u", "ऊ": "U", "ऋ": "ri", "ए": "e", "ऐ": "E",
    "ओ": "o", "औ": "O", "ऑ": "Q", "ा": "A", "ि": "i", "ी": "I", "ु": "u", "ू": "U", "ृ": "ri",
    "े": "e", "ै": "E", "ो": "o", "ौ": "O", "ॉ": "Q",
}  # fmt: skip
_VOWEL_SOUNDS = frozenset("aAiIuUeEoOQ")

_SKELETON = {
    "क": "k", "ख": "k", "ग": "g", "घ": "g", "च": "c", "छ": "c", "ज": "j", "झ": "j",
    "ट": "t", "ठ": "t", "त": "t", "थ": "t", "ड": "d", "ढ": "d", "द": "d", "ध": "d",
    "प": "p", "फ": "p", "ब": "b", "भ": "b", "व": "b", "म": "m", "न": "n", "ण": "n", "ङ": "n", "ञ": "n",
    "र": "r", "ल": "l", "ळ": "l", "श": "s", "ष": "s", "स": "s",
}  # fmt: skip
"""Aspiration, dental/retroflex, sibilants and व/ब fall together; य, ह and vowels vanish."""

_VOWEL_COSTS = {
    frozenset(pair): cost
    for pair, cost in {
        "iI": 0.25, "uU": 0.25, "eE": 0.3, "oO": 0.3, "Qo": 0.3, "QO": 0.3, "QA": 0.35, "aA": 0.5,
        "ai": 0.5, "ie": 0.5, "Ie": 0.5, "uo": 0.5, "Uo": 0.5, "ae": 0.45, "aE": 0.5, "iE": 0.7, "au": 0.6,
        "aI": 0.7, "aQ": 0.5, "ao": 0.9, "aO": 0.9, "AE": 0.7, "Ae": 0.8, "Ao": 0.9, "AO": 0.9,
    }.items()
}  # fmt: skip
OTHER_VOWEL = 1.0

_CONSONANT_COSTS = {
    frozenset(pair): cost
    for cost, pairs in {
        0.15: ("शष", "नण", "लळ"),
        0.4: (
            "टत",
            "डद",
            "ठथ",
            "ढध",
            "कख",
            "गघ",
            "चछ",
            "जझ",
            "टठ",
            "डढ",
            "तथ",
            "दध",
            "बभ",
            "शस",
            "षस",
            "नङ",
            "नञ",
        ),
        0.5: ("पफ", "वब", "टथ", "ठत", "डध", "ढद"),
        0.9: ("कग", "टड", "तद", "पब", "चज", "सज", "वभ"),
    }.items()
    for pair in pairs
}
OTHER_CONSONANT = 2.5
_GLIDE_COSTS = {frozenset(pair): 0.3 for pair in ("यi", "यI", "यe", "वu", "वo")}
"""A glide beside a vowel is heard as one (इजरायल, इजराइल)."""

_GAP_COSTS = {"a": 0.3, "य": 0.5, "ह": 0.7, ANUSVARA: 0.7, VIRAMA: 0.1}
VOWEL_GAP = 0.7
CONSONANT_GAP = 2.0
DOUBLED_GAP = 0.25
"""A consonant written once or twice (अब्दुला, अब्दुल्ला)."""

FIRST_SOUND = 1.25
"""A difference at the first sound counts this many times."""
FINAL_VOWEL = 3.0
"""The last vowel tells number, gender or another word (जाति, जाती), so it counts this many times."""

MIN_SOUNDS = 4
"""Shorter words have too many neighbours to be guessed by sound alone (हॉल, हाल; दिन, दीन)."""
FORGIVEN_AT_MIN = 0.2
FORGIVEN_PER_SOUND = 0.17
STEEPNESS = 0.12
"""Distance forgiven at even odds = 0.2 + 0.17 for each sound beyond four; the logistic's width."""

Sounds = tuple[str, ...]


@lru_cache(maxsize=100_000)
def phonemes(term: str) -> Sounds:
    """Sounds of a folded Devanagari word: consonants as letters, vowels as Latin signs.

    The inherent vowel is written out except at the end of the word, where Hindi drops it.

    >>> "".join(phonemes("कमल"))
    'कaमaल'
    """
    sounds: list[str] = []
    open_consonant = False
    for char in term:
        if char in _VOWELS:
            sounds.extend("रi" if _VOWELS[char] == "ri" else _VOWELS[char])
            open_consonant = False
        elif char == VIRAMA:
            open_consonant = False
        elif char in CONSONANTS or char == ANUSVARA:
            if open_consonant:
                sounds.append(INHERENT)
            sounds.append(char)
            open_consonant = char != ANUSVARA
    return tuple(sounds)


@lru_cache(maxsize=100_000)
def sound_key(term: str) -> str:
    """Coarse consonant skeleton; words of one archive with equal keys are compared sound by sound.

    An anusvara is m before a labial and n elsewhere. Empty for words without consonants.
    """
    key: list[str] = []
    for index, char in enumerate(term):
        if char == ANUSVARA:
            following = _SKELETON.get(term[index + 1 : index + 2], "")
            sign = "m" if following in {"p", "b"} and term[index + 1] != "व" else "n"
        else:
            sign = "r" if char in "ऋृ" else _SKELETON.get(char, "")
        if sign and (not key or key[-1] != sign):
            key.append(sign)
    return "".join(key)


def distance(one: str, other: str) -> float:
    """Weighted edit distance between the sounds of two folded words; symmetric, 0 for the same sounds."""
    a, b = phonemes(one), phonemes(other)
    previous = [0.0]
    for j in range(len(b)):
        previous.append(previous[-1] + _gap(b, j))
    for i in range(len(a)):
        row = [previous[0] + _gap(a, i)]
        for j in range(len(b)):
            row.append(
                min(
                    previous[j + 1] + _gap(a, i),
                    row[j] + _gap(b, j),
                    previous[j] + _change(a, i, b, j),
                )
            )
        previous = row
    return previous[-1]


def _gap(sounds: Sounds, index: int) -> float:
    sound = sounds[index]
    if index and sounds[index - 1] == sound:
        cost = DOUBLED_GAP
    elif sound in _GAP_COSTS:
        cost = _GAP_COSTS[sound]
    else:
        cost = VOWEL_GAP if sound in _VOWEL_SOUNDS else CONSONANT_GAP
    return cost * _emphasis(sounds, index)


def _change(a: Sounds, i: int, b: Sounds, j: int) -> float:
    x, y = a[i], b[j]
    if x == y:
        return 0.0
    if x in _VOWEL_SOUNDS and y in _VOWEL_SOUNDS:
        cost = _VOWEL_COSTS.get(frozenset((x, y)), OTHER_VOWEL)
    else:
        pair = frozenset((x, y))
        cost = _CONSONANT_COSTS.get(pair) or _GLIDE_COSTS.get(pair, OTHER_CONSONANT)
    return cost * max(_emphasis(a, i), _emphasis(b, j))


def _emphasis(sounds: Sounds, index: int) -> float:
    if index == 0:
        return 1.0 if sounds[0] in _VOWEL_SOUNDS else FIRST_SOUND
    last = len(sounds) - 1
    final = index == last or (index == last - 1 and sounds[last] == ANUSVARA)
    return FINAL_VOWEL if final and sounds[index] in _VOWEL_SOUNDS else 1.0


def probability(one: str, other: str) -> float:
    """How likely two folded Devanagari words are spellings of one word, 0 to 1; symmetric.

    An initial अ (negation: ज्ञात, अज्ञात) and a vowel added at the end (भारत, भारती) are refused.
    """
    if one == other:
        return 1.0
    a, b = phonemes(one), phonemes(other)
    shorter = min(len(a), len(b))
    if shorter < MIN_SOUNDS or _negates(a, b) or _negates(b, a) or _ends_in_vowel(a) != _ends_in_vowel(b):
        return 0.0
    forgiven = FORGIVEN_AT_MIN + FORGIVEN_PER_SOUND * (shorter - MIN_SOUNDS)
    return 1.0 / (1.0 + math.exp(min(50.0, (distance(one, other) - forgiven) / STEEPNESS)))


def _negates(a: Sounds, b: Sounds) -> bool:
    return a[0] == INHERENT and b[0] not in _VOWEL_SOUNDS


def _ends_in_vowel(sounds: Sounds) -> bool:
    last = sounds[-1] if sounds[-1] != ANUSVARA else sounds[-2]
    return last in _VOWEL_SOUNDS
