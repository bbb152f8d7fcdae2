"""Clauses for letters with a number in every way of writing: T20, टी-20; 5 जी, 5G; mig 21, MiG-21, मिग 21."""

from collections.abc import Iterator

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from search.model.deadline import Deadline
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.model.question import ExpansionOptions
from search.query.additions import Additions
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.letter_numbers import LetterNumber, arabic, letter_number
from search.query.runs import Rewriting, Run
from search.query.vocabulary import Vocabulary

GENERATIONS = frozenset("23456")
"""Of mobile networks."""
MIN_READ = 3
"""Letters of a Latin word that may also be a Devanagari one (cop28: कॉप 28)."""
MAX_SPACED_DIGITS = 3
"""Digits of a number after a space; four are a year (vote 2019)."""


class LetterNumberClauses:
    """Finds the ways in which the archive writes letters with a number, and records each as added or refused."""

    def __init__(
        self, vocabulary: Vocabulary, deadline: Deadline, additions: Additions, expansion: ExpansionOptions
    ) -> None:
        self._vocabulary = vocabulary
        self._deadline = deadline
        self._additions = additions
        self._expansion = expansion
        self.words: list[AnalysedWord] = []
        """Words that are letters with a number: apart they are other things, and not missing."""

    def joined(self, run: Run) -> Clause | None:
        """Return a clause for words that a sign joins (T-20), or for one word (T20); None if they are anything else."""
        numeral = [arabic(word.token.text) if len(run.words) > 1 else "" for word in run.words]
        terms = [number or word.term for number, word in zip(numeral, run.words, strict=True)]
        written = letter_number(terms)
        if written is None:
            return None
        self.words += run.words
        ways = self._ways(run, written)
        return AnyOf((run.phrase, *ways)) if ways else run.phrase

    def spaced(self, runs: list[Run]) -> Rewriting | None:
        """Return a clause for a number and the letters before it, or the जी after it; None if the two are neither."""
        if len(runs) < 2 or not (_is_generation(*runs) or _is_numbered(*runs)):
            return None
        first, second = runs
        together = first._replace(words=first.words + second.words, slots=first.slots + second.slots)
        written = letter_number([first.words[0].term, _number(second)])
        ways = self._ways(together, written) if written else []
        if not ways:
            return None
        self.words += together.words
        return Rewriting(AnyOf((AllOf((first.phrase, second.phrase)), *ways)), 2)

    def _ways(self, run: Run, written: LetterNumber) -> list[PhraseClause]:
        typed = run.typed if run.words[0].term.isdigit() else "".join(word.token.text for word in run.words)
        own = " ".join(word.term for word in run.words)
        found = [
            Expansion(typed, " ".join(terms), _shown(terms), ExpansionKind.SPELLING, 1.0, documents)
            for terms in (*written.ways, *self._read(written))
            if (documents := self._vocabulary.compounds.count(terms, self._deadline))
        ]
        return [
            PhraseClause(tuple((Alternative(term, 1.0),) for term in expansion.term.split(" ")), run.field)
            for expansion in self._additions.admit([one for one in found if one.term != own])
        ]

    def _read(self, written: LetterNumber) -> Iterator[tuple[str, ...]]:
        """Yield the terms with their Latin words as Devanagari ones (cop28: कॉप 28)."""
        if not self._expansion.roman:
            return
        for terms in written.ways:
            words = [term for term in terms if roman.is_latin(term) and len(term) >= MIN_READ]
            if len(terms) > 1 and len(words) == 1:
                for read in self._vocabulary.variants.romanized(words[0]).joined:
                    yield tuple(read.term if term == words[0] else term for term in terms)


def _shown(terms: tuple[str, ...]) -> str:
    """Return letters with their number as one word (टी20), and words without one apart (ट्वेंटी ट्वेंटी)."""
    return "".join(terms) if any(term[-1].isdigit() for term in terms) else " ".join(terms)


def _is_generation(number: Run, letter: Run) -> bool:
    terms = [word.term for run in (number, letter) for word in run.words]
    return len(terms) == 2 and terms[0] in GENERATIONS and terms[1] == "जी"


def _is_numbered(letters: Run, number: Run) -> bool:
    first, digits = letters.words[0].term, _number(number)
    return (
        len(letters.words) == len(number.words) == 1
        and roman.is_latin(first)
        and first.isalpha()
        and digits.isdigit()
        and len(digits) <= MAX_SPACED_DIGITS
    )


def _number(run: Run) -> str:
    word = run.words[0]
    return arabic(word.token.text) or word.term
