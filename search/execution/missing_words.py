"""Missing words: which words of a query an article lacks that was found by most of them, or by any."""

from collections.abc import Callable

from index.article import Article
from index.hindi.analysis import EXACT, analyse
from search.execution.hits import Highlighters
from search.execution.prepared_query import PreparedQuery
from search.model.deadline import Deadline
from search.model.results import Hit
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.function_words import without_function_words


class MissingWords:
    """The words of one query, looked for in the texts of single articles.

    Words that have to be near each other count as there wherever they stand.
    """

    def __init__(self, clause: AllOf, text: str) -> None:
        self._parts = without_function_words(clause).must
        self._typed = {word.term: word.token.text for word in analyse(text)}
        self._highlighters: dict[PhraseClause, Highlighters] = {}

    def of(self, article: Article) -> tuple[str, ...]:
        """Return the words that an article lacks, as they were typed."""
        text = f"{article.standfirst}\n{article.body}"
        return tuple(self.words(part) for part in self._parts if not self._has(part, article.headline, text))

    def words(self, clause: Clause) -> str:
        """Return a part of the query as its first words, as they were typed."""
        if isinstance(clause, PhraseClause):
            terms = [slot[0].term.removeprefix(EXACT) for slot in clause.slots]
            return " ".join(self._typed.get(term, term) for term in terms)
        parts = clause.should[:1] if isinstance(clause, AnyOf) else clause.must
        return " ".join(map(self.words, parts))

    def _has(self, clause: Clause, headline: str, text: str) -> bool:
        if isinstance(clause, AnyOf):
            return any(self._has(part, headline, text) for part in clause.should)
        if isinstance(clause, AllOf):
            return all(self._has(part, headline, text) for part in clause.must)
        if clause not in self._highlighters:
            self._highlighters[clause] = Highlighters.of(AllOf((clause,)))
        own = self._highlighters[clause]
        found = [
            match
            for highlighter, searched in ((own.headline, headline), (own.text, text))
            if highlighter
            for match in highlighter.matches(searched)
        ]
        return len(found) >= clause.times


def with_missing_words(query: PreparedQuery, deadline: Deadline) -> Callable[[Hit], Hit]:
    """Return what names the words that a hit lacks, if results need not have all; it names none out of time."""
    if query.plan.clause is None or not (query.is_relaxed or query.question.most_words):
        return lambda hit: hit
    missing = MissingWords(query.plan.clause, query.question.text)
    return lambda hit: hit if deadline.is_over else hit._replace(missing=missing.of(hit.article))
