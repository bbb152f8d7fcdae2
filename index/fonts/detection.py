"""Was a text typed for a legacy font? Its font's name tells; without one, what surely is Hindi if converted.

Plain English must never be taken for Hindi. Converted English is letter salad, while every seventh word of
running Hindi is one of two dozen (है, में, के …); by chance English holds one only ("us" is ने in Kruti Dev).
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from index.fonts.legacy_font import Converted, LegacyFont, legacy_fonts

SAMPLE_CHARS = 4_000
MIN_WORDS = 12
"""Shorter texts say too little without the name of their font."""
MIN_SHORT_WORDS = 6
"""A sentence of fewer is never converted by its words alone."""
SHORT_SHARE, SHORT_KINDS = 0.3, 3
"""A sentence of fewer words than MIN_WORDS is converted if this share is frequent, and no letter is out of place."""
CLEAR_SHARE = 0.08
"""This share of the words are Hindi's most frequent ones in a text that surely is Hindi."""
CLEAR_KINDS = 4
"""Different frequent words that such a text has."""
DOUBTFUL_SHARE = 0.03
DOUBTFUL_KINDS = 3
MAX_FAULT_SHARE = 0.05
"""Of the words of a converted text, that many may be spelled as no Hindi word is."""
STRANGE_SHARE = 0.15
"""Latin letters with marks: that many stand in no language that is written in them, but in a font's Hindi."""

UNKNOWN = "looks typed for a legacy font that is not known here, or is no text; convert it to Unicode"

FREQUENT_WORDS = frozenset(
    word
    for words in (
        "है हैं में के की का से ने और को पर यह वह कि नहीं लिए गया कर रहा रही रहे भी हो था थे थी एक इस उस तो ही साथ",
        "बाद जो अपने किया कहा हुए तक दिया करने वाले लेकिन उन्होंने",
        "आहे आहेत आणि होते होता नाही या हा हे त्या यांनी केली केले झाले मध्ये साठी",  # Marathi
        "छन् मा ले लाई गरेको भएको थियो गर्न पनि यस रहेको बताए हुने",  # Nepali
    )
    for word in words.split()
)
_DEVANAGARI = re.compile("[\u0904-\u0939\u0958-\u0961]")
_STRANGE = re.compile(
    "[\u0080-\u009f\u00a1-\u00bf\u00c0-\u00ff\u0152-\u0178\u0192\u02c6\u02dc\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122]"
)
_LETTER = re.compile("[A-Za-z\u00c0-\u00ff]")
DOUBLE_ENCODED = "UTF-8 that was read as Windows-1252 and written again; export it once more as UTF-8"
_DOUBLE_ENCODED = re.compile("à[¤¥].?")
MIN_DOUBLE_ENCODED = 3
"""Letters of Hindi that are such."""
_UNKNOWN_FONTS = re.compile(
    r"akruti|\bisfoc|\b4c[\s_-]?|\bism[\s_-]|\bdv-?me|\bshree[0-9]|shusha|shree[\s_-]*(?:dev|lipi)|\bshivaji|4c[\s_-]?gandhi|bhaskar|jagran|naidunia|\baps-?(?:dv|c)|surekh|dvb?-?tt"
    r"|walkman(?!.*chanakya)|agra[\s_-]|amar[\s_-]?ujala|\bnavbharat|hindi[\s_-]?saral|krishna[\s_-]|yogesh|susha",
    re.IGNORECASE,
)


class DoubtfulTextError(Exception):
    """A text that looks typed for a legacy font, but cannot be converted for sure."""


@dataclass(frozen=True)
class Decoded:
    """Converted text and the name of its font; the text as it was and "" where it is Unicode."""

    text: str
    font: str


def to_unicode(text: str) -> Decoded:
    """Return a text without a stated font in Unicode; raise DoubtfulTextError if it cannot be told."""
    sample = text[:SAMPLE_CHARS]
    if not sample or _DEVANAGARI.search(sample):
        return Decoded(text, "")
    words = len(sample.split())
    strange, letters = len(_STRANGE.findall(sample)), len(_LETTER.findall(sample))
    share_of_strange = strange / max(1, strange + letters)
    if words < MIN_SHORT_WORDS:
        if share_of_strange > 2 * STRANGE_SHARE:
            raise DoubtfulTextError(_unknown(sample))
        return Decoded(text, "")
    share, kinds, font, converted = _likeliest(sample)
    if words < MIN_WORDS:
        if share >= SHORT_SHARE and kinds >= SHORT_KINDS and not converted.faults:
            return Decoded(converted.text, font.name)
        if share_of_strange > 2 * STRANGE_SHARE:
            raise DoubtfulTextError(_unknown(sample))
        return Decoded(text, "")
    if share >= CLEAR_SHARE and kinds >= CLEAR_KINDS and converted.faults <= MAX_FAULT_SHARE * words:
        return Decoded(font.converted(text).text, font.name)
    if share >= DOUBTFUL_SHARE and kinds >= DOUBTFUL_KINDS:
        raise DoubtfulTextError(
            f"looks typed for a legacy font, perhaps {font.name}; state the font or convert it"
        )
    if share_of_strange > STRANGE_SHARE:
        raise DoubtfulTextError(_unknown(sample))
    return Decoded(text, "")


def _unknown(sample: str) -> str:
    """Return what a text is said to be that no font makes Hindi."""
    return DOUBLE_ENCODED if is_double_encoded(sample) else UNKNOWN


def is_double_encoded(text: str) -> bool:
    """Return whether a text is UTF-8 that a program read as Windows-1252 and wrote again (à¤ªà¥…: प…).

    >>> is_double_encoded("à¤ªà¥\x81à¤² à¤Ÿà¥\x82à¤Ÿà¤¾"), is_double_encoded("voilà")
    (True, False)
    """
    return len(_DOUBLE_ENCODED.findall(text[:SAMPLE_CHARS])) >= MIN_DOUBLE_ENCODED


def _likeliest(sample: str) -> tuple[float, int, LegacyFont, Converted]:
    """Return the font by which most of a text becomes Hindi, the text by it, and how much tells that."""
    found = []
    for font in legacy_fonts():
        converted = font.converted(sample)
        found.append((*_evidence(converted.text), font, converted))
    return max(found, key=lambda candidate: candidate[:2])


def _evidence(text: str) -> tuple[float, int]:
    """Return the share of Hindi's most frequent words, and how many different ones there are."""
    words = re.findall("[\u0900-\u0963]+", text)
    frequent = Counter(word for word in words if word in FREQUENT_WORDS)
    return frequent.total() / max(1, len(text.split())), len(frequent)


@cache
def font_named(name: str) -> LegacyFont | None:
    """Return the legacy font of a name; raise DoubtfulTextError for one that is known but has no table."""
    for font in legacy_fonts():
        if font.is_named(name):
            return font
    if _UNKNOWN_FONTS.search(name):
        raise DoubtfulTextError(
            f"typed for the legacy font {name!r}, of which there is no table; convert it to Unicode"
        )
    return None
