"""Did-you-mean: corrections for a word that no article contains, or hardly any."""

import math
from collections.abc import Callable, Iterator, Sequence

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.hindi.phonetic_similarity import ends_open
from index.hindi.script import VIRAMA
from index.hindi.sounds import codes
from index.hindi.stems import verb_roots
from index.hindi.typos import LOOK_ALIKE, single_edits
from index.term_candidate import TermCandidate
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
FAR_MORE = 100
"""A shorter word is a slip only for one in this many times as many articles (करोना: कोरोना)."""
CERTAIN_READING = 0.9
LATIN_VOWELS = frozenset("aeiou")
MIN_LATIN, MAX_LATIN = 5, 14
"""Letters of a Latin word whose slips are put right; a hint costs as many looks at the lexicon as it has slips."""
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
    if sounds < LONG_WORD - 2 or len(term) > MAX_TERM or verb_roots(term):
        return None
    own = max(1, lexicon.document_count(term))
    least = (MISSPELLING_RATIO if sounds >= LONG_WORD - 1 else FAR_MORE) * own
    counted = [
        (cost - FREQUENCY_WEIGHT * math.log1p(documents), other)
        for other, cost in set(single_edits(term))
        if cost <= LOOK_ALIKE
        and not _is_derived(term, other)
        and (documents := lexicon.document_count(other)) >= least
        and (
            sounds >= LONG_WORD
            or _differ_by_virama(term, other)
            or (documents >= FAR_MORE * own and not verb_roots(other) and not _may_be_another(term, other))
        )
    ]
    return lexicon.spellings(min(counted)[1])[0][0] if counted else None


def likely_latin_correction(
    word: AnalysedWord, documents: int, readings: Callable[[str], Sequence[TermCandidate]]
) -> str | None:
    """Return the term that a Latin word is probably a slip for, which is read as a rare one (dehli: दिल्ली), or None.

    documents: articles of what it is read as. Letters that are swapped, doubled or single by mistake are put right.
    """
    term = word.term
    if not MIN_LATIN <= len(term) <= MAX_LATIN:
        return None
    found: dict[str, int] = {}
    for other in _latin_slips(term):
        for reading in readings(other)[:1]:
            if reading.probability >= CERTAIN_READING and reading.documents >= FAR_MORE * max(1, documents):
                found[reading.term] = reading.documents
    return max(found, key=lambda other: found[other], default=None)


def _latin_slips(term: str) -> Iterator[str]:
    """Yield a Latin word with two letters swapped, one between vowels doubled, or one of a pair or an h left out."""
    for position, sign in enumerate(term):
        before, rest = term[:position], term[position + 1 :]
        if before and rest and rest[0] != sign:
            yield before + rest[0] + sign + rest[1:]
        if before[-1:] in LATIN_VOWELS and rest[:1] in LATIN_VOWELS and sign not in LATIN_VOWELS:
            yield before + sign + sign + rest
        if sign == "h" or rest[:1] == sign:
            yield before + rest


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
    meant = max(counts, key=lambda other: counts[other])
    return None if _may_be_another(term, meant) else meant


def _may_be_another(one: str, other: str) -> bool:
    """Return whether two words differ in what tells names apart: a vowel at the end (सुमति, सुमित), or only in ा."""
    return one.replace("ा", "") == other.replace("ा", "") or ends_open(codes(one)) != ends_open(codes(other))


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
