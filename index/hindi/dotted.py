"""Abbreviations of Hindi words: भा.ज.पा. is भाजपा, उ.प्र. is उप्र; each part is one akshara, the dots are no letters."""

import re

from index.hindi.function_words import FUNCTION_WORDS
from index.hindi.script import CONSONANTS, NUKTA, VIRAMA, VOWEL_SIGNS, VOWELS

MAX_PARTS = 6
_CONSONANT = f"[{CONSONANTS}\u0958-\u095f]{NUKTA}?"
_AKSHARA = f"(?:(?:{_CONSONANT}{VIRAMA})*{_CONSONANT}[{VOWEL_SIGNS}]?|[{VOWELS}])[\u0900-\u0903]?"
_ONE = re.compile(_AKSHARA)
_DOTTED = re.compile(rf"{_AKSHARA}(?:\.{_AKSHARA}){{1,{MAX_PARTS - 1}}}")
_OTHER_WORDS = frozenset((
    "हैं", "हूं", "हूँ", "था", "थे", "थी", "थीं", "हो", "गा", "गे", "गी", "दी", "ली", "दो", "दे", "ले", "लो", "जा", "आ",
    "ये", "वे", "तो", "ही", "जो", "वो",
    "न", "व", "या", "को", "सौ", "मैं", "तू", "क्या",
))  # fmt: skip
"""Words of one akshara, besides the function words, that a sentence may end or begin with."""
_UNITS = frozenset({"कि.मी", "से.मी", "मि.मी", "कि.ग्रा"})


def is_akshara(text: str) -> bool:
    """Return whether a text is one akshara.

    >>> is_akshara("ले"), is_akshara("लेना")
    (True, False)
    """
    return _ONE.fullmatch(text) is not None


def is_dotted(chunk: str) -> bool:
    """Return whether a chunk without its last dot is an abbreviation, and no two sentences without a space between.

    >>> is_dotted("भा.ज.पा"), is_dotted("उ.प्र"), is_dotted("है.में"), is_dotted("मोदी.चीन")
    (True, True, False, False)
    """
    if "." not in chunk or not _DOTTED.fullmatch(chunk):
        return False
    parts = chunk.split(".")
    return (
        chunk in _UNITS
        or len(parts) > 2
        or not any(part in FUNCTION_WORDS["hi"] or part in _OTHER_WORDS for part in parts)
    )
