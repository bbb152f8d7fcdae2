"""Doublets: two spellings of one word that newspapers print side by side, however short or frequent it is.

The weighing of sounds (index/hindi/phonetic_similarity.py) asks much of short words and of frequent ones, and knows no
misprints. What is here is looked up in the archive spelling by spelling instead:

    ऑ and आ in loans        डॉलर, डालर; the spelling with ऑ has to be as frequent, in words of one syllable far more
                            (काल is no कॉल), less so where two consonants follow it (वॉर्ड, वार्ड)
    ाय and ाए              शायद, शाएद; before a consonant: गाय is no गाए, and before ग stands the future (जाएगा)
    ज्ञ, क्ष as they sound     विज्ञान, विग्यान; क्षमता, छमता
    a reph out of place     रिपोर्ट, रिर्पोट: of 113 such pairs in 18,842 articles none was two words
    an anusvara around ह    महंगाई, मंहगाई; and हृदय, ह्रदय
    अय and ऐ in long words   जयराम, जैराम; चयन is no चैन
    ग्ज and क्ज             एग्जाम, एक्जाम
    अ and उ before ू        जुलूस, जलूस; कसूर, कुसूर
    इय and इया             मिलियन, मिलयन; प्रियंका, प्रियांका
    a syllable once for twice  अंतरराष्ट्रीय, अंतराष्ट्रीय; खरीददारी, खरीदारी: of 35 such pairs in long words one was two

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


_EARLY_ANUSVARA = re.compile(f"(?<=[{CONSONANTS}अ]){ANUSVARA}ह(?![{VIRAMA}])([ाुूेिी]?)")
_LATE_ANUSVARA = re.compile(f"(?<=[{CONSONANTS}अ])ह([ाुूेिी]?){ANUSVARA}")
_HRI = re.compile(f"हृ(?=[{CONSONANTS}])")
_HRA = re.compile(f"ह{VIRAMA}र(?=[{CONSONANTS}](?!{VIRAMA}))")
_AY = re.compile(f"^[{CONSONANTS}]य(?=[{CONSONANTS}])")
_AI = re.compile(f"^[{CONSONANTS}]ै(?=[{CONSONANTS}])")
_TWICE = re.compile(f"(?<=[^{VIRAMA}])([{CONSONANTS}])(?=\\1(?!{VIRAMA}))")
_ONCE = re.compile(f"(?<=[^{VIRAMA}])[{CONSONANTS}](?!{VIRAMA})")
MIN_SIGNS_WITH_TWO = 8
"""Signs of the longer word: in shorter ones two syllables alike are often right (ससुर is no सुर)."""
MIN_SIGNS_WITH_AI = 4
"""Shorter words with ऐ are not looked for: चयन and चैन, नयन and नैन are two words each."""
_SHORT_U = re.compile(f"(?<=^[{CONSONANTS}])ु?(?=[{CONSONANTS}]ू[{CONSONANTS}])")
_YA = re.compile(f"(?<=[िी])या?(?={ANUSVARA}?[{CONSONANTS}])")
_GZ, _KZ = f"ग{VIRAMA}ज", f"क{VIRAMA}ज"


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
    yield from _of_loans(term)
    yield from map(Doublet, _as_sounded(term))
    # Each look at the word below costs as much as one in the archive, and most words have none of these signs.
    if ("ए" in term or "य" in term) and (glide := _GLIDE.search(term)):
        yield Doublet(term[: glide.start()] + _GLIDES[glide[0]] + term[glide.end() :])
    if _REPH in term:
        yield from map(Doublet, misplaced_rephs(term))
    if "ह" in term:
        yield from map(Doublet, _around_h(term))
    if "ू" in term and (vowel := _SHORT_U.search(term)):
        yield Doublet(term[: vowel.start()] + ("" if vowel[0] else "ु") + term[vowel.end() :])
    if "य" in term and (glide := _YA.search(term)):
        yield Doublet(term[: glide.start()] + ("या" if glide[0] == "य" else "य") + term[glide.end() :])
    if len(term) >= MIN_SIGNS_WITH_TWO - 1:
        yield from map(Doublet, _with_other_syllables(term))
    if term[1:2] in {"य", "ै"} and len(term) > MIN_SIGNS_WITH_AI:
        yield from map(Doublet, _with_other_ai(term))


def _of_loans(term: str) -> Iterator[Doublet]:
    """Yield a term with आ for its ऑ, or with ऑ for its first आ."""
    if "ॉ" in term or "ऑ" in term:
        yield Doublet(term.translate(_LOAN_O), most=1 / _loans_for_one(term))
    elif found := _FIRST_A.search(term):
        other = term[: found.start()] + _LOAN_A[found[0]] + term[found.end() :]
        yield Doublet(other, least=_loans_for_one(term))


def _as_sounded(term: str) -> Iterator[str]:
    """Yield a term with two consonants as they sound, or as they are written."""
    for written, sounded in ((_GYA, _GYA_AS_SOUNDED), (_KSHA, _KSHA_AS_SOUNDED), (_GZ, _KZ)):
        if written in term:
            yield term.replace(written, sounded)
        if sounded in term:
            yield term.replace(sounded, written)


def _around_h(term: str) -> Iterator[str]:
    """Yield a term with the anusvara on the other side of ह, and with ह्र for हृ."""
    for pattern, other in (
        (_EARLY_ANUSVARA, f"ह\\1{ANUSVARA}"),
        (_LATE_ANUSVARA, f"{ANUSVARA}ह\\1"),
        (_HRI, f"ह{VIRAMA}र"),
        (_HRA, "हृ"),
    ):
        if pattern.search(term):
            yield pattern.sub(other, term, count=1)


def _with_other_syllables(term: str) -> Iterator[str]:
    """Yield a long term with one syllable for two alike, or with two for one."""
    if len(term) >= MIN_SIGNS_WITH_TWO:
        yield from (term[: found.start()] + term[found.end() :] for found in _TWICE.finditer(term))
    yield from (term[: found.end()] + found[0] + term[found.end() :] for found in _ONCE.finditer(term))


def _with_other_ai(term: str) -> Iterator[str]:
    """Yield a term with ऐ for अय in its first syllable, or the other way round."""
    if _AY.match(term) and len(term) > MIN_SIGNS_WITH_AI:
        yield f"{term[0]}ै{term[2:]}"
    if _AI.match(term):
        yield f"{term[0]}य{term[2:]}"


def _loans_for_one(term: str) -> float:
    """Return how many articles with ऑ there have to be for one with आ, if both are to be the loan."""
    if _BEFORE_CLUSTER.search(term):
        return 1 / RARER
    return LOANS_OF_ONE_SYLLABLE if _ONE_SYLLABLE.fullmatch(term) else 1.0
