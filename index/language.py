"""The language of an article: script first, langdetect only where the script leaves a doubt.

Devanagari is written by Hindi, Marathi, Nepali and others. Each has function words that the
others lack and that fill a tenth of any running text, so counting them settles nearly every
article; a whole batch of analysed articles is recognised by counting numbers (`clear_languages`), a single
text by its own words. langdetect (1–2 ms an article) is asked about the rest.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.hindi.function_words import CODES, FUNCTION_WORDS
from index.hindi.script import DEVANAGARI

Counts = NDArray[np.int64]

SAMPLE_CHARS = 2_000
MIN_WORDS = 5
MIN_LETTERS = 20
DEVANAGARI_SHARE = 0.5
CLEAR_SHARE = 0.04
CLEAR_LEAD = 4.0
"""Function words are clear evidence when they are 4 % of the words and 4 times the next language's."""


NEAR = ("bho", "hi")
_LANGUAGE_OF = {word: code for code, marks in FUNCTION_WORDS.items() for word in marks}
_DEVANAGARI_WORD = re.compile(f"[{DEVANAGARI}]+")
_LATIN_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class WordCounts:
    """int64[texts]: words in Devanagari and in Latin letters of each, and function words by language."""

    devanagari: Counts
    latin: Counts
    function: dict[str, Counts]


def clear_languages(counts: WordCounts) -> list[str]:
    """Return the language of each text in Devanagari whose function words are clear evidence, or ""."""
    by_code = np.stack([counts.function[code] for code in CODES[1:]])
    own, shared = (CODES.index(code) - 1 for code in NEAR)
    by_code[shared, by_code[own] >= np.maximum(1, CLEAR_SHARE * counts.devanagari)] = 0
    ranked = np.sort(by_code, axis=0)
    first, second = ranked[-1], ranked[-2]
    clear = (
        (counts.devanagari >= MIN_WORDS)
        & (counts.devanagari >= DEVANAGARI_SHARE * (counts.devanagari + counts.latin))
        & (first >= CLEAR_SHARE * counts.devanagari)
        & (first >= CLEAR_LEAD * second)
    )
    places = np.where(clear, by_code.argmax(axis=0) + 1, 0)
    return [CODES[place] for place in places.tolist()]


def language_of(text: str) -> str:
    """Return ISO 639-1 code of the text's language, or "" when there is too little to tell."""
    return _likely_language(text[:SAMPLE_CHARS])


def _clear_language(sample: str) -> str:
    """Return the language of a text in Devanagari whose function words are clear evidence, or ""."""
    words = _DEVANAGARI_WORD.findall(sample)
    devanagari, latin = sum(map(len, words)), _latin_letters(sample)
    if devanagari < max(MIN_LETTERS, DEVANAGARI_SHARE * (devanagari + latin)):
        return ""
    counts = Counter(map(_LANGUAGE_OF.get, words))
    own, shared = NEAR
    if counts[own] >= max(1, CLEAR_SHARE * len(words)):
        del counts[shared]
    (code, first), (_, second) = sorted(
        ((code, counts[code]) for code in FUNCTION_WORDS), key=lambda pair: -pair[1]
    )[:2]
    return code if first >= CLEAR_SHARE * len(words) and first >= CLEAR_LEAD * second else ""


def _likely_language(sample: str) -> str:
    letters = sum(map(len, _DEVANAGARI_WORD.findall(sample)))
    if max(letters, _latin_letters(sample)) < MIN_LETTERS:
        return ""
    return _clear_language(sample) or _by_langdetect(sample)


def _latin_letters(sample: str) -> int:
    return 0 if _LATIN_LETTER.search(sample) is None else len(_LATIN_LETTER.findall(sample))


def _by_langdetect(text: str) -> str:
    detect, no_language = _langdetect()
    try:
        return str(detect(text))
    except no_language:
        return ""


@cache
def _langdetect() -> tuple[Any, type[Exception]]:
    """Load langdetect when first needed (its profiles take a tenth of a second); seeded, to be repeatable."""
    import langdetect  # noqa: PLC0415

    langdetect.DetectorFactory.seed = 0
    return langdetect.detect, langdetect.lang_detect_exception.LangDetectException
