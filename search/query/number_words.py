"""Round numbers in words and digits: पांच लाख is 5 लाख, 20 हजार 20000, सवा दो करोड़ 2.25 करोड़, Rs 500 is 500 रुपये."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

from index import hindi
from index.hindi.analysis import term_of
from search.query.written_dates import LATIN_MONTHS, MONTHS

_HUNDRED = term_of("सौ")
_PERCENT = tuple(map(term_of, ("प्रतिशत", "फ़ीसदी", "फ़ीसद")))
_THOUSAND = term_of("हज़ार")
_SCALES = {
    _THOUSAND: 1_000,
    term_of("लाख"): 100_000,
    term_of("करोड़"): 10_000_000,
    term_of("अरब"): 1_000_000_000,
    term_of("खरब"): 100_000_000_000,
}
_LAKH_CRORE = (term_of("लाख"), term_of("करोड़"))
"""Two scales as one unit: 20 लाख करोड़."""
_RUPEES = term_of("रुपये")
_RUPEE_SIGNS = ("rs", term_of("रु"))
"""Currency signs written before a number and read after it."""
_LATIN_UNITS = {
    latin: term_of(unit)
    for unit, words in {
        "हज़ार": "thousand hazar hajar", "लाख": "lakh lakhs lac lacs", "करोड़": "crore crores cr karod",
        "प्रतिशत": "percent pratishat", "रुपये": "rupees rupaye",
    }.items()
    for latin in words.split()
} | LATIN_MONTHS  # fmt: skip
"""Units in Latin letters, as they are read after digits; alone LAC is the एलएसी."""
_OF_TIME = frozenset((*MONTHS, *map(term_of, (
    "बजे", "सेकंड", "मिनट", "घंटा", "घंटे", "दिन", "सप्ताह", "हफ्ते", "महीने", "माह", "साल", "वर्ष",
))))  # fmt: skip
"""Units of time that follow a number of up to two digits: आठ बजे, पंद्रह अगस्त."""
_UNITS = frozenset((*_SCALES, *_PERCENT, *_OF_TIME))
"""What a number stands before; alone, one below a hundred is too short to be sought in two ways."""
_MAX_DIGITS = 13
_TABLE = Path(hindi.__file__).with_name("tables") / "numbers.txt"
MAX_NUMBER_WORDS = 5
"""Words: साढ़े तीन सौ करोड़, एक सौ पच्चीस करोड़."""
_QUARTERS = {
    term_of("साढ़े"): Decimal("0.5"),
    term_of("सवा"): Decimal("0.25"),
    term_of("पौने"): Decimal("-0.25"),
}
"""What is added to the following number."""
_QUARTER_MORE = term_of("सवा")
_MIN_BEFORE_HALF = 3
"""डेढ़ and ढाई have words of their own."""
ORDINAL_ENDINGS = ("वीं", "वें", "वां", "वी", "वे", "वा")
"""What makes an ordinal of a number; the first four and the sixth have words of their own."""
FIRST_ORDINALS = {
    number: tuple(map(term_of, words.split()))
    for number, words in {
        1: "पहला पहली पहले", 2: "दूसरा दूसरी दूसरे", 3: "तीसरा तीसरी तीसरे", 4: "चौथा चौथी चौथे", 6: "छठा छठी छठे",
    }.items()
}  # fmt: skip
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ORDINAL = re.compile(f"([0-9]{{1,2}}|[^0-9]+?)({'|'.join(ORDINAL_ENDINGS)})")
Words = tuple[str, ...]


@cache
def _tables() -> tuple[dict[str, Decimal], dict[Decimal, Words]]:
    """Return folded word → number, and number → folded words, the usual one first."""
    lines = [line.split() for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = {Decimal(digits): tuple(dict.fromkeys(map(term_of, named))) for digits, *named in lines}
    return {term: number for number, terms in words.items() for term in terms}, words


def number_variants(terms: Words) -> dict[Words, str]:
    """Return folded terms → how they are shown, for each other way of writing a number, of hundreds or with a unit."""
    read = _with_hindi_units(terms)
    ways = _rupees(read) or _ordinals(read) or [*_scaled(read), *_with_unit(read)]
    # What ends in a unit counts as read: 5 aug does, 5 aug 2019 is that and what follows.
    is_read = read[-1:] != terms[-1:] and all(map(_is_numeric, read[:-1]))
    return {way: " ".join(way) for way in ((read,) if ways or is_read else ()) + tuple(ways) if way != terms}


def _with_hindi_units(terms: Words) -> Words:
    """Return terms with the units that stand in Latin letters after digits in Devanagari (5 lakh: 5 लाख)."""
    first = next(
        (at for at, term in enumerate(terms, 1) if term.isascii() and term.replace(".", "", 1).isdigit()),
        len(terms),
    )
    return (*terms[:first], *(_LATIN_UNITS.get(term, term) for term in terms[first:]))


def _is_numeric(term: str) -> bool:
    """Return whether a term is a number, in digits or words, a part of one, or the sign of a sum."""
    by_word, _ = _tables()
    is_digits = term.isascii() and term.replace(".", "", 1).isdigit()
    return is_digits or term in by_word or term in _QUARTERS or term in _SCALES or term in _RUPEE_SIGNS


def _ordinals(terms: Words) -> list[Words]:
    """Return the ways of an ordinal below a hundred in digits or words, with the same ending (सातवीं, 7वीं)."""
    found = _ORDINAL.fullmatch(terms[0]) if len(terms) == 1 else None
    if found is None:
        return []
    by_word, words = _tables()
    stem, ending = found.groups()
    value = Decimal(stem) if stem.isascii() else by_word.get(stem)
    if value is None or value not in words:
        return []
    return [(f"{value}{ending}",), *((f"{word}{ending}",) for word in words[value])]


def _with_unit(terms: Words) -> list[Words]:
    """Return the ways of a number below a million and the unit after it, if there is one."""
    size = 2 if terms[-2:] == _LAKH_CRORE else 1 if terms and terms[-1] in _UNITS else 0
    number, unit = terms[: len(terms) - size], terms[len(terms) - size :]
    value = _value(number)
    if value is None or (not unit and (value < 100 or number == (_HUNDRED,))):
        return []
    if unit and unit[0] in _OF_TIME and value >= 100:
        return []
    units = [(sign,) for sign in _PERCENT] if unit and unit[0] in _PERCENT else [unit]
    ways = [(*way, *words) for way in _ways(value) for words in units if unit or way != (_HUNDRED,)]
    if len(unit) == 1 and unit[0] in _SCALES and (whole := value * _SCALES[unit[0]]) == int(whole):
        ways.append((str(int(whole)),))
    return ways


def _scaled(terms: Words) -> list[Words]:
    """Return the ways of digits that are a round number of thousands, lakhs or more."""
    if len(terms) != 1 or not (terms[0].isascii() and terms[0].isdigit()) or len(terms[0]) > _MAX_DIGITS:
        return []
    number = Decimal(terms[0])
    found: list[Words] = []
    for unit, size in _SCALES.items():
        value = number / size
        if 1 <= value < 100 and value * 4 == int(value * 4):
            found += [(*way, unit) for way in _ways(value)]
    return found


def _rupees(terms: Words) -> list[Words]:
    """Return the ways of a sum of rupees: the sign before it, or the word after."""
    if len(terms) < 2:
        return []
    if terms[0] in _RUPEE_SIGNS:
        number: Words = terms[1:]
    elif terms[-1] == _RUPEES:
        number = terms[:-1]
    else:
        return []
    numbers = [number, *number_variants(number)] if number[0] not in _RUPEE_SIGNS else []
    is_sum = len(numbers) > 1 or (_DECIMAL.fullmatch(number[0]) and _SCALES.keys() >= set(number[1:]))
    return [
        way
        for words in numbers
        for way in (
            (*words, _RUPEES),
            *((sign, *words) for sign in _RUPEE_SIGNS),
            *((words,) if words[-1] in _SCALES and terms[0] in _RUPEE_SIGNS else ()),
        )
        if is_sum
    ]


def _value(words: Words) -> Decimal | None:
    """Return the number that words or digits say, below a hundred thousand; None for anything else."""
    if not 0 < len(words) < MAX_NUMBER_WORDS:
        return None
    if len(words) > 1 and words[-1] == _THOUSAND:
        thousands = _small(words[:-1])
        return thousands * 1000 if thousands and thousands < 100 else None
    if _HUNDRED in words:
        position = words.index(_HUNDRED)
        hundreds = _small(words[:position]) if position else Decimal(1)
        rest = _small(words[position + 1 :]) if words[position + 1 :] else Decimal(0)
        if hundreds is None or rest is None or hundreds >= 100 or rest >= 100:
            return None
        if rest and (rest != int(rest) or hundreds != int(hundreds)):
            return None
        return hundreds * 100 + rest
    return _small(words)


def _small(words: Words) -> Decimal | None:
    """Return the number that words without सौ say."""
    by_word, _ = _tables()
    if len(words) == 1:
        (word,) = words
        if word == _QUARTER_MORE:
            return Decimal("1.25")
        if word in by_word:
            return by_word[word]
        is_short = word.isascii() and len(word) <= len("9999.75") and word.replace(".", "", 1).isdigit()
        number = Decimal(word) if is_short and word[0] != "." and word[-1] != "." else Decimal(0)
        return number if 0 < number < 10_000 and number * 4 == int(number * 4) else None
    if len(words) != 2 or words[0] not in _QUARTERS:
        return None
    whole = _small(words[1:])
    if whole is None or whole != int(whole) or whole >= 100:
        return None
    return whole + _QUARTERS[words[0]]


def _ways(value: Decimal) -> Iterator[Words]:
    """Yield digits and all words for a number."""
    plain = value.normalize()
    yield (f"{plain:f}",)
    yield from _in_words(value)
    if value < 100:
        return
    if value >= 1000 and value * 4 % 1000 == 0:
        thousands = value / 1000
        yield (f"{thousands.normalize():f}", _THOUSAND)
        yield from ((*way, _THOUSAND) for way in _in_words(thousands))
    for hundreds in _in_words(value / 100):
        yield (*hundreds, _HUNDRED)
    if value == 100:
        yield (_HUNDRED,)
    elif value == int(value) and value % 100 and value < 1000:
        for hundreds, rest in product(_in_words(value // 100), _in_words(value % 100)):
            if len(hundreds) == len(rest) == 1:
                yield (*hundreds, _HUNDRED, *rest)


def _in_words(value: Decimal) -> Iterator[Words]:
    """Yield the words for a number below a hundred that is whole or has quarters."""
    _, words = _tables()
    yield from ((word,) for word in words.get(value, ()))
    if value == Decimal("1.25"):
        yield (_QUARTER_MORE,)
    if value in words or value == int(value):
        return
    for word, more in _QUARTERS.items():
        least = _MIN_BEFORE_HALF if more == Decimal("0.5") else 2
        if value - more >= least and value - more == int(value - more):
            yield from ((word, whole) for whole in words.get(value - more, ()))
