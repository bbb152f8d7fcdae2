"""One Latin letter beside a number: T20, T-20, टी20 and टी-20 are one, and so are 5G and 5जी."""

import re
from typing import NamedTuple

from index.hindi.initials import LETTER_NAMES
from index.hindi.spelling import fold

_TOGETHER = re.compile("([a-z])([0-9]+)")
_NAMES: dict[str, tuple[str, ...]] = {}
for _name, _letter in LETTER_NAMES.items():
    _NAMES[_letter] = tuple(dict.fromkeys((*_NAMES.get(_letter, ()), fold(_name))))
_LETTER_OF = {name: letter for letter, names in _NAMES.items() for name in names}
MOST_DIGITS = 4


class LetterNumber(NamedTuple):
    """A letter and a number, with every way in which their terms may stand side by side."""

    ways: tuple[tuple[str, ...], ...]


def letter_number(terms: list[str]) -> LetterNumber | None:
    """Return the ways to write a letter with a number, from the terms of one run of words; None for anything else.

    >>> letter_number(["t20"]).ways
    (('t20',), ('t', '20'), ('टी', '20'))
    >>> letter_number(["5", "जी"]).ways
    (('5', 'g'), ('5', 'जी'))
    >>> letter_number(["चंद्रयान", "2"])
    """
    if len(terms) == 1:
        together = _TOGETHER.fullmatch(terms[0])
        terms = list(together.groups()) if together else []
    if len(terms) != 2:
        return None
    first, second = (_LETTER_OF.get(term, term) for term in terms)
    if _is_letter(first) and _is_number(second):
        named = ((name, second) for name in _NAMES[first])
        return LetterNumber(((first + second,), (first, second), *named))
    if _is_number(first) and _is_letter(second):
        return LetterNumber(((first, second), *((first, name) for name in _NAMES[second])))
    return None


def _is_letter(term: str) -> bool:
    return term in _NAMES


def _is_number(term: str) -> bool:
    return term.isascii() and term.isdigit() and len(term) <= MOST_DIGITS
