"""Find companions: the terms of the best articles by log-likelihood against the archive, names kept together.

Each term counts once an article, in the result and in the archive (T. Dunning, Accurate Methods for the Statistics of
Surprise and Coincidence, 1993). Words of grammar, verbs, numbers, days and datelines are out, and so is what the reader
searched. Two words that mostly stand side by side are one name; spellings and forms of one word are one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

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
_ROLES = (
    "राष्ट्रपति उपराष्ट्रपति प्रधानमंत्री मुख्यमंत्री उपमुख्यमंत्री मंत्री केंद्रीय राज्यमंत्री नेता अध्यक्ष उपाध्यक्ष महासचिव प्रमुख सुप्रीमो सांसद "
    "विधायक प्रवक्ता कप्तान खिलाड़ी कोच अभिनेता अभिनेत्री निर्देशक न्यायाधीश जस्टिस न्यायमूर्ति आयुक्त सचिव निदेशक अधिकारी पुलिसकर्मी "
    "सीएम पीएम दिवंगत पूर्व वरिष्ठ युवा तत्कालीन मौजूदा वर्तमान कार्यवाहक स्थित संबंधी सदस्यीय"
)
"""Titles: a name begins behind them."""
_COMMON_NAMES = "सिंह कुमार प्रसाद मोहम्मद खान शर्मा देवी रहमान अहमद लाल राम चंद्र दास"
"""Parts of the names of thousands; within a longer name they count."""
_WEB_PAGES = (
    "फैक्ट चेक बूम चेकबूम वीडियो विडियो फोटो तस्वीर तस्वीरें तस्वीरों पोस्ट शेयर दावा दावे दावों कैप्शन सोशल मीडिया फेसबुक ट्विटर "
    "ट्वीट व्हाट्सएप वॉट्सऐप यूजर यूजर्स वायरल आर्काइव अर्काइव फर्जी पुरानी पुराना संदेश मैसेज लिंक वेबसाइट चैनल स्क्रीनशॉट पड़ताल सर्च "
    "गूगल रिवर्स इमेज वर्जन वर्शन आर्काइव्ड क्लिक क्लिप सेकंड तिथि प्रसारण "
    "claim fact check viral video image photo post news"
)
_GENERAL_WORDS = (
    "जिले जिला जिलों इलाके इलाकों क्षेत्र क्षेत्रों स्थिति हालात हालत प्रभावित राज्य राज्यों देश देशों दुनिया विश्व स्थान जगह मुलाकात "
    "बातचीत चर्चा सहयोग संबंध संबंधों द्विपक्षीय आपसी मुद्दे मुद्दों मुद्दा पार्टी रैली रैलियों जनता जनसभा सवाल सवालों "
    "आरोप आरोपों विकास योजना "
    "योजनाओं कार्यक्रम कार्यक्रमों हिस्सा हिस्से जिक्र कारण वजह कदम कदमों प्रयास प्रयासों कोशिश निर्णय फैसला फैसले बयान भाषण बैठक "
    "दौरा दौरे अवसर मौके मौका लक्ष्य उद्देश्य काम कार्य कार्यों सरकार व्यवस्था सुविधा सुविधाएं समर्थन विरोध प्रदर्शन मांग प्रस्ताव "
    "अभियान नमस्कार प्यारे देशवासियों देशवासियो विचार सब साझा समूचे प्रेरणा संकल्प नेटवर्क ऐलान घोषणा उम्मीद पुष्टि कथित परिवार व्यक्ति "
    "लागू पेश पारित खारिज जारी बहाल निरस्त आयोजित बरामद ढेर शुरू शुरुआत समाप्त खत्म पूरा पूरी तैयार शामिल मौजूद उपलब्ध संयुक्त सामान्य "
    "निशाना संबोधित समकक्ष शिरकत याद समर्पित दायरे सकारात्मक नकारात्मक कामकाज "
    "एक इसी उसी इतनी इतना इतने मैंने आपने हमने हमनें तुम नीचे ऊपर तमाम अधिकतर किसी नाते धीरे तेजी आसपास दूर "
    "विशेष खास महत्वपूर्ण बेहतर अहम प्रथम अंतिम कुल आर्थिक भव्य विवादित निर्धारित संभव सहित वाली वाला नजर ध्यान आधार रूप संख्या दर "
    "प्रति स्तर पक्ष ओर हालिया अगले पिछले आगामी बीते तक सदस्य सदस्यों कर्मचारी कर्मचारियों संस्करण पीढ़ी"
)
NO_COMPANIONS = FUNCTION_WORDS | frozenset(
    fold(word) for words in (_NO_COMPANIONS, _ROLES, _WEB_PAGES, _GENERAL_WORDS) for word in words.split()
)
"""Folded words that stand beside everything, say nothing of one matter, or are the furniture of pages."""
_ONLY_WITHIN_NAMES = frozenset(map(fold, _COMMON_NAMES.split()))
LONGEST_NAME = 4
MOST_KNOWN = 200_000
"""Terms that are remembered, by what they are and not by any archive."""

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
    beside = _beside(counts, searched)
    scored = [
        (likelihood_ratio(count, len(articles), background, documents), name)
        for name, count in counts.items()
        if len(name) == 1
        and count >= least
        and name[0] not in searched
        and name[0] not in beside
        and name[0] not in _ONLY_WITHIN_NAMES
        and (background := lexicon.document_count(name[0])) <= MOST_BACKGROUND * documents
    ]
    best = [
        name for strength, name in sorted(scored, reverse=True)[:CANDIDATES] if strength >= LEAST_STRENGTH
    ]
    names = _joined(best, counts, searched | beside, least)
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
    """Return the words of an article that may be companions, and those of them side by side, LONGEST_NAME at most."""
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
                before = (*before[1 - LONGEST_NAME :], word.term)
                found.update(before[at:] for at in range(len(before)))
            if not words or words[-1].end < len(chunk):
                before = ()  # a sign ends a name
    return found


@lru_cache(MOST_KNOWN)
def _may_be_companion(term: str) -> bool:
    letters = sum(not "\u093a" <= sign <= "\u094f" and sign not in "\u0901\u0902\u0903" for sign in term)
    return (
        letters >= LEAST_LETTERS
        and not any(sign.isdigit() for sign in term)
        and term not in NO_COMPANIONS
        and not agency_named(term)
        and not verb_roots(term)
    )


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


def _beside(counts: Counter[Name], searched: set[str]) -> set[str]:
    """Return words that mostly stand beside a searched one: the other half of its name (डोनाल्ड of ट्रंप)."""
    together: Counter[str] = Counter()
    for name, count in counts.items():
        if len(name) == 2 and (name[0] in searched) != (name[1] in searched):
            together[name[1] if name[0] in searched else name[0]] += count
    return {term for term, count in together.items() if count >= TOGETHER * counts[term,]}


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
            else count >= COVERED * max(counts[name[:-1]], counts[name[1:]])
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
