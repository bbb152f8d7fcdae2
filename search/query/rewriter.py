"""Rewriter: other ways to write the words of a query: joined or split, a synonym, another keyboard layout.

Each way is a clause of its own beside the typed one; what it adds can be refused as any spelling can.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, product

from index.hindi import initials, roman
from index.hindi.analysis import EXACT, AnalysedWord
from index.hindi.english_names import hindi_names
from index.hindi.phonetic_similarity import same_name_probability
from index.hindi.spelling import fold
from search.model.deadline import Deadline
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.model.question import ExpansionOptions
from search.query.additions import Additions
from search.query.candidates import CERTAIN
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.function_words import LATIN_FUNCTION_WORDS, is_function_term
from search.query.keyboard_layouts import intended_words
from search.query.letter_number_clauses import LetterNumberClauses
from search.query.other_names import OtherNames
from search.query.runs import Rewriting, Run
from search.query.vocabulary import Vocabulary

MAX_JOINED = 3
"""Words that may be written as one (मेक इन इंडिया: मेकइनइंडिया)."""
LAYOUT_FREQUENCY_RATIO = 20
"""The re-read word must occur in this many times as many articles as the typed one."""
LATIN_COMPOUND = 0.7
"""Least probability of one Devanagari word for two Latin ones (shiv sena: शिवसेना)."""
MAX_APART = 4
"""Readings of each of two words, of which one word may be made."""
SAME_COMPOUND = 0.5
"""How likely it must be the name that the readings of the two words make (home loan, होम लोन, is no हमलों)."""
MIN_LATIN_PART = 3
MAX_FOLLOWING = 20
"""Spellings of what stands after a letter that are looked for."""

MAX_LETTERS = 4
"""Initials with spaces between."""
_UNITS = frozenset({"pm", "cm"})


class Rewriter:
    """Rewrites the words of one query and collects what that added."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        max_splits: int,
        deadline: Deadline,
        expansion: ExpansionOptions,
        english_grammar: frozenset[str] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self.english_grammar = english_grammar
        self.splits_left = max_splits
        self.deadline = deadline
        self.expansion = expansion
        self.additions = Additions(expansion.excluded_spellings)
        self.other_names = OtherNames(vocabulary, deadline, self.additions)
        self.letter_numbers = LetterNumberClauses(vocabulary, deadline, self.additions, expansion)
        self._rewritten: list[AnalysedWord] = []
        self.are_apart = False
        """Whether words that a sign joins are searched apart, because no article has them side by side."""

    @property
    def found_otherwise(self) -> list[AnalysedWord]:
        """Words that the archive has by another name, joined with another or in two parts: they are not missing."""
        return self._rewritten + self.other_names.named_words + self.letter_numbers.words

    def clauses(self, runs: list[Run]) -> Iterator[Clause]:
        """Yield the runs' clauses, each with its other ways of writing; up to MAX_JOINED neighbours are joined."""
        position = 0
        while position < len(runs):
            run = runs[position]
            if spaced := self._spaced_letters(runs, position):
                yield spaced.clause
                position += spaced.used
                continue
            is_grammar = len(runs) > 1 and self._is_grammar(run) and not self._is_short_form(run)
            is_unit = _is_unit(runs, position)
            named = None if is_grammar or is_unit else self._named(runs[position:])
            if not named and (spaced := self.letter_numbers.spaced(runs[position : position + 2])):
                yield spaced.clause
                position += spaced.used
                continue
            together = self._written_together(runs[position:], named)
            if rewritten := together or named:
                yield rewritten.clause
                position += rewritten.used
                continue
            if numbered := self.letter_numbers.joined(run):
                yield numbered
                position += 1
                continue
            other = [] if is_grammar else self._alternative_phrases(run)
            if other:
                self._rewritten.append(run.words[-1])
            is_alone = len(runs) == len(run.words) == 1
            typed = self._side_by_side(run)
            yield AnyOf((typed, *other), typed_leads=is_alone) if other else typed
            position += 1

    def _spaced_letters(self, runs: list[Run], position: int) -> Rewriting | None:
        """Return letters with spaces between (के एल राहुल) side by side, or as the archive writes them together."""
        own: list[Run] = []
        for run in runs[position : position + MAX_LETTERS]:
            if len(run.words) > 1 or not initials.is_letter(run.words[0].token.text):
                break
            own.append(run)
        if own and _is_postposition(own, is_first=position == 0):
            own.pop()
        if len(own) < 2:
            return None
        words = [run.words[0] for run in own]
        is_first = position == 0 or own[0].ends_with_dot
        letters = initials.typed_letters([word.token.text for word in words], at_start=is_first)
        if letters is None:
            return None
        compounds = self.vocabulary.compounds
        found = compounds.spelled_together(words, letters)
        if letters == "".join(word.term for word in words):
            found += [other for _, other in compounds.spelled_out(words[0], letters, self.deadline)[:1]]
        ways = self._ways(self.additions.admit(found), own[0].field)
        if self.expansion.equals:
            ways += self.other_names.of_letters(words, letters, own[0].field)
        if not ways and not compounds.count(tuple(word.term for word in words), self.deadline):
            return None
        self._rewritten += words
        apart = PhraseClause(tuple(slot for run in own for slot in run.slots), own[0].field)
        return Rewriting(AnyOf((apart, *ways)) if ways else apart, len(own))

    def _side_by_side(self, run: Run) -> Clause:
        """Return the words as a phrase; a number that no article has after the word may stand anywhere (राफेल -36)."""
        terms = tuple(word.term for word in run.words)
        if (
            len(terms) == 1
            or not terms[-1].isdigit()
            or self.vocabulary.compounds.count(terms, self.deadline)
        ):
            return run.phrase
        self.are_apart = True
        return AllOf(tuple(PhraseClause((slot,), run.field) for slot in run.slots))

    def _named(self, runs: list[Run]) -> Rewriting | None:
        return self.other_names.rewrite(runs) if self.expansion.equals else None

    def _written_together(self, runs: list[Run], named: Rewriting | None) -> Rewriting | None:
        """Return the longest run of single words that the archive writes as one, or as typed.

        It is at least as long as the name that it begins with and ends within no other; names in it keep their other
        names.
        """
        for used in range(min(len(runs), MAX_JOINED), max(1, named.used - 1 if named else 1), -1):
            own = runs[:used]
            if any(len(run.words) > 1 or run.words[0].term in LATIN_FUNCTION_WORDS for run in own):
                continue
            if self.expansion.equals and self._ends_in_a_name(runs, used):
                continue
            together = self._joined([run.words[0] for run in own], own[0].field)
            if together:
                return Rewriting(AnyOf((self._typed(own, named), *together)), used)
        return None

    def _ends_in_a_name(self, runs: list[Run], used: int) -> bool:
        """Return whether a name begins within the first runs and goes on after them (संगठन इस्लामिक, of इस्लामिक स्टेट)."""
        return any(start + self.other_names.length(runs[start:]) > used for start in range(1, used))

    def _typed(self, runs: list[Run], named: Rewriting | None) -> Clause:
        """Return runs as they were typed, each name with its other names; `named` is the first one."""
        clauses: list[Clause] = []
        while runs:
            clause, used = named or Rewriting(runs[0].phrase, 1)
            clauses.append(clause)
            runs = runs[used:]
            named = self._named(runs) if runs else None
        return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))

    def _alternative_phrases(self, run: Run) -> list[PhraseClause]:
        """Return several words as one, or one as several, or as another keyboard layout would have typed it."""
        if meant := self._on_other_layout(run):
            return [meant]
        if len(run.words) > 1:
            named = self._spell_out_letter(run)
            return [*self._joined(run.words, run.field, by_sign=True), *([named] if named else [])]
        apart = self._apart(run.words[0], run.field)
        return [apart] if apart else []

    def _spell_out_letter(self, run: Run) -> PhraseClause | None:
        """Return words with the Latin letter before them by its name, if the archive has that (e-rickshaw: ई-रिक्शा)."""
        others = run.slots[1:]
        found = []
        if self.expansion.roman and len(run.words[0].term) == 1:
            for (name,) in initials.spelled_out(run.words[0].term):
                documents = max(
                    (
                        self.vocabulary.compounds.count(
                            (name, *(alternative.term for alternative in terms)), self.deadline
                        )
                        for terms in islice(product(*others), MAX_FOLLOWING)
                        if not any(alternative.term.startswith(EXACT) for alternative in terms)
                    ),
                    default=0,
                )
                if documents:
                    typed = run.words[0].token.text
                    found.append(Expansion(typed, name, name, ExpansionKind.ROMAN, CERTAIN, documents))
        slot = tuple(Alternative(expansion.term, CERTAIN) for expansion in self.additions.admit(found))
        return PhraseClause((slot, *others), run.field) if slot else None

    def _on_other_layout(self, run: Run) -> PhraseClause | None:
        """Return the word that keys were meant for, if it is far more frequent than what they say as they are."""
        if not self.expansion.roman or not run.words[0].token.text.isascii() or self.deadline.is_over:
            return None
        documents, term = max(
            (
                (self.vocabulary.compounds.count((term,), self.deadline), term)
                for term in intended_words(run.typed)
            ),
            default=(0, ""),
        )
        otherwise = max(self.vocabulary.variants.documents(slot) for slot in run.slots)
        if documents <= LAYOUT_FREQUENCY_RATIO * otherwise:
            return None
        found = [
            Expansion(run.typed, term, spelling, ExpansionKind.ROMAN, CERTAIN, count)
            for spelling, count in self.vocabulary.variants.spellings(term)
        ]
        slot = tuple(
            Alternative(EXACT + expansion.spelling, CERTAIN) for expansion in self.additions.admit(found)
        )
        return PhraseClause((slot,), run.field) if slot else None

    def _joined(
        self, words: list[AnalysedWord], text_field: str, *, by_sign: bool = False
    ) -> list[PhraseClause]:
        return self._ways(self.additions.admit(self._written_as_one(words, by_sign=by_sign)), text_field)

    @staticmethod
    def _ways(found: list[Expansion], text_field: str) -> list[PhraseClause]:
        """Return a clause for all spellings of one word, and one for each name of several."""
        slot = tuple(
            Alternative(EXACT + expansion.spelling, expansion.probability)
            for expansion in found
            if " " not in expansion.spelling
        )
        names = [expansion for expansion in found if " " in expansion.spelling]
        clauses = [
            PhraseClause(
                tuple((Alternative(term, expansion.probability),) for term in expansion.term.split(" ")),
                text_field,
            )
            for expansion in names
        ]
        return [*([PhraseClause((slot,), text_field)] if slot else []), *clauses]

    def _written_as_one(self, words: list[AnalysedWord], *, by_sign: bool) -> list[Expansion]:
        """Return the words as one, in the archive's spellings; Latin ones also as the Devanagari word they may be."""
        found = self.vocabulary.compounds.join_words(words, by_sign=by_sign)
        together = "".join(word.term for word in words)
        if not self.expansion.roman or not roman.is_latin(together) or self.deadline.is_over:
            return found
        written = " ".join(word.token.text for word in words)
        for terms in hindi_names(" ".join(word.term for word in words)):
            if documents := self.vocabulary.compounds.count(terms, self.deadline):
                name = " ".join(terms)
                found.append(Expansion(written, name, name, ExpansionKind.ROMAN, CERTAIN, documents))
        if not by_sign and len(together) == len(words):  # p v: letters
            return found + [
                expansion
                for _, expansion in self.vocabulary.compounds.spelled_out(words[0], together, self.deadline)[
                    :1
                ]
            ]
        variants = self.vocabulary.variants
        if not by_sign and min(len(word.term) for word in words) < MIN_LATIN_PART:
            return found
        read = [
            [
                reading.term
                for reading in variants.readings(word.term)[:MAX_APART]
                if reading.probability >= LATIN_COMPOUND
            ]
            for word in words
        ]
        apart = [fold("".join(terms)) for terms in product(*read)]
        return found + [
            Expansion(
                written, candidate.term, spelling, ExpansionKind.COMPOUND, candidate.probability, documents
            )
            for candidate in variants.romanized(together).joined
            if candidate.probability >= LATIN_COMPOUND
            if not any(variants.are_initials(word.term) for word in words)
            if not apart or any(same_name_probability(one, candidate.term) >= SAME_COMPOUND for one in apart)
            for spelling, documents in self.vocabulary.variants.spellings(candidate.term)
        ]

    def _apart(self, word: AnalysedWord, text_field: str) -> PhraseClause | None:
        """Return the most frequent way of taking a rare word apart."""
        text = word.token.text
        is_initials = roman.is_latin(word.term) and self.vocabulary.variants.are_initials(word.term)
        are_letters = text.isupper() or len(text) == 1 or is_initials
        letters = word.token.letters or (text.lower() if are_letters else "")
        if not self.splits_left:
            return None
        if letters and letters.isascii():
            self.splits_left -= 1
            return self._first_admitted(
                self.vocabulary.compounds.spelled_out(word, letters, self.deadline), text_field
            )
        if not self.vocabulary.variants.is_splittable(word.term):
            return None
        self.splits_left -= 1
        terms = [word.term]
        if roman.is_latin(word.term):
            read = self.vocabulary.variants.romanized(word.term).joined if self.expansion.roman else []
            terms = [candidate.term for candidate in read[:1]]
        apart = (self.vocabulary.compounds.split_word(word, term, self.deadline) for term in terms)
        return self._first_admitted(chain.from_iterable(apart), text_field)

    def _first_admitted(
        self, apart: Iterable[tuple[tuple[str, ...], Expansion]], text_field: str
    ) -> PhraseClause | None:
        """Return the first way that the reader has not refused."""
        for parts, expansion in apart:
            if self.additions.admit([expansion]):
                slots = tuple((Alternative(part, expansion.probability),) for part in parts)
                return PhraseClause(slots, text_field)
        return None

    def _is_short_form(self, run: Run) -> bool:
        """Return whether a run is a word that is short for another with the dot after it (मे.: मेजर)."""
        return run.ends_with_dot and bool(self.vocabulary.equals.of_short(run.words[-1].term))

    def _is_grammar(self, run: Run) -> bool:
        """Return whether a run is one word that no article has to contain."""
        word = run.words[0]
        return len(run.words) == 1 and (
            is_function_term(word.term) or word.token.text in self.english_grammar
        )


def _is_postposition(letters: list[Run], *, is_first: bool) -> bool:
    """Return whether the last of some letters is के without a dot, and means "of" (यू पी के मुख्यमंत्री, no के के)."""
    texts = [run.words[0].token.text for run in letters]
    if texts[-1] != initials.KE or letters[-1].ends_with_dot:
        return False
    return not (is_first and texts == [initials.KE, initials.KE])


def _is_unit(runs: list[Run], position: int) -> bool:
    """Return whether letters stand beside a number, where they are no office's (5 pm, PM 2.5)."""
    term = runs[position].words[0].term
    beside = [runs[at].words[0].term for at in (position - 1, position + 1) if 0 <= at < len(runs)]
    return term in _UNITS and any(other.replace(".", "").isdigit() for other in beside)
