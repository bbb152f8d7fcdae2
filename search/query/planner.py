"""Planner: a parsed query and the words of one archive become clauses, and what was added to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from index.hindi import roman
from index.hindi.analysis import EXACT, AnalysedWord, analyse
from index.hindi.dotted import is_akshara
from index.hindi.stems import is_fixed_name
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.model.messages import QueryWarning
from search.model.question import EXPAND_ALL, ExpansionOptions
from search.query.clauses import (
    AllOf,
    AnyOf,
    Clause,
    PhraseClause,
    TermAlternatives,
    wanted_phrases,
    with_equal_inflections,
)
from search.query.function_words import english_grammar, is_function_term
from search.query.hashtags import opened_hashtag
from search.query.honorifics import without_ji, without_titles
from search.query.letter_numbers import arabic
from search.query.neighbours import resolve_latin_neighbours
from search.query.parser import Group, Node, Not, Phrase, Query, Words
from search.query.rewriter import Rewriter
from search.query.runs import Run
from search.query.vocabulary import QueryLimits, Vocabulary
from search.query.written_dates import ENGLISH_ORDINAL_ENDINGS

MISSPELLED = frozenset({ExpansionKind.SOUND, ExpansionKind.CORRECTION})
"""Kinds of expansion that find a word in spite of a misspelling."""
JOINING_SIGNS = "-–‐‑'’./_·"
"""Words joined by one of these are searched as a phrase (भारत-चीन; by a stroke only beside numbers and letters); by
others, just as several words."""

_VERSUS = re.compile(r"(?<!\w)v/s(?!\w)", re.IGNORECASE)
MAX_RARE_READING = 20
"""Articles of what a Latin word is read as, up to which it may be a slip for another."""
_INITIALS = re.compile("[B-DF-HJ-NP-TV-Z]{2,}")
"""Capitals without a vowel are letters (CSK), no word that somebody typed without its vowels (csk: कसक)."""


@dataclass(frozen=True)
class Plan:
    """A planned query.

    `clause` is None if there is nothing to look for. `only_excluded` is the clause of a query without any
    wanted word: it can be matched if filters are set. `missing` words occur in no form in the archive.
    `misspelled`: words that occur in no article as typed and were found by sound only, each with the most frequent
    spelling found. `rare`: words of few articles, which may be misspellings.
    """

    clause: AllOf | None = None
    only_excluded: AllOf | None = None
    added: tuple[Expansion, ...] = ()
    offered: tuple[Expansion, ...] = ()
    refused: tuple[Expansion, ...] = ()
    missing: tuple[AnalysedWord, ...] = ()
    misspelled: tuple[tuple[AnalysedWord, str], ...] = ()
    rare: tuple[AnalysedWord, ...] = ()
    warnings: tuple[QueryWarning, ...] = ()

    def without_warning(self, warning: QueryWarning) -> "Plan":
        """Return the plan without one of its warnings."""
        return replace(self, warnings=tuple(other for other in self.warnings if other is not warning))

    def with_warnings(self, *warnings: QueryWarning) -> "Plan":
        """Return the plan with more warnings, each once."""
        return replace(self, warnings=tuple(dict.fromkeys((*self.warnings, *warnings))))


def plan(
    query: Query, vocabulary: Vocabulary, limits: QueryLimits, expansion: ExpansionOptions = EXPAND_ALL
) -> Plan:
    """Plan a query with the words of one archive, within limits."""
    planner = _Planner(vocabulary, limits, expansion, english_grammar(query.text))
    clause = planner.group(query.root)
    warnings = [*query.warnings, *planner.warnings]
    found = only_excluded = None
    if isinstance(clause, AllOf) and clause.must:
        found = clause if _is_single_word(clause) else with_equal_inflections(clause)
    elif isinstance(clause, AllOf):
        only_excluded = clause
        warnings.append(QueryWarning.ONLY_EXCLUDED)
    elif query.text.strip():
        warnings.append(QueryWarning.NO_WORDS)
    return Plan(
        found,
        only_excluded,
        tuple(dict.fromkeys([*planner.added, *planner.rewriter.additions.added])),
        tuple(dict.fromkeys(planner.offered)),
        tuple(dict.fromkeys([*planner.refused, *planner.rewriter.additions.refused])),
        tuple(word for word in planner.missing if word not in planner.rewriter.found_otherwise),
        tuple(planner.misspelled),
        tuple(planner.rare),
        tuple(dict.fromkeys(warnings)),
    )


@dataclass
class _Planner:
    """Turn the syntax tree of one query into clauses; collect expansions and warnings."""

    vocabulary: Vocabulary
    limits: QueryLimits
    expansion: ExpansionOptions
    english_grammar: frozenset[str] = frozenset()
    """The words of the query that were typed as English words of grammar, and not as initials (IN, आईएन)."""
    added: list[Expansion] = field(default_factory=list)
    offered: list[Expansion] = field(default_factory=list)
    refused: list[Expansion] = field(default_factory=list)
    missing: list[AnalysedWord] = field(default_factory=list)
    misspelled: list[tuple[AnalysedWord, str]] = field(default_factory=list)
    rare: list[AnalysedWord] = field(default_factory=list)
    warnings: list[QueryWarning] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words_left = self.limits.max_words
        self.rewriter = Rewriter(
            self.vocabulary,
            self.limits.max_split_words,
            self.limits.deadline,
            self.expansion,
            self.english_grammar,
        )

    def group(self, group: Group) -> AllOf | AnyOf | None:
        must: list[Clause] = []
        must_not: list[Clause] = []
        for part in _with_joined_words(group):
            is_not = isinstance(part, Not)
            before = len(self.added), len(self.rewriter.additions.added)
            clauses = self._node(part.node if isinstance(part, Not) else part)
            if is_not:
                _exclude_from(self.added, before[0])
                _exclude_from(self.rewriter.additions.added, before[1])
            for clause in clauses:
                negated = clause.must_not if isinstance(clause, AllOf) and not clause.must else ()
                if negated and is_not:  # a double negation
                    must.append(AnyOf(negated) if len(negated) > 1 else negated[0])
                elif negated:
                    must_not += negated
                else:
                    (must_not if is_not else must).append(clause)
        if group.kind == "all":
            must = [clause for clause in must if not self._is_function_word(clause)] or must
        if group.kind == "any" and must and not must_not:
            return AnyOf(tuple(must))
        if group.kind == "any" and must:
            return AllOf((AnyOf(tuple(must)),), tuple(must_not))
        return AllOf(tuple(must), tuple(must_not)) if must or must_not else None

    def _node(self, node: Node) -> list[Clause]:
        if isinstance(node, Words):
            return self._prefix(node) if node.is_prefix else self._words(node)
        if isinstance(node, Phrase):
            return self._near(node) if node.within and not node.exact else self._quotation(node)
        inner = self.group(node if isinstance(node, Group) else Group("all", (node,)))
        return [] if inner is None else [inner]

    def _quotation(self, node: Phrase) -> list[Clause]:
        slots = tuple(self._slot(word, exact=node.exact, expand=False) for word in self._counted(node.text))
        within = node.within if len(slots) > 1 else 0
        return [PhraseClause(slots, node.field, within, node.times)] if slots else []

    def _near(self, node: Phrase) -> list[Clause]:
        """Return a clause for words near each other, in any spelling and by other names; they are no quotation."""
        words = list(self._counted(node.text))
        if not words:
            return []
        slots = [self._slot(word, exact=False, expand=True) for word in words]
        others: list[PhraseClause] = []
        if self._asks_for_other_names:
            others = self.rewriter.other_names.of_phrase(words, slots, node.field)
            slots = [self._with_other_names(word, slot) for word, slot in zip(words, slots, strict=True)]
        within = node.within if len(words) > 1 else 0
        near = PhraseClause(tuple(slots), node.field, within, node.times)
        ways = [other._replace(times=node.times) for other in others]
        return [AnyOf((near, *ways), is_one_thing=True)] if ways else [near]

    @property
    def _asks_for_other_names(self) -> bool:
        return self.expansion.variants and self.expansion.equals

    def _with_other_names(self, word: AnalysedWord, slot: TermAlternatives) -> TermAlternatives:
        return self.rewriter.other_names.with_single_words(word, slot)

    def _prefix(self, node: Words) -> list[Clause]:
        """Return a clause for words with this prefix; of several words joined by signs, only the last is a prefix."""
        words = list(self._counted(node.text))
        if not words:
            return []
        *whole, last = words
        found = self.vocabulary.variants.beginning_with(
            last.spelling,
            last.term,
            exact=node.exact,
            excluded_spellings=self.expansion.excluded_spellings,
        )
        self.added += found.added
        self.refused += found.refused
        if self.vocabulary.variants.begin_more_words(last.term):
            self.warnings.append(QueryWarning.PREFIX_CUT)
        if not self.vocabulary.variants.occurs(found.alternatives):
            self.missing.append(last)
        slots = [self._slot(word, exact=node.exact, expand=not node.exact) for word in whole]
        return [PhraseClause((*slots, found.alternatives), node.field, times=node.times)]

    def _words(self, node: Words) -> list[Clause]:
        """Return a clause for each run of joined words; white space and other signs separate them."""
        runs: list[Run] = []
        end = -1
        node = node._replace(text=_VERSUS.sub("vs", opened_hashtag(node.text, self.vocabulary.compounds)))
        words = list(self._counted(node.text))
        if not node.exact and self.expansion.variants:
            words = without_titles(without_ji(words, self.vocabulary), node.text)
        together = self._read_together(words) if not node.exact else {}
        has_content = not all(map(self._is_grammar, words))
        for word, following in zip_longest(words, words[1:]):
            gap = node.text[max(end, 0) : word.token.start]
            if end < 0 or not self._is_joined(runs[-1].words[-1], gap, word):
                runs.append(Run([], [], node.field, node.text))
            runs[-1].words.append(word)
            runs[-1].slots.append(
                self._slot(
                    word,
                    exact=node.exact,
                    expand=not node.exact
                    and not (has_content and self._is_grammar(word))
                    and not _is_ordinal_ending(runs[-1]),
                    reading=together.get(word.term, ""),
                    is_fixed=following is not None
                    and (is_fixed_name(word.term, following.term) or _is_short_title(runs[-1])),
                )
            )
            end = word.token.end
        if node.times > 1 and not node.exact and self._asks_for_other_names:
            for run in runs:
                run.slots[:] = map(self._with_other_names, run.words, run.slots)
        if node.exact or node.times > 1 or not self.expansion.variants:
            return [run.phrase._replace(times=node.times) for run in runs]
        clauses = list(self.rewriter.clauses(runs))
        if self.rewriter.are_apart:
            self.warnings.append(QueryWarning.WORDS_APART)
        return clauses

    def _is_joined(self, word: AnalysedWord, gap: str, following: AnalysedWord) -> bool:
        """Return whether two words are one run: no title with its name (डॉ.सिंह), no stroke (मोदी/शाह)."""
        equals = self.vocabulary.equals
        if gap == "." and (equals.of((word.term,)) or equals.of_short(word.term)):
            return False
        if gap == "/" and not any(len(term) == 1 or term.isdigit() for term in (word.term, following.term)):
            return False
        return gap == "" or (len(gap) == 1 and gap in JOINING_SIGNS)

    def _read_together(self, words: list[AnalysedWord]) -> dict[str, str]:
        """Return what Latin words are read as because of their neighbours."""
        if not (self.expansion.variants and self.expansion.roman):
            return {}
        return resolve_latin_neighbours(words, self.vocabulary, self.limits.deadline)

    def _counted(self, text: str) -> Iterator[AnalysedWord]:
        for word in analyse(text):
            if self.words_left == 0:
                self.warnings.append(QueryWarning.TOO_MANY_WORDS)
                return
            self.words_left -= 1
            yield word

    def _slot(
        self, word: AnalysedWord, *, exact: bool, expand: bool, reading: str = "", is_fixed: bool = False
    ) -> TermAlternatives:
        if exact:
            return (Alternative(EXACT + word.spelling, 1.0),)
        if expand and self.limits.deadline.is_over:
            self.warnings.append(QueryWarning.OUT_OF_TIME)
            expand = False
        if not expand:
            return (Alternative(word.term, 1.0),)
        expansion = replace(self.expansion, stems=False) if is_fixed else self.expansion
        if self._are_letters(word):
            expansion = replace(expansion, roman=False)
        is_latin_word = roman.is_latin(word.term) and not self.vocabulary.variants.are_initials(word.term)
        if expansion.equals and is_latin_word:
            reading = self._listed_reading(word.term) or reading
        found = self.vocabulary.variants.find(word.spelling, word.term, expansion, reading)
        self.added += found.added
        self.offered += found.offered
        self.refused += found.refused
        occurs = self.vocabulary.variants.occurs
        by_sound = [expansion for expansion in found.added if expansion.kind in MISSPELLED]
        if not occurs(found.alternatives):
            self.missing.append(word)
        elif by_sound and not roman.is_latin(word.term) and not occurs((Alternative(word.term, 1.0),)):
            best = max(by_sound, key=lambda expansion: expansion.documents)
            self.misspelled.append((word, best.spelling))
        elif word.token.letters is None and self._is_rare(word, found.alternatives):
            self.rare.append(word)
        return found.alternatives

    def _are_letters(self, word: AnalysedWord) -> bool:
        """Return whether a word was typed as letters or as a Roman numeral, and is read as no word (FIR: no फिर)."""
        typed = word.token.text
        is_initials = typed.isupper() and self.vocabulary.variants.are_initials(word.term)
        return is_initials or _INITIALS.fullmatch(typed) is not None or arabic(typed) != ""

    def _is_rare(self, word: AnalysedWord, alternatives: TermAlternatives) -> bool:
        """Return whether few articles have a word, or what a Latin one is read as."""
        if roman.is_latin(word.term):
            return self.vocabulary.variants.documents(alternatives) <= MAX_RARE_READING
        return self.vocabulary.variants.is_rare(word.term)

    def _listed_reading(self, term: str) -> str:
        """Return the Devanagari word that the table of names gives for a Latin one (aiims: एम्स); "" for none."""
        names = [
            terms[0]
            for terms in self.vocabulary.equals.of((term,))
            if len(terms) == 1 and not roman.is_latin(terms[0])
        ]
        count = self.vocabulary.variants.documents
        found = max(names, key=lambda name: count((Alternative(name, 1.0),)), default="")
        return found if found and count((Alternative(found, 1.0),)) else ""

    def _is_grammar(self, word: AnalysedWord) -> bool:
        """Return whether a word is required nowhere beside others, so that nothing need be added to it."""
        return is_function_term(word.term) or word.token.text in self.english_grammar

    def _is_function_word(self, clause: Clause) -> bool:
        """Return whether a clause asks for one word that no article has to contain; not for one that is exact."""
        if not isinstance(clause, PhraseClause) or not clause.is_plain_word:
            return False
        term = clause.slots[0][0].term
        return is_function_term(term) or term in self.english_grammar


def _is_ordinal_ending(run: Run) -> bool:
    """Return whether the last word of a run is what English writes after a number (10th), and no था."""
    return (
        len(run.words) > 1 and run.words[-2].term.isdigit() and run.words[-1].term in ENGLISH_ORDINAL_ENDINGS
    )


def _is_short_title(run: Run) -> bool:
    """Return whether a word of one akshara has a full stop after it: no form of a verb (ले. जनरल)."""
    return run.ends_with_dot and is_akshara(run.words[-1].term)


def _exclude_from(added: list[Expansion], start: int) -> None:
    """Mark expansions from a position on as those of an excluded word; twice excluded is wanted."""
    added[start:] = [expansion._replace(is_excluded=not expansion.is_excluded) for expansion in added[start:]]


def _is_single_word(clause: Clause) -> bool:
    """Return whether a clause asks for one typed word only."""
    if isinstance(clause, AllOf) and len(clause.must) == 1:
        (only,) = clause.must
        if isinstance(only, AnyOf) and only.typed_leads:
            return True
    first, *others = wanted_phrases(clause)
    return not others and len(first.slots) == 1


def _with_joined_words(group: Group) -> Iterator[Node]:
    """Yield neighbouring words of an "all" group as one text, so that एस सी ओ is recognised as initials."""

    def text_field(node: Node) -> str | None:
        is_plain = isinstance(node, Words) and not (node.exact or node.is_prefix or node.times > 1)
        return node.field if group.kind == "all" and isinstance(node, Words) and is_plain else None

    for own, nodes in groupby(group.nodes, text_field):
        if own is None:
            yield from nodes
        else:
            yield Words(" ".join(node.text for node in nodes if isinstance(node, Words)), field=own)
