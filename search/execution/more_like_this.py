"""More like this: what an article is about, as a clause of its most significant terms."""

import math
from collections import Counter

from index.article import Article
from index.hindi.analysis import analyse
from search.model.expansions import Alternative
from search.query.clauses import AllOf, AnyOf, PhraseClause
from search.query.lexicon import Lexicon

MAX_TERMS = 24
"""Number of query terms; more cost time and did not improve results."""
BODY_CHARS = 6_000
"""The part of a body that is read: a news story says in its first lines what it is about."""
MAX_SHARE = 0.2
"""A term in a larger share of the articles tells nothing."""
HEADLINE_WEIGHT = 3
"""How many times a word of the headline counts."""
MIN_CHARS = 3
MIN_DOCUMENTS = 2
"""A term that only this article has leads to no other."""


def significant_terms(article: Article, lexicon: Lexicon, documents: int) -> list[str]:
    """Return the terms that tell most, by their number in the article and their rarity in the archive."""
    counts: Counter[str] = Counter()
    for text, weight in (
        (article.headline, HEADLINE_WEIGHT),
        (article.standfirst, 1),
        (article.body[:BODY_CHARS], 1),
    ):
        for word in analyse(text):
            if len(word.term) >= MIN_CHARS and not word.term.isdigit():
                counts[word.term] += weight
    weights: dict[str, float] = {}
    for term, count in counts.items():
        matching = lexicon.document_count(term)
        if MIN_DOCUMENTS <= matching <= max(MIN_DOCUMENTS, MAX_SHARE * documents):
            weights[term] = (1 + math.log(count)) * math.log(documents / matching + 1)
    return sorted(weights, key=lambda term: (-weights[term], term))[:MAX_TERMS]


def any_term(terms: list[str]) -> AllOf | None:
    """Return a clause that any of the terms satisfies; None for no terms."""
    phrases = tuple(PhraseClause(((Alternative(term, 1.0),),)) for term in terms)
    return AllOf((AnyOf(phrases),)) if phrases else None
