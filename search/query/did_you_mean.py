"""Did-you-mean: corrections for a word that no article contains, or hardly any."""

import math
from collections.abc import Iterator

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.hindi.script import VIRAMA
from index.hindi.sounds import codes
from index.hindi.stems import verb_roots
from index.hindi.typos import LOOK_ALIKE, single_edits
from search.query.lexicon import Lexicon

MIN_PROBABILITY = 0.003
MIN_LATIN_PROBABILITY = 0.02
"""How likely a Latin word must be a term's, or no hint is better than an absurd one (bribe: भराव)."""
UNLIKELY_COST = 1.2
"""Cost of a candidate that hardly sounds alike (0: same sound)."""
FREQUENCY_WEIGHT = 0.1
"""Weight of the logarithm of document frequency against cost."""
MAX_SUGGESTIONS = 3
MISSPELLING_RATIO = 20
"""A word one edit away in this many times as many articles is probably the intended one."""
LONG_WORD = 7
"""From this many phonemes on, the neighbours of a word are almost only its own misspellings."""
CERTAIN_WORD = 6
"""From this many phonemes on, an unknown word with a single neighbour one edit away is corrected to it (मगवान)."""
_LOST_R = f"{VIRAMA}र"
"""What is lost at the end of महाराष्ट; no ending that Hindi adds."""
MIN_TERM, MAX_TERM = 3, 30
"""Signs in a word; shorter ones are one slip away from everything, longer ones have too many slips."""


def suggested_spellings(word: AnalysedWord, lexicon: Lexicon) -> list[str]:
    """Return the likeliest spellings that the archive holds, best first; MAX_SUGGESTIONS at most."""
    if not MIN_TERM <= len(word.term) <= MAX_TERM:
        return []
    best: dict[str, float] = {}
    for term, cost in _candidates(word.term, lexicon):
        best[term] = min(cost, best.get(term, cost))
    best.pop(word.term, None)
    ranked = sorted(
        (cost - FREQUENCY_WEIGHT * math.log1p(lexicon.document_count(term)), term)
        for term, cost in best.items()
    )
    return [lexicon.spellings(term)[0][0] for _, term in ranked[:MAX_SUGGESTIONS]]


def likely_correction(word: AnalysedWord, lexicon: Lexicon) -> str | None:
    """Return what a rare word of the archive is probably a slip for; none for most.

    Only long words and cheap slips count (राष्टपति): one letter more or less often makes another word (निर्देश,
    निर्देशन), and short names one matra apart are two persons (करण, कारण).
    """
    term = word.term
    sounds = len(codes(term))
    if sounds < LONG_WORD - 1 or len(term) > MAX_TERM or verb_roots(term):
        return None
    least = MISSPELLING_RATIO * max(1, lexicon.document_count(term))
    counted = [
        (cost - FREQUENCY_WEIGHT * math.log1p(documents), other)
        for other, cost in set(single_edits(term))
        if cost <= LOOK_ALIKE
        and (sounds >= LONG_WORD or _differ_by_virama(term, other))
        and not _is_derived(term, other)
        and (documents := lexicon.document_count(other)) >= least
    ]
    return lexicon.spellings(min(counted)[1])[0][0] if counted else None


def certain_correction(term: str, lexicon: Lexicon, least: int, common: int) -> str | None:
    """Return the correction of a term that no article contains: the only frequent term one edit away, or None.

    Verb forms and derived words are not corrected. A term of five phonemes is corrected only to one that occurs in
    `common` articles.
    """
    sounds = len(codes(term))
    if sounds < CERTAIN_WORD - 1 or len(term) > MAX_TERM or verb_roots(term):
        return None
    least = least if sounds >= CERTAIN_WORD else max(least, common)
    counts: dict[str, int] = {}
    for other, cost in set(single_edits(term)):
        if cost <= LOOK_ALIKE and not _is_derived(term, other):
            counts[other] = lexicon.document_count(other)
    first, second = (*sorted(counts.values(), reverse=True)[:2], 0, 0)[:2]
    if first < least or first < MISSPELLING_RATIO * second:
        return None
    return max(counts, key=lambda other: counts[other])


def _differ_by_virama(one: str, other: str) -> bool:
    return one.replace(VIRAMA, "") == other.replace(VIRAMA, "")


def _is_derived(one: str, other: str) -> bool:
    """Return whether one of two words is the other with a beginning or an end."""
    shorter, longer = sorted((one, other), key=len)
    if longer == shorter + _LOST_R:
        return False
    return longer.startswith(shorter) or longer.endswith(shorter)


def _candidates(term: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    if roman.is_latin(term):
        read = lexicon.romanized(term, MAX_SUGGESTIONS)
        sounding = [word for word in read if word.probability >= MIN_LATIN_PROBABILITY]
    else:
        sounding = lexicon.sounding_like(term, MIN_PROBABILITY)
        yield from ((other, cost) for other, cost in set(single_edits(term)) if lexicon.document_count(other))
    yield from ((word.term, UNLIKELY_COST * (1 - word.probability)) for word in sounding)
