"""Clauses as OpenSearch queries: which articles match, without saying how well.

A spelling that equals its term has no token of its own: "=गए" is गए where nothing says that it is spelled otherwise.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from index.fields import TEXT_FIELDS
from index.hindi.analysis import EXACT, term_of
from index.opensearch.mapping import (
    MISSING,
    PARAGRAPH_END,
    PARAGRAPH_START,
    SENTENCE_END,
    SENTENCE_START,
    SEPARATOR,
    exact_token,
    token_of,
)
from index.text_units import TextUnit
from search.model.expansions import Alternative
from search.opensearch.filter_queries import MATCH_NONE, Query
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, TermAlternatives
from search.query.lexicon import Lexicon
from search.query.required_occurrences import required_occurrences

UNIT_MARKS = {
    TextUnit.SENTENCE: (SENTENCE_START, SENTENCE_END),
    TextUnit.PARAGRAPH: (PARAGRAPH_START, PARAGRAPH_END),
}

COUNT_OF_INTERVALS = "return _score / (1.000001 - _score);"
"""Lucene scores intervals of the least length by how many there are, f / (f + 1); this is f again."""
_OCCURRENCES = (
    "double n = 0; for (field in params.fields) {"
    " for (term in params.counted) { n += termFreq(field, term); }"
    " for (term in params.others) { n -= termFreq(field, term); } } return n;"
)


class ClauseQueries:
    """Translates clauses; the lexicon tells which terms are spelled in several ways."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numbers = count()
        """Of two queries that are equal Lucene makes one, and forgets the least score that they ask for."""

    def matching(self, clause: Clause) -> Query:
        """Return the query that finds what a clause matches."""
        if isinstance(clause, AllOf):
            return bool_query(
                filter_=[self.matching(part) for part in clause.must],
                must_not=[self.matching(part) for part in clause.must_not],
            )
        if isinstance(clause, AnyOf):
            return any_of([self.matching(part) for part in clause.should])
        if clause.times > 1:
            return self._min_occurrences(clause)
        if clause.is_plain_word:
            return self.containing(clause.slots[0])
        return self._together(clause)

    def containing(self, slot: TermAlternatives) -> Query:
        """Return the query that finds any of a word's terms in any field."""
        tokens = sorted(
            {self.token(alternative) for alternative in slot if not self.is_own_spelling(alternative)}
        )
        parts: list[Query] = [{"terms": {"terms": tokens}}] if tokens else []
        for alternative in slot:
            if self.is_own_spelling(alternative):
                term = token_of(alternative.term.removeprefix(EXACT))
                parts.append(bool_query(filter_=[_has(term)], must_not=[_has(MISSING + term)]))
        return any_of(parts)

    def containing_all(self, slots: Sequence[TermAlternatives]) -> Query:
        """Return the query that finds all of some words, in any field and order."""
        return bool_query(filter_=[self.containing(slot) for slot in slots])

    def token(self, alternative: Alternative) -> str:
        """Return the token of an alternative that needs no look at other spellings."""
        term = alternative.term
        if term.startswith(EXACT) and term_of(term[1:]) == term[1:]:
            return token_of(term[1:])
        return token_of(term)

    def is_own_spelling(self, alternative: Alternative) -> bool:
        """Return whether it asks for a term spelled as itself, while the archive spells it otherwise, too."""
        spelling = alternative.term.removeprefix(EXACT)
        return spelling != alternative.term and term_of(spelling) == spelling and bool(self._others(spelling))

    def _others(self, term: str) -> list[str]:
        """Return the other spellings of a term."""
        return [spelling for spelling, _ in self._lexicon.spellings(term) if spelling != term]

    # Words together

    def fields_of(self, clause: PhraseClause) -> list[str]:
        """Return the fields that a phrase may stand in."""
        return [clause.field] if clause.field else list(TEXT_FIELDS)

    def _together(self, clause: PhraseClause) -> Query:
        return any_of([self.in_field(clause, field) for field in self.fields_of(clause)])

    def in_field(self, clause: PhraseClause, field: str) -> Query:
        """Return the query that finds a phrase, or words near each other, in one field."""
        name = f"words.{field}"
        if clause.within:
            return self._near(clause, name)
        if not any(self.is_own_spelling(alternative) for slot in clause.slots for alternative in slot):
            text = " ".join(SEPARATOR.join(map(self.token, slot)) for slot in clause.slots)
            return {"match_phrase": {name: {"query": text}}} if text.strip() else MATCH_NONE
        spans = [self._span(slot, name) for slot in clause.slots]
        if len(spans) == 1:
            return spans[0]
        return {"span_near": {"clauses": spans, "slop": 0, "in_order": True}}

    def _min_occurrences(self, clause: PhraseClause) -> Query:
        """Return the query for a phrase that stands in an article so often, all fields together."""
        once = clause._replace(times=1)
        least = clause.times - 0.5
        if len(clause.slots) == 1:
            params = {
                "number": next(self._numbers),
                "fields": [f"words.{field}" for field in self.fields_of(clause)],
                "counted": sorted({self.token(alternative) for alternative in clause.slots[0]}),
                "others": sorted({
                    exact_token(spelling) for alternative in clause.slots[0] if self.is_own_spelling(alternative)
                    for spelling in self._others(alternative.term.removeprefix(EXACT))
                }),
            }  # fmt: skip
            scored: Query = {"script_score": {
                "query": self.matching(once), "min_score": least, "script": {"source": _OCCURRENCES, "params": params},
            }}  # fmt: skip
            return bool_query(filter_=[scored])
        counts = [
            {"script_score": {"query": self.counted(once, field), "script": {"source": COUNT_OF_INTERVALS}}}
            for field in self.fields_of(clause)
        ]
        script = {"source": "return _score;", "params": {"number": next(self._numbers)}}
        return bool_query(
            filter_=[{"script_score": {"query": any_of(counts), "min_score": least, "script": script}}]
        )

    def counted(self, clause: PhraseClause, field: str) -> Query:
        """Return a query that scores f / (f + 1), where f is how often a phrase stands in a field.

        Of words within sentences, f is how many sentences hold them; of words near each other, how often the first of
        them stands near the others.
        """
        if not clause.within:
            phrase = {
                "intervals": [self._interval(slot) for slot in clause.slots],
                "ordered": True,
                "max_gaps": 0,
            }
            return {"intervals": {f"words.{field}": {"all_of": phrase}}}
        name = f"words.{field}"
        found = self._near(clause, name)
        if "intervals" not in found:
            return found
        near: Query = found["intervals"][name]
        counted = self._interval(clause.slots[0])
        if not isinstance(clause.within, int):
            words = {name: value for name, value in near["all_of"].items() if name != "filter"}
            begin, end = UNIT_MARKS[clause.within]
            whole = {"query": f"{begin} {end}", "ordered": True, "filter": {"containing": {"all_of": words}}}
            near, counted = {"match": whole}, {"match": {"query": begin}}
        rule = {"intervals": [counted], "filter": {"contained_by": near}}
        return {"intervals": {name: {"any_of": rule}}}

    def _near(self, clause: PhraseClause, name: str) -> Query:
        required = required_occurrences(clause.slots)
        intervals = []
        for requirement in required:
            one = self._interval(requirement.slot)
            if requirement.times > 1:
                one = {"all_of": {"intervals": [one] * requirement.times, "mode": "unordered_no_overlap"}}
            intervals.append(one)
        rule: dict[str, Any] = {"intervals": intervals, "ordered": False}
        if not isinstance(clause.within, int):
            # The shortest stretches from a first to a last word are the sentences (or paragraphs) themselves.
            whole = {"match": {"query": " ".join(UNIT_MARKS[clause.within]), "ordered": True}}
            rule["filter"] = {"contained_by": whole}
        elif all(requirement.times == 1 for requirement in required) and len(required) == len(clause.slots):
            # A stretch of that many words more than those asked for.
            gaps = clause.within + 1 - len(required)
            if gaps < 0:
                return MATCH_NONE
            rule["max_gaps"] = gaps
        else:  # scripts of intervals take no parameters; there are 99 distances at most
            rule["filter"] = {"script": {"source": f"interval.end - interval.start <= {clause.within}"}}
        return {"intervals": {name: {"all_of": rule}}}

    def _interval(self, slot: TermAlternatives) -> Query:
        parts = [self._interval_of(alternative) for alternative in slot]
        return parts[0] if len(parts) == 1 else {"any_of": {"intervals": parts}}

    def _interval_of(self, alternative: Alternative) -> Query:
        match: dict[str, Any] = {"query": self.token(alternative)}
        if self.is_own_spelling(alternative):
            others = [
                {"match": {"query": exact_token(spelling)}}
                for spelling in self._others(alternative.term.removeprefix(EXACT))
            ]
            match["filter"] = {"not_overlapping": {"any_of": {"intervals": others}}}
        return {"match": match}

    def _span(self, slot: TermAlternatives, name: str) -> Query:
        parts = [self._span_of(alternative, name) for alternative in slot]
        return parts[0] if len(parts) == 1 else {"span_or": {"clauses": parts}}

    def _span_of(self, alternative: Alternative, name: str) -> Query:
        one: Query = {"span_term": {name: self.token(alternative)}}
        if not self.is_own_spelling(alternative):
            return one
        others = [
            {"span_term": {name: exact_token(spelling)}}
            for spelling in self._others(alternative.term.removeprefix(EXACT))
        ]
        return {"span_not": {"include": one, "exclude": {"span_or": {"clauses": others}}}}


def bool_query(
    filter_: Sequence[Query] = (), must_not: Sequence[Query] = (), must: Sequence[Query] = ()
) -> Query:
    """Return a query for what matches all of some queries and none of others."""
    named = {"filter": list(filter_), "must": list(must), "must_not": list(must_not)}
    return {"bool": {name: queries for name, queries in named.items() if queries}}


def any_of(queries: Sequence[Query]) -> Query:
    """Return a query for what matches any of some queries; their scores add up."""
    if not queries:
        return MATCH_NONE
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _has(token: str) -> Query:
    return {"term": {"terms": token}}
