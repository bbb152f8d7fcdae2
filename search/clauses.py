"""Query → clauses: analysed terms in the shape an engine can match. No engine is known here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from index.hindi.analysis import EXACT, AnalysedWord, analyse
from search.choices import ALL, Choices
from search.compounds import CompoundFinder
from search.deadline import NEVER, Deadline
from search.filters import NO_FILTERS, Filters
from search.notes import NoteKind
from search.query import Group, Node, Not, Phrase, Query, Words
from search.variants import Alternative, Expansion, ExpansionKind, VariantFinder

Slot = tuple[Alternative, ...]

JOINING_SIGNS = "-–‐‑'’./_·"
"""Words glued by one of these are searched side by side (भारत-चीन); by others, just together."""


@dataclass(frozen=True)
class Sequence:
    """Words that stand together in one field, any or the one named; a single word is a sequence of one slot.

    `within` 0 asks them to stand side by side in this order, a number so many words apart at most, SENTENCE
    or PARAGRAPH in one of those, each in any order.
    """

    slots: tuple[Slot, ...]
    field: str = ""
    within: int | str = 0

    @property
    def is_plain_word(self) -> bool:
        """Whether it is one word that may stand anywhere."""
        return len(self.slots) == 1 and not self.field


@dataclass(frozen=True)
class AllOf:
    """Every wanted clause must match and no excluded one may."""

    wanted: tuple["Clause", ...]
    excluded: tuple["Clause", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one clause must match."""

    clauses: tuple["Clause", ...]


Clause = Sequence | AllOf | AnyOf


@dataclass
class Plan:
    """What a query came to: its clause (None when there is nothing to look for) and what was added."""

    clause: AllOf | None = None
    added: list[Expansion] = field(default_factory=list)
    offered: list[Expansion] = field(default_factory=list)
    refused: list[Expansion] = field(default_factory=list)
    missing: list[AnalysedWord] = field(default_factory=list)
    """Words of which the archive holds no form at all."""
    misspelled: list[tuple[AnalysedWord, str]] = field(default_factory=list)
    """Words that nobody spells so, found by their sound alone, and the most frequent spelling of what was found."""
    notes: list[NoteKind] = field(default_factory=list)
    only_excluded: AllOf | None = None
    """The clause of a query that wants no word; it can be matched where something is asked of the articles."""
    filters: Filters = NO_FILTERS
    """What the query asks of the articles themselves."""


@dataclass(frozen=True)
class Vocabulary:
    """What one generation knows about words."""

    variants: VariantFinder
    compounds: CompoundFinder


@dataclass(frozen=True)
class Bounds:
    """How many words of a query are searched, how many rare ones are tried in two parts, and until when."""

    words: int
    split_words: int
    deadline: Deadline = NEVER


def plan(query: Query, vocabulary: Vocabulary, bounds: Bounds, choices: Choices = ALL) -> Plan:
    """Analyse a query against one archive's words, within bounds."""
    result = Plan(notes=list(query.notes))
    clause = _Planner(vocabulary, bounds, choices, result).group(query.root)
    if isinstance(clause, AllOf) and clause.wanted:
        result.clause = clause
    elif isinstance(clause, AllOf):
        result.only_excluded = clause
        result.notes.append(NoteKind.ONLY_EXCLUDED)
    elif query.text.strip():
        result.notes.append(NoteKind.NO_WORDS)
    result.added = list(dict.fromkeys(result.added))
    result.offered = list(dict.fromkeys(result.offered))
    result.refused = list(dict.fromkeys(result.refused))
    result.notes = list(dict.fromkeys(result.notes))
    return result


@dataclass(frozen=True)
class _Run:
    """Words glued together in the query, with their slots."""

    words: list[AnalysedWord]
    slots: list[Slot]
    field: str

    @property
    def sequence(self) -> Sequence:
        return Sequence(tuple(self.slots), self.field)


class _Planner:
    """Walks the tree of one query and counts its words."""

    def __init__(self, vocabulary: Vocabulary, bounds: Bounds, choices: Choices, result: Plan) -> None:
        self.vocabulary = vocabulary
        self.words_left = bounds.words
        self.splits_left = bounds.split_words
        self.deadline = bounds.deadline
        self.choices = choices
        self.result = result

    def group(self, group: Group) -> AllOf | AnyOf | None:
        wanted: list[Clause] = []
        excluded: list[Clause] = []
        for part in _joined_words(group):
            is_not = isinstance(part, Not)
            for clause in self._node(part.node if isinstance(part, Not) else part):
                refused = clause.excluded if isinstance(clause, AllOf) and not clause.wanted else ()
                if refused and is_not:  # what is not to be left out
                    wanted.append(AnyOf(refused) if len(refused) > 1 else refused[0])
                elif refused:
                    excluded += refused
                else:
                    (excluded if is_not else wanted).append(clause)
        if group.kind == "any" and wanted and not excluded:
            return AnyOf(tuple(wanted))
        if group.kind == "any" and wanted:
            return AllOf((AnyOf(tuple(wanted)),), tuple(excluded))
        return AllOf(tuple(wanted), tuple(excluded)) if wanted or excluded else None

    def _node(self, node: Node) -> list[Clause]:
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, Phrase):
            # Words that are only to stand near each other are not quoted from anywhere: any spelling will do.
            expand = bool(node.within) and not node.exact
            slots = tuple(
                self._slot(word, exact=node.exact, expand=expand) for word in self._counted(node.text)
            )
            return [Sequence(slots, node.field, node.within if len(slots) > 1 else 0)] if slots else []
        inner = self.group(node if isinstance(node, Group) else Group("all", (node,)))
        return [] if inner is None else [inner]

    def _words(self, node: Words) -> list[Clause]:
        """One clause for each run of words glued together; white space and other signs part them."""
        runs: list[_Run] = []
        end = -1
        for word in self._counted(node.text):
            gap = node.text[max(end, 0) : word.token.start]
            if end < 0 or not (gap == "" or (len(gap) == 1 and gap in JOINING_SIGNS)):
                runs.append(_Run([], [], node.field))
            runs[-1].words.append(word)
            runs[-1].slots.append(self._slot(word, exact=node.exact, expand=not node.exact))
            end = word.token.end
        if node.exact or not self.choices.variants:
            return [run.sequence for run in runs]
        return list(self._compounds(runs))

    def _compounds(self, runs: list[_Run]) -> Iterator[Clause]:
        """The runs' clauses, each with its other ways of writing; of neighbours only pairs are joined."""
        at = 0
        while at < len(runs):
            run, following = runs[at], runs[at + 1 : at + 2]
            if len(run.words) == 1 and following and len(following[0].words) == 1:
                together = self._joined([*run.words, *following[0].words], run.field)
                if together:
                    yield AnyOf((AllOf((run.sequence, following[0].sequence)), together))
                    at += 2
                    continue
            other = self._other_way(run)
            if other and run.words[-1] in self.result.missing:
                self.result.missing.remove(run.words[-1])
            yield AnyOf((run.sequence, other)) if other else run.sequence
            at += 1

    def _other_way(self, run: _Run) -> Sequence | None:
        """Several words as one, or one as several."""
        if len(run.words) > 1:
            return self._joined(run.words, run.field)
        return self._apart(run.words[0], run.field)

    def _joined(self, words: list[AnalysedWord], field: str) -> Sequence | None:
        found = self._admitted(self.vocabulary.compounds.joined(words))
        if not found:
            return None
        slot = tuple(Alternative(EXACT + each.spelling, each.probability) for each in found)
        return Sequence((slot,), field)

    def _apart(self, word: AnalysedWord, field: str) -> Sequence | None:
        """The most frequent way of taking a rare word apart."""
        if word.token.letters or not self.splits_left or not self.vocabulary.variants.is_rare(word.term):
            return None
        self.splits_left -= 1
        for parts, expansion in self.vocabulary.compounds.apart(word, self.deadline):
            if self._admitted([expansion]):
                slots = tuple((Alternative(part, expansion.probability),) for part in parts)
                return Sequence(slots, field)
        return None

    def _admitted(self, found: list[Expansion]) -> list[Expansion]:
        """What the reader has not refused; all is noted in the plan."""
        admitted = [each for each in found if each.spelling not in self.choices.refused]
        self.result.added += admitted
        self.result.refused += [each for each in found if each.spelling in self.choices.refused]
        return admitted

    def _counted(self, text: str) -> Iterator[AnalysedWord]:
        for word in analyse(text):
            if self.words_left == 0:
                self.result.notes.append(NoteKind.TOO_MANY_WORDS)
                return
            self.words_left -= 1
            yield word

    def _slot(self, word: AnalysedWord, exact: bool, expand: bool) -> Slot:
        if exact:
            return (Alternative(EXACT + word.spelling, 1.0),)
        if not expand:
            return (Alternative(word.term, 1.0),)
        found = self.vocabulary.variants.find(word.spelling, word.term, self.choices)
        self.result.added += found.added
        self.result.offered += found.offered
        self.result.refused += found.refused
        is_held = self.vocabulary.variants.is_held
        sounding = [each for each in found.added if each.kind is ExpansionKind.SOUND]
        if not is_held(found.alternatives):
            self.result.missing.append(word)
        elif sounding and not is_held((Alternative(word.term, 1.0),)):
            best = max(sounding, key=lambda each: each.documents)
            self.result.misspelled.append((word, best.spelling))
        return found.alternatives


def _joined_words(group: Group) -> Iterator[Node]:
    """Neighbouring words of an "all" group as one text, so that एस सी ओ is seen as initials."""

    def field(node: Node) -> str | None:
        return node.field if group.kind == "all" and isinstance(node, Words) and not node.exact else None

    for own, nodes in groupby(group.nodes, field):
        if own is None:
            yield from nodes
        else:
            yield Words(" ".join(node.text for node in nodes if isinstance(node, Words)), field=own)


def relaxed(clause: AllOf) -> AllOf | None:
    """Any of the wanted clauses instead of all; None when there is only one."""
    return AllOf((AnyOf(clause.wanted),), clause.excluded) if len(clause.wanted) > 1 else None


def sequences(clause: Clause) -> Iterator[Sequence]:
    """The wanted sequences of a clause in order: what snippets mark. Words near each other are marked one by one."""
    if isinstance(clause, Sequence):
        if clause.within:
            yield from (Sequence((slot,), clause.field) for slot in clause.slots)
        else:
            yield clause
        return
    for inner in clause.wanted if isinstance(clause, AllOf) else clause.clauses:
        yield from sequences(inner)
