"""Readings of a Latin query word: Hindi names of English words, and words that sound like it."""

import re
from collections.abc import Callable

from index.hindi.english_names import hindi_names, is_english_word
from index.hindi.phonetic_similarity import same_name_probability
from index.hindi.script import VIRAMA
from index.hindi.stems import verb_roots
from index.lru_cache import lru_method
from index.term_candidate import TermCandidate
from search.model.expansions import ExpansionKind
from search.query.candidates import CERTAIN, MIN_PROBABILITY, Candidate, Candidates, needed_probability
from search.query.function_words import FUNCTION_WORDS, LATIN_FUNCTION_WORDS
from search.query.lexicon import Lexicon

CACHED_WORDS = 5_000
ROMAN_CANDIDATES = 5
"""Readings of a Latin word that are examined."""
NEIGHBOUR_CANDIDATES = 40
"""Readings that are examined where a neighbour may tell which is meant."""
CLIPPED = 0.25
"""How likely a word must be the one of which a Latin one has lost vowels."""
CLIPPED_RATIO = 20
"""So many times as many articles must have it as any other reading."""
UNCLIPPED, UNCLIPPED_CANDIDATES = 0.85, 3
"""How likely a reading with the vowel must be, and how many are looked at for each vowel."""
UNCLIPPED_RATIO = 10
"""So many times as many articles must have it as the first reading without."""
MAX_CLIPPED = 12
_USUAL_ONSET = re.compile("(?:s?[bcdfgjklmnpqrstvwxz]h?[ryvw]?|[bcfgkps]l|chh|y)[aeiouy]|[aeiou]|.$")
"""How words begin that lack no first vowel."""
ABOUT_AS_LIKELY = 0.05
"""Of two readings so close the one that USUAL_RATIO times as many articles have is meant (djokovic: जोकोविच)."""
USUAL_RATIO = 20
SPELLED_OTHERWISE = 0.6
"""How likely a word of the archive must be the Hindi name that the archive does not have as it is listed."""
READ_OTHERWISE = 0.8
"""How likely another word must be to be offered for a Latin one."""


class LatinReadings:
    """Readings of Latin words by one generation's lexicon, remembered.

    A term of `frequent` articles or more is frequent; `are_different` says which two are two for certain.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        frequent: int,
        are_different: Callable[[str, str], bool],
    ) -> None:
        self._lexicon = lexicon
        self._frequent = frequent
        self._are_different = are_different
        self._cached_readings = lru_method(CACHED_WORDS, self._find_readings)
        self._cached_romanized = lru_method(CACHED_WORDS, self._find_romanized)

    @property
    def caches(self) -> tuple[Callable[..., object], ...]:
        """The remembered methods, to count what they hold."""
        return self._cached_readings, self._cached_romanized

    def readings(self, word: str) -> list[TermCandidate]:
        """Return the terms of the archive that a Latin word may be read as, best first."""
        return self._cached_readings(word)

    def names(self, word: str) -> frozenset[str]:
        """Return the Hindi words that a table gives for an English one and the archive has."""
        return frozenset(name.term for name in self._named(word))

    def romanized(self, word: str, reading: str = "") -> Candidates:
        """Return Devanagari terms that a word may stand for: the likeliest, or `reading`, and its spellings."""
        return self._cached_romanized(word, reading)

    def _with_meant_first(self, word: str, readings: list[TermCandidate]) -> list[TermCandidate]:
        """Return the readings with the one first that is meant.

        A typed last a is a ा (daura: दौरा, no दौर) where that word is not far rarer; what is spelled as English is no
        word of grammar.
        """
        if word not in LATIN_FUNCTION_WORDS and _NO_GRAMMAR.search(word):
            readings = [reading for reading in readings if reading.term not in FUNCTION_WORDS]
        if _LOAN.match(word):  # the sort keeps the order of the others
            readings = sorted(readings, key=lambda reading: bool(verb_roots(reading.term)))
        if not readings:
            return []
        nearer = next((one for one in readings[1:] if self._is_known_other(readings[0], one)), None)
        if nearer:
            readings = [nearer, *(reading for reading in readings if reading is not nearer)]
        first = readings[self._usual_reading(readings)]
        longer = first.term + "ा"
        candidates = []
        if _ENDS_IN_DOUBLED_AND_A.search(word):
            candidates += [
                reading
                for reading in self._cached_readings(word)
                if _DOUBLED_WITH_A.search(reading.term) and reading.probability >= READ_OTHERWISE
            ]
        if not first.term.endswith("ा") and (candidates or _ENDS_IN_A.search(word)):
            candidates.append(TermCandidate(longer, first.probability, self._lexicon.document_count(longer)))
        least = max(1, first.documents / USUAL_RATIO)
        first = next((reading for reading in candidates if reading.documents >= least), first)
        return [first, *(reading for reading in readings if reading.term != first.term)]

    def _is_known_other(self, first: TermCandidate, other: TermCandidate) -> bool:
        """Return whether a reading is known to be another word than the first, and nearer to what was typed."""
        return other.probability > first.probability and self._are_different(first.term, other.term)

    def _usual_reading(self, readings: list[TermCandidate]) -> int:
        """Return the index of the reading that is meant.

        It is the first, or the most usual of those about as likely, if that is another spelling or far more usual.
        """
        first = readings[0]
        close = [
            index
            for index, reading in enumerate(readings)
            if reading.probability >= first.probability - ABOUT_AS_LIKELY
        ]
        usual = max(close, key=lambda index: readings[index].documents)
        is_other = self._are_different(first.term, readings[usual].term)
        is_far_more_usual = readings[usual].documents >= USUAL_RATIO * first.documents
        is_same = same_name_probability(first.term, readings[usual].term) >= SPELLED_OTHERWISE
        return usual if not is_other and (is_far_more_usual or is_same) else 0

    def clipped_word(self, word: str, least: int) -> str | None:
        """Return the frequent word of which a Latin one has lost vowels (adhkari: अधिकारी); None for most.

        It has to be in `least` articles, and in CLIPPED_RATIO times as many as any other word that may be meant.
        """
        read = [reading for reading in self._cached_readings(word) if reading.probability >= CLIPPED]
        if not read:
            return None
        first, *others = sorted(read, key=lambda reading: -reading.documents)
        rival = max((other.documents for other in others), default=0)
        is_clear = first.documents >= max(least, CLIPPED_RATIO * rival)
        return first.term if is_clear else None

    def _named(self, word: str) -> list[TermCandidate]:
        """Return what an English name is called in Hindi, as the archive spells it (mauritius: मारीशस)."""
        terms = [terms[0] for terms in hindi_names(word) if len(terms) == 1]
        counted = ((term, self._lexicon.document_count(term)) for term in terms)
        named = [TermCandidate(term, CERTAIN, documents) for term, documents in counted if documents]
        if named:
            return named
        if is_english_word(word):
            forms = (self._lexicon.inflections(term)[:1] for term in terms)
            return [TermCandidate(other, CERTAIN, documents) for found in forms for other, documents in found]
        spelled = (self._lexicon.sounding_like(term, SPELLED_OTHERWISE)[:1] for term in terms)
        return [TermCandidate(other.term, CERTAIN, other.documents) for found in spelled for other in found]

    def _find_readings(self, word: str) -> list[TermCandidate]:
        named = self._named(word)
        terms = {reading.term for reading in named}
        if not named and is_english_word(word):  # what only sounds so is another word (divorce: डाइवर)
            return []
        read = self._lexicon.romanized(word, NEIGHBOUR_CANDIDATES)
        if not named and (meant := self._unclipped(word, read)):
            return [meant, *(reading for reading in read if reading.term != meant.term)]
        return [*named, *(reading for reading in read if reading.term not in terms)]

    def _unclipped(self, word: str, read: list[TermCandidate]) -> TermCandidate | None:
        """Return the word of which the first vowel was left out (mjhe: मुझे, phle: पहले), if it is far more usual."""
        if len(word) > MAX_CLIPPED or _USUAL_ONSET.match(word):
            return None
        whole = [
            reading
            for vowel in "aui"
            for reading in self._lexicon.romanized(word[0] + vowel + word[1:], UNCLIPPED_CANDIDATES)
            if reading.probability >= UNCLIPPED
        ]
        found = max(whole, key=lambda reading: reading.documents, default=None)
        usual = max((reading.documents for reading in read[:1]), default=0)
        return found if found and found.documents >= UNCLIPPED_RATIO * max(1, usual) else None

    def _find_romanized(self, word: str, chosen: str) -> Candidates:
        """Return the first reading with what may be its other spellings to join, and different words to offer."""
        names = self.names(word)
        if chosen and chosen not in names:
            names = frozenset()
        found = self._ordered_readings(word, chosen, names)
        joined: list[Candidate] = []
        offered: list[Candidate] = []
        for reading in found:
            likely = min(same_name_probability(found[0].term, reading.term), CERTAIN)
            if self._are_different(found[0].term, reading.term):
                likely = 0.0
            if reading.term in names:
                joined.append(Candidate(reading.term, ExpansionKind.ROMAN, CERTAIN))
                continue
            certain = min(reading.probability * likely, joined[0].probability if joined else CERTAIN)
            if certain >= MIN_PROBABILITY and likely >= needed_probability(
                found[0].documents, reading.documents, self._frequent
            ):
                joined.append(Candidate(reading.term, ExpansionKind.ROMAN, certain))
            elif reading.probability >= READ_OTHERWISE:
                offered.append(Candidate(reading.term, ExpansionKind.ROMAN, reading.probability))
        return Candidates(joined, offered)

    def _ordered_readings(self, word: str, chosen: str, names: frozenset[str]) -> list[TermCandidate]:
        """Return the readings that are examined, the meant one first: `chosen`, a name, or the likeliest."""
        found = sorted(
            self._cached_readings(word),
            key=lambda reading: (reading.term != chosen, reading.probability < MIN_PROBABILITY),
        )
        found = found[: len(names) + ROMAN_CANDIDATES]
        if found and not chosen and not names:
            found = self._with_meant_first(word, found)
        if (
            chosen
            and (not found or found[0].term != chosen)
            and (count := self._lexicon.document_count(chosen))
        ):
            return [TermCandidate(chosen, CERTAIN, count), *found]
        if chosen and found:
            found[0] = found[0]._replace(probability=max(found[0].probability, CERTAIN))
        return found


_ENDS_IN_A = re.compile("[aeiou](?:[kgcjtdpbsz]?h|chh|ksh|[^aeiouh])a$")
"""Words whose last a is a letter of its own, and not the breath of a consonant (krishna, chandra)."""
_ENDS_IN_DOUBLED_AND_A = re.compile(r"[aeiou]([^aeiouhy])\1h?a$")
"""Such words, too, but typed with a doubled consonant that the first reading may lack (patta: पता, पत्ता)."""
_DOUBLED_WITH_A = re.compile(
    f"(.){VIRAMA}\\1ा$|क{VIRAMA}खा$|च{VIRAMA}छा$|ट{VIRAMA}ठा$|त{VIRAMA}था$|द{VIRAMA}धा$"
)
_LOAN = re.compile("c[aou]")
"""How no Hindi verb is typed: carona is no कराना."""
_NO_GRAMMAR = re.compile("^c(?!h).|ough|[^aeiou]ey$")
"""How no Hindi word of grammar is typed: cow is no को, course no कर, key no कि."""
