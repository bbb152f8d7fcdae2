"""How a folded Devanagari word sounds: its phonemes, where each stands, and a coarse key.

`phonemes` spells the word as sounds with the inherent vowel written out; `codes` adds where each
sound stands, because the same difference weighs more at the start or the end of a word than
inside it; `sound_keys` are the consonant skeletons by which an archive's words are bucketed.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import chain, combinations, groupby, islice

from index.hindi.script import ANUSVARA, CONSONANTS, VIRAMA

INHERENT = "a"
VOWEL_SOUNDS = "aAiIuUeEoOQ"
"""a आ=A i ई=I u ऊ=U e ऐ=E o औ=O ऑ=Q."""

_VOWELS = {
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
"""ह before a nasal or ल is often spoken, and so written, behind it (चिह्न, चिन्ह; ब्रह्मा, ब्रम्हा)."""
_SPREAD = re.compile(f"{ANUSVARA}(य?[आईएओऐाीेोै]){ANUSVARA}?$")
"""A nasal vowel spreads over the last glide; the dot stands on either side or on both (दायां, दांया)."""

Sounds = tuple[str, ...]


@lru_cache(maxsize=100_000)
def phonemes(term: str) -> Sounds:
    """Sounds of a folded Devanagari word: consonants as letters, vowels as Latin signs.

    The inherent vowel is written out except at the end of the word, where Hindi drops it. A य with
    its inherent vowel between a vowel and a consonant is heard as i, after i as e (पायलट, पाइलट;
    वियना, विएना).

    >>> "".join(phonemes("कमल"))
    'कaमaल'
    """
    sounds: list[str] = []
    open_consonant = False
    heard = _SPREAD.sub(rf"\1{ANUSVARA}", _BREATHED.sub(rf"ह{VIRAMA}\1", term))
    for char in heard:
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
    return tuple(_with_heard_glides(sounds))


def _with_heard_glides(sounds: list[str]) -> Iterator[str]:
    previous = ""
    at = 0
    while at < len(sounds):
        if sounds[at : at + 2] == ["य", INHERENT] and previous in set(VOWEL_SOUNDS) and at + 2 < len(sounds):
            previous = "e" if previous in "iI" else "i"
            at += 2
        else:
            previous = sounds[at]
            at += 1
        yield previous


_TWO_WAYS = {"ज": "js", "ड": "dr", "ढ": "dr"}
"""Inside a word ज may be heard as z and typed as स, ड and ढ may be the flaps ड़ and ढ़, heard as र."""
MAX_KEYS = 10


@lru_cache(maxsize=100_000)
def sound_keys(term: str) -> tuple[str, ...]:
    """Coarse consonant skeletons, the plain one first; words that share one are compared by sound.

    An anusvara is m before a labial and n elsewhere. Sounds that newspapers write in two ways, or
    now and then leave out (an anusvara, a व that ends the word or stands beside a halant or a vowel),
    give more keys: with one such sound the other way, then with two, MAX_KEYS at most. Empty for words
    without consonants.

    >>> sound_keys("इजराइल")
    ('jrl', 'srl')
    """
    signs = [sign for index in range(len(term)) if (sign := _signs(term, index))]
    twofold = [place for place, sign in enumerate(signs) if len(sign) > 1]
    keys: dict[str, None] = {}
    for changed in islice(chain.from_iterable(combinations(twofold, n) for n in range(3)), MAX_KEYS):
        choice = (sign[place in changed] for place, sign in enumerate(signs))
        key = "".join(sign for sign, _ in groupby(filter(None, choice)))
        if key:
            keys[key] = None
    return tuple(keys)


def _signs(term: str, index: int) -> tuple[str, ...]:
    """What one letter may add to the key: its sign, then the ways it may also be heard."""
    char = term[index]
    following = term[index + 1 : index + 2]
    if char == ANUSVARA:
        labial = following != "व" and _SKELETON.get(following) in {"p", "b"}
        return ("m" if labial else "n", "")
    if char in "ऋृ":
        return ("r",)
    if index and char == "व" and (term[index - 1] == VIRAMA or not following or following in _VOWELS):
        return ("b", "")
    if index and char in _TWO_WAYS:
        return tuple(_TWO_WAYS[char])
    return (_SKELETON[char],) if char in _SKELETON else ()


class Place(IntEnum):
    """Where a sound stands, as far as its weight depends on it."""

    INSIDE = 0
    FIRST = 1
    DOUBLED = 2
    """The same consonant as just before."""
    AFTER_VOWEL = 3
    AFTER_R = 4
    """u or ū behind र."""
    LAST = 5
    """A vowel that ends the word, or has only an anusvara behind it."""
    LAST_AFTER_VOWEL = 6
    LAST_AFTER_R = 7
    BESIDE_CLUSTER = 8
    """ा or ॉ behind two consonants, or before two without र (फार्म and फॉर्म are two words)."""
    PROTHETIC = 9
    """i or e at the start before स and another consonant (इस्टेट)."""


_CONSONANT_PLACES = (Place.INSIDE, Place.FIRST, Place.DOUBLED)
PLACED: tuple[tuple[str, Place], ...] = (
    *((sound, place) for sound in (*CONSONANTS, ANUSVARA) for place in _CONSONANT_PLACES),
    *((sound, place) for sound in VOWEL_SOUNDS for place in Place if place is not Place.DOUBLED),
)
"""Every sound in every place; the index in this tuple is its code (below 255)."""

_CODES = {placed: code for code, placed in enumerate(PLACED)}


@lru_cache(maxsize=100_000)
def codes(term: str) -> bytes:
    """One code for each phoneme of a folded Devanagari word: the sound and its place."""
    sounds = phonemes(term)
    return bytes(_CODES[sound, _place(sounds, index)] for index, sound in enumerate(sounds))


def _place(sounds: Sounds, index: int) -> Place:
    sound = sounds[index]
    before = sounds[index - 1] if index else ""
    if sound not in VOWEL_SOUNDS:
        return Place.FIRST if not before else Place.DOUBLED if before == sound else Place.INSIDE
    if not before:
        prothetic = sound in "ie" and sounds[1:2] == ("स",) and not set(sounds[2:3]) & set(VOWEL_SOUNDS)
        return Place.PROTHETIC if prothetic else Place.FIRST
    last = sounds[index + 1 :] in ((), (ANUSVARA,))
    if before in VOWEL_SOUNDS:
        return Place.LAST_AFTER_VOWEL if last else Place.AFTER_VOWEL
    if before == "र" and sound in "uU":
        return Place.LAST_AFTER_R if last else Place.AFTER_R
    if sound in "AQ" and not last and _beside_cluster(sounds, index):
        return Place.BESIDE_CLUSTER
    return Place.LAST if last else Place.INSIDE


def _beside_cluster(sounds: Sounds, index: int) -> bool:
    before, behind = sounds[max(index - 2, 0) : index], sounds[index + 1 : index + 3]
    return any(
        len(pair) == 2 and not set(pair) & {*VOWEL_SOUNDS, *barred}
        for pair, barred in ((before, ""), (behind, "र"))
    )
