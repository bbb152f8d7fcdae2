"""Slips of the hand: what a reader may have meant by a word that the archive does not hold.

A slip is one change: a sign left out, doubled or put in, two signs swapped, a neighbouring key hit, or a letter taken
for one that looks like it. Vowel signs, halant and anusvara are lost most easily, so they cost least. Layouts: InScript
(Indian Standard IS 16350) and Bolnagri, the phonetic layout that Linux and Android ship.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from index.hindi.script import ANUSVARA, CONSONANTS, VIRAMA

_AKSHARA = f"[{CONSONANTS}](?:{VIRAMA}[{CONSONANTS}])*[ािीुूृेैोौॉ{ANUSVARA}]*"
_REPH = re.compile(f"(र{VIRAMA})({_AKSHARA})(?=[{CONSONANTS}])")
"""A reph one akshara too early (आर्शीवाद)."""
_LATE_REPH = re.compile(f"({_AKSHARA})(र{VIRAMA})(?=[{CONSONANTS}])")
"""A reph one akshara too late (आशीर्वाद typed आशीवार्द)."""
LOOK_ALIKE = 0.6
"""Letters that OCR programs and tired eyes take for each other (measured by `make quality PARTS=scans`)."""
_LOOK_ALIKES = (
    ("घ", "ध"), ("भ", "म"), ("ब", "व"), ("ग", "म"), ("न", "म"), ("ङ", "ड"), ("ड", "ट"), ("थ", "य"),
    ("ष", "प"), ("ख", "व"),
)  # fmt: skip
SIGNS = "ािीुूृेैोौॉ" + ANUSVARA
DOUBLED, SWAPPED, SHIFT_KEY, NEXT_KEY = 0.3, 0.5, 0.5, 0.8
LOST_R = 0.5
"""The र below or above a letter (राष्टपति: राष्ट्रपति, निमाण: निर्माण)."""
_LOST = {VIRAMA: 0.4, **dict.fromkeys(SIGNS, 0.5)}
LETTER = 1.0
"""A whole letter left out or put in."""

_LAYOUTS = (
    (("ौैाीूबहगदजड", "औऐआईऊभङघधझढ"), ("ोे्िुपरकतचट", "ओएअइउफऱखथछठ"), ("ंमनवलस", "ँणऩॏळश")),
    (("टौेरतयुिोप", "ठऔैृथञूीऔफ"), ("ासद्गहजकल", "अशधऋघःझखळ"), ("डषचवबनम", "ढषछङभणं")),
)
"""Rows of keys, each without and with shift; a key's neighbours are the ones beside it in its row."""


def single_edits(term: str) -> Iterator[tuple[str, float]]:
    """Yield (other word, cost) for every word that one typing error turns into the given folded term.

    A word may come more than once. Costs lie between 0.3 and 1.
    """
    for position, sign in enumerate(term):
        rest = term[position + 1 :]
        doubled = term[position - 1 : position] == sign
        yield term[:position] + rest, DOUBLED if doubled else _LOST.get(sign, LETTER)
        if rest and rest[0] != sign:
            yield term[:position] + rest[0] + sign + rest[1:], SWAPPED
        for other, cost in _near_keys().get(sign, {}).items():
            yield term[:position] + other + rest, cost
    for other in misplaced_rephs(term):
        yield other, SWAPPED
    for position in range(1, len(term) + 1):
        for sign in (*SIGNS, VIRAMA, *CONSONANTS):
            cost = DOUBLED if term[position - 1] == sign else _LOST.get(sign, LETTER)
            yield term[:position] + sign + term[position:], cost
        if term[position - 1] in CONSONANTS:
            yield term[:position] + VIRAMA + "र" + term[position:], LOST_R
            yield term[: position - 1] + "र" + VIRAMA + term[position - 1 :], LOST_R


def misplaced_rephs(term: str) -> Iterator[str]:
    """Yield a term with a reph of its own one akshara later or earlier (आर्शीवाद: आशीर्वाद)."""
    for pattern in (_REPH, _LATE_REPH):
        for found in pattern.finditer(term):
            yield term[: found.start()] + found[2] + found[1] + term[found.end() :]


@cache
def _near_keys() -> dict[str, dict[str, float]]:
    """Return sign → the signs on its own key, on the keys beside it and like it in shape, with what each costs."""
    near: dict[str, dict[str, float]] = {}
    for rows in _LAYOUTS:
        for plain, shifted in rows:
            for one, other in zip(plain, shifted, strict=False):
                _put(near, one, other, SHIFT_KEY)
            for row in (plain, shifted):
                for one, other in pairwise(row):
                    _put(near, one, other, NEXT_KEY)
    for one, other in _LOOK_ALIKES:
        _put(near, one, other, LOOK_ALIKE)
    return near


def _put(near: dict[str, dict[str, float]], one: str, other: str, cost: float) -> None:
    for sign, neighbour in ((one, other), (other, one)):
        costs = near.setdefault(sign, {})
        costs[neighbour] = min(cost, costs.get(neighbour, cost))
