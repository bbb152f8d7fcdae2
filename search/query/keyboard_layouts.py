"""Hindi typed on the wrong layout: `Yejl` is भारत on InScript's keys, `Hkkjr` on those of the Kruti Dev font.

InScript is the layout of Indian Standard IS 16350; each key of a US keyboard is given with the letter it types,
without and with shift. Kruti Dev is typed as a typewriter was (Remington), so its font's table reads it.
"""

import re

from index.fonts.legacy_font import legacy_fonts
from index.hindi.spelling import fold

_ROWS = (
    ("qwertyuiop[]\\", "ौैाीूबहगदजड़ॉ"),
    ("QWERTYUIOP{}|", "औऐआईऊभङघधझढञऑ"),
    ("asdfghjkl;'", "ोे्िुपरकतचट"),
    ('ASDFGHJKL:"', "ओएअइउफऱखथछठ"),
    ("zxcvbnm,./", "ॆंमनवलस,.य"),
    ("ZXCVBNM<", "ऎँणऩऴळशष"),
)
_NUMBER_ROW = {
    "#": "्र", "$": "र्", "%": "ज्ञ", "^": "त्र", "&": "क्ष", "*": "श्र", "=": "ृ", "+": "ऋ", "!": "ऍ", "@": "ॅ",
}  # fmt: skip
_INSCRIPT = str.maketrans(
    _NUMBER_ROW | {key: sign for keys, signs in _ROWS for key, sign in zip(keys, signs, strict=True)}
)

MIN_KEYS, MAX_KEYS = 4, 40
_KEYS = re.compile("[!-~]+")
_LETTERS = re.compile("[a-zA-Z]")
_HINDI_WORD = re.compile("(?:[ऄ-ह]़?(?:्[क-ह]़?)*[ा-ौॢॣ]?[ँ-ः]?)+")
"""Letters, each with at most one vowel sign and one nasal: what was typed as Hindi reads so."""


def intended_words(typed: str) -> list[str]:
    """Return the folded Hindi words that keys may have been meant for, InScript first; none for other text."""
    if not MIN_KEYS <= len(typed) <= MAX_KEYS or not _KEYS.fullmatch(typed) or not _LETTERS.search(typed):
        return []
    kruti_dev = legacy_fonts()[0].converted(typed)
    read = [typed.translate(_INSCRIPT), *([kruti_dev.text] if not kruti_dev.faults else [])]
    return list(dict.fromkeys(fold(reading) for reading in read if _HINDI_WORD.fullmatch(reading)))
