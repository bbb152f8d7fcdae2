"""Tier 4: Latin typing → words of the archive (modi → मोदी), from sound alone.

A Latin word is cut into letter units (kh, chh, aa …). Its consonants give the sound keys under
which the archive's words are bucketed; inside a bucket the units are aligned with each word's
sounds. No list of words is involved, so a name that nobody has heard before works as soon as the
archive holds it. The costs are reasoned: what casual Hindi typing leaves out (vowel length, the
place of the tongue) costs nothing or little, what it never confuses costs much.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, islice, pairwise, product

import numpy as np
from numpy.typing import NDArray

from index.hindi.batch_similarity import Codes, batch_alignment_costs
from index.hindi.english_sounds import pronunciations
from index.hindi.phonetic_similarity import Floats
from index.hindi.script import ANUSVARA
from index.hindi.sounds import INHERENT, PLACED, VOWEL_SOUNDS, PhonemeContext

Units = tuple[str, ...]

_CONSONANT_UNITS: dict[str, dict[str, float]] = {
    "k": {"क": 0, "ख": 0.3}, "kh": {"ख": 0, "क": 0.35},
    "g": {"ग": 0, "घ": 0.3, "ज": 0.5}, "gh": {"घ": 0, "ग": 0.2},
    "ch": {"च": 0, "छ": 0.15, "क": 0.5}, "chh": {"छ": 0, "च": 0.3},
    "c": {"स": 0.05, "च": 0.3, "क": 0.35}, "C": {"क": 0.05, "च": 0.3},
    "j": {"ज": 0, "झ": 0.25}, "jh": {"झ": 0, "ज": 0.3}, "z": {"ज": 0, "झ": 0.3, "स": 0.6},
    "t": {"त": 0, "ट": 0, "थ": 0.3, "ठ": 0.3}, "th": {"थ": 0, "ठ": 0.1, "त": 0.2, "ट": 0.25},
    "d": {"द": 0, "ड": 0, "ध": 0.3, "ढ": 0.3}, "dh": {"ध": 0, "ढ": 0, "द": 0.3, "ड": 0.3},
    "n": {"न": 0, "ण": 0.05, ANUSVARA: 0, "ङ": 0.1, "ञ": 0.1}, "m": {"म": 0, ANUSVARA: 0.05},
    "p": {"प": 0, "फ": 0.4}, "ph": {"फ": 0, "प": 0.4}, "f": {"फ": 0},
    "b": {"ब": 0, "भ": 0.3, "व": 0.4}, "bh": {"भ": 0, "ब": 0.3},
    "v": {"व": 0, "ब": 0.4}, "w": {"व": 0, "ब": 0.5, "u": 0.3},
    "y": {"य": 0, "i": 0.2, "I": 0.2, "e": 0.3, "E": 0.35}, "r": {"र": 0, "ड": 0.25, "ढ": 0.3},
    "rh": {"ढ": 0, "ड": 0.1, "र": 0.3}, "l": {"ल": 0, "ळ": 0.1},
    "s": {"स": 0, "श": 0.15, "ष": 0.2, "ज": 0.5}, "sh": {"श": 0, "ष": 0, "स": 0.25}, "h": {"ह": 0},
    # English t and d are ट and ड.
    "T": {"ट": 0, "ठ": 0.25, "त": 0.25, "थ": 0.4}, "D": {"ड": 0, "ढ": 0.25, "द": 0.25, "ध": 0.4},
}  # fmt: skip
_VOWEL_UNITS: dict[str, dict[str, float]] = {
    "a": {"a": 0, "A": 0.1, "e": 0.45, "E": 0.35, "Q": 0.3, "o": 0.6, "i": 0.6},
    "aa": {"A": 0, "a": 0.3, "Q": 0.3},
    "i": {"i": 0, "I": 0.1, "e": 0.4, "य": 0.3, "a": 0.75},
    "ee": {"I": 0, "i": 0.15, "e": 0.4},
    "e": {"e": 0, "E": 0.1, "i": 0.3, "I": 0.35, "a": 0.3, "य": 0.4},
    "u": {"u": 0, "U": 0.1, "a": 0.35, "o": 0.4, "व": 0.3, "A": 0.6},
    "oo": {"U": 0, "u": 0.15, "o": 0.35},
    "o": {"o": 0, "O": 0.1, "Q": 0.1, "A": 0.4, "u": 0.45, "U": 0.5, "a": 0.5},
    "ai": {"E": 0, "e": 0.2, "I": 0.6},
    # At the end ए is typed as e: dawai is दवाई rather than दावे.
    "ai$": {"E": 0, "e": 0.5, "I": 0.6},
    "au": {"O": 0, "o": 0.2, "Q": 0.15, "A": 0.5},
    # Vowels of English words, as Hindi writes them; only english_sounds.py reads these.
    "æ": {"E": 0, "A": 0.2, "a": 0.15, "e": 0.25}, "ə": {"a": 0, "A": 0.2, "i": 0.3, "e": 0.3, "o": 0.35},
    "ɒ": {"Q": 0, "O": 0.05, "o": 0.05, "A": 0.15, "a": 0.35}, "ʌ": {"a": 0, "A": 0.25, "u": 0.4},
    "ɜ": {"a": 0, "e": 0.35, "i": 0.35, "u": 0.35, "A": 0.4},
    # A nasal vowel at the end, which is heard and rarely typed; only nasal_readings() writes it.
    "~": {ANUSVARA: 0},
}  # fmt: skip
_UNIT_COSTS = {**_CONSONANT_UNITS, **_VOWEL_UNITS}

_KEYS: dict[str, str] = {
    "k": "k", "kh": "k", "g": "gj", "gh": "g", "ch": "ck", "chh": "c", "c": "ksc", "C": "kc", "T": "t", "D": "d",
    "j": "j", "jh": "j", "z": "j", "t": "t", "th": "t", "d": "d", "dh": "d",
    "n": "n", "m": "m", "p": "p", "ph": "p", "f": "p",
    "b": "b", "bh": "b", "v": "b", "w": "b", "y": "", "r": "r", "rh": "dr", "l": "l", "s": "s", "sh": "s", "h": "",
}  # fmt: skip
"""Sound key letters that a unit may stand for; y, h and vowels have none."""

_REWRITES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tion", ("sh a n",)), ("sion", ("sh a n", "j a n")), ("ksh", ("k sh",)), ("sch", ("s k", "sh", "sh ch")),
    ("dg", ("j",)), ("gy", ("g y", "j n")), ("x", ("k s",)), ("ngh", ("n g", "n h")),
    ("ck", ("k",)), ("q", ("k",)), ("dj", ("j",)), ("X", ("j", "sh")),
    ("ai", ("ai", "a i")), ("ay", ("ai", "a y")), ("ei", ("ai", "e i")), ("ey", ("ai", "e y")),
    ("au", ("au", "a u")), ("aw", ("au", "a w")), ("ow", ("au", "o w", "aa u", "oo")), ("ou", ("oo", "au", "aa u")),
    ("oa", ("o a", "o w aa")), ("ii", ("ee",)), ("ea", ("ee", "e a")), ("ie", ("ee", "i e")), ("ia", ("i a", "i y aa")),
    ("aon", ("a o n", "aa n v")), ("E", ("i y aa", "ee")), ("W", ("aa w", "o w")), ("sc", ("s", "s c")),
    ("uu", ("oo",)), ("G", ("chh", "ch chh")), ("H", ("ch", "ch chh")), ("Y", ("ai$", "aa y", "aa i", "a y")),
    ("B", ("dh", "d dh")), ("ao", ("a o", "aa v")),
    ("eo", ("e o", "e v")),
)  # fmt: skip
"""Spellings that stand for other units, some for two readings."""

_CHUNK = re.compile(
    "aon$|ao$|rh$|sc(?=[ei])|tion|sion|ksh|sch|ngh|chh|dg|gy|ck|kh|gh|ch|jh|th|dh|ph|bh|sh"
    "|dj|aa|ee|ii|oo|uu|ai|ay|ei|ey|au|aw|ow|ou|oa|ea|eo|ie|ia|[a-zBCEGHWXY]"
)
MAX_WORD_CHARS = 30
"""Longer runs of Latin letters are no typed Hindi word."""
_LATIN_WORD = re.compile(f"[a-z]{{1,{MAX_WORD_CHARS}}}")
_NO_WORD = re.compile(r"[a-z]|([^aeiou])\1+")
"""A letter alone, or one consonant again and again (zzzz), which would be read as a word of grammar."""
MAX_READINGS = 8
MAX_KEYS = 24

_VOWEL_GAP = 0.8
_CONSONANT_GAP = 2.0
_SOUND_GAPS = {INHERENT: 0.12, ANUSVARA: 0.5, "ह": 0.5, "य": 0.4}
_UNIT_GAPS = {"a": 0.35, "h": 0.3, "y": 0.3, "e": 0.6}
LEFT_OUT_AT_END = {"a": 0.1, "e": 0.6, "y": 0.8}
"""yoga, krishna; apple: the last letter is often not heard; that of navy always is."""
MIN_UNITS_BEFORE_SILENT_A = 5
SILENT_A_AFTER_AY = 0.3
"""The last letter of himalaya and samaya; in shorter words (maya, gaya) it is heard."""
PLURAL_S = 0.3
"""The last s of netflix and of charts, which sounds.py leaves out of long words."""
FIRST_VOWEL_NOT_TYPED = 0.6
"""gayle is not अगले, meerut not अमीरात."""
FIRST_VOWEL_NOT_HEARD = 0.7
"""alia is not लिया."""
VOWEL_BEFORE_GLIDE = 0.15
"""maryam: मरियम."""
REPEATED = 0.05
"""tt, ll, mm: doubled Latin consonants."""
OTHER = 2.5
FIRST = 1.25

MIN_LENGTH_RATIO, MAX_LENGTH_RATIO = 0.5, 2.0
"""Sounds of a word for each unit that was typed; others are not even compared."""
FREQUENCY = 0.08
"""How much a logarithm of document frequency outweighs of the cost, when candidates are ranked."""

ENGLISH = 0.3
"""Added to the cost of reading a word as English: typed Hindi goes before."""
TYPED_AS_ENGLISH = 0.4
"""The same for a word that is spelled as only English is (tax, attack, app, news)."""
ENGLISH_WITH_SILENT_E = 0.1
"""rate, line: English as often as not."""
_SILENT_E = re.compile("[aiou](?:[bcdfgklmnprstvz]|nc|ng|st)e$")
_LOOKS_ENGLISH = re.compile(
    "^(?:c[aloru]|christ|xray|iphone|e?mails?$|wifi$)"
    "|(?:x|ck|ff|ll|pp|ss|tt|ew|iew|ware|ight|tion|sion|shion|[^aeiou]ey|pple|[^aeiou]tue|pean|anchor)s?$"
)
NASAL = 0.1
"""Added to the cost of hearing a nasal vowel at the end where none was typed (nahi: नहीं)."""
GEMINATE = 0.1
"""Added to the cost of reading kh or th as two consonants (sukhu: सुक्खू, pathar: पत्थर)."""
_VOWELLESS_GAP = 0.3
"""A vowel that was not typed, in a word without any (bht: बहुत)."""
FORGIVEN = 0.35
FORGIVEN_PER_UNIT = 0.09
STEEPNESS = 0.15


def is_latin(term: str) -> bool:
    """Return whether a folded term may be typed Hindi: a word in plain Latin letters, no letter alone."""
    return _LATIN_WORD.fullmatch(term) is not None and _NO_WORD.fullmatch(term) is None


_DRAWN_OUT = re.compile(r"(.)\1{2,}")
"""A letter that is drawn out in chats (jooo, bahuttt) is read as twice."""
# Letters that are read in another way at some places get signs of their own: B, C, E, G, H, W, X, Y.
_TOLD_APART = (
    (re.compile("(?<=[aeiou])dh(?=[aeiou]|$)"), "B"),
    (re.compile("(?<=[aeiou])chh"), "G"),
    (re.compile("(?<=[aeiou])ch(?=[aeiou])"), "H"),
    (re.compile("ai$"), "Y"),
    (re.compile("c(?![ceihky])"), "C"),
    (re.compile("^x"), "X"),
    (re.compile("(?<=.)ea$"), "E"),
    (re.compile("(?<=o)re$"), "r"),
    (re.compile("ow(?=[aeiou])"), "W"),
)
"""dh after a vowel may be द्ध (sidhu, yudh), chh and ch there च्छ (swachh, acha); ai at the end आय (rai, jai); c is no स
before a, o, u; x at the start of a name is ज or श (xavier, xiaomi); ea ends names of countries (korea), ore those of
towns (indore); w before a vowel is heard by itself (tower)."""


@lru_cache(maxsize=10_000)
def readings(word: str) -> tuple[Units, ...]:
    """Return the ways to read a lower-case Latin word as units; at most MAX_READINGS.

    >>> readings("modi")
    (('m', 'o', 'd', 'i'),)
    """
    typed = word = _DRAWN_OUT.sub(r"\1\1", word)
    for letters, sign in _TOLD_APART:
        word = letters.sub(sign, word)
    rewrites = dict(_REWRITES)
    choices = [rewrites.get(chunk, (chunk,)) for chunk in _CHUNK.findall(word)]
    read = [tuple(" ".join(parts).split()) for parts in islice(product(*choices), MAX_READINGS)]
    if _VOWEL_UNITS.keys().isdisjoint(typed):
        read = [*read[: MAX_READINGS - 1], tuple(typed)]  # bht is no भट, or need not be
    return tuple(dict.fromkeys([*read, *map(_glides_as_vowels, read)]))[:MAX_READINGS]


def _glides_as_vowels(units: Units) -> Units:
    """Return units with ya between a vowel and a consonant as it is heard (mulayam: मुलायम; priyanka: प्रियंका)."""
    found = list(units)
    for index in range(len(found) - 3, 0, -1):
        before, glide, vowel, after = found[index - 1 : index + 3]
        if glide == "y" and vowel in {"a", "ə"} and before in _VOWEL_UNITS and after in _CONSONANT_UNITS:
            found[index : index + 2] = ["e" if before in {"i", "ee"} else "i"]
    return tuple(found)


def geminate_readings(word: str) -> tuple[Units, ...]:
    """Return the likeliest reading with kh and th between vowels as क्ख and त्थ, if it has any."""
    typed = readings(word)[:1]
    doubled = tuple(
        tuple(
            chain.from_iterable(
                (unit[0], unit) if unit in {"kh", "th"} and _is_between_vowels(units, index) else (unit,)
                for index, unit in enumerate(units)
            )
        )
        for units in typed
    )
    return tuple(units for units in doubled if units not in typed)


def _is_between_vowels(units: Units, index: int) -> bool:
    """Return whether the units before and after one are vowels."""
    return (
        0 < index < len(units) - 1 and units[index - 1] in _VOWEL_UNITS and units[index + 1] in _VOWEL_UNITS
    )


def typed_and_english_costs(word: str) -> tuple[float, float]:
    """Return what is added to the cost of reading a word as typed Hindi, and as English."""
    if _LOOKS_ENGLISH.search(word):
        return TYPED_AS_ENGLISH, 0.0
    return 0.0, ENGLISH_WITH_SILENT_E if _SILENT_E.search(word) else ENGLISH


def nasal_readings(word: str) -> tuple[Units, ...]:
    """Return the likeliest reading with a nasal vowel at its end, if it ends in a vowel."""
    return tuple((*units, "~") for units in readings(word)[:1] if units and units[-1] in _VOWEL_UNITS)


@lru_cache(maxsize=5_000)
def english_readings(word: str) -> tuple[Units, ...]:
    """Return the ways to read a word as English that are not those of typed Hindi."""
    spelled = (_glides_as_vowels(units) for said in pronunciations(word) for units in _spelled_out(said))
    return tuple(units for units in dict.fromkeys(spelled) if units not in readings(word))[:MAX_READINGS]


def _spelled_out(said: Units) -> Iterator[Units]:
    """Yield a pronunciation as units: diphthongs are two (aɪ as in white, yu as in curfew), t and d are ट and ड."""
    units = {"aɪ": "aa i", "yu": "y oo", "t": "T", "d": "D"}
    spelled = tuple(" ".join(units.get(unit, unit) for unit in said).split())
    yield spelled
    if ("d", "yu") in pairwise(said):
        yield tuple(" ".join(spelled).replace("D y oo", "j u").split())  # education: एजुकेशन
    if "yu" in said:
        yield tuple(" ".join("oo" if unit == "yu" else units.get(unit, unit) for unit in said).split())


@lru_cache(maxsize=10_000)
def unit_keys(units: Units) -> tuple[str, ...]:
    """Return sound keys of words that the units may stand for; at most MAX_KEYS."""
    letters: list[str] = []
    for index, unit in enumerate(units):
        choice = _KEYS.get(unit, "")
        if unit == "m" and units[index + 1 : index + 2] and units[index + 1] in _CONSONANT_UNITS:
            choice = "mn"
        if unit == "n" and units[index + 1 : index + 2] and units[index + 1] in {"b", "bh", "p", "ph", "f"}:
            choice = "nm"
        if unit == "r" and index == 0:
            choice = "r"
        if choice:
            letters.append(choice)
    # Keys grow letter by letter and stay few, so that the work grows with the word and not with its readings.
    keys = {"": None}
    for choice in letters:
        longer = (key if key.endswith(letter) else key + letter for key in keys for letter in choice)
        keys = dict.fromkeys(islice(dict.fromkeys(longer), MAX_KEYS))
    if units[-1:] == ("s",) and units[-2:-1] and units[-2] in _CONSONANT_UNITS:
        keys |= dict.fromkeys(key.removesuffix("s") for key in keys)  # olympics: ओलंपिक
    return tuple(islice(filter(None, keys), MAX_KEYS))


@cache
def _unit_row(unit: str, first: bool, before_vowel: bool) -> Floats:
    """Return float64[codes + 1]: cost of reading a unit as each placed sound; the last one is for PAD.

    Before a vowel n and m are no anusvara (kareena is not करें); a vowel is heard as य nowhere else (raje, राज्य).
    """
    costs = dict(_UNIT_COSTS.get(unit, {}))
    if unit in "nm" and before_vowel:
        del costs[ANUSVARA]
    if unit in "ie" and not before_vowel:
        del costs["य"]
    emphasis = FIRST if first else 1.0
    return np.array([*(costs.get(sound, OTHER) * emphasis for sound, _ in PLACED), 0.0])


@cache
def _sound_gaps(vowelless: bool) -> Floats:
    """Return float64[codes + 1]: cost of a sound that was not typed; the last one is for PAD."""
    vowel = _VOWELLESS_GAP if vowelless else _VOWEL_GAP

    def gap(sound: str, context: PhonemeContext) -> float:
        if context in {PhonemeContext.DOUBLED, PhonemeContext.DOUBLED_AFTER_INITIAL}:
            return REPEATED
        if context is PhonemeContext.FIRST and sound in VOWEL_SOUNDS:
            return FIRST_VOWEL_NOT_TYPED
        if context is PhonemeContext.BEFORE_GLIDE:
            return VOWEL_BEFORE_GLIDE
        return _SOUND_GAPS.get(sound, vowel if sound in VOWEL_SOUNDS else _CONSONANT_GAP)

    return np.array([*(gap(*placed) for placed in PLACED), 0.0])


def costs(units: Units, matrix: Codes, lengths: NDArray[np.int64]) -> Floats:
    """Return float64[words]: cost of reading the units as each row of a code matrix."""
    gaps = _sound_gaps(_VOWEL_UNITS.keys().isdisjoint(units))
    return batch_alignment_costs(*_unit_costs(units), gaps, matrix, lengths)


def _unit_costs(units: Units) -> tuple[Floats, Floats]:
    """Return float64[units, codes + 1] of reading each unit as each sound, float64[units] of leaving it out."""
    changes = np.array(
        [
            _unit_row(unit, index == 0, following in _VOWEL_UNITS)
            for index, (unit, following) in enumerate(zip(units, (*units[1:], ""), strict=True))
        ]
    )
    gaps = np.array([_unit_gap(units, index) for index in range(len(units))])
    return changes, gaps


def _unit_gap(units: Units, index: int) -> float:
    """Return the cost of leaving a unit out."""
    unit, before = units[index], units[index - 1] if index else ""
    after = units[index + 1] if index + 1 < len(units) else ""
    if unit == before:
        return REPEATED
    if not index and unit in _VOWEL_UNITS:
        return FIRST_VOWEL_NOT_HEARD
    if index and after in {"", "~"} and unit in LEFT_OUT_AT_END:
        # alia is not अली, maya not मई, neha not ने; but surya is सूर्य
        between = units[index - 2] if index > 1 and before in {"y", "h"} else before
        is_heard = unit == "a" and (between in _VOWEL_UNITS or between in {"y", "h"})
        is_faint = before == "y" and between in {"a", "aa"} and index >= MIN_UNITS_BEFORE_SILENT_A
        heard = SILENT_A_AFTER_AY if is_faint else _VOWEL_GAP
        return heard if is_heard else LEFT_OUT_AT_END[unit]
    if unit == "s" and not after and before in _CONSONANT_UNITS:
        return PLURAL_S
    if (unit == "h" and before in _VOWEL_UNITS and after) or (unit == "a" and after in {"i", "e"}):
        return _VOWEL_GAP
    return _UNIT_GAPS.get(unit, _VOWEL_GAP if unit in _VOWEL_UNITS else _CONSONANT_GAP)


def likelihood(costs: Floats, units: int) -> Floats:
    """Return the probability that a word was meant, from the cost of aligning it with a number of units."""
    odds = np.minimum(50.0, (costs - (FORGIVEN + FORGIVEN_PER_UNIT * units)) / STEEPNESS)
    likely: Floats = 1.0 / (1.0 + np.exp(odds))
    return likely
