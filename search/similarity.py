"""Similar articles: what an article is about, as a clause of its most telling words."""

import math
from collections import Counter

from index.article import Article
from index.hindi.analysis import analyse
from index.lexicon.lexicon import Lexicon
from search.clauses import AllOf, AnyOf, Sequence
from search.variants import Alternative

MOST_WORDS = 24
"""Words that are looked for; more of them find nothing better and cost time."""
LOOKED_AT_CHARS = 6_000
"""A news story says in its first lines what it is about."""
COMMON_SHARE = 0.2
"""A word in so many articles tells nothing."""
HEADLINE = 3
"""How many times a word of the headline counts."""
MIN_SIGNS = 3
LEAST_DOCUMENTS = 2
"""A word that only this article has leads to no other."""


def telling_words(article: Article, lexicon: Lexicon, documents: int) -> list[str]:
    """The terms that tell most, by their number in the article and their rarity in the archive."""
    counts: Counter[str] = Counter()
    for text, weight in (
        (article.headline, HEADLINE),
        (article.standfirst, 1),
        (article.body[:LOOKED_AT_CHARS], 1),
    ):
        for word in analyse(text):
            if len(word.term) >= MIN_SIGNS and not word.term.isdigit():
                counts[word.term] += weight
    worth: dict[str, float] = {}
    for term, count in counts.items():
        held = lexicon.document_count(term)
        if LEAST_DOCUMENTS <= held <= max(LEAST_DOCUMENTS, COMMON_SHARE * documents):
            worth[term] = (1 + math.log(count)) * math.log(documents / held + 1)
    return sorted(worth, key=lambda term: (-worth[term], term))[:MOST_WORDS]


def clause_of(terms: list[str]) -> AllOf | None:
    """Any of the terms; None for none."""
    parts = tuple(Sequence(((Alternative(term, 1.0),),)) for term in terms)
    return AllOf((AnyOf(parts),)) if parts else None
