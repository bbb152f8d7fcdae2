"""How a folded Devanagari word sounds: its phonemes, where each stands, and a coarse key.

`phonemes` spells the word as sounds with the inherent vowel written out; `codes` adds where each
sound stands, because the same difference weighs more at the start or the end of a word than
inside it; `sound_key` is the consonant skeleton by which an archive's words are bucketed.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

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


class Place(IntEnum):
    """Where a sound stands, as far as its weight depends on it."""

    INSIDE = 0
    FIRST = 1
    DOUBLED = 2
    """The same consonant as just before."""
    AFTER_VOWEL = 3
    AFTER_R = 4
    LAST = 5
    """A vowel that ends the word, or has only an anusvara behind it."""
    LAST_AFTER_VOWEL = 6
    LAST_AFTER_R = 7
    PROTHETIC = 8
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
    if before == "र":
        return Place.LAST_AFTER_R if last else Place.AFTER_R
    return Place.LAST if last else Place.INSIDE
