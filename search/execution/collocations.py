"""Find collocations: words of a result that mostly stand side by side, and so are one name (अरुण जेटली, रोड शो)."""

import math
from collections.abc import Iterator, Mapping, Sequence

from index.hindi.spelling import fold
from search.execution.term_sequences import Mask, Name, TermSequences

MAX_NAME_WORDS = 6
MIN_COHESION = 0.5
"""Two words form a name if at least this share of the rarer one's occurrences is next to the other."""
MIN_COHESION_WITH_STOP_WORD = 0.7
"""The same where the other word is a stop word."""
_CONNECTORS = frozenset(map(fold, ["ए", "उल", "अल", "ऑफ", "एंड"]))
"""They join the parts of a name, which never begins or ends with them."""
MAX_NAMES = 500
"""At most this many names are examined, the most frequent ones: a text of one repeated word has thousands."""
SUBSUMED_SHARE = 0.7
"""A name or word of which this share is part of longer names is shown within them only."""


def with_collocations(
    best: Sequence[int], texts: TermSequences, words: Mask, stops: Mask, least: float
) -> list[Name]:
    """Return the best words in their order, each name of several words in the place of the best of them.

    words: what may be part of a name; stops: what may if it hardly ever stands without the other word; least: the
    articles that a name stands in.
    """
    counts = texts.names(words | stops, least, MAX_NAME_WORDS)
    single = set(best)
    names = [
        name
        for name, count in counts.items()
        if not single.isdisjoint(name)
        and _CONNECTORS.isdisjoint((texts.terms[name[0]], texts.terms[name[-1]]))
        and count >= _needed(name, counts, texts, stops)
    ]
    names = sorted(names, key=lambda name: -counts[name])[:MAX_NAMES]
    names.sort(key=lambda name: (-len(name), -counts[name], name))
    covered: dict[Name, int] = {}
    within: dict[int, list[Name]] = {}
    for name in names:
        if covered.get(name, 0) < SUBSUMED_SHARE * counts[name]:
            for part in _parts(name):
                covered[part] = max(covered.get(part, 0), counts[name])
            for number in name:
                within.setdefault(number, []).append(name)
    result: dict[Name, None] = {}
    for number in best:
        around = within.get(number, [])
        result |= dict.fromkeys(around)
        if sum(counts[neighbour] for neighbour in around) < SUBSUMED_SHARE * texts.counts[number]:
            result[number,] = None
    return list(result)


def _parts(name: Name) -> Iterator[Name]:
    """Yield the names of two words and more that a name holds, itself too."""
    for start in range(len(name) - 1):
        for end in range(start + 2, len(name) + 1):
            yield name[start:end]


def _needed(name: Name, counts: Mapping[Name, int], texts: TermSequences, stops: Mask) -> float:
    """Return in how many articles these words must stand side by side to be a name.

    One of two words may be a stop word (अंतिम संस्कार, थेरेसा मे); a longer name does not begin with one.
    """
    if len(name) > 2:
        if stops[name[0]]:
            return math.inf
        return SUBSUMED_SHARE * max(counts[name[:-1]], counts[name[1:]])
    words = [int(texts.counts[number]) for number in name if not stops[number]]
    return (MIN_COHESION if len(words) == 2 else MIN_COHESION_WITH_STOP_WORD) * min(words)
