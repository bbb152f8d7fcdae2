"""Offers: spellings that were not searched, of those only that some article has beside the query's other words."""

from index.hindi.analysis import EXACT, analyse
from search.execution.prepared_query import PreparedQuery
from search.model.expansions import Alternative, Expansion
from search.query.clauses import AllOf, Clause, PhraseClause, wanted_phrases


def useful_offers(query: PreparedQuery) -> tuple[Expansion, ...]:
    """Return the plan's offers; of several words only those that match articles together with the others.

    Nobody who asks for rahul gandi wants गंदी (dirty) unless some article has it beside राहुल.
    """
    offered, clause = query.plan.offered, query.clause
    if not offered or clause is None or query.is_relaxed or len(clause.must) < 2 or query.deadline.is_over:
        return offered
    clauses = [_with_offer(clause, offer) for offer in offered]
    asked = [part for part in clauses if part is not None]
    totals = query.snapshot.count_matches(asked, query.filters, query.deadline)
    if len(totals) < len(asked):  # there was no time for all
        return offered
    found = dict(zip(map(id, asked), totals, strict=True))
    return tuple(
        offer for offer, clause in zip(offered, clauses, strict=True) if clause is None or found[id(clause)]
    )


def _with_offer(clause: AllOf, offer: Expansion) -> AllOf | None:
    """Return the clause with an offered spelling instead of its word; None where that word is not one of its parts."""
    terms = {word.term for word in analyse(offer.word)}
    others = tuple(part for part in clause.must if terms.isdisjoint(_terms(part)))
    if not others or len(others) == len(clause.must):
        return None
    spelled = PhraseClause(((Alternative(EXACT + offer.spelling, 1.0),),))
    return AllOf((*others, spelled), clause.must_not)


def _terms(clause: Clause) -> set[str]:
    return {
        alternative.term for phrase in wanted_phrases(clause) for slot in phrase.slots for alternative in slot
    }
