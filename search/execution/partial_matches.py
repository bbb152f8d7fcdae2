"""Partial matches: below the few articles that have all words of a query, the best that have most of them.

Which words an article lacks is said beside it. Only whole clauses of the query count, each by how rare it is; an
article needs PARTIAL_WEIGHT of the weight of all.
"""

from collections.abc import Sequence

from index.settings import Settings
from search.execution.hits import Highlighters, build_hit
from search.execution.missing_words import MissingWords
from search.execution.most_words import MIN_CLAUSES, PARTIAL_WEIGHT, clause_weights, weights_of
from search.execution.prepared_query import PreparedQuery
from search.model.filters import NO_FILTERS
from search.model.question import SortOrder
from search.model.results import Hit
from search.query.clauses import AllOf, minimum_should_match_one
from search.query.function_words import without_function_words

CANDIDATES = 40
"""Articles with any of the words that are examined."""


def partial_hits(
    query: PreparedQuery, full: Sequence[Hit], count: int, settings: Settings
) -> tuple[Hit, ...]:
    """Return up to `count` articles that lack some words of the query, best first; none without time for it.

    Of a relaxed query, whose results have most of the words, those with any.
    """
    if query.plan.clause is None:
        return ()
    clause = without_function_words(query.plan.clause)
    if not query.question.any_word or query.question.most_words or len(clause.must) < MIN_CLAUSES:
        return ()
    relaxed = minimum_should_match_one(clause)
    if relaxed is None or relaxed == query.clause or query.deadline.is_over:
        return ()
    by_relevance = query.sort._replace(order=SortOrder.RELEVANCE)
    top = query.match(relaxed, query.filters).top_docs(by_relevance, CANDIDATES, collapse=True)
    keys = [doc.key for doc in top.docs]
    clauses = [AllOf((part,)) for part in clause.must]
    matched = query.snapshot.match_among(clauses, query.filters, keys, query.deadline)
    if not matched:
        return ()
    if query.filters == NO_FILTERS:
        weights = weights_of([matches.total for matches in matched], query.snapshot.documents)
    else:
        weights = clause_weights(query.snapshot, clause, query.deadline)
    if not weights:
        return ()
    least = 0.0 if query.is_relaxed else PARTIAL_WEIGHT
    holding = [matches.keys for matches in matched]
    seen = {hit.article.id for hit in full} | {copy.id for hit in full for copy in hit.duplicates}
    chosen: list[tuple[float, int]] = []
    for rank, (key, article_id) in enumerate(zip(keys, query.snapshot.article_ids(keys), strict=True)):
        has = [key in keys_held for keys_held in holding]
        weight = sum(own for own, present in zip(weights, has, strict=True) if present) / sum(weights)
        if article_id not in seen and not all(has) and weight >= least:
            chosen.append((-weight, rank))
    ranks = [rank for _, rank in sorted(chosen)[:count]]
    articles = query.snapshot.articles([keys[rank] for rank in ranks])
    highlighters = Highlighters.of(relaxed)
    missing = MissingWords(clause, query.question.text)
    return tuple(
        build_hit(article, top.docs[rank].score, highlighters, settings)._replace(
            missing=tuple(
                missing.words(part)
                for part, has in zip(clause.must, holding, strict=True)
                if keys[rank] not in has
            )
        )
        for rank, article in zip(ranks, articles, strict=True)
    )
