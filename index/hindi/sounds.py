"""How a folded Devanagari word sounds: its phonemes, where each stands, and a coarse key.

`phonemes` spells the word as sounds with the inherent vowel written out; `codes` adds where each
sound stands, because the same difference weighs more at the start or the end of a word than
inside it; `sound_keys` are the consonant skeletons by which an archive's words are bucketed.
"""

import re
from enum import IntEnum
from functools import lru_cache
from itertools import chain, combinations, islice

from index.hindi.script import ANUSVARA, CONSONANTS, VIRAMA

INHERENT = "a"
VOWEL_SOUNDS = "aAiIuUeEoOQ"
"""a आ=A i ई=I u ऊ=U e ऐ=E o औ=O ऑ=Q."""

VOWELS = {
    "अ": "a", "आ": "A", "इ": "i", "ई": "I", "उ": "u", "ऊ": "U", "ऋ": "ri", "ए": "e", "ऐ": "E",
    "ओ": "o", "औ": "O", "ऑ": "Q", "ा": "A", "ि": "i", "ी": "I", "ु": "u", "ू": "U", "ृ": "ri",
    "े": "e", "ै": "E", "ो": "o", "ौ": "O", "ॉ": "Q",
}  # fmt: skip

_SKELETON = {
    "क": "k", "ख": "k", "ग": "g", "घ": "g", "च": "c", "छ": "c", "ज": "j", "झ": "j",
    "ट": "t", "ठ": "t", "त": "t", "थ": "t", "ड": "d", "ढ": "d", "द": "d", "ध": "d",
    "प": "p", "फ": "p", "ब": "b", "भ": "b", "व": "b", "म": "m", "न": "n", "ण": "n", "ङ": "n", "ञ": "n",
    "र": "r", "ल": "l", "ळ": "l", "श": "s", "ष": "s", "स": "s",
}  # fmt: skip
"""Aspiration, dental/retroflex, sibilants and व/ब fall together; य, ह and vowels vanish."""

_BREATHED = re.compile(f"([नमणल]){VIRAMA}ह")
"""ह before a nasal or ल is often spoken, and so written, after it (चिह्न, चिन्ह; ब्रह्मा, ब्रम्हा)."""
_SPREAD = re.compile(f"{ANUSVARA}(य?[आईएओऐाीेोै]){ANUSVARA}?$")
"""A nasal vowel spreads over the last glide; the dot stands on either side or on both (दायां, दांया)."""

_SILENT_H = re.compile("(?<=.{4}A)ह$")
"""ह after ा at the end of a long name is not heard (बुमराह, जेद्दाह); पनाह and गुनाह keep theirs."""
_ENGLISH_PLURAL = re.compile(f"(?<=.{{7}}[^{VOWEL_SOUNDS}])स$")
"""The s of नीदरलैंड्स, रिपब्लिकन्स, which newspapers leave out."""

_LAST_U_OF_TOWNS = re.compile("(?<=.{4}[uU]र)[uU]$")
"""The u that ends the names of towns in Kannada and that other newspapers leave out (बेंगलुरु, बेंगलूर)."""

Sounds = tuple[str, ...]


_CONSONANTS = frozenset(CONSONANTS)
_SAID = {sign: "रi" if sound == "ri" else sound for sign, sound in VOWELS.items()}
_HIATUS = re.compile("(?<=[iI])(?=[AoOQuU])")
"""i is heard with a glide before another vowel, written or not (लिओन, लियोन)."""
_GLIDE = re.compile(f"(?<=[{VOWEL_SOUNDS}])य{INHERENT}(?=.)")


@lru_cache(maxsize=20_000)
def phonemes(term: str) -> Sounds:
    """Return the sounds of a folded Devanagari word: consonants as letters, vowels as Latin signs.

    The inherent vowel is written out except at the end of the word, where Hindi drops it. A य with
    its inherent vowel between a vowel and a consonant is heard as i, after i as e (पायलट, पाइलट;
    वियना, विएना).

    >>> "".join(phonemes("कमल"))
    'कaमaल'
    """
    return tuple(phoneme_string(term))


def phoneme_string(term: str) -> str:
    """Return the phonemes as one string, a sign each."""
    if "ह" in term:
        term = _BREATHED.sub(rf"ह{VIRAMA}\1", term)
    if ANUSVARA in term:
        term = _SPREAD.sub(rf"\1{ANUSVARA}", term)
    sounds: list[str] = []
    open_consonant = False
    for index, char in enumerate(term):
        if char in _CONSONANTS:
            sounds.append(INHERENT + char if open_consonant else char)
            open_consonant = True
        elif open_consonant and char in "इई" and index == len(term) - 1:
            sounds.append("E")
            open_consonant = False
        elif char in _SAID:
            sounds.append(_SAID[char])
            open_consonant = False
        elif char == VIRAMA:
            open_consonant = False
        elif char == ANUSVARA:
            sounds.append(INHERENT + char if open_consonant else char)
            open_consonant = False
    return _without_unheard("".join(sounds))


def _without_unheard(text: str) -> str:
    """Return phonemes as they are heard: glides as vowels, endings that newspapers leave out left out."""
    while glide := _GLIDE.search(text):
        # One after the other: what one glide becomes decides how the next is heard.
        sound = "e" if text[glide.start() - 1] in "iI" else "i"
        text = text[: glide.start()] + sound + text[glide.end() :]
    text = _HIATUS.sub("य", text)
    for unheard in (_ENGLISH_PLURAL, _SILENT_H, _LAST_U_OF_TOWNS):
        text = unheard.sub("", text)
    return text


_TWO_WAYS = {"ज": "js", "ड": "dr", "ढ": "dr"}
"""Inside a word ज may be heard as z and typed as स, ड and ढ may be the flaps ड़ and ढ़, heard as र."""
MAX_KEYS = 10
_SPECIAL = frozenset({ANUSVARA, "न", "व", "ग", "स", *_TWO_WAYS})
"""Letters whose signs depend on what stands around them."""
_LABIALS = frozenset(letter for letter, sign in _SKELETON.items() if sign in {"p", "b"}) - {"व"}
_BEFORE = {"ग": (frozenset("िीेै"), ("g", "j")), "न": (_LABIALS, ("n", "m"))}
"""Letters that may be heard in another way before certain others: ग in George, न as anusvara (इनफोसिस, इंफोसिस)."""
_PLAIN_SIGNS = {char: (sign,) for char, sign in {**_SKELETON, "ऋ": "r", "ृ": "r"}.items()}


@lru_cache(maxsize=20_000)
def sound_keys(term: str) -> tuple[str, ...]:
    """Return coarse consonant skeletons, the plain one first; words that share one are compared by sound.

    An anusvara is m before a labial and n elsewhere. Sounds that newspapers write in two ways, or
    now and then leave out (an anusvara, a व that ends the word or stands beside a halant or a vowel, the स of
    an English plural, a न before a labial, a ग that may be heard as ज) give more keys: with one such sound the other
    way, then with two, MAX_KEYS at most. Empty for words without consonants.

    >>> sound_keys("इजराइल")
    ('jrl', 'srl')
    """
    signs: list[tuple[str, ...]] = []
    for index, char in enumerate(term):
        if char in _SPECIAL:
            signs.append(_signs(term, index))
        elif char in _PLAIN_SIGNS:
            signs.append(_PLAIN_SIGNS[char])
    twofold = [index for index, sign in enumerate(signs) if len(sign) > 1]
    if not twofold:
        key = _key([sign for (sign,) in signs])
        return (key,) if key else ()
    keys: dict[str, None] = {}
    for changed in islice(chain.from_iterable(combinations(twofold, n) for n in range(3)), MAX_KEYS):
        key = _key([sign[index in changed] for index, sign in enumerate(signs)])
        if key:
            keys[key] = None
    return tuple(keys)


def _key(signs: list[str]) -> str:
    """Return the signs as one string, each once where it would stand twice."""
    key = last = ""
    for sign in signs:
        if sign and sign != last:
            key += sign
            last = sign
    return key


def _signs(term: str, index: int) -> tuple[str, ...]:
    """Return what a special letter may add to the key: its sign, then the ways it may also be heard."""
    char = term[index]
    following = term[index + 1 : index + 2]
    if char == ANUSVARA:
        return ("m" if following in _LABIALS else "n", "")
    if index and char == "व" and (term[index - 1] == VIRAMA or not following or following in VOWELS):
        return ("b", "")
    if char in _BEFORE and following in _BEFORE[char][0]:
        return _BEFORE[char][1]
    if char == "स" and not following and term[index - 1 : index] == VIRAMA:
        return ("s", "")
    if index and char in _TWO_WAYS:
        return tuple(_TWO_WAYS[char])
    return (_SKELETON[char],)


class PhonemeContext(IntEnum):
    """Where a sound stands, as far as its weight depends on it."""

    INSIDE = 0
    FIRST = 1
    DOUBLED = 2
    """The same consonant as just before."""
    AFTER_VOWEL = 3
    AFTER_R = 4
    """u or ū after र."""
    LAST = 5
    """A vowel that ends the word, or has only an anusvara after it."""
    LAST_AFTER_VOWEL = 6
    LAST_AFTER_R = 7
    BESIDE_CLUSTER = 8
    """ा or ॉ after two consonants, or before two without र (फार्म and फॉर्म are two words)."""
    PROTHETIC = 9
    """i or e at the start before स and another consonant (इस्टेट)."""
    BEFORE_CLUSTER = 10
    """a or ा in the first syllable, before two consonants, the second no glide (कश्मीर, काश्मीर)."""
    FIRST_VOWEL = 11
    """The vowel of the first syllable, after one or two consonants."""
    FINAL_FLAP = 12
    """ड, ढ or र after a vowel, last in the word or before its last vowel."""
    DOUBLED_AFTER_INITIAL = 13
    """The same consonant as just before, which follows the vowel that begins the word (एप्पल)."""
    AFTER_CONSONANT = 14
    """य between a consonant and u, व between a consonant and āi (ट्यूना, प्वाइंट)."""
    BEFORE_GLIDE = 15
    """i between a consonant and य with a vowel, early in the word (टोकियो, टोक्यो; not धनिया, धन्या, nor क्रियान्वयन)."""


_FLAPS = "डढर"
MAX_ONSET_SOUNDS = 2
"""Consonants before the first vowel of a word, as far as they matter."""
_BEFORE_GLIDE = re.compile(f"य[{VOWEL_SOUNDS}](?<!A)|यA(?!{ANUSVARA}?$)")
LATEST_GLIDE = 3
"""Place of the last i that a glide may swallow; later it is rather an ending (अधिकारियों, अधिकारों)."""
_CONSONANT_CONTEXTS = (PhonemeContext.INSIDE, PhonemeContext.FIRST, PhonemeContext.DOUBLED)
_VOWEL_CONTEXTS = (
    PhonemeContext.INSIDE, PhonemeContext.FIRST, PhonemeContext.AFTER_VOWEL, PhonemeContext.AFTER_R,
    PhonemeContext.LAST, PhonemeContext.LAST_AFTER_VOWEL, PhonemeContext.LAST_AFTER_R,
    PhonemeContext.BESIDE_CLUSTER, PhonemeContext.PROTHETIC, PhonemeContext.BEFORE_CLUSTER,
    PhonemeContext.FIRST_VOWEL, PhonemeContext.BEFORE_GLIDE,
)  # fmt: skip
_VOWELS_OF_CONTEXT = {
    PhonemeContext.AFTER_R: "uU",
    PhonemeContext.LAST_AFTER_R: "uU",
    PhonemeContext.BESIDE_CLUSTER: "AQ",
    PhonemeContext.PROTHETIC: "ie",
    PhonemeContext.BEFORE_CLUSTER: "aA",
    PhonemeContext.BEFORE_GLIDE: "i",
}
"""The vowels that a context tells apart; elsewhere all of them."""
PLACED: tuple[tuple[str, PhonemeContext], ...] = (
    *((sound, context) for sound in (*CONSONANTS, ANUSVARA) for context in _CONSONANT_CONTEXTS),
    *((sound, PhonemeContext.FINAL_FLAP) for sound in _FLAPS),
    *((sound, PhonemeContext.DOUBLED_AFTER_INITIAL) for sound in CONSONANTS),
    *((sound, PhonemeContext.AFTER_CONSONANT) for sound in "यव"),
    *(
        (sound, context)
        for sound in VOWEL_SOUNDS
        for context in _VOWEL_CONTEXTS
        if sound in _VOWELS_OF_CONTEXT.get(context, VOWEL_SOUNDS)
    ),
)
"""Every sound in every context; the index in this tuple is its code (below 255)."""

CODES = {placed: code for code, placed in enumerate(PLACED)}


_VOWELS = frozenset(VOWEL_SOUNDS)
_GLIDES_AFTER_CONSONANT = ("यu", "यU", "वAi", "वAI", "वAय")
_CONSONANT_CODES = {
    sound: tuple(CODES[sound, context] for context in _CONSONANT_CONTEXTS)
    for sound in (*CONSONANTS, ANUSVARA)
}


@lru_cache(maxsize=20_000)
def codes(term: str) -> bytes:
    """Return one code for each phoneme of a folded Devanagari word: the sound and its context."""
    sounds = phoneme_string(term)
    found = [
        CODES[sound, _vowel_place(sounds, index)] if sound in _VOWELS else _consonant_code(sounds, index)
        for index, sound in enumerate(sounds)
    ]
    last = len(sounds) - (2 if sounds[-1:] in _VOWELS else 1)
    if last > 0 and sounds[last] in _FLAPS and sounds[last - 1] in _VOWELS:
        found[last] = CODES[sounds[last], PhonemeContext.FINAL_FLAP]
    return bytes(found)


def _consonant_code(sounds: str, index: int) -> int:
    sound, before = sounds[index], sounds[index - 1 : index]
    inside, first, doubled = _CONSONANT_CODES[sound]
    if not index:
        return first
    if before == sound:
        after_initial = index == 2 and sounds[0] in _VOWELS and sound != ANUSVARA
        return CODES[sound, PhonemeContext.DOUBLED_AFTER_INITIAL] if after_initial else doubled
    if before not in _VOWELS and sounds[index : index + 3].startswith(_GLIDES_AFTER_CONSONANT):
        return CODES[sound, PhonemeContext.AFTER_CONSONANT]
    return inside


def _vowel_place(sounds: str, index: int) -> PhonemeContext:
    sound = sounds[index]
    if not index:
        prothetic = sound in "ie" and sounds[1:2] == "स" and sounds[2:3] not in _VOWELS
        return PhonemeContext.PROTHETIC if prothetic else PhonemeContext.FIRST
    before = sounds[index - 1]
    after = len(sounds) - index - 1
    last = not after or (after == 1 and sounds[-1] == ANUSVARA)
    if before in _VOWELS:
        return PhonemeContext.LAST_AFTER_VOWEL if last else PhonemeContext.AFTER_VOWEL
    if before == "र" and sound in "uU":
        return PhonemeContext.LAST_AFTER_R if last else PhonemeContext.AFTER_R
    return PhonemeContext.LAST if last else _inner_vowel_place(sounds, index)


def _inner_vowel_place(sounds: str, index: int) -> PhonemeContext:
    sound = sounds[index]
    alone = index < 2 or sounds[index - 2] in _VOWELS
    if sound == "i" and alone and index <= LATEST_GLIDE and _BEFORE_GLIDE.match(sounds, index + 1):
        return PhonemeContext.BEFORE_GLIDE
    if index == 1 and sound in "aA" and _two_consonants(sounds[2:4]):
        return PhonemeContext.BEFORE_CLUSTER
    if sound in "AQ" and _beside_cluster(sounds, index):
        return PhonemeContext.BESIDE_CLUSTER
    is_first = index <= MAX_ONSET_SOUNDS and _VOWELS.isdisjoint(sounds[:index])
    return PhonemeContext.FIRST_VOWEL if is_first else PhonemeContext.INSIDE


def _two_consonants(sounds: str) -> bool:
    return len(sounds) == 2 and sounds[0] != ANUSVARA and sounds[1] not in "यव" and _VOWELS.isdisjoint(sounds)


def _beside_cluster(sounds: str, index: int) -> bool:
    before, after = sounds[max(index - 2, 0) : index], sounds[index + 1 : index + 3]
    return (len(before) == 2 and _VOWELS.isdisjoint(before)) or (
        len(after) == 2 and "र" not in after and _VOWELS.isdisjoint(after)
    )
