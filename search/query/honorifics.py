"""Honorifics: जी after a name and a short title before it (प्रो.), which no article is required to contain."""

from index.hindi.analysis import AnalysedWord, term_of
from search.model.expansions import Alternative
from search.query.vocabulary import Vocabulary

_HONORIFICS = frozenset({"जी", "ji"})
MAX_JOINED_SHARE = 0.0075
"""Share of a word's articles that have it joined with जी, from which on that is a word (नेताजी; but मोदीजी)."""
_TITLES = frozenset(
    map(term_of, ("डॉ", "डा", "प्रो", "एड", "कु", "श्री", "श्रीमती", "सुश्री", "इंजी", "ठा", "कै", "स्व"))
)
_LATIN_TITLES, _LATIN_RESPECT = frozenset({"dr", "prof"}), frozenset({"mr", "mrs", "smt"})
MIN_NAMED = 2
"""Words of a name after which जी, or before which a title, is no part of it."""


def without_ji(words: list[AnalysedWord], vocabulary: Vocabulary) -> list[AnalysedWord]:
    """Return words without जी at the end, which after a name says no more than that its bearer is respected.

    After one word it may be a part of it (पिता जी), and so after any that the archive joins with it (नेता जी).
    """
    if len(words) <= MIN_NAMED or words[-1].term not in _HONORIFICS or words[-2].term.isdigit():
        return words
    documents = vocabulary.variants.documents
    name = documents((Alternative(words[-2].term, 1.0),))
    joined = vocabulary.compounds.join_words(words[-2:])
    is_part = sum(expansion.documents for expansion in joined) > MAX_JOINED_SHARE * name
    return words if is_part else words[:-1]


def without_titles(words: list[AnalysedWord], text: str) -> list[AnalysedWord]:
    """Return words without Mr and Mrs, and without short titles before names of two words (प्रो. राम गोपाल).

    Few articles repeat a title where they name its bearer.
    """
    return [
        word
        for place, word in enumerate(words, 1)
        if not (
            (word.term in _LATIN_RESPECT and place < len(words))
            or (place + MIN_NAMED <= len(words) and _is_title(word, text))
        )
    ]


def _is_title(word: AnalysedWord, text: str) -> bool:
    """Return whether a word is a title in Latin letters, or a short one with its dot."""
    return word.term in _LATIN_TITLES or (word.term in _TITLES and text[word.token.end :][:1] == ".")
