"""Initials: SCO, S.C.O., एससीओ, एस.सी.ओ. and एस सी ओ are one term, "sco".

Devanagari initials are the English letter names as Hindi writes them, so they parse back to
Latin letters. This runs before folding, and initials take no part in the search for names that
sound alike: सीवीसी is not सीबीसी.
"""

import re
from functools import lru_cache
from itertools import product

from index.hindi.script import ABBREVIATION, INVISIBLE, NUKTA

LETTER_NAMES: dict[str, str] = {
    "ए": "a", "बी": "b", "सी": "c", "डी": "d", "ई": "e", "एफ": "f", "जी": "g", "एच": "h",
    "आई": "i", "आइ": "i", "जे": "j", "के": "k", "एल": "l", "एम": "m", "एन": "n", "ओ": "o",
    "पी": "p", "क्यू": "q", "आर": "r", "एस": "s", "टी": "t", "यू": "u", "वी": "v",
    "डब्ल्यू": "w", "डब्लू": "w", "डबल्यू": "w", "एक्स": "x", "वाई": "y", "वाइ": "y", "वाय": "y", "जेड": "z",
}  # fmt: skip

WORDS = frozenset(
    {"बीवी", "बीबी", "सीटी", "पीके", "आईए", "आइए", "एके", "जीजी", "टीटी", "पीपी", "केके", "वीवी", "टीके"}
)
"""Ordinary words (wife, whistle, having drunk, come!, vaccines) that happen to be made of letter names."""

MAX_LETTERS = 8
"""Longer runs of letter names are no newspaper initials."""

_NAME = "|".join(sorted(LETTER_NAMES, key=len, reverse=True))
_JOINED = re.compile(f"(?:{_NAME}){{2,{MAX_LETTERS}}}")
_DOTTED = re.compile(f"(?:(?:{_NAME})\\.)+(?:{_NAME})")
_LATIN_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_FLAP = re.compile(f"[\u095c\u095d]|[डढ]{NUKTA}")
"""No letter's name has one: एड़ी and बीड़ी are words."""
_DROPPED = dict.fromkeys(map(ord, INVISIBLE + NUKTA))

KE = "के"
NEVER_AT_EDGE = frozenset({KE})
"""के is above all "of": आर एस एस के प्रमुख is RSS, not RSSK."""
NEVER_FIRST = frozenset({KE, "जी", "आई"})
"""जी is a respectful address and आई means "came": a spaced run does not begin with them."""
FIRST_OF_THREE = frozenset({"जी", "आई"})
"""With these it does where two letters follow that make one of KNOWN_RUNS (जी एस टी; but राहुल जी एस पी)."""
KNOWN_RUNS = frozenset({
    "gst", "gdp", "gps", "gsm", "gmt", "gpf", "gre",
    "ias", "ips", "ifs", "irs", "isi", "ipl", "ipc", "iit", "iim", "ioc", "icc", "ima", "imf", "ins", "iti", "ibm",
})  # fmt: skip
MIN_SPACED = 3
"""Two letter names with a space between are too often two words (बी जी, ओ आई)."""


_LIKELY = re.compile(f"(?:{_NAME})\\.?(?:{_NAME})|[A-Za-z]\\.")
_DROPPED_SIGN = re.compile(f"[{INVISIBLE}{NUKTA}]")


def parse(word: str) -> str | None:
    """Return the Latin letters of one written-together or dotted token; None if it is no initials.

    >>> parse("एससीओ"), parse("एस.सी.ओ"), parse("S.C.O"), parse("सेना")
    ('sco', 'sco', 'sco', None)
    """
    if ABBREVIATION in word:
        word = word.replace(ABBREVIATION, ".")
    return _parse_cached(word) if _LIKELY.match(word) or _DROPPED_SIGN.search(word) else None


@lru_cache(maxsize=20_000)
def _parse_cached(word: str) -> str | None:
    """Return the Latin letters of one token; None if it is no initials."""
    if _LATIN_DOTTED.fullmatch(word):
        return word.replace(".", "").lower()
    if _FLAP.search(word):
        return None
    plain = word.translate(_DROPPED)
    if _DOTTED.fullmatch(plain):
        return "".join(LETTER_NAMES[name] for name in plain.split("."))
    if plain in WORDS or not _JOINED.fullmatch(plain):
        return None
    return _letters(plain)


def _letters(word: str) -> str | None:
    """Split into letter names, trying longer names first and backing up when stuck."""
    if not word:
        return ""
    for size in range(min(7, len(word)), 0, -1):
        letter = LETTER_NAMES.get(word[:size])
        if letter is not None:
            rest = _letters(word[size:])
            if rest is not None:
                return letter + rest
    return None


def spaced_run(words: list[str], start: int) -> int:
    """Return how many of words[start:] are one spaced run of initials; 0 when they are none.

    The caller has made sure that single spaces separate the words.

    >>> spaced_run(["एस", "सी", "ओ", "के", "प्रमुख"], 0)
    3
    """
    if words[start] in FIRST_OF_THREE:
        return _three_letter_run(words, start)
    if words[start] in NEVER_FIRST:
        return 0
    if words[start] in LETTER_NAMES:
        names: frozenset[str] | None = frozenset(LETTER_NAMES)
    elif _is_capital(words[start]):
        names = None
    else:
        return 0
    end = start
    while end < len(words) and end - start < MAX_LETTERS:
        word = words[end]
        if not (word in names if names is not None else _is_capital(word)):
            break
        end += 1
    while end > start and words[end - 1] in NEVER_AT_EDGE:
        end -= 1
    return end - start if end - start >= MIN_SPACED else 0


def _three_letter_run(words: list[str], start: int) -> int:
    """Return MIN_SPACED where a word that seldom is a letter and just two letters more are known initials; else 0."""
    end = start + MIN_SPACED
    following = words[start + 1 : end + 1]
    names = [word in LETTER_NAMES and word not in NEVER_AT_EDGE for word in following]
    if names[:2] != [True, True] or names[2:] == [True]:
        return 0
    return MIN_SPACED if parse_spaced(words[start:end]) in KNOWN_RUNS else 0


def is_letter(word: str) -> bool:
    """Return whether a word is a letter's name or a Latin letter."""
    return word in LETTER_NAMES or (len(word) == 1 and word.isascii() and word.isalpha())


def may_be_spaced(word: str) -> bool:
    """Return whether a word can be one of several initials with spaces between them."""
    return word in LETTER_NAMES or _is_capital(word)


def _is_capital(word: str) -> bool:
    return len(word) == 1 and "A" <= word <= "Z"


def typed_letters(words: list[str], *, at_start: bool = False) -> str | None:
    """Return the letters that a query has with spaces between, where a text would have too often two words.

    They are two letter names, or several Latin letters. `at_start`: nothing stands before them, so that के is no "of".

    >>> typed_letters(["वी", "पी"]), typed_letters(["p", "v"]), typed_letters(["जी", "न्यूज"])
    ('vp', 'pv', None)
    """
    if len(words) > 1 and all(len(word) == 1 and word.isascii() and word.isalpha() for word in words):
        return "".join(words).lower()
    if not 2 <= len(words) <= MIN_SPACED or not all(word in LETTER_NAMES for word in words):
        return None
    return None if words[0] in NEVER_FIRST and not (at_start and words[0] == KE) else parse_spaced(words)


def spelled_out(letters: str) -> list[tuple[str, ...]]:
    """Return the ways to write one or two Latin letters as their names; of more, all ways are one term anyway."""
    if not 0 < len(letters) < MIN_SPACED or not letters.isascii() or not letters.isalpha():
        return []
    names = [[name for name, letter in LETTER_NAMES.items() if letter == sought] for sought in letters]
    return list(product(*names))


def parse_spaced(words: list[str]) -> str:
    """Return the letters of a run that spaced_run has found."""
    return "".join(LETTER_NAMES.get(word, word.lower()) for word in words)
