"""The terms of a clause: which ones it searches, and whether those of one piece of text meet it."""

from collections.abc import Callable

from index.hindi.analysis import folded
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, wanted_phrases


def searched_terms(clause: Clause | None) -> set[str]:
    """Return the terms that a clause looks for, exact spellings as the terms they belong to."""
    if clause is None:
        return set()
    return {
        folded(alternative.term)
        for phrase in wanted_phrases(clause)
        for slot in phrase.slots
        for alternative in slot
    }


def is_satisfied_by(clause: Clause, has_term: Callable[[str], bool]) -> bool:
    """Return whether a piece of text contains all words that a clause requires, in any order.

    Exclusions and field conditions are ignored: the whole article matched already.
    """
    if isinstance(clause, AnyOf):
        return any(is_satisfied_by(part, has_term) for part in clause.should)
    if isinstance(clause, PhraseClause):
        return all(any(has_term(folded(alternative.term)) for alternative in slot) for slot in clause.slots)
    here = [part for part in clause.must if not _names_field(part)]
    return all(is_satisfied_by(part, has_term) for part in here or clause.must)


def _names_field(clause: Clause) -> bool:
    if isinstance(clause, PhraseClause):
        return bool(clause.field)
    return all(map(_names_field, clause.must if isinstance(clause, AllOf) else clause.should))
