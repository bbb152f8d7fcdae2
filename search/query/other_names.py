"""OtherNames: the other names of what the words of a query name (भाजपा: बीजेपी; five lakh: 5 लाख)."""

from collections.abc import Mapping
from itertools import chain, islice, product
from typing import NamedTuple

from index.hindi import roman
from index.hindi.analysis import EXACT, AnalysedWord
from index.hindi.english_names import hindi_names
from search.model.deadline import Deadline
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.query.additions import Additions
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause, TermAlternatives
from search.query.equals import Terms
from search.query.function_words import is_function_term
from search.query.number_words import MAX_NUMBER_WORDS, number_variants
from search.query.runs import Rewriting, Run
from search.query.vocabulary import Vocabulary
from search.query.written_dates import MAX_DATE_WORDS, read_date

OTHER_NAME = 0.7
"""What another name of a thing (उच्च न्यायालय for हाईकोर्ट) tells at most beside the typed one. Each was worth its own
rarity before, and an article with three of them buried one with the query's rare word."""
MAX_NAMED = 20
"""Readings of a name of several Latin words that are looked up."""
MAX_JOINED_WORDS = 3
"""Latin words up to which rewriter.py looks for what several of them are called together."""
MAX_READINGS = 3
"""Readings of each of them."""


class _Named(NamedTuple):
    """A name that runs begin with: how many they are, its other names, and whether it is a number."""

    runs: int
    others: dict[Terms, str]
    is_number: bool


class OtherNames:
    """Finds the other names of words and records each as added or refused."""

    def __init__(self, vocabulary: Vocabulary, deadline: Deadline, additions: Additions) -> None:
        self._vocabulary = vocabulary
        self._deadline = deadline
        self._additions = additions
        self.named_words: list[AnalysedWord] = []
        """Words that have another name in the archive: they are not missing."""

    def rewrite(self, runs: list[Run]) -> Rewriting | None:
        """Return the longest name that the runs begin with, or any of its other names; None without one."""
        if date := self._date(runs):
            return date
        named = self._longest(runs)
        if named is None:
            return None
        used, others, is_number = named
        own = runs[:used]
        words = [word for run in own for word in run.words]
        if len(words) == 1:
            others = _without(own[0].slots[0], others)
        ways = self._phrases(words, others, own[0].field)
        # 5 and लाख in different places are no 5 लाख, nor are ले. and जनरल a title.
        if is_number or own[0].ends_with_dot:
            typed: Clause = PhraseClause(tuple(slot for run in own for slot in run.slots), own[0].field)
        else:
            typed = AllOf(tuple(run.phrase for run in own)) if used > 1 else own[0].phrase
        if not ways:
            return Rewriting(typed, used) if is_number else None
        if own[0].ends_with_dot and is_function_term(words[0].term):  # मे. जनरल has no word of grammar in it
            return Rewriting(AnyOf(tuple(ways)), used)
        return Rewriting(AnyOf((typed, *ways), is_one_thing=True), used)

    def _date(self, runs: list[Run]) -> Rewriting | None:
        """Return a date that the runs begin with in numbers or with the month first, also as 5 अगस्त."""
        for used in range(min(len(runs), MAX_DATE_WORDS), 0, -1):
            own = runs[:used]
            words = [word for run in own for word in run.words]
            date = read_date(tuple(word.term for word in words))
            if date is None:
                continue
            day = date.day, date.month
            text_field = own[0].field
            ways = self._phrases(words, {day: " ".join(day), **number_variants(day)}, text_field)
            typed = PhraseClause(tuple(slot for run in own for slot in run.slots), text_field)
            if not ways:
                return Rewriting(typed, used)
            if date.year:
                year = PhraseClause(((Alternative(date.year, 1.0),),), text_field)
                return Rewriting(AnyOf((typed, AllOf((AnyOf(tuple(ways)), year))), is_one_thing=True), used)
            return Rewriting(AnyOf((typed, *ways), is_one_thing=True), used)
        return None

    def length(self, runs: list[Run]) -> int:
        """Return how many runs the longest name has that they begin with; 0 without one."""
        named = self._longest(runs)
        return named.runs if named else 0

    def of_phrase(
        self, words: list[AnalysedWord], slots: list[TermAlternatives], text_field: str
    ) -> list[PhraseClause]:
        """Return the other names of what a whole phrase names, but for single words of a single word."""
        others = self._of(tuple(word.term for word in words), [_likeliest_terms(slot) for slot in slots])
        return self._phrases(
            words,
            {other: name for other, name in others.items() if len(words) + len(other) > 2},
            text_field,
        )

    def of_letters(self, words: list[AnalysedWord], letters: str, text_field: str) -> list[PhraseClause]:
        """Return the other names of letters that were typed with spaces (पी एम: प्रधानमंत्री)."""
        return self._phrases(words, self._vocabulary.equals.of((letters,)), text_field)

    def of_word(self, word: AnalysedWord, slot: TermAlternatives) -> list[Expansion]:
        """Return the other names of a single word."""
        return self._admit([word], self._of((word.term,), [_likeliest_terms(slot)]))

    def with_single_words(self, word: AnalysedWord, slot: TermAlternatives) -> TermAlternatives:
        """Return the alternatives of a word with those of its other names that are single words."""
        others = self._of((word.term,), [_likeliest_terms(slot)])
        single: dict[Terms, str] = {
            other: name for other, name in _without(slot, others).items() if len(other) == 1
        }
        added = self._admit([word], single)
        return (
            *slot,
            *(Alternative(expansion.term, OTHER_NAME, ExpansionKind.EQUAL) for expansion in added),
        )

    def _longest(self, runs: list[Run]) -> "_Named | None":
        longest = max(self._vocabulary.equals.longest, MAX_NUMBER_WORDS)
        terms: Terms = ()
        readings: list[Terms] = []
        named = None
        for used, run in enumerate(runs, 1):
            terms += tuple(word.term for word in run.words)
            readings += map(_likeliest_terms, run.slots)
            if len(terms) > longest:
                break
            numbers = number_variants(terms)
            short = (
                self._vocabulary.equals.of_short(terms[0]) if len(terms) == 1 and run.ends_with_dot else {}
            )
            if others := short or self._vocabulary.equals.of(terms) or numbers or self._of(terms, readings):
                named = _Named(used, others, bool(numbers))
        return named

    def _of(self, terms: Terms, readings: list[Terms]) -> dict[Terms, str]:
        """Return the other names of some terms, or of what Latin words are read as."""
        equals = self._vocabulary.equals
        if found := equals.of(terms):
            return found
        if len(terms) > equals.longest or not any(map(roman.is_latin, terms)):
            return {}
        written = " ".join(terms)
        listed = hindi_names(written) if len(terms) == 1 or len(terms) > MAX_JOINED_WORDS else ()
        whole = {name: " ".join(name) for name in listed if len(name) > 1}
        read = islice(product(*readings), MAX_NAMED)
        return whole or next(filter(None, map(equals.of, chain(hindi_names(written), read))), {})

    def _phrases(
        self, words: list[AnalysedWord], others: dict[Terms, str], text_field: str
    ) -> list[PhraseClause]:
        return [
            PhraseClause(tuple((Alternative(term, 1.0),) for term in expansion.term.split(" ")), text_field)
            for expansion in self._admit(words, others)
        ]

    def _admit(self, words: list[AnalysedWord], others: Mapping[Terms, str]) -> list[Expansion]:
        """Return those other names that the archive has and the reader has not refused."""
        written = " ".join(word.token.text for word in words)
        admitted = self._additions.admit(
            Expansion(written, " ".join(other), name, ExpansionKind.EQUAL, 1.0, documents)
            for other, name in others.items()
            if (documents := self._vocabulary.compounds.count(other, self._deadline))
        )
        if admitted:
            self.named_words += words
        return admitted


def _without(slot: TermAlternatives, others: Mapping[Terms, str]) -> dict[Terms, str]:
    """Return the other names of a word that are not among its alternatives already."""
    known = {(alternative.term,) for alternative in slot}
    return {other: name for other, name in others.items() if other not in known}


def _likeliest_terms(slot: TermAlternatives) -> Terms:
    """Return the term of a slot; of a Latin word the Devanagari terms that it is most likely read as."""
    own = slot[0].term
    if not roman.is_latin(own):
        return (own,)
    read = [
        alternative
        for alternative in slot[1:]
        if not alternative.term.startswith(EXACT) and not roman.is_latin(alternative.term)
    ]
    likeliest = sorted(read, key=lambda alternative: -alternative.weight)[:MAX_READINGS]
    return tuple(alternative.term for alternative in likeliest) or (own,)
