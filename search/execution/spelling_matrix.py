"""Spelling matrices: which source uses which spelling of a word, among what a query matches."""

from collections.abc import Iterable

from index.hindi.analysis import EXACT, analyse
from search.execution.prepared_query import PreparedQuery
from search.execution.snapshot import ValueCounts
from search.model.aggregations import SourceSpellings, SpellingMatrix, SpellingUsage
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.query.clauses import AllOf, PhraseClause

MAX_SPELLINGS = 10
MAX_SOURCES = 50
SAME_NAME = frozenset({ExpansionKind.SPELLING, ExpansionKind.SOUND, ExpansionKind.ROMAN})
"""Kinds that are other spellings of one name; inflections and compounds are not."""


def spelling_usage(query: PreparedQuery) -> SpellingUsage:
    """Return a matrix for each word of a query that was searched in several spellings."""
    if query.clause is None:
        return SpellingUsage((), 0, query.snapshot.revision)
    matrices = [
        _matrix(query, query.clause, word, spellings[:MAX_SPELLINGS])
        for word, spellings in spellings_by_word(query.question.text, query.plan.added).items()
    ]
    shown = tuple(matrix for matrix in matrices if matrix.spellings)
    return SpellingUsage(
        shown, query.matches.total, query.snapshot.revision, query.deadline.is_over, query.is_relaxed
    )


def spellings_by_word(text: str, added: Iterable[Expansion]) -> dict[str, list[str]]:
    """Return typed word → the spellings of it that were searched, the typed one first."""
    found: dict[str, list[str]] = {}
    typed = {word.token.text: word.spelling for word in analyse(text)}
    for expansion in added:
        if expansion.is_excluded or expansion.kind not in SAME_NAME or " " in expansion.spelling:
            continue
        own = [typed[expansion.word]] if expansion.word in typed and not expansion.word.isascii() else []
        found.setdefault(expansion.word, own).append(_as_indexed(expansion.spelling))
    return {word: list(dict.fromkeys(spellings)) for word, spellings in found.items()}


def in_spelling(clause: AllOf, spelling: str) -> AllOf:
    """Return the clause for those articles that contain exactly this spelling."""
    exact = PhraseClause(((Alternative(EXACT + _as_indexed(spelling), 1.0),),))
    return AllOf((*clause.must, exact), clause.must_not)


def _matrix(query: PreparedQuery, clause: AllOf, word: str, spellings: list[str]) -> SpellingMatrix:
    clauses = [in_spelling(clause, spelling) for spelling in spellings]
    counts = query.snapshot.value_counts(clauses, "source", query.filters, query.deadline)
    found = [
        (
            spelling,
            int(by_value.counts.sum()),
            _by_source(by_value),
        )  # each article has one source, if only ""
        for spelling, by_value in zip(spellings, counts, strict=True)
        if by_value.counts.any()
    ]
    found.sort(key=lambda row: -row[1])
    totals: dict[str, int] = {}
    for _, _, by_source in found:
        for source, count in by_source.items():
            totals[source] = totals.get(source, 0) + count
    sources = sorted(totals, key=lambda source: (-totals[source], source))[:MAX_SOURCES]
    rows = [
        SourceSpellings(source, tuple(by_source.get(source, 0) for _, _, by_source in found))
        for source in sources
    ]
    columns = tuple((spelling, total) for spelling, total, _ in found)
    return SpellingMatrix(word, columns, tuple(rows))


def _by_source(counts: ValueCounts) -> dict[str, int]:
    pairs = zip(counts.values, counts.counts.tolist(), strict=True)
    return {value: count for value, count in pairs if count}


def _as_indexed(spelling: str) -> str:
    """Return the spelling as the index has it: initials are shown as capitals but indexed in lower case."""
    return spelling.lower() if spelling.isascii() else spelling
