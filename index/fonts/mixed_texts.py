"""Records whose texts are typed for a legacy font, in whole or in parts: lines of English stay what they are.

A body is judged line by line together: what no line in Unicode says, all others must say as one. A line or
a headline is too short to be told by itself; it is converted when it says what the body says, in Hindi.
"""

import re
from collections import Counter
from collections.abc import Mapping

from index.fonts.detection import FREQUENT_WORDS, to_unicode
from index.fonts.legacy_font import LegacyFont, legacy_fonts
from index.hindi.script import DEVANAGARI_SIGN

ATTESTED_SHARE = 0.3
"""This share of a converted line's words must be Hindi's most frequent ones, or stand in another line too."""
_HINDI_WORDS = re.compile("[\u0900-\u0963]+")
_NO_ENGLISH = re.compile(r"[A-Za-z][;\[\]{}~=|`^][A-Za-z]|[a-z][A-Z]")
"""Signs inside a word, as a legacy font has them and English has not."""
_STRANGE = re.compile("[\u00a1-\u024f\u02c0-\u02dd\u0192]")
STRANGE_SHARE = 0.05
"""English has hardly a letter with an accent; fonts such as Chanakya have one in three of these."""


def in_unicode(raw: Mapping[str, str]) -> Mapping[str, str]:
    """Return a record's title, standfirst and body in Unicode; raise DoubtfulTextError."""
    lines = raw.get("body", "").split("\n")
    typed = [line for line in lines if line.strip() and not DEVANAGARI_SIGN.search(line)]
    if not typed:
        return raw
    found = to_unicode("\n".join(typed))
    if not found.font:
        return raw
    font = next(candidate for candidate in legacy_fonts() if candidate.name == found.font)
    words = Counter(word for line in typed for word in set(_HINDI_WORDS.findall(font.converted(line).text)))
    mended = {**raw, "body": "\n".join(_line(font, line, words, 2) for line in lines), "converted": font.name}
    for name in ("title", "standfirst"):
        mended[name] = _line(font, raw.get(name, ""), words, 1)
    return mended


def _line(font: LegacyFont, line: str, words: Counter[str], least: int) -> str:
    """Return a line converted, if its words stand in `least` lines of the body or its letters are no English."""
    if not line.strip() or DEVANAGARI_SIGN.search(line):
        return line
    strange = len(_STRANGE.findall(line))
    if strange > 1 and strange >= STRANGE_SHARE * len(line):
        return font.converted(line).text
    converted = font.converted(line).text
    hindi_words = _HINDI_WORDS.findall(converted)
    attested = sum(words[word] >= least or word in FREQUENT_WORDS for word in hindi_words if len(word) > 1)
    if attested >= ATTESTED_SHARE * max(1, len(line.split())) or _NO_ENGLISH.search(line):
        return converted
    return line
