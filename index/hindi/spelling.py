"""Fold a word's free spellings to one term, and keep how it was spelled.

What is folded, and why, stands rule by rule in index/hindi/spelling_rules.py. `fold` is idempotent.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from index.hindi.script import ANUSVARA, VIRAMA, VOWEL_SIGNS
from index.hindi.spelling_rules import RULES, SURFACE_RULES, Rule

_STILL = (
    "\u0905-\u090b\u090f-\u0911\u0913-\u0928\u092a-\u0930\u0932\u0933\u0935-\u0939"
    + VOWEL_SIGNS
    + ANUSVARA
    + VIRAMA
)
_VISIBLE_CUE = re.compile(f"[^{_STILL}]|[अआएाेैॅ][ाॉॅेैोौिी]")
"""Where SURFACE_RULES may apply; every rule but theirs needs a cue of _FOLDING_CUE as well or instead."""
_FOLDING_CUE = re.compile(
    f"{_VISIBLE_CUE.pattern}|[नमङञण]{VIRAMA}|[ॅॆॊ]|{ANUSVARA}{ANUSVARA}|.य[ेीि]|र{VIRAMA}.{VIRAMA}"
    f"|([{VOWEL_SIGNS}])\\1|ध{VIRAMA}द|^द{VIRAMA}[दध]ारा$|[एे]अर|^अर{VIRAMA}(?:न{VIRAMA}|{ANUSVARA})त"
    f"|त{VIRAMA}त{VIRAMA}व|द{VIRAMA}ध{VIRAMA}य|श(?:{VIRAMA}र)?ृ|[{VOWEL_SIGNS}]{VIRAMA}|{VIRAMA}$"
)
"""Nearly all words have none, and so are their own term: a look is ten times faster than all rules."""


MAX_FOLDED_CHARS = 200
"""Longer ones are no words; rules that make cues for each other would take a time that grows with their square."""


def is_folded(word: str) -> bool:
    """Return whether no rule can change a word (a word with a cue may still be its own term)."""
    return _FOLDING_CUE.search(word) is None


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Return the tier-1 term of a word: equal for all its free spellings."""
    is_short = len(word) <= MAX_FOLDED_CHARS
    return _applied(RULES, word, is_folded) if is_short and not is_folded(word) else word


@lru_cache(maxsize=20_000)
def surface(word: str) -> str:
    """Return the word exactly as spelled, apart from what the eye cannot see (encoding, joiners, capitals)."""
    return surface_by_every_rule(word) if _VISIBLE_CUE.search(word) else word


def fold_by_every_rule(word: str) -> str:
    """Fold by trying every rule: the slow twin of fold."""
    return _applied(RULES, word)


def surface_by_every_rule(word: str) -> str:
    """Like surface, by trying every rule: its slow twin."""
    return unicodedata.normalize("NFC", _applied(SURFACE_RULES, word))


def _applied(rules: tuple[Rule, ...], word: str, is_done: Callable[[str], bool] = lambda _word: False) -> str:
    """Apply rules until nothing changes, or nothing can: one rule's result may be another's cue (स़्न्द → संद)."""
    for _ in range(len(word) + 1):
        before = word
        for rule in rules:
            word = rule.apply(word)
        if word == before or is_done(word):
            break
    return word
