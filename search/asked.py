"""Asked: a question planned against one generation, ready to be answered."""

from dataclasses import dataclass, replace

from index.settings import Settings
from search import clauses
from search.candidates import Ordering
from search.choices import Choices
from search.clauses import AllOf, Bounds, Plan, relaxed
from search.conditions import resolved
from search.deadline import NEVER, Deadline
from search.filters import NO_FILTERS, Filters
from search.notes import NoteKind
from search.open_generation import OpenGeneration
from search.query import Limits, as_typed, parse
from search.question import Question
from search.suggestion import Suggestion, suggested_spellings

SAYING_NOTHING = frozenset({NoteKind.ONLY_EXCLUDED, NoteKind.NO_WORDS})
"""Notes of a text that has something in it, but nothing to look for."""


@dataclass(frozen=True)
class Asked:
    """A question, planned against one generation."""

    question: Question
    opened: OpenGeneration
    planned: Plan
    clause: AllOf | None
    filters: Filters
    ordering: Ordering
    deadline: Deadline
    relaxed: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to look for: no words, and nothing asked of the articles."""
        if self.clause is not None:
            return False
        return self.filters == NO_FILTERS or bool(SAYING_NOTHING.intersection(self.planned.notes))


def planned(
    opened: OpenGeneration, text: str, choices: Choices, settings: Settings, deadline: Deadline = NEVER
) -> Plan:
    """What a text comes to in one generation, and what it asks of the articles themselves."""
    query = parse(text, Limits(settings.max_query_chars, settings.max_query_depth))
    if not choices.variants:
        query = as_typed(query)
    bounds = Bounds(settings.max_query_words, settings.max_split_words, deadline)
    result = clauses.plan(query, opened.vocabulary, bounds, choices)
    asked = resolved(query.conditions, opened.values.named)
    result.filters = asked.filters
    result.notes += asked.notes
    if query.conditions:  # they are something to look for
        result.notes = [note for note in result.notes if note is not NoteKind.NO_WORDS]
    return result


def ask(opened: OpenGeneration, question: Question, settings: Settings) -> Asked:
    """A question planned against a generation; any of the words where no article has all."""
    deadline = Deadline(settings.max_query_seconds)
    plan = planned(opened, question.text, question.choices, settings, deadline)
    filters = question.filters.narrowed(plan.filters)
    if plan.only_excluded and filters != NO_FILTERS:
        plan.clause = plan.only_excluded
        plan.notes = [note for note in plan.notes if note is not NoteKind.ONLY_EXCLUDED]
    ordering = Ordering(question.order, question.half_life, opened.newest_day)
    clause = plan.clause
    asked = Asked(question, opened, plan, clause, filters, ordering, deadline)
    if clause is None or not question.any_word or not (any_of := relaxed(clause)):
        return asked
    if opened.matching(clause, filters, deadline).total or not (
        opened.matching(any_of, filters, deadline).total
    ):
        return asked
    return replace(asked, clause=any_of, relaxed=True)


def suggestion(asked: Asked, settings: Settings) -> Suggestion | None:
    """The query with one missing word put right, when that finds something; or a misspelled one, when it finds more."""
    text, opened = asked.question.text, asked.opened
    for word in asked.planned.missing[: settings.max_suggested_words]:
        for spelling in suggested_spellings(word, opened.lexicon):
            if asked.deadline.is_over:
                return None
            query = text.replace(word.token.text, spelling, 1)
            clause = planned(opened, query, asked.question.choices, settings, asked.deadline).clause
            if clause and (total := opened.matching(clause, asked.filters, asked.deadline).total):
                return Suggestion(word.token.text, spelling, query, total)
    for word, spelling in asked.planned.misspelled[: settings.max_suggested_words]:
        query = text.replace(word.token.text, spelling, 1)
        clause = planned(opened, query, asked.question.choices, settings, asked.deadline).clause
        known = opened.matching(asked.clause, asked.filters, asked.deadline).total
        if asked.deadline.is_over:
            return None
        if clause and (total := opened.matching(clause, asked.filters, asked.deadline).total) > known:
            return Suggestion(word.token.text, spelling, query, total)
    return None
