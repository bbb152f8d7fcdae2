"""Doublets: two spellings of one word that newspapers print side by side, however short or frequent it is.

The weighing of sounds (index/hindi/phonetic_similarity.py) asks much of short words and of frequent ones, and knows no
misprints. What is here is looked up in the archive spelling by spelling instead:

    ऑ and आ in loans        डॉलर, डालर; the spelling with ऑ has to be as frequent, in words of one syllable far more
                            (काल is no कॉल), less so where two consonants follow it (वॉर्ड, वार्ड)
    ाय and ाए              शायद, शाएद; before a consonant: गाय is no गाए, and before ग stands the future (जाएगा)
    ज्ञ, क्ष as they sound     विज्ञान, विग्यान; क्षमता, छमता
    a reph out of place     रिपोर्ट, रिर्पोट: of 113 such pairs in 18,842 articles none was two words

A lost anusvara (इंग्लैड) is not looked for: too many words differ in one (चिताओं, चिंताओं); equals.txt has the frequent.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from index.hindi.script import ANUSVARA, CONSONANTS, VIRAMA
from index.hindi.typos import misplaced_rephs

PROBABILITY = 0.9
"""How likely what passes is the same word."""
RARER = 20
LOANS_OF_ONE_SYLLABLE = 3.0
"""हाल, काल and शाप are words of Hindi as most such syllables are: the loan has to be far more frequent (टॉस, टास)."""
_LOAN_O = str.maketrans("ऑॉ", "आा")
_LOAN_A = {"आ": "ऑ", "ा": "ॉ"}
_FIRST_A = re.compile("[आा]")
_BEFORE_CLUSTER = re.compile(f"[ऑॉआा](?:{ANUSVARA}|[{CONSONANTS}]{VIRAMA})[{CONSONANTS}]")
_ONE_SYLLABLE = re.compile(f"(?:[{CONSONANTS}]{VIRAMA})?[{CONSONANTS}]?[ऑॉआा][{CONSONANTS}]?")
_GYA, _GYA_AS_SOUNDED = f"ज{VIRAMA}ञ", f"ग{VIRAMA}य"
_KSHA, _KSHA_AS_SOUNDED = f"क{VIRAMA}ष", "छ"
_REPH = f"र{VIRAMA}"
_GLIDE = re.compile(f"(?<=[ाआ])[एय](?=[{CONSONANTS}])(?!ग)")
_GLIDES = {"ए": "य", "य": "ए"}


class Doublet(NamedTuple):
    """Another spelling, and the allowed ratio (`least` to `most`) of its article count to that of the first."""

    term: str
    least: float = 0.0
    most: float = math.inf

    def fits(self, own: int, documents: int) -> bool:
        """Return whether both counts allow that this is the same word."""
        return documents > 0 and self.least * own <= documents <= self.most * own


def doublets(term: str) -> Iterator[Doublet]:
    """Yield other spellings of a folded term; most words have one at most."""
    if "ॉ" in term or "ऑ" in term:
        yield Doublet(term.translate(_LOAN_O), most=1 / _loans_for_one(term))
    elif found := _FIRST_A.search(term):
        other = term[: found.start()] + _LOAN_A[found[0]] + term[found.end() :]
        yield Doublet(other, least=_loans_for_one(term))
    for written, sounded in ((_GYA, _GYA_AS_SOUNDED), (_KSHA, _KSHA_AS_SOUNDED)):
        if written in term:
            yield Doublet(term.replace(written, sounded))
        if sounded in term:
            yield Doublet(term.replace(sounded, written))
    # Each look at the word below costs as much as one in the archive, and most words have none of these signs.
    if ("ए" in term or "य" in term) and (glide := _GLIDE.search(term)):
        yield Doublet(term[: glide.start()] + _GLIDES[glide[0]] + term[glide.end() :])
    if _REPH in term:
        yield from map(Doublet, misplaced_rephs(term))


def _loans_for_one(term: str) -> float:
    """Return how many articles with ऑ there have to be for one with आ, if both are to be the loan."""
    if _BEFORE_CLUSTER.search(term):
        return 1 / RARER
    return LOANS_OF_ONE_SYLLABLE if _ONE_SYLLABLE.fullmatch(term) else 1.0
