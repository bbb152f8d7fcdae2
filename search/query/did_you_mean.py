"""Did-you-mean: corrections for a word that no article contains."""

import math
from collections.abc import Iterator

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.hindi.typos import single_edits
from search.query.lexicon import Lexicon

LEAST_LIKELY = 0.003
UNLIKELY = 1.2
"""Cost of a candidate that hardly sounds alike (0: same sound)."""
FREQUENCY = 0.1
"""Weight of the logarithm of document frequency against cost."""
MAX_SUGGESTIONS = 3
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
        (cost - FREQUENCY * math.log1p(lexicon.document_count(term)), term) for term, cost in best.items()
    )
    return [lexicon.spellings(term)[0][0] for _, term in ranked[:MAX_SUGGESTIONS]]


def _candidates(term: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    if roman.is_latin(term):
        sounding = lexicon.romanized(term, MAX_SUGGESTIONS)
    else:
        sounding = lexicon.sounding_like(term, LEAST_LIKELY)
        yield from ((other, cost) for other, cost in set(single_edits(term)) if lexicon.document_count(other))
    yield from ((word.term, UNLIKELY * (1 - word.probability)) for word in sounding)
