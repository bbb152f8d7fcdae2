"""Partial matches: below the few articles that have all words of a query, the best that have most of them.

Which words an article lacks is said beside it. Only whole clauses of the query count, each by how rare it is; an
article needs PARTIAL_WEIGHT of the weight of all.
"""

from collections.abc import Sequence

from index.article import Article
from index.hindi.analysis import EXACT, analyse
from index.settings import Settings
from search.execution.hits import Highlighters, build_hit
from search.execution.most_words import FEWEST_CLAUSES, PARTIAL_WEIGHT, clause_weights
from search.execution.prepared_query import PreparedQuery
from search.highlight.highlighter import Highlighter
from search.model.results import Hit, PartialHit
from search.query.clauses import AnyOf, Clause, PhraseClause, minimum_should_match_one

CANDIDATES = 40
"""Articles with any of the words that are looked at."""


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
        or len(clause.must) < FEWEST_CLAUSES
    ):
        return ()
    relaxed = minimum_should_match_one(clause)
    if relaxed is None or query.deadline.is_over:
        return ()
    weights = clause_weights(query.snapshot, clause, query.filters, query.deadline)
    if not weights:
        return ()
    top = query.match(relaxed, query.filters).top_docs(query.sort, CANDIDATES, collapse=True)
    articles = query.snapshot.articles([each.key for each in top.docs])
    seen = {hit.article.id for hit in full} | {copy.id for hit in full for copy in hit.duplicates}
    matchers = [Highlighter(each) for each in clause.must]
    highlighters = Highlighters.of(relaxed)
    typed = {word.term: word.token.text for word in analyse(query.question.text)}
    found: list[tuple[float, int, PartialHit]] = []
    for rank, ((score, _), article) in enumerate(zip(top.docs, articles, strict=True)):
        if query.deadline.is_over:
            break
        has = [_contains(matcher, article, settings) for matcher in matchers]
        weight = sum(own for own, present in zip(weights, has, strict=True) if present) / sum(weights)
        if article.id in seen or all(has) or weight < PARTIAL_WEIGHT:
            continue
        missing = tuple(
            _words(each, typed) for each, present in zip(clause.must, has, strict=True) if not present
        )
        found.append((-weight, rank, PartialHit(build_hit(article, score, highlighters, settings), missing)))
    return tuple(hit for _, _, hit in sorted(found, key=lambda each: each[:2])[:count])


def _contains(matcher: Highlighter, article: Article, settings: Settings) -> bool:
    text = f"{article.headline}\n{article.standfirst}\n{article.body}"[: settings.max_passage_search_chars]
    return bool(matcher.matches(text))


def _words(clause: Clause, typed: dict[str, str]) -> str:
    """Return a clause as its first words, as they were typed, for saying that they are missing."""
    if isinstance(clause, PhraseClause):
        terms = [slot[0].term.removeprefix(EXACT) for slot in clause.slots]
        return " ".join(typed.get(term, term) for term in terms)
    parts = clause.should[:1] if isinstance(clause, AnyOf) else clause.must
    return " ".join(_words(each, typed) for each in parts)
