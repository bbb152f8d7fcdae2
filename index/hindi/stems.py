"""Tier 2: inflections of one word, by closed lists and the plural endings of nouns.

`inflection_keys(term)` names the words that a folded term may be a form of; two terms are inflections of
one word if they share a key. A term may have several, because Hindi forms do: खेल is a noun
(खेलों) and a verb's root (खेलता). Keys are never searched as words, they only connect words that
the archive contains, so a wrong one costs nothing unless both words are really there.

Verb endings are cut only off known roots (tables/verbs.txt), ा/े/ी only off known adjectives
(tables/adjectives.txt), any other word loses only a plural or oblique ending: नेता stays नेता and
दिल्ली stays दिल्ली. Source of the paradigms: R. S. McGregor, Outline of Hindi Grammar, 3rd ed.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.hindi.script import ANUSVARA, CONSONANTS, DEVANAGARI, VIRAMA, VOWELS
from index.hindi.spelling import fold

InflectionKeys = tuple[str, ...]
TABLES = Path(__file__).with_name("tables")

VERB, ADJECTIVE = "√", "~"
"""Marks of a family of verb forms or of an adjective's forms; a noun's family is its lemma alone."""

_AFTER_ANY = ("", "ना", "ने", "नी", "ता", "ते", "ती", "तीं", "कर", "नेवाला", "नेवाले", "नेवाली", "नेवालों")
_AFTER_CONSONANT = frozenset((
    *_AFTER_ANY, "ा", "े", "ी", "ीं", "ूं", "ें", "ो", "ूंगा", "ूंगी", "ेगा", "ेगी", "ेंगे", "ेंगी", "ोगे", "ोगी",
    "िए", "िएगा",
))  # fmt: skip
_AFTER_VOWEL = frozenset((
    *_AFTER_ANY, "के", "या", "ए", "ई", "ईं", "ऊं", "एं", "ओ", "ऊंगा", "ऊंगी", "एगा", "एगी", "एंगे", "एंगी",
    "ओगे", "ओगी", "इए", "इएगा",
))  # fmt: skip
_PERFECT = frozenset(("ई", "ईं", "या"))
_AFTER_SHORTENED = frozenset((
    "या", "ए", "आ", "ई", "ईं", "ऊं", "एं", "ओ", "ऊंगा", "ऊंगी", "एगा", "एगी", "एंगे", "एंगी", "ओगे", "ओगी",
))  # fmt: skip
"""A root in ी or ू is short before these: पी → पिया, छू → छुआ."""
MAX_ENDING_CHARS = max(map(len, _AFTER_CONSONANT | _AFTER_VOWEL | _AFTER_SHORTENED))
_SHORT = {"ी": "ि", "ू": "ु"}


class NounEnding(NamedTuple):
    """A plural or oblique ending, and what may have stood in its place in the singular."""

    ending: str
    singular: tuple[str, ...]
    example: str
    least: int = 2
    """Signs that must be left."""


NOUN_ENDINGS = (
    NounEnding("ियों", ("ी", "ि", "िया"), "नदियों → नदी, जातियों → जाति, चिड़ियों → चिड़िया"),
    NounEnding("ियां", ("ी", "ि", "िया"), "नदियां → नदी"),
    NounEnding("ीयों", ("ीय", "ी"), "भारतीयों → भारतीय, पार्टीयों → पार्टी (a frequent misspelling)"),
    NounEnding("ीयां", ("ी",), "पार्टीयां → पार्टी"),
    NounEnding("इयों", ("ई",), "भाइयों → भाई"),
    NounEnding("इयां", ("ई",), "दवाइयां → दवाई"),
    NounEnding("ईयों", ("ई",), "भाईयों → भाई"),
    NounEnding("ाओं", ("ा",), "नेताओं → नेता"),
    NounEnding("ाएं", ("ा",), "भाषाएं → भाषा"),
    NounEnding("ुओं", ("ू", "ु", "ुआ", "ुआं"), "हिंदुओं → हिंदू, वस्तुओं → वस्तु, कुओं → कुआं", 1),
    NounEnding("ुएं", ("ू", "ु", "ुआं"), "वस्तुएं → वस्तु, धुएं → धुआं", 1),
    NounEnding("ुए", ("ुआ",), "जुए → जुआ", 1),
    NounEnding("ओं", ("",), "फोटोओं → फोटो, हिंदूओं → हिंदू"),
    NounEnding("यों", ("या", "य"), "रुपयों → रुपया, विषयों → विषय"),
    NounEnding("ों", ("", "ा"), "घरों → घर, लड़कों → लड़का"),
    NounEnding("ें", ("",), "बातें → बात"),
    NounEnding("ए", ("या",), "रुपए → रुपया"),
    NounEnding("े", ("ा",), "लड़के → लड़का"),
)
"""The longest that fits is cut."""
PLURALS = tuple(noun for noun in NOUN_ENDINGS if len(noun.ending) > 1)
_PLURAL_ENDINGS = tuple(noun.ending for noun in PLURALS)
_WORD = re.compile(f"[{DEVANAGARI}]+")
_ORDINAL = re.compile("([0-9]+)व(?:ां|ीं|ें)")
_COMPOUND = re.compile("(.+(?:वाल|ील|गुन))(?:ा|े|ी|ों)")
"""Adjectives that Hindi makes at will: -वाला, -ीला (चमकीला), -गुना (दोगुना)."""
_RESPECT = "जी"
_SYLLABLE = re.compile(f"[{CONSONANTS}{VOWELS}](?!{VIRAMA})")
_SYLLABLES_BEFORE_RESPECT = 2
"""गांधीजी is गांधी, and बाजी and मर्जी are words of their own."""
_COMPOUND_ENDS = frozenset("ाेीं")
_PLURAL_ENDS = frozenset(noun.ending[-1] for noun in NOUN_ENDINGS)
_AGREEING = ("ा", "े", "ी", "ों", "ीं")


@lru_cache(maxsize=20_000)
def inflection_keys(term: str) -> InflectionKeys:
    """Return the inflection keys of a folded term, its own first; none for what is no Devanagari word.

    >>> inflection_keys("लडकों")
    ('लडकों', 'लडक', 'लडका')
    """
    if not _WORD.fullmatch(term):
        ordinal = _ORDINAL.fullmatch(term)
        return (term, ADJECTIVE + ordinal[1] + "वां") if ordinal else ()
    found = [term]
    if term not in _unchanging():
        found += _singulars(term) if term not in _homographs() else ()
        found += [VERB + root for root in verb_roots(term)]
        found += [ADJECTIVE + lemma for lemma in _adjectives().get(term, ())]
        if term[-1:] in _COMPOUND_ENDS and (compound := _COMPOUND.fullmatch(term)):
            found.append(ADJECTIVE + compound[1] + "ा")
        found += _addressed(term)
    return tuple(dict.fromkeys(found))


def _addressed(term: str) -> tuple[str, ...]:
    """Return the name to which a term adds जी; none for most."""
    name = term.removesuffix(_RESPECT)
    is_name = (
        name != term and name[-1:] != VIRAMA and len(_SYLLABLE.findall(name)) >= _SYLLABLES_BEFORE_RESPECT
    )
    return (name,) if is_name else ()


def is_fixed_name(first: str, second: str) -> bool:
    """Return whether two folded words are a name whose first word has no other forms (नई दिल्ली)."""
    return (first, second) in _fixed_names()


def are_inflections(one: str, other: str) -> bool:
    """Return whether two folded terms may be forms of one word: what inflection keys mean."""
    return not set(inflection_keys(one)).isdisjoint(inflection_keys(other))


@lru_cache(maxsize=20_000)
def verb_roots(term: str) -> frozenset[str]:
    """Return known roots whose form a folded term may be; none for a word that only looks like one."""
    return frozenset() if term in _unchanging() or term in _words("nouns.txt") else frozenset(_roots(term))


def listed_inflection_keys(term: str) -> frozenset[str]:
    """Return the verbs and adjectives of the closed lists that a folded term may be a form of.

    An adjective that Hindi makes at will is in no list: सुरजेवाला and सूरजेवाला are one name.
    """
    keys = (key for key in inflection_keys(term) if key.startswith((VERB, ADJECTIVE)))
    return frozenset(
        key for key in keys if key.startswith(VERB) or not _COMPOUND.fullmatch(key[len(ADJECTIVE) :])
    )


def singulars(term: str) -> tuple[str, ...]:
    """Return the nouns whose plural a folded term may be, known or not; none if it does not end as a plural."""
    return tuple(_singulars(term)) if term.endswith(_PLURAL_ENDINGS) else ()


def shared_plural(one: str, other: str) -> str:
    """Return the ending of the plural that two folded terms have in common, or nothing."""
    for ending in _PLURAL_ENDINGS:
        if one.endswith(ending) and other.endswith(ending):
            return ending
    return ""


def _singulars(term: str) -> Iterator[str]:
    if term[-1:] not in _PLURAL_ENDS:
        return
    for ending, singular, _, least in NOUN_ENDINGS:
        if term.endswith(ending):
            stem = term.removesuffix(ending)
            if len(stem) >= least and (ending != "ें" or stem[-1] in CONSONANTS):
                # सिखों are the सिख, and सजे belongs to सजना: सिखा and सजा are verbs, and no singulars of theirs.
                of_verbs = _verbs() if ending in {"ों", "े"} else {}
                found = (stem + other for other in singular if not other or stem + other not in of_verbs)
                names = _words("names.txt") if ending in _GUESSED else frozenset()
                yield from (stem for stem in found if stem not in names)
            return


_GUESSED = frozenset({"ों", "े", "ए"})
"""Endings before which the singular may or may not have had an ा."""


@cache
def _unchanging() -> frozenset[str]:
    """Return folded words that are no form of anything."""
    return _words("unchanging.txt") | _words("names.txt")


def _roots(term: str) -> Iterator[str]:
    """Yield roots that may carry the rest of the term as a verb's ending."""
    if term in _homographs():
        yield from _homographs()[term]
        return
    yield from _irregular().get(term, ())
    if term[:2] not in _root_starts() and term[:1] not in _root_starts():
        return
    roots, shortened = _verbs(), _shortened()
    for cut in range(len(term), max(0, len(term) - MAX_ENDING_CHARS - 1), -1):
        root, ending = term[:cut], term[cut:]
        if root in roots and ending in _endings(root):
            yield roots[root]
        if root in shortened and ending in _AFTER_SHORTENED:
            yield shortened[root]


@cache
def _endings(root: str) -> frozenset[str]:
    """Return what a root takes: लेई is no form of ले, and रोके one of रोक rather than of रो."""
    if root[-1] in CONSONANTS:
        return _AFTER_CONSONANT
    taken = _AFTER_VOWEL - _PERFECT if root in {"ले", "दे"} else _AFTER_VOWEL  # theirs are irregular
    return taken - {"के"} if f"{root}क" in _verbs() else taken


def _lines(table: str) -> Iterator[list[str]]:
    text = (TABLES / table).read_text(encoding="utf-8")
    for line in text.splitlines():
        yield [fold(word) for word in line.split("#")[0].split()]


@cache
def _fixed_names() -> frozenset[tuple[str, ...]]:
    return frozenset(map(tuple, _lines("fixed_names.txt")))


@cache
def _words(table: str) -> frozenset[str]:
    """Return the folded words of a table."""
    return frozenset(word for line in _lines(table) for word in line)


@cache
def _verbs() -> dict[str, str]:
    """Return root as spelled → the spelling that names its key (मुस्कुरा=मुस्करा in the table)."""
    pairs = (entry.split("=") for entry in _words("verbs.txt"))
    return {spelling: names[0] for names in pairs for spelling in names}


@cache
def _root_starts() -> frozenset[str]:
    """Return the first two signs of every root, or the one it has."""
    return frozenset(root[:2] for root in (*_verbs(), *_shortened()))


@cache
def _shortened() -> dict[str, str]:
    """Return short form of each root in ी or ू → the root."""
    return {root[:-1] + _SHORT[root[-1]]: root for root in _verbs() if root[-1] in _SHORT}


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Return form → its roots, besides those that rules find."""
    return _listed_roots("irregular.txt")


@cache
def _homographs() -> dict[str, tuple[str, ...]]:
    """Return form of a verb that looks like a plural, or like another verb's → the root that it mostly is of."""
    return _listed_roots("homographs.txt")


def _listed_roots(table: str) -> dict[str, tuple[str, ...]]:
    roots: dict[str, tuple[str, ...]] = {}
    for root, *forms in filter(None, _lines(table)):
        for form in forms:
            roots[form] = (*roots.get(form, ()), root)
    return roots


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """Return form → the lemmas it agrees for."""
    lemmas: dict[str, tuple[str, ...]] = {}
    for lemma in _words("adjectives.txt"):
        for form in map(fold, _agreeing(lemma)):
            lemmas[form] = (*lemmas.get(form, ()), lemma)
    return lemmas


def _agreeing(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("या"):
        return (lemma, *(lemma[:-2] + ending for ending in ("ए", "ई", "यों")))
    if lemma.endswith(ANUSVARA):
        return tuple(lemma[:-2] + ending + ANUSVARA for ending in "ाेी")
    return tuple(lemma[:-1] + ending for ending in _AGREEING)
