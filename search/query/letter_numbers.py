"""Letters beside numbers: T20, टी-20 and टी20 are one; so are BS6 and बीएस-6, H1N1 and एच1एन1, 10th and 10वीं."""

import re
from itertools import pairwise, product
from typing import NamedTuple

from index.hindi.initials import LETTER_NAMES
from index.hindi.spelling import fold
from search.query.number_words import FIRST_ORDINALS, ORDINAL_ENDINGS
from search.query.written_dates import ENGLISH_ORDINAL_ENDINGS

_PARTS = re.compile("[a-z]+|[0-9]+")
_ENGLISH_ORDINAL = re.compile(f"([0-9]+)(?:{'|'.join(sorted(ENGLISH_ORDINAL_ENDINGS))})")
_NAMES: dict[str, tuple[str, ...]] = {}
for _name, _letter in LETTER_NAMES.items():
    _NAMES[_letter] = tuple(dict.fromkeys((*_NAMES.get(_letter, ()), fold(_name))))
_LETTER_OF = {name: letter for letter, names in _NAMES.items() for name in names}
_TWENTY = fold("ट्वेंटी")
_TWENTIES = frozenset((_TWENTY, "twenty", "20"))
"""Two of them are T20 (20-20, ट्वेंटी-20); of the archive's 20-20 most are "20 each", so T20 is not read as that."""
MAX_DIGITS = 4
MAX_LETTERS = 8
"""Letters side by side."""
MAX_PARTS = 4
"""Runs of letters and of digits: H1N1 has four."""


_NUMERALS = {
    "II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "XII": "12", "XIII": "13",
    "XIV": "14", "XV": "15", "XVI": "16", "XVII": "17", "XVIII": "18", "XIX": "19", "XX": "20",
}  # fmt: skip
"""Roman numerals in capitals; without those that are letters or a name as often (I, V, X, XI)."""


class LetterNumber(NamedTuple):
    """Letters and a number, with every way in which their terms may stand side by side."""

    ways: tuple[tuple[str, ...], ...]


def arabic(numeral: str) -> str:
    """Return the digits of a Roman numeral in capitals; "" for any other word.

    >>> arabic("VI"), arabic("XX"), arabic("vi")
    ('6', '20', '')
    """
    return _NUMERALS.get(numeral, "")


def letter_number(terms: list[str]) -> LetterNumber | None:
    """Return the ways to write letters with a number, from the terms of one run of words; None for anything else.

    >>> letter_number(["b12"]).ways
    (('b12',), ('b', '12'), ('बी', '12'))
    >>> letter_number(["5", "जी"]).ways
    (('5g',), ('5', 'g'), ('5', 'जी'))
    >>> letter_number(["चंद्रयान", "2"])
    """
    if ordinal := _ENGLISH_ORDINAL.fullmatch("".join(terms)):
        ways = [fold(ordinal[1] + ending) for ending in ORDINAL_ENDINGS]
        ways += FIRST_ORDINALS.get(int(ordinal[1]) if len(ordinal[1]) == 1 else 0, ())
        return LetterNumber((tuple(terms), *((term,) for term in ways)))
    parts = [part for term in terms for part in _parts(term)]
    if len(parts) == 2 and _TWENTIES.issuperset(parts):
        return LetterNumber(_ways(["t", "20"]))
    if not 2 <= len(parts) <= MAX_PARTS or not all(map(_is_short, parts)):
        return None
    kinds = [part.isdigit() for part in parts]
    if any(one == other for one, other in pairwise(kinds)):
        return None
    return LetterNumber(_ways(parts))


def _ways(parts: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return the ways to write runs of letters and digits: as one word, or each letter by its sign or its name."""
    named = product(*((part,) if part.isdigit() else _NAMES.get(part, (part,)) for part in parts))
    by_name = ((_TWENTY, "20"), (_TWENTY, _TWENTY)) if parts == ["t", "20"] else ()
    return tuple(dict.fromkeys((("".join(parts),), tuple(parts), *named, *by_name)))


def _parts(term: str) -> list[str]:
    """Return the runs of letters and of digits in a term, a letter's name as the letter; the term if it has others."""
    term = _LETTER_OF.get(term, term)
    found = _PARTS.findall(term)
    return found if "".join(found) == term else [term]


def _is_short(part: str) -> bool:
    """Return whether a part is a number or letters that may stand beside one."""
    if not part.isascii():
        return False
    return len(part) <= MAX_DIGITS if part.isdigit() else len(part) <= MAX_LETTERS and part.isalpha()
