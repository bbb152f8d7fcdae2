"""Words written together in one newsroom and apart in another: कासिमजोमार्ट, कासिम-जोमार्ट, कासिम जोमार्ट.

Only words of the archive take part, and a word is split only if some article contains its parts side by side.
"""

from collections.abc import Callable
from itertools import combinations, pairwise

from index.hindi import initials
from index.hindi.analysis import AnalysedWord
from index.hindi.script import CONSONANTS, VIRAMA, VOWELS
from index.hindi.spelling import fold
from search.model.deadline import NEVER, Deadline
from search.model.expansions import Expansion, ExpansionKind
from search.query.lexicon import Lexicon
from search.query.number_words import ORDINAL_ENDINGS

COMPOUND = 0.8
"""Weight of an occurrence in the other form, one word or two."""
MIN_PART = 2
"""Signs in each part, where the archive has the whole word, too."""
LONE_PARTS = frozenset({"ई"})
"""Parts of one sign: e as in ई-रिक्शा."""
MIN_SHARE = 0.1
"""Least ratio of articles with the parts side by side to articles with the joined word; below it the coincidence is
chance."""
_ENDINGS = "में की का के को से ने पर तक ना नी न ही भी तो कर करके है हैं हो था थे थी थीं गा गे गी या कि"
ENDINGS = frozenset(map(fold, _ENDINGS.split()))
"""Postpositions and endings that are never part of a compound."""
MAX_SPLITS = 3
MIN_SIGNS_OF_THREE, MAX_DOCUMENTS_OF_THREE = 9, 10
"""A word that so few articles have may also be three words (संतकबीरनगर), if it is so long."""
MAX_DOCUMENTS_OF_RARE_PART = 3
"""Articles of the rarest of two parts up to which an unknown word may as well be three (मनकी बात, मन की बात)."""
MAX_SIGNS = 30
"""A longer word is not taken apart."""

CountPhrase = Callable[[tuple[str, ...], Deadline], int]
"""Returns how many documents contain the terms side by side in one field, as far as there was time."""


class CompoundFinder:
    """Looks for other ways of writing in one generation."""

    def __init__(self, lexicon: Lexicon, count_phrase: CountPhrase) -> None:
        self._lexicon = lexicon
        self._count_phrase = count_phrase

    def join_words(self, words: list[AnalysedWord], *, by_sign: bool = False) -> list[Expansion]:
        """Return the words written as one, as the archive spells it; `by_sign` if a hyphen joins them already."""
        if any(word.term.isdigit() for word in words) and not _is_ordinal(words):
            return []
        letters = initials.typed_letters([word.token.text for word in words])
        if not (letters or by_sign or _is_ordinal(words)) and not all(_is_part(word.term) for word in words):
            return []
        term = letters or fold("".join(word.spelling for word in words))
        written = " ".join(word.token.text for word in words)
        return [
            Expansion(written, term, spelling, ExpansionKind.COMPOUND, COMPOUND, documents)
            for spelling, documents in self._lexicon.spellings(term)
        ]

    def spelled_together(self, words: list[AnalysedWord], letters: str) -> list[Expansion]:
        """Return letters with spaces between as the archive writes them together (केएल, K.L.; केके is a word, too)."""
        texts = [word.token.text for word in words]
        written = " ".join(texts)
        return [
            Expansion(written, term, spelling, ExpansionKind.COMPOUND, COMPOUND, documents)
            for term in dict.fromkeys((letters, fold("".join(texts))))
            for spelling, documents in self._lexicon.spellings(term)
        ]

    def count(self, terms: tuple[str, ...], deadline: Deadline = NEVER) -> int:
        """Return how many documents contain the terms side by side, as far as there was time."""
        if not all(map(self._lexicon.document_count, terms)):
            return 0
        return (
            self._lexicon.document_count(terms[0]) if len(terms) == 1 else self._count_phrase(terms, deadline)
        )

    def split_word(
        self, word: AnalysedWord, term: str, deadline: Deadline = NEVER
    ) -> list[tuple[tuple[str, ...], Expansion]]:
        """Return a term that the word stands for taken apart, where the archive has the parts side by side."""
        found = []
        least = MIN_SHARE * self._lexicon.document_count(term)
        for parts in self._splits(term, least):
            documents = self._count_phrase(parts, deadline)
            if documents and documents >= least:
                kind = ExpansionKind.COMPOUND
                spelling = " ".join(map(self._shown, parts))
                added = Expansion(word.spelling, " ".join(parts), spelling, kind, COMPOUND, documents)
                found.append((parts, added))
        return sorted(found, key=lambda pair: -pair[1].documents)

    def _shown(self, part: str) -> str:
        """Return a part as it is written; initials (gpt) as the archive spells them."""
        return self._lexicon.spellings(part)[0][0] if part.isascii() and part.isalpha() else part

    def spelled_out(
        self, word: AnalysedWord, letters: str, deadline: Deadline = NEVER
    ) -> list[tuple[tuple[str, ...], Expansion]]:
        """Return two letters as their names side by side (वीपी: वी पी), the most frequent way first."""
        found = []
        for names in initials.spelled_out(letters):
            terms = tuple(map(fold, names))
            if documents := self.count(terms, deadline):
                kind = ExpansionKind.COMPOUND
                written = " ".join(names)
                found.append(
                    (terms, Expansion(word.spelling, " ".join(terms), written, kind, COMPOUND, documents))
                )
        return sorted(found, key=lambda pair: -pair[1].documents)

    def _splits(self, term: str, least: float) -> list[tuple[str, ...]]:
        """Return the splits whose parts occur in `least` articles each, ordered by the frequency of the rarest part.

        A word that the archive does not have at all may also fall into short parts; it, or a long rare one, into three.
        """
        documents = self._lexicon.document_count(term)
        is_unknown = not documents
        cuts = [
            cut
            for cut in range(1, min(len(term), MAX_SIGNS))
            if term[cut] in CONSONANTS + VOWELS and term[cut - 1] != VIRAMA
        ]
        found = self._best([(0, cut, len(term)) for cut in cuts], term, least, is_unknown=is_unknown)
        has_rare_part = is_unknown and found and self._rarest(found[0]) <= MAX_DOCUMENTS_OF_RARE_PART
        may_be_three = is_unknown or (len(term) >= MIN_SIGNS_OF_THREE and documents <= MAX_DOCUMENTS_OF_THREE)
        if has_rare_part or (not found and may_be_three):
            found += self._best(
                [(0, *pair, len(term)) for pair in combinations(cuts, 2)], term, least, is_unknown=is_unknown
            )
        return found

    def _rarest(self, parts: tuple[str, ...]) -> int:
        """Return the count of the rarest part; looks no further than the first that no article has."""
        rarest = self._lexicon.document_count(parts[0])
        for part in parts[1:]:
            if not rarest:
                break
            rarest = min(rarest, self._lexicon.document_count(part))
        return rarest

    def _best(
        self, edges: list[tuple[int, ...]], term: str, least: float, *, is_unknown: bool
    ) -> list[tuple[str, ...]]:
        """Return the parts between edges that `least` articles and one have each; MAX_SPLITS at most."""
        counts: dict[tuple[str, ...], int] = {}
        for edge in edges:
            parts = tuple(_part_term(term[start:end]) for start, end in pairwise(edge))
            if is_unknown or all(map(_is_part, parts)):
                counts[parts] = self._rarest(parts)
        found = (parts for parts, count in counts.items() if count and count >= least)
        return sorted(found, key=lambda parts: -counts[parts])[:MAX_SPLITS]


def _part_term(part: str) -> str:
    """Return the term of a part; names of letters are initials (चैटजीपीटी: चैट जीपीटी)."""
    return initials.parse(part) or fold(part)


def _is_part(term: str) -> bool:
    """Return whether a term may be a part of a word that is known, too."""
    return term in LONE_PARTS or (len(term) >= MIN_PART and term not in ENDINGS)


def _is_ordinal(words: list[AnalysedWord]) -> bool:
    """Return whether words are a number and the ending of an ordinal after it (21 वीं)."""
    return len(words) == 2 and words[0].term.isdigit() and words[1].term in ORDINAL_ENDINGS
