"""Find companions: the terms of the best articles by log-likelihood against the archive, names kept together.

Each term counts once an article, in the result and in the archive (T. Dunning, Accurate Methods for the Statistics of
Surprise and Coincidence, 1993). Stop words, verbs, numbers, days and datelines are out, and so is what the reader
searched. Two words that mostly stand side by side are one name; spellings and forms of one word are one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain

import numpy as np

from index.article import Article
from index.dateline import agency_named, dateline_of
from index.hindi.roman import is_latin
from index.hindi.sentences import sentences
from index.hindi.sounds import sound_keys
from index.hindi.stems import inflection_keys, verb_roots
from index.settings import Settings
from search.execution.clause_terms import is_satisfied_by, searched_terms
from search.execution.collocations import with_collocations
from search.execution.prepared_query import PreparedQuery
from search.execution.stop_words import NEVER_IN_NAMES, ONLY_WITHIN_NAMES, STOP_WORDS
from search.execution.term_sequences import Mask, Spelled, TermReader, TermSequences
from search.model.companions import Companion, Companions, CompanionScope
from search.model.expansions import Alternative, ExpansionKind
from search.model.filters import NO_FILTERS
from search.query.clauses import AllOf, PhraseClause

SHOWN = 30
SPARE = 6
"""Candidates beyond SHOWN, because some turn out to be spellings of one name."""
CANDIDATES = 60
"""Terms with the highest scores, of which neighbours and spellings are examined."""
BODY_CHARS = 4_000
"""Characters of one body that are read."""
MAX_TOTAL_CHARS = 240_000
"""Characters of all bodies together, each giving the same share: of many articles the beginnings say enough."""
MAX_SCOPED_CHARS = 900_000
"""The same where only the parts with the searched words are read: they may stand further down."""
MIN_CHARS = 400
"""Characters read of each body, however many there are."""
LATIN_READINGS = 3
"""Readings of a word in Latin letters that are considered."""
MIN_ARTICLES = 3
MIN_SHARE = 0.03
"""Of the articles that were read: rarer words say little about all of them."""
MAX_BACKGROUND_SHARE = 0.15
"""A word in a larger share of the archive is part of the language of news."""
MIN_LIFT = 5.0
"""A word is this many times as frequent in the result as in the archive."""
MIN_LIFT_SHARE = 0.3
"""It may instead have this share of the lift that it could have: the result may be a large part of the archive."""
MIN_LETTERS = 2
MIN_STRENGTH = 6.63
"""Critical value of chi-squared (1 degree of freedom, p = 0.01)."""
_SAME_WORD = frozenset({
    ExpansionKind.SPELLING, ExpansionKind.INFLECTION, ExpansionKind.SOUND, ExpansionKind.CORRECTION,
})  # fmt: skip
CACHED_TERMS = 200_000
"""Terms that are remembered, by what they are and not by any archive."""
BESIDE = 0.5
"""A word with at least this share of its occurrences next to a query word is part of its name (डोनाल्ड of ट्रंप)."""

READER = TermReader()
"""Shared by all requests of this process: what a chunk means does not depend on any archive."""


def companions(query: PreparedQuery, settings: Settings, scope: CompanionScope) -> Companions:
    """Return what stands out in the first results of a query, or in those parts of them that hold its words."""
    snapshot = query.snapshot
    if query.is_empty:
        return Companions((), 0, 0, snapshot.documents, snapshot.revision)
    top = query.matches.top_docs(query.sort, settings.max_companion_articles, collapse=True)
    budget = MAX_TOTAL_CHARS if scope is CompanionScope.ARTICLE else MAX_SCOPED_CHARS
    chars = max(MIN_CHARS, min(BODY_CHARS, budget // max(1, len(top.docs))))
    looked_at = 0

    def parts() -> Iterator[Iterable[str]]:
        nonlocal looked_at
        for article in snapshot.articles([doc.key for doc in top.docs]):
            if query.deadline.is_over:
                return
            looked_at += 1
            yield _parts(_texts(article, chars), scope)

    clause = None if scope is CompanionScope.ARTICLE else query.clause
    read = READER.read(parts(), partial(is_satisfied_by, clause) if clause is not None else None)
    words = tuple(_strongest(query, read, top.total)) if read.size else ()
    is_partial = top.is_partial or looked_at < len(top.docs) or query.deadline.is_over
    return Companions(
        words, read.size, top.total, snapshot.documents, snapshot.revision, is_partial, looked_at
    )


def _parts(texts: Iterable[str], scope: CompanionScope) -> Iterable[str]:
    """Return the texts, or their paragraphs or sentences."""
    if scope is CompanionScope.ARTICLE:
        return texts
    lines = chain.from_iterable(text.split("\n") for text in texts)
    return lines if scope is CompanionScope.PARAGRAPH else chain.from_iterable(map(sentences, lines))


def _texts(article: Article, chars: int) -> tuple[str, str, str]:
    """Return what is read of an article: this many characters of its body, the last word whole or left out."""
    start = dateline_of(article.body).end
    body = article.body[start : start + chars]
    if start + chars < len(article.body):
        body = body[: max(body.rfind(" "), body.rfind("\n"))] if " " in body or "\n" in body else ""
    return article.headline, article.standfirst, body


def _strongest(query: PreparedQuery, texts: TermSequences, total: int) -> Iterable[Companion]:
    articles = texts.size
    lexicon, documents = query.snapshot.lexicon, query.snapshot.documents
    least = max(MIN_ARTICLES, MIN_SHARE * articles)
    least_lift = min(MIN_LIFT, MIN_LIFT_SHARE * documents / max(1, total))
    frequent = [texts.terms[number] for number in np.flatnonzero(texts.counts >= least).tolist()]
    searched = searched_terms(query.clause)
    known = texts.mask(searched)
    candidates = texts.mask(filter(_may_be_companion, frequent)) & ~known
    known |= _beside(texts, candidates, known)
    words = candidates & ~known
    scored = []
    for number in np.flatnonzero(words).tolist():
        term, count = texts.terms[number], int(texts.counts[number])
        background = lexicon.document_count(term)
        if term not in ONLY_WITHIN_NAMES and background <= MAX_BACKGROUND_SHARE * documents:
            strength = likelihood_ratio(count, articles, background, documents)
            if strength >= MIN_STRENGTH:
                scored.append((strength, number))
    best = [number for _, number in sorted(scored, reverse=True)[:CANDIDATES]]
    stops = texts.mask(filter(_may_be_in_names, frequent)) & ~candidates & ~known
    names = with_collocations(best, texts, words, stops, least)
    groups = _same_words(query, [texts.spelled(name) for name in names[: SHOWN + SPARE]])
    found = []
    taken = searched.union(texts.terms[number] for number in np.flatnonzero(known).tolist())
    for group, background in zip(groups, _backgrounds(query, groups), strict=False):
        if _is_known_in_latin(query, group[0], taken):
            continue
        count = texts.count_any(group)
        strength = likelihood_ratio(count, articles, max(count, background), documents)
        is_telling = len(group[0]) > 1 or count * documents >= least_lift * articles * background
        if strength >= MIN_STRENGTH and is_telling:
            found.append(Companion(_spelled(query, group[0]), count, background, round(strength, 1)))
    return sorted(found, key=lambda companion: -companion.strength)[:SHOWN]


def likelihood_ratio(count: int, articles: int, background: int, documents: int) -> float:
    """Return Dunning's G² of a word in `count` of `articles` and `background` of all `documents`; 0 if rarer there.

    >>> likelihood_ratio(10, 100, 1000, 10_000), likelihood_ratio(50, 100, 60, 10_000) > 100
    (0.0, True)
    """
    rest, others = max(0, background - count), max(1, documents - articles)
    if documents <= articles or count * others <= rest * articles:
        return 0.0
    share = (count + rest) / (articles + others)
    terms = (
        (count, articles * share), (articles - count, articles * (1 - share)),
        (rest, others * share), (others - rest, others * (1 - share)),
    )  # fmt: skip
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in terms if seen > 0 and expected > 0)


@lru_cache(CACHED_TERMS)
def _may_be_companion(term: str) -> bool:
    letters = sum(not "\u093a" <= sign <= "\u094f" and sign not in "\u0901\u0902\u0903" for sign in term)
    return (
        letters >= MIN_LETTERS
        and not any(sign.isdigit() for sign in term)
        and term not in STOP_WORDS
        and not agency_named(term)
        and not verb_roots(term)
    )


def _may_be_in_names(term: str) -> bool:
    """Return whether a stop word may be part of a name: शो of रोड शो, no word of every sentence and no number."""
    return term not in NEVER_IN_NAMES and not any(map(str.isdigit, term)) and not verb_roots(term)


def _beside(texts: TermSequences, words: Mask, searched: Mask) -> Mask:
    """Return the words that mostly stand beside a searched one."""
    together: Counter[int] = Counter()
    for (_, other), count in texts.pairs(searched, words).items():
        together[other] += count
    for (other, _), count in texts.pairs(words, searched).items():
        together[other] += count
    return texts.mask(
        texts.terms[other] for other, count in together.items() if count >= BESIDE * texts.counts[other]
    )


def _is_known_in_latin(query: PreparedQuery, name: Spelled, taken: set[str]) -> bool:
    """Return whether a name in Latin letters is what was searched: one of its words read in Devanagari is."""
    return all(map(is_latin, name)) and any(
        candidate.term in taken
        for word in name
        for candidate in query.snapshot.vocabulary.variants.readings(word)[:LATIN_READINGS]
    )


def _same_words(query: PreparedQuery, names: Sequence[Spelled]) -> list[list[Spelled]]:
    """Return the names, those that are one word or name in other spellings or forms as one group."""
    terms = list(dict.fromkeys(chain.from_iterable(names)))
    keys = {term: {*sound_keys(term), *inflection_keys(term)} for term in terms}
    shared = Counter(chain.from_iterable(keys.values()))
    first_form: dict[str, str] = {}
    for term in terms:
        # Words that are one share a key; only for the few that do is the archive asked.
        forms = _forms(query, term) if any(shared[key] > 1 for key in keys[term]) else set()
        known = next((first_form[form] for form in sorted(forms) if form in first_form), term)
        first_form[term] = first_form.get(term, known)
        first_form.update({form: first_form.get(form, known) for form in forms if form in keys})
    groups: dict[Spelled, list[Spelled]] = {}
    for name in names:
        groups.setdefault(tuple(first_form[term] for term in name), []).append(name)
    return list(groups.values())


def _forms(query: PreparedQuery, term: str) -> set[str]:
    if query.deadline.is_over:
        return set()
    variants = query.snapshot.vocabulary.variants.find(term, term)
    return {expansion.term for expansion in variants.added if expansion.kind in _SAME_WORD}


def _backgrounds(query: PreparedQuery, groups: Sequence[Sequence[Spelled]]) -> list[int]:
    """Return in how many articles of the archive each group stands, as many as there is time for."""
    clauses = []
    for group in groups:
        slots = [dict.fromkeys(name[position] for name in group) for position in range(len(group[0]))]
        phrase = PhraseClause(tuple(tuple(Alternative(term, 1.0) for term in slot) for slot in slots))
        clauses.append(AllOf((phrase,)))
    return query.snapshot.count_matches(clauses, NO_FILTERS, query.deadline)


def _spelled(query: PreparedQuery, name: Spelled) -> str:
    """Return a name as the archive spells it most."""
    lexicon = query.snapshot.lexicon
    return " ".join(next(iter(lexicon.spellings(term)), (term, 0))[0] for term in name)
