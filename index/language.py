"""The language of an article: script first, langdetect only where the script leaves a doubt.

Devanagari is written by Hindi, Marathi, Nepali and others. Each has function words that the
others lack and that fill a tenth of any running text, so counting them settles nearly every
article at no cost; langdetect (1–2 ms an article) is asked about the rest.
"""

import re
from functools import cache
from typing import Any

from index.hindi.script import DEVANAGARI

SAMPLE_CHARS = 2_000
MIN_LETTERS = 20
DEVANAGARI_SHARE = 0.5
CLEAR_SHARE = 0.04
CLEAR_LEAD = 4.0
"""Function words are clear evidence when they are 4 % of the words and 4 times the next language's."""

_FUNCTION_WORDS = {
    "hi": frozenset({
        "है", "हैं", "में", "के", "की", "का", "से", "ने", "और", "था", "थे", "थी", "यह", "वह", "कि", "नहीं",
        "लिए", "गया", "कर", "रहा", "रही", "रहे", "एक", "भी",
    }),
    "mr": frozenset({
        "आहे", "आहेत", "आणि", "होते", "होता", "होती", "नाही", "या", "हा", "ही", "हे", "त्या", "त्यांनी", "यांनी",
        "केली", "केले", "झाले", "झाली", "मध्ये", "साठी", "असून", "असे",
    }),
    "ne": frozenset({
        "छ", "छन्", "र", "मा", "ले", "लाई", "गरेको", "भएको", "थियो", "गर्न", "पनि", "यस", "उनले", "गरेका", "हुने",
        "रहेको", "बताए", "हरू", "गरिएको",
    }),
}  # fmt: skip
"""Words of one of the three languages only, as far as news prose goes (को and हो would say nothing)."""
_DEVANAGARI_WORD = re.compile(f"[{DEVANAGARI}]+")
_LATIN_LETTER = re.compile("[A-Za-z]")


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language, or "" when there is too little to tell."""
    sample = text[:SAMPLE_CHARS]
    words = _DEVANAGARI_WORD.findall(sample)
    devanagari = sum(map(len, words))
    latin = len(_LATIN_LETTER.findall(sample))
    if max(devanagari, latin) < MIN_LETTERS:
        return ""
    if devanagari >= DEVANAGARI_SHARE * (devanagari + latin):
        return _by_function_words(words) or _by_langdetect(sample)
    return _by_langdetect(sample)


def _by_function_words(words: list[str]) -> str:
    shares = sorted(
        (sum(word in marks for word in words) / len(words), code) for code, marks in _FUNCTION_WORDS.items()
    )
    (second, _), (first, code) = shares[-2:]
    return code if first >= CLEAR_SHARE and first >= CLEAR_LEAD * second else ""


def _by_langdetect(text: str) -> str:
    detect, no_language = _langdetect()
    try:
        return str(detect(text))
    except no_language:
        return ""


@cache
def _langdetect() -> tuple[Any, type[Exception]]:
    """Loaded on first need (its profiles take a tenth of a second); seeded, or it is not repeatable."""
    import langdetect  # noqa: PLC0415

    langdetect.DetectorFactory.seed = 0
    return langdetect.detect, langdetect.lang_detect_exception.LangDetectException
