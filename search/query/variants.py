"""The terms of an archive that a query word stands for, and how certain each is.

Free spellings (tier 1) share the word's own term, so they only need naming. Inflections (tier 2), words
that sound alike (tier 3) and words that Latin typing may stand for (tier 4) come from the lexicon: they join
the query with a weight, or are only offered, and the reader can refuse each.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from index.hindi import roman
from index.hindi.analysis import EXACT
from index.hindi.script import DEVANAGARI_SIGN
from index.hindi.stems import inflection_keys
from index.lru_cache import lru_method, remembered_entries
from index.term_candidate import TermCandidate
from search.model.expansions import Alternative, Expansion, ExpansionKind, Variants
from search.model.question import EXPAND_ALL, ExpansionOptions
from search.model.results import CacheSize
from search.query.candidates import CERTAIN, Candidate, Candidates, needed_probability
from search.query.did_you_mean import certain_correction
from search.query.doublets import PROBABILITY as DOUBLET
from search.query.doublets import doublets
from search.query.function_words import FUNCTION_WORDS
from search.query.latin_readings import LatinReadings
from search.query.lexicon import Lexicon
from search.query.plural_nouns import nouns_of_others

OFFERED = 0.3
FREQUENT_DOCUMENTS = 20
FREQUENT_SHARE = 1 / 500
"""A word of more articles is frequent."""

INFLECTION = 0.6
"""Weight of an occurrence of an inflection relative to the word itself."""
CORRECTION = 0.9
"""Weight of a word that the typed one is a slip for."""
CORRECTED_SHARE = 1 / 1000
"""A misspelling is corrected only to a term in at least this share of the articles (at most FREQUENT_DOCUMENTS are
required)."""
COMMON_SHARE = 1 / 20
"""Short misspellings are corrected only to terms in this share of the articles (मारत: भारत)."""
FORMS_PROBABILITY = 0.9
"""How likely a word by sound must be the typed one for its inflections to be added (पांडे, पांड्ये → पांड्या)."""
COMPOUND_SHARE = 1 / 20
"""A word that more articles have is not taken apart."""
FUNCTION_WORD_SHARE = 0.25
"""Words in more than a quarter of all articles (कर, है) are function words: they are not expanded, and are not
added as an inflection of another word."""

CACHED_WORDS = 5_000


RATHER_READ, RATHER_READ_RATIO = 0.9, 12
"""How likely a reading must be, and in how many times as many articles, that goes before initials of its letters."""
INITIALS_SHARE = 0.25
"""A Latin term counts as initials if more than this share of its articles spell it in Devanagari."""


class VariantLimits(NamedTuple):
    """Largest numbers of added spellings and of offers for one word, and of terms for a prefix."""

    spellings: int = 20
    offers: int = 5
    prefix_terms: int = 20


DEFAULT_LIMITS = VariantLimits()


class VariantFinder:
    """Looks up variants in one generation's lexicon and remembers them."""

    def __init__(
        self,
        lexicon: Lexicon,
        documents: int,
        limits: VariantLimits = DEFAULT_LIMITS,
        are_different: Callable[[str, str], bool] = lambda _one, _other: False,
    ) -> None:
        self._lexicon = lexicon
        self._limits = limits
        self._are_different = are_different
        self._frequent = max(FREQUENT_DOCUMENTS, int(documents * FREQUENT_SHARE))
        self._least_corrected = (
            min(FREQUENT_DOCUMENTS, 1 + int(documents * CORRECTED_SHARE)),
            int(documents * COMMON_SHARE),
        )
        self._most_apart = max(FREQUENT_DOCUMENTS, int(documents * COMPOUND_SHARE))
        self._function_word = max(FREQUENT_DOCUMENTS, int(documents * FUNCTION_WORD_SHARE))
        self._cached_sounding = lru_method(CACHED_WORDS, self._find_sounding)
        self._cached_inflections = lru_method(CACHED_WORDS, self._find_inflections)
        self._latin = LatinReadings(lexicon, self._frequent, are_different)
        self._cached_variants = lru_method(CACHED_WORDS, self._find)
        self._cached_occurs = lru_method(CACHED_WORDS, self._occurs)
        self._cached_is_rare = lru_method(CACHED_WORDS, self._is_rare)

    def cache_size(self) -> CacheSize:
        """Return how many answers about words are remembered."""
        caches: list[Callable[..., object]] = [
            self._cached_sounding, self._cached_inflections, *self._latin.caches,
            self._cached_variants, self._cached_occurs, self._cached_is_rare,
        ]  # fmt: skip
        held = sum(remembered_entries(cache) for cache in caches)
        return CacheSize("words", "entries", held, len(caches) * CACHED_WORDS)

    def find(
        self, spelling: str, term: str, expansion: ExpansionOptions = EXPAND_ALL, reading: str = ""
    ) -> Variants:
        """Return the variants of a word as typed (its `spelling`) with its folded `term`.

        `reading` is the term that a Latin word stands for, if its neighbours told; "" for the likeliest.
        """
        refused = expansion.excluded_spellings
        if refused:
            # Only what would be found can be refused; the rest must not be remembered, however long it is.
            expand_all = replace(expansion, excluded_spellings=frozenset())
            found = self._cached_variants(spelling, term, expand_all, reading)
            expansion = replace(
                expansion, excluded_spellings=refused & {variant.spelling for variant in found.added}
            )
        return self._cached_variants(spelling, term, expansion, reading)

    def beginning_with(
        self, prefix: str, term: str, *, exact: bool, excluded_spellings: frozenset[str] = frozenset()
    ) -> Variants:
        """Return the most frequent terms that begin with a folded `term`, typed as `prefix`; likeliest first.

        If `exact`, only spellings that begin with the letters of `prefix` count.
        """
        found: list[Expansion] = []
        slots: list[Alternative] = []
        for other, _ in self._lexicon.beginning_with(term, self._limits.prefix_terms):
            spellings = self._lexicon.spellings(other)
            here = [
                Expansion(f"{prefix}*", other, spelling, ExpansionKind.PREFIX, 1.0, documents)
                for spelling, documents in spellings
                if not exact or spelling.startswith(prefix)
            ]
            kept = [expansion for expansion in here if expansion.spelling not in excluded_spellings]
            whole = len(kept) == len(spellings)
            slots += (
                [Alternative(other, 1.0)]
                if whole
                else [Alternative(EXACT + expansion.spelling, 1.0) for expansion in kept]
            )
            found += here
        return Variants(
            tuple(slots) or (Alternative(EXACT + prefix if exact else term, 1.0),),
            tuple(
                expansion
                for expansion in found
                if expansion.spelling not in excluded_spellings and expansion.spelling != prefix
            ),
            (),
            tuple(expansion for expansion in found if expansion.spelling in excluded_spellings),
        )

    def begin_more_words(self, term: str) -> bool:
        """Return whether more terms begin with a folded `term` than are taken."""
        most = self._limits.prefix_terms
        return len(self._lexicon.beginning_with(term, most + 1)) > most

    def sounding(self, term: str) -> Candidates:
        """Return terms that may be the same name by sound."""
        return self._cached_sounding(term)

    def inflections(self, term: str) -> Candidates:
        """Return forms of the same word."""
        return self._cached_inflections(term)

    def romanized(self, word: str, reading: str = "") -> Candidates:
        """Return Devanagari terms that a Latin word may stand for: the likeliest, or `reading`, and its spellings."""
        return self._latin.romanized(word, reading)

    def readings(self, word: str) -> list[TermCandidate]:
        """Return the terms of the archive that a Latin word may be read as, best first."""
        return self._latin.readings(word)

    def names(self, word: str) -> frozenset[str]:
        """Return the Hindi words that a table gives for an English one and the archive has."""
        return self._latin.names(word)

    def spellings(self, term: str) -> list[tuple[str, int]]:
        """Return (spelling, documents) for each way the archive spells a term."""
        return self._lexicon.spellings(term)

    def are_initials(self, term: str) -> bool:
        """Return whether a Latin term stands for letters in this archive (pv: पीवी)."""
        return _are_initials(self._lexicon.spellings(term))

    def occurs(self, alternatives: tuple[Alternative, ...]) -> bool:
        """Return whether any article contains one of the terms."""
        return self._cached_occurs(alternatives)

    def documents(self, alternatives: tuple[Alternative, ...]) -> int:
        """Return how many articles contain the most frequent one of some terms."""
        return max(
            (
                self._lexicon.document_count(alternative.term.removeprefix(EXACT))
                for alternative in alternatives
            ),
            default=0,
        )

    def is_common(self, term: str) -> bool:
        """Return whether so many articles contain the term that it stands beside everything."""
        return self._lexicon.document_count(term) >= self._most_apart

    def is_rare(self, term: str) -> bool:
        """Return whether too few articles contain the term to be sure that it is one word."""
        return self._cached_is_rare(term)

    def is_splittable(self, term: str) -> bool:
        """Return whether a term is in so few articles that it may be two words elsewhere."""
        return self._lexicon.document_count(term) < self._most_apart

    def _find(self, spelling: str, term: str, expansion: ExpansionOptions, reading: str) -> Variants:
        spellings = self._lexicon.spellings(term)
        capitals = any(not other.isascii() for other in (spelling, *(other for other, _ in spellings)))
        letters = not spelling.isascii() or (
            _are_initials(spellings) and not self._is_rather_read(term, spellings)
        )
        joined, offered = self._candidates(term, expansion, reading, initials=letters)
        own = [
            Expansion(
                _shown(spelling, capitals),
                term,
                _shown(other, capitals),
                ExpansionKind.SPELLING,
                1.0,
                documents,
            )
            for other, documents in spellings
            if other != spelling
        ]
        found = [*own, *chain.from_iterable(self._spelled(spelling, candidate) for candidate in joined)]
        offers = chain.from_iterable(self._spelled(spelling, candidate) for candidate in offered)
        refused = tuple(variant for variant in found if variant.spelling in expansion.excluded_spellings)
        return Variants(
            tuple(
                self._alternatives([Candidate(term, ExpansionKind.SPELLING, 1.0), *joined], refused, spelling)
            )
            or (Alternative(EXACT + spelling, 1.0),),
            tuple(variant for variant in found if variant.spelling not in expansion.excluded_spellings),
            tuple(offers)[: self._limits.offers],
            refused,
        )

    def _is_rather_read(self, term: str, spellings: list[tuple[str, int]]) -> bool:
        """Return whether a Latin term that is initials in some articles is a word in far more (ek: एक, no ई के)."""
        first = next(iter(self.readings(term)), None)
        usual = sum(documents for _, documents in spellings) * RATHER_READ_RATIO
        return first is not None and first.probability >= RATHER_READ and first.documents >= usual

    def _occurs(self, alternatives: tuple[Alternative, ...]) -> bool:
        return any(
            self._lexicon.document_count(alternative.term) or alternative.term.startswith(EXACT)
            for alternative in alternatives
        )

    def _is_rare(self, term: str) -> bool:
        return self._lexicon.document_count(term) < self._frequent

    def _candidates(
        self, term: str, expansion: ExpansionOptions, reading: str, *, initials: bool
    ) -> Candidates:
        """Return what joins and what is offered, of every tier that the options allow, likeliest first."""
        joined: dict[str, Candidate] = {}
        offered: dict[str, Candidate] = {}
        if expansion.roman and roman.is_latin(term) and (reading or not initials):
            _collect(joined, offered, self.romanized(term, reading))
        names = [
            TermCandidate(term, 1.0, 0),
            *(TermCandidate(word.term, word.probability, 0) for word in joined.values()),
        ]
        if expansion.sounds:
            for name in names[:2]:
                _collect(joined, offered, self.sounding(name.term), name.probability)
        if expansion.stems:
            likeliest = _meant(joined.values()) if roman.is_latin(term) else _same_word(joined.values())
            for candidate in [Candidate(term, ExpansionKind.SPELLING, 1.0), *likeliest]:
                _collect(joined, offered, self.inflections(candidate.term), candidate.probability)
        joined.pop(term, None)
        is_unknown = not joined and not self._lexicon.document_count(term)
        is_readable = (expansion.roman and not initials) if roman.is_latin(term) else True
        if expansion.sounds and is_unknown and is_readable:
            joined = self._corrected(term)
        elif expansion.sounds and is_readable and _WITHOUT_VOWELS.fullmatch(term):
            joined = self._corrected(term) | joined
        best = sorted(joined.values(), key=lambda found: -found.probability)[: self._limits.spellings]
        others = [candidate for other, candidate in offered.items() if other not in joined and other != term]
        return Candidates(best, others)

    def _corrected(self, term: str) -> dict[str, Candidate]:
        """Return what a word of no article is surely a slip for; nothing for most."""
        least, common = self._least_corrected
        other = (
            self._latin.clipped_word(term, least)
            if roman.is_latin(term)
            else certain_correction(term, self._lexicon, least, common)
        )
        return {} if other is None else {other: Candidate(other, ExpansionKind.CORRECTION, CORRECTION)}

    def _alternatives(
        self, candidates: list[Candidate], refused: Iterable[Expansion], typed: str
    ) -> Iterator[Alternative]:
        """Yield terms, the typed one first, as a whole, or only the spellings of them that were not refused."""
        gone = {(expansion.term, expansion.spelling) for expansion in refused}
        own = candidates[0].term
        leads = self._lexicon.document_count(own) > 0 and not roman.is_latin(own)
        for term, kind, weight in candidates:
            added_as = kind if leads and term != own else None
            if not gone or not any(term == other for other, _ in gone):
                yield Alternative(term, weight, added_as)
                continue
            spellings = [other for other, _ in self._lexicon.spellings(term)]
            capitals = any(not other.isascii() for other in (typed, *spellings))
            for spelling in spellings:
                if (term, _shown(spelling, capitals)) not in gone:
                    yield Alternative(EXACT + spelling, weight, added_as)

    def _spelled(self, word: str, candidate: Candidate) -> Iterator[Expansion]:
        for spelling, documents in self._lexicon.spellings(candidate.term):
            yield Expansion(
                word, candidate.term, spelling, candidate.kind, round(candidate.probability, 3), documents
            )

    def _find_sounding(self, term: str) -> Candidates:
        own = self._lexicon.document_count(term)
        joined: list[Candidate] = []
        offered: list[Candidate] = []
        for other, likely, documents in self._lexicon.sounding_like(term, OFFERED):
            if self._are_different(term, other) or other in FUNCTION_WORDS:
                continue
            (joined if likely >= needed_probability(own, documents, self._frequent) else offered).append(
                Candidate(other, ExpansionKind.SOUND, min(likely, CERTAIN))
            )
        for doublet in doublets(term):
            if doublet.fits(own, self._lexicon.document_count(doublet.term)) and not self._are_different(
                term, doublet.term
            ):
                joined.insert(0, Candidate(doublet.term, ExpansionKind.SOUND, DOUBLET))
        return Candidates(joined[: self._limits.spellings], offered[: self._limits.offers])

    def _find_inflections(self, term: str) -> Candidates:
        if self._lexicon.document_count(term) >= self._function_word:
            return Candidates([], [])
        own = set(inflection_keys(term)) - nouns_of_others(term, self._lexicon)
        forms = [
            Candidate(other, ExpansionKind.INFLECTION, INFLECTION)
            for other, documents in self._lexicon.inflections(term)
            if documents < self._function_word
            and other not in FUNCTION_WORDS
            and not own.isdisjoint(set(inflection_keys(other)) - nouns_of_others(other, self._lexicon))
        ]
        return Candidates(forms[: self._limits.spellings], [])


_WITHOUT_VOWELS = re.compile("[b-df-hj-np-tv-z]{4,}")
"""How a word is typed in a hurry: what its letters read as (pkstn: पेक्सटन) may be far rarer than what is meant."""


def _are_initials(spellings: list[tuple[str, int]]) -> bool:
    """Return whether a term's spellings (with their document counts) say that it stands for letters."""
    devanagari = sum(documents for spelling, documents in spellings if DEVANAGARI_SIGN.search(spelling))
    return devanagari > INITIALS_SHARE * sum(documents for _, documents in spellings)


def _collect(
    joined: dict[str, Candidate], offered: dict[str, Candidate], found: Candidates, certainty: float = 1.0
) -> None:
    """Add candidates for a term that is itself uncertain; keep the likeliest reason."""
    for into, candidates in ((joined, found.joined), (offered, found.offered)):
        for candidate in candidates:
            probability = candidate.probability * certainty
            if candidate.term not in into or into[candidate.term].probability < probability:
                into[candidate.term] = Candidate(candidate.term, candidate.kind, probability)


def _meant(readings: Iterable[Candidate]) -> list[Candidate]:
    """Return what a Latin word is read as: the first, or each Hindi word that a table names (farmer: किसान, फार्मर)."""
    return [reading for rank, reading in enumerate(readings) if rank == 0 or reading.probability >= CERTAIN]


def _same_word(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates whose forms are searched, too: a mere neighbour's would lead on to other words."""
    return [candidate for candidate in candidates if candidate.probability >= FORMS_PROBABILITY]


def _shown(spelling: str, initials: bool) -> str:
    """Return a spelling as it is shown: Latin letters that are also spelled in Devanagari are initials (SCO)."""
    return spelling.upper() if initials and spelling.isascii() else spelling
