"""The letters of Devanagari as the rules of this package speak of them (Unicode 16, ch. 12)."""

import re

NUKTA = "\u093c"
VIRAMA = "\u094d"
ANUSVARA = "\u0902"
CHANDRABINDU = "\u0901"
VISARGA = "\u0903"
AVAGRAHA = "\u093d"
ABBREVIATION = "\u0970"

CONSONANTS = "".join(chr(c) for c in range(0x0915, 0x093A))
"""क to ह, with ऩ ऱ ळ ऴ."""
STOPS = "कखगघचछजझटठडढतथदधपफबभ"
SIBILANTS = "शषस"
VOWELS = "अआइईउऊऋऌऍऎएऐऑऒओऔॠॡॲ"
"""Independent vowels."""
VOWEL_SIGNS = "ािीुूृॄॅॆेैॉॊोौॢॣ"

DIGITS = "०१२३४५६७८९"
ASCII_DIGITS = str.maketrans(DIGITS, "0123456789")

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
"""Characters without a shape of their own: soft hyphen, joiners, BOM, direction marks, selectors."""

DEVANAGARI = "\u0900-\u0963\u0971-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff"
"""For use inside a regular expression's brackets: letters and marks, without danda and digits.

Python's \\w must never stand in for this: vowel signs and virama are not \\w.
"""
DEVANAGARI_SIGN = re.compile(f"[{DEVANAGARI}]")
