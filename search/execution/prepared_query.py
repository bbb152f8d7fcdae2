"""PreparedQuery: a question planned once against one snapshot. Everything a response shows is read from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.fields import DAY_FIELDS
from index.hindi.analysis import AnalysedWord
from index.hindi.roman import is_latin
from index.settings import Settings
from search.execution.most_words import most_words_clause
from search.execution.snapshot import Matches, Snapshot, Sort
from search.model.deadline import NEVER, Deadline
from search.model.expansions import Suggestion
from search.model.filters import NO_FILTERS, NO_VALUE, Filters
from search.model.messages import QueryWarning
from search.model.question import ExpansionOptions, Question
from search.query import planner
from search.query.clauses import AllOf, minimum_should_match_one
from search.query.did_you_mean import likely_correction, likely_latin_correction, suggested_spellings
from search.query.filter_resolver import resolve_filters
from search.query.function_words import without_function_words
from search.query.parser import OR_IN_HINDI, ParserLimits, as_typed, parse
from search.query.planner import Plan
from search.query.query_fields import without_spaced_fields
from search.query.vocabulary import QueryLimits
from search.query.word_place import place_of

NOTHING_TO_FIND = frozenset({QueryWarning.ONLY_EXCLUDED, QueryWarning.NO_WORDS})
"""Warnings that a non-empty query contains nothing to search for."""

FEW_ARTICLES = 10
WORTH_A_HINT = 1.2
"""So many times as many articles a corrected word finds whose spellings are searched in any case."""
_MatchKey = tuple[AllOf | None, Filters]


@dataclass(frozen=True)
class PreparedQuery:
    """A question, its plan, and what it matches in one snapshot.

    `filters` are those of the question and of the query's text together. `is_relaxed`: no article contains all
    words, so `clause` asks for most of them, or any.
    """

    question: Question
    snapshot: Snapshot
    plan: Plan
    clause: AllOf | None
    filters: Filters
    sort: Sort
    deadline: Deadline
    is_relaxed: bool = False
    _matches: dict[_MatchKey, Matches] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: no words, and no filters."""
        if self.clause is not None:
            return False
        return self.filters == NO_FILTERS or bool(NOTHING_TO_FIND.intersection(self.plan.warnings))

    @property
    def matches(self) -> Matches:
        """What the query matches; an empty query matches everything."""
        return self.match(self.clause, self.filters)

    @property
    def full_total(self) -> int | None:
        """How many articles have all words; None unless those with most of them are counted, too, or out of time."""
        if not self.question.most_words or self.plan.clause is None or self.deadline.is_over:
            return None
        return self.match(self.plan.clause, self.filters).total

    def match(self, clause: AllOf | None, filters: Filters) -> Matches:
        """Return what a clause and filters match; each pair is evaluated once for the query."""
        key = (clause, filters)
        if key not in self._matches:
            self._matches[key] = self.snapshot.match(clause, filters, self.deadline)
        return self._matches[key]


NOT_UNDERSTOOD = frozenset({QueryWarning.UNKNOWN_VALUE, QueryWarning.UNKNOWN_DATE})
"""With one of these warnings, a name followed by a colon and a space is read as a word, not as a field."""


def plan_text(
    snapshot: Snapshot, text: str, expansion: ExpansionOptions, settings: Settings, deadline: Deadline = NEVER
) -> tuple[Plan, Filters]:
    """Plan a text with the words of a snapshot; return the filters that it contains, too."""
    query = parse(text, ParserLimits(settings.max_query_chars, settings.max_query_depth))
    if not expansion.variants:
        query = as_typed(query)
    limits = QueryLimits(settings.max_query_words, settings.max_split_words, deadline)
    plan = planner.plan(query, snapshot.vocabulary, limits, expansion)
    if not query.conditions:
        return plan, NO_FILTERS
    resolved = resolve_filters(query.conditions, snapshot.match_values)
    plain = without_spaced_fields(text)
    if plain != text and not NOT_UNDERSTOOD.isdisjoint(resolved.warnings):
        return plan_text(snapshot, plain, expansion, settings, deadline)
    # Conditions are something to look for.
    return plan.without_warning(QueryWarning.NO_WORDS).with_warnings(*resolved.warnings), resolved.filters


def prepare(snapshot: Snapshot, question: Question, settings: Settings) -> PreparedQuery:
    """Plan a question against a snapshot; relax it to most or any of the words if no article contains all."""
    return relax(plan_question(snapshot, question, settings))


def plan_question(snapshot: Snapshot, question: Question, settings: Settings) -> PreparedQuery:
    """Plan a question against a snapshot, requiring all of its words."""
    deadline = Deadline(settings.max_query_seconds)
    plan, asked_filters = plan_text(snapshot, question.text, question.expansion, settings, deadline)
    given = _with_days(question.filters, snapshot)
    filters = given if asked_filters == NO_FILTERS else given.intersect(asked_filters)
    if plan.only_excluded and filters != NO_FILTERS:
        plan = replace(
            plan.without_warning(QueryWarning.ONLY_EXCLUDED), clause=plan.only_excluded, only_excluded=None
        )
    sort = Sort(question.sort, question.half_life, snapshot.newest_day)
    query = PreparedQuery(question, snapshot, plan, plan.clause, filters, sort, deadline)
    if question.most_words and plan.clause:
        return replace(query, clause=most_words_clause(snapshot, plan.clause, deadline))
    return query


def relax(query: PreparedQuery) -> PreparedQuery:
    """Return a planned query, for most of its words, or any, if no article contains all."""
    question, clause = query.question, query.plan.clause
    if clause is None or question.most_words or not question.any_word or query.matches.total:
        return query
    relaxed = _relaxed(query, clause)
    return query if relaxed is None else replace(query, clause=relaxed, is_relaxed=True)


def _relaxed(query: PreparedQuery, clause: AllOf) -> AllOf | None:
    """Return what asks for most of the words, if any article has them, else for any of them; None if none has."""
    clause = without_function_words(clause)
    most = most_words_clause(query.snapshot, clause, query.deadline)
    if most != query.clause and query.match(most, query.filters).total:
        return most
    any_of = minimum_should_match_one(clause)
    return any_of if any_of is not None and query.match(any_of, query.filters).total else None


def _with_days(filters: Filters, snapshot: Snapshot) -> Filters:
    """Return filters on fields of days by each of their days: a reader names a period (changed=2026-11)."""
    for name in DAY_FIELDS:
        if wanted := filters.values_of(name):
            days = frozenset(day for value in wanted for day in snapshot.match_values(name, value))
            filters = filters.with_values(name, days or {NO_VALUE})
        if excluded := filters.excluded_values(name):
            days = frozenset(day for value in excluded for day in snapshot.match_values(name, value))
            others = frozenset(pair for pair in filters.excluded if pair[0] != name)
            filters = filters._replace(excluded=others | {(name, day) for day in days})
    return filters


def suggest(query: PreparedQuery, settings: Settings) -> Suggestion | None:
    """Return the query with one word corrected.

    For a word that does not occur, a correction that finds something; for one that was found by sound alone, or that
    is far rarer than a word one slip away, a correction that finds more.
    """
    text = query.question.text
    if (found := _either_word(query, settings)) is not None:
        return found
    for word, spelling, least in _corrections(query, settings):
        place = place_of(word.token.text, text)
        corrected = place.replaced(text, spelling) if place else text.replace(word.token.text, spelling, 1)
        total = _total(query, corrected, settings)
        if query.deadline.is_over:
            return None
        if total > least:
            return Suggestion(word.token.text, spelling, corrected, total)
    return None


def _either_word(query: PreparedQuery, settings: Settings) -> Suggestion | None:
    """Return the query with OR for या between two words, where hardly any article has both and more have either."""
    text = query.question.text
    if query.matches.total >= FEW_ARTICLES or OR_IN_HINDI.search(text) is None:
        return None
    either = OR_IN_HINDI.sub(" OR ", text)
    total = _total(query, either, settings)
    return Suggestion("या", "OR", either, total) if total > query.matches.total else None


def _corrections(query: PreparedQuery, settings: Settings) -> Iterator[tuple[AnalysedWord, str, int]]:
    """Yield a word, a spelling of it, and how many articles the corrected query has to exceed."""
    lexicon, most = query.snapshot.lexicon, settings.max_suggested_words
    words = [word for word in query.plan.missing if word.token.letters is None]
    for word in words[:most]:
        if is_latin(word.term) and (spelling := _correction_of_latin(word, query.snapshot)):
            yield word, spelling, 0
        yield from ((word, spelling, 0) for spelling in suggested_spellings(word, lexicon))
    for word in query.plan.rare[:most]:
        if spelling := _correction_of_rare(word, query.snapshot):
            yield word, spelling, query.matches.total
    for word, spelling in query.plan.misspelled[:most]:
        yield word, spelling, int(WORTH_A_HINT * query.matches.total)


def _correction_of_rare(word: AnalysedWord, snapshot: Snapshot) -> str | None:
    if not is_latin(word.term):
        return likely_correction(word, snapshot.lexicon)
    return _correction_of_latin(word, snapshot)


def _correction_of_latin(word: AnalysedWord, snapshot: Snapshot) -> str | None:
    variants = snapshot.vocabulary.variants
    documents = variants.documents(variants.find(word.spelling, word.term).alternatives)
    term = likely_latin_correction(word, documents, variants.readings)
    return snapshot.lexicon.spellings(term)[0][0] if term else None


def _total(query: PreparedQuery, text: str, settings: Settings) -> int:
    """Return how many articles another text would find."""
    plan, _ = plan_text(query.snapshot, text, query.question.expansion, settings, query.deadline)
    return query.match(plan.clause, query.filters).total if plan.clause else 0
