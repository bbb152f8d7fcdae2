"""Partial matches: below the few articles that have all words of a query, the best that have most of them.

Which words an article lacks is said beside it. Only whole clauses of the query count, each by how rare it is; an
article needs PARTIAL_WEIGHT of the weight of all.
"""

from collections.abc import Sequence

from index.hindi.analysis import EXACT, analyse
from index.settings import Settings
from search.execution.hits import Highlighters, build_hit
from search.execution.most_words import MIN_CLAUSES, PARTIAL_WEIGHT, weights_of
from search.execution.prepared_query import PreparedQuery
from search.model.results import Hit, PartialHit
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, minimum_should_match_one

CANDIDATES = 40
"""Articles with any of the words that are examined."""


def partial_hits(
    query: PreparedQuery, full: Sequence[Hit], count: int, settings: Settings
) -> tuple[PartialHit, ...]:
    """Return up to `count` articles that lack some words of the query, best first; none without time for it."""
    clause = query.clause
    if (
        clause is None
        or query.is_relaxed
        or not query.question.any_word
        or query.question.most_words
        or len(clause.must) < MIN_CLAUSES
    ):
        return ()
    relaxed = minimum_should_match_one(clause)
    if relaxed is None or query.deadline.is_over:
        return ()
    top = query.match(relaxed, query.filters).top_docs(query.sort, CANDIDATES, collapse=True)
    keys = [doc.key for doc in top.docs]
    clauses = [AllOf((part,)) for part in clause.must]
    matched = query.snapshot.match_among(clauses, query.filters, keys, query.deadline)
    if not matched:
        return ()
    weights = weights_of([matches.total for matches in matched], query.snapshot.documents)
    holding = [matches.keys for matches in matched]
    seen = {hit.article.id for hit in full} | {copy.id for hit in full for copy in hit.duplicates}
    chosen: list[tuple[float, int]] = []
    for rank, (key, article_id) in enumerate(zip(keys, query.snapshot.article_ids(keys), strict=True)):
        has = [key in keys_held for keys_held in holding]
        weight = sum(own for own, present in zip(weights, has, strict=True) if present) / sum(weights)
        if article_id not in seen and not all(has) and weight >= PARTIAL_WEIGHT:
            chosen.append((-weight, rank))
    ranks = [rank for _, rank in sorted(chosen)[:count]]
    articles = query.snapshot.articles([keys[rank] for rank in ranks])
    highlighters = Highlighters.of(relaxed)
    typed = {word.term: word.token.text for word in analyse(query.question.text)}
    return tuple(
        PartialHit(
            build_hit(article, top.docs[rank].score, highlighters, settings),
            tuple(
                _words(part, typed)
                for part, has in zip(clause.must, holding, strict=True)
                if keys[rank] not in has
            ),
        )
        for rank, article in zip(ranks, articles, strict=True)
    )


def _words(clause: Clause, typed: dict[str, str]) -> str:
    """Return a clause as its first words, as they were typed, for saying that they are missing."""
    if isinstance(clause, PhraseClause):
        terms = [slot[0].term.removeprefix(EXACT) for slot in clause.slots]
        return " ".join(typed.get(term, term) for term in terms)
    parts = clause.should[:1] if isinstance(clause, AnyOf) else clause.must
    return " ".join(_words(part, typed) for part in parts)
