"""Find companions: the terms of the best articles by log-likelihood against the archive, names kept together.

Each term counts once an article, in the result and in the archive (T. Dunning, Accurate Methods for the Statistics of
Surprise and Coincidence, 1993). Words of grammar, verbs, numbers, days and datelines are out, and so is what the reader
searched. Two words that mostly stand side by side are one name; spellings and forms of one word are one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from index.article import Article
from index.dateline import agency_named, dateline_of
from index.hindi.analysis import EXACT, term_of
from index.hindi.chunk_cache import CHUNKS
from index.hindi.spelling import fold
from index.hindi.stems import verb_roots
from index.settings import Settings
from search.execution.prepared_query import PreparedQuery
from search.model.companions import Companion, Companions
from search.model.expansions import Alternative, ExpansionKind
from search.model.filters import NO_FILTERS
from search.query.clauses import AllOf, PhraseClause, wanted_phrases
from search.query.function_words import FUNCTION_WORDS

SHOWN = 30
CANDIDATES = 60
"""Terms with the highest scores that are looked at closely."""
BODY_CHARS = 4_000
"""The part of a body that is read."""
LEAST_ARTICLES = 2
LEAST_SHARE = 0.02
"""Of the articles that were read: rarer words say little about all of them."""
MOST_BACKGROUND = 0.15
"""A word in a larger share of the archive is part of the language of news."""
LEAST_LETTERS = 2
TOGETHER = 0.5
"""Two words are a name if so much of the rarer one stands before or behind the other."""
COVERED = 0.7
"""A word of which so much is part of a name is shown within it only."""
LEAST_STRENGTH = 6.63
"""Chance gives more than this in one of a hundred words (chi-squared, one degree of freedom)."""
_SAME_WORD = frozenset({ExpansionKind.SPELLING, ExpansionKind.INFLECTION, ExpansionKind.SOUND})
_NO_COMPANIONS = (
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार शुक्रवार शनिवार रविवार "
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर अक्तूबर नवंबर दिसंबर "
    "साल वर्ष दिन महीने महीना माह सप्ताह हफ्ते घंटे मिनट बजे समय बार आज कल अब अभी फिर "
    "लाख करोड़ हजार प्रतिशत फीसदी रुपये रुपए बाद पहले साथ बीच तरह ओर दौरान बहुत ज्यादा अधिक कम "
    "दो तीन चार पांच छह सात आठ नौ दस अन्य दूसरे दूसरी दूसरा पहली पहला नई नए नया बड़ी बड़े बड़ा कई सभी सिर्फ केवल "
    "यानी हालांकि वहीं इसलिए क्योंकि मामले मामला बात जानकारी खबर रिपोर्ट न नहीं ना श्री जी डॉ लोग लोगों उन्हीं खुद स्वयं "
    "आप हर दोनों दोनो जैसे तहत अनुसार मुताबिक अलावा खिलाफ प्रति लेकर"
)
NO_COMPANIONS = frozenset(map(fold, _NO_COMPANIONS.split())) | FUNCTION_WORDS
"""Folded words that stand beside everything."""

Name = tuple[str, ...]
"""Terms side by side; one for a word."""


def companions(query: PreparedQuery, settings: Settings) -> Companions:
    """Return what stands out in the first results of a query."""
    snapshot = query.snapshot
    if query.is_empty:
        return Companions((), 0, 0, snapshot.documents, snapshot.revision)
    top = query.matches.top_docs(query.sort, settings.max_companion_articles, collapse=True)
    articles = []
    for article in snapshot.articles([each.key for each in top.docs]):
        if query.deadline.is_over:
            break
        articles.append(_names(article))
    is_partial = top.is_partial or len(articles) < len(top.docs)
    words = tuple(_strongest(query, articles)) if articles else ()
    return Companions(words, len(articles), top.total, snapshot.documents, snapshot.revision, is_partial)


def _strongest(query: PreparedQuery, articles: Sequence[set[Name]]) -> Iterable[Companion]:
    lexicon, documents = query.snapshot.lexicon, query.snapshot.documents
    counts: Counter[Name] = Counter()
    for each in articles:
        counts.update(each)
    least = max(LEAST_ARTICLES, LEAST_SHARE * len(articles))
    searched = _searched_terms(query)
    scored = [
        (likelihood_ratio(count, len(articles), background, documents), name)
        for name, count in counts.items()
        if len(name) == 1
        and count >= least
        and name[0] not in searched
        and (background := lexicon.document_count(name[0])) <= MOST_BACKGROUND * documents
    ]
    best = [
        name for strength, name in sorted(scored, reverse=True)[:CANDIDATES] if strength >= LEAST_STRENGTH
    ]
    names = _joined(best, counts, searched, least)
    groups = _same_words(query, names)[: SHOWN + SHOWN // 2]
    backgrounds = _backgrounds(query, groups)
    found = []
    for group, background in zip(groups, backgrounds, strict=False):
        count = sum(any(name in each for name in group) for each in articles)
        strength = likelihood_ratio(count, len(articles), max(count, background), documents)
        if strength >= LEAST_STRENGTH:
            found.append(Companion(_spelled(query, group[0]), count, background, round(strength, 1)))
    return sorted(found, key=lambda each: -each.strength)[:SHOWN]


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


def _names(article: Article) -> set[Name]:
    """Return the words of an article that may be companions, and those of them side by side."""
    body = article.body[dateline_of(article.body).end :][:BODY_CHARS]
    found: set[Name] = set()
    for text in (article.headline, article.standfirst, body):
        before: Name = ()
        for chunk in text.split():
            words = CHUNKS.words[chunk]
            for word in words:
                if not _may_be_companion(word.term):
                    before = ()
                    continue
                found.add((word.term,))
                if before:
                    found.add((*before[-1:], word.term))
                    if len(before) > 1:
                        found.add((*before[-2:], word.term))
                before = (*before[-1:], word.term) if before else (word.term,)
            if not words or words[-1].end < len(chunk):
                before = ()  # a sign ends a name
    return found


_allowed: dict[str, bool] = {}
MOST_ALLOWED = 200_000


def _may_be_companion(term: str) -> bool:
    known = _allowed.get(term)
    if known is None:
        if len(_allowed) >= MOST_ALLOWED:
            _allowed.clear()
        known = _allowed[term] = (
            sum(not "\u093a" <= letter <= "\u094f" and letter not in "\u0901\u0902\u0903" for letter in term)
            >= LEAST_LETTERS
            and not any(letter.isdigit() for letter in term)
            and term not in NO_COMPANIONS
            and not agency_named(term)
            and not verb_roots(term)
        )
    return known


def _searched_terms(query: PreparedQuery) -> set[str]:
    """Return the terms that the query stands for: what the reader knows already."""
    if query.clause is None:
        return set()
    found = set()
    for phrase in wanted_phrases(query.clause):
        for slot in phrase.slots:
            for each in slot:
                found.add(
                    term_of(each.term.removeprefix(EXACT)) if each.term.startswith(EXACT) else each.term
                )
    return found


def _joined(best: Sequence[Name], counts: Counter[Name], searched: set[str], least: float) -> list[Name]:
    """Return the words, each name of several words in the place of the best of them."""
    single = {name[0] for name in best}
    names = [
        name
        for name, count in counts.items()
        if len(name) > 1
        and single.intersection(name)
        and not searched.intersection(name)
        and count >= least
        and (
            count >= TOGETHER * min(counts[each,] for each in name)
            if len(name) == 2
            else count >= COVERED * max(counts[name[:2]], counts[name[1:]])
        )
    ]
    names.sort(key=lambda name: (-len(name), -counts[name], name))
    within: dict[str, list[Name]] = {}
    kept: list[Name] = []
    for name in names:
        longer = [each for each in within.get(name[0], ()) if set(name) <= set(each)]
        if not any(counts[each] >= COVERED * counts[name] for each in longer):
            kept.append(name)
            for term in name:
                within.setdefault(term, []).append(name)
    result: list[Name] = []
    for name in best:
        around = within.get(name[0], [])
        result += [each for each in around if each not in result]
        covered = sum(counts[each] for each in around)
        if covered < COVERED * counts[name]:
            result.append(name)
    return list(dict.fromkeys(result))


def _same_words(query: PreparedQuery, names: Sequence[Name]) -> list[list[Name]]:
    """Return the names, those that are one word or name in other spellings or forms as one group."""
    first_form: dict[str, str] = {}
    groups: dict[Name, list[Name]] = {}
    for name in names:
        for term in name:
            if term not in first_form:
                forms = {term} | _forms(query, term)
                known = next((first_form[form] for form in sorted(forms) if form in first_form), term)
                first_form.update({form: first_form.get(form, known) for form in forms})
        group = groups.setdefault(tuple(first_form[term] for term in name), [])
        if len(name) == 1:
            forms = {form for form, first in first_form.items() if first == first_form[name[0]]}
            group += [each for each in [name, *((form,) for form in sorted(forms))] if each not in group]
        else:
            group.append(name)
    return list(groups.values())


def _forms(query: PreparedQuery, term: str) -> set[str]:
    if query.deadline.is_over:
        return set()
    variants = query.snapshot.vocabulary.variants.find(term, term)
    return {each.term for each in variants.added if each.kind in _SAME_WORD}


def _backgrounds(query: PreparedQuery, groups: Sequence[Sequence[Name]]) -> list[int]:
    """Return in how many articles of the archive each group stands, as many as there is time for."""
    clauses = []
    for group in groups:
        slots = [dict.fromkeys(name[at] for name in group) for at in range(len(group[0]))]
        phrase = PhraseClause(tuple(tuple(Alternative(term, 1.0) for term in slot) for slot in slots))
        clauses.append(AllOf((phrase,)))
    return query.snapshot.totals(clauses, NO_FILTERS, query.deadline)


def _spelled(query: PreparedQuery, name: Name) -> str:
    """Return a name as the archive spells it most."""
    lexicon = query.snapshot.lexicon
    return " ".join(next(iter(lexicon.spellings(term)), (term, 0))[0] for term in name)
