"""Round numbers in words and digits: पांच लाख is 5 लाख, डेढ़ करोड़ 1.5 करोड़, साढ़े तीन हज़ार 3.5 हज़ार."""

from functools import cache
from pathlib import Path

from index import hindi
from index.hindi.analysis import term_of

_UNITS = frozenset(map(term_of, ("सौ", "हज़ार", "लाख", "करोड़", "अरब", "खरब")))
"""What a number stands before; alone it is too short to be sought in two ways."""
_TABLE = Path(hindi.__file__).with_name("tables") / "numbers.txt"
LONGEST_NUMBER = 3
"""Words: साढ़े तीन लाख."""
_AND_A_HALF = term_of("साढ़े")


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return folded word → digits, and digits → folded words, the usual one first."""
    lines = [line.split() for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    by_digits = {digits: tuple(dict.fromkeys(map(term_of, words))) for digits, *words in lines}
    return {term: digits for digits, terms in by_digits.items() for term in terms}, by_digits


def other_ways(terms: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Return folded terms → how they are shown, for each other way of writing a number before a unit."""
    *number, unit = terms
    if not number or len(number) > 2 or unit not in _UNITS:
        return {}
    ways = [(*way, unit) for way in _ways(tuple(number)) if way != tuple(number)]
    return {way: " ".join(way) for way in ways}


def _ways(number: tuple[str, ...]) -> list[tuple[str, ...]]:
    to_digits, to_words = _tables()
    last = number[-1]
    digits = to_digits.get(last, last)
    if len(number) == 2:
        if number[0] != _AND_A_HALF or digits not in to_words or "." in digits:
            return []
        digits += ".5"
    whole, _, half = digits.partition(".")
    ways: list[tuple[str, ...]] = (
        [(digits,)] if digits in to_words or (half == "5" and whole in to_words) else []
    )
    ways += [(word,) for word in to_words.get(digits, ())]
    if half == "5" and digits not in to_words:
        ways += [(_AND_A_HALF, word) for word in to_words.get(whole, ())]
    return ways
