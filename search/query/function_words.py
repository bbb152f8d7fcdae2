"""Function words: words that a query contains but that no article is required to contain.

नोटबंदी क्यों हुई asks for articles on नोटबंदी; one that says क्यों and हुई is no better for it. In quotes, after = and where
nothing else is asked they count as every other word does. Source: R. S. McGregor, Outline of Hindi Grammar, 3rd ed.
"""

import re

from index.hindi.analysis import EXACT
from index.hindi.spelling import fold
from search.query.clauses import AllOf, Clause, PhraseClause

_POSTPOSITIONS = "में मे की का के को से ने पर तक द्वारा लिए लिये वाला वाले वाली वालों सहित बारे बनाम"
_PRONOUNS = (
    "यह वह ये वे इस उस इन उन इसे उसे इन्हें उन्हें इसका इसकी इसके उसका उसकी उसके इनका इनकी इनके "
    "उनका उनकी उनके इसने उसने इन्होंने उन्होंने "
    "वो तुम तुम्हारा तुम्हारी तुम्हारे उन्होने जो जिस जिन जिसने जिन्होंने जिसे जिसका जिसकी जिसके अपना अपनी अपने कोई कुछ "
    "हम हमें हमारा हमारी हमारे मैं मुझे मेरा मेरी मेरे आपका आपकी आपके"
)
_QUESTIONS = (
    "क्या क्यों कब कैसे कैसा कैसी कौन कौनसा कौनसी कहां कहाँ किधर किस किसने किसे किसको किसका किसकी किसके किन किन्हें किन्होंने "
    "क्यूं क्यू कबसे कबतक किनका किनकी किनके किसलिए बताओ बताइए बताएं जानिए कितना कितनी कितने इतना इतनी इतने उतना उतनी उतने"
)
_CONJUNCTIONS = "और एवं तथा या कि तो भी ही अगर यदि लेकिन मगर पर जब तब जहां वहां यहां जैसा जैसे जैसी ऐसा ऐसे ऐसी"
_VERBS = (
    "है हैं हो हूं हूँ था थे थी थीं होता होती होते होना होने होगा होगी होंगे हुआ हुई हुए हुईं गया गई गयी गए गये गईं जाता जाती जाते जाना जाने "
    "जाएगा जाएगी रहा रही रहे रहेगा रहता रहती रहते "
    "कर करना करने करता करती करते करें करे करेगा करेगी करेंगे किया की किए किये करके चाहिए सकता "
    "सकती सकते लगा लगी लगे दिया दी दिए लिया ली लिए"
)
FUNCTION_WORDS = frozenset(
    fold(word)
    for words in (_POSTPOSITIONS, _PRONOUNS, _QUESTIONS, _CONJUNCTIONS, _VERBS)
    for word in words.split()
)
"""Folded. Words that are also content words are left out: आप is a party; बाद and पहले distinguish after and
before."""

LATIN_FUNCTION_WORDS = {
    latin: fold(word)
    for word, spellings in {
        "में": "me mein mei", "की": "ki kii", "का": "ka kaa", "के": "ke", "को": "ko", "से": "se", "ने": "ne",
        "है": "hai he", "हैं": "hain", "हो": "ho", "था": "tha", "थी": "thi", "हुआ": "hua huwa",
        "हुई": "hui", "हुए": "huye hue", "जो": "jo", "जब": "jab", "तक": "tak", "कोई": "koi", "कुछ": "kuch kuchh",
        "मेरा": "mera", "मेरी": "meri", "अपना": "apna", "अपनी": "apni", "अपने": "apne", "वो": "wo", "ये": "ye",
        "इसके": "iske", "इसका": "iska", "उसका": "uska", "उसके": "uske", "उन्होंने": "unhone unhonne",
        "रहा": "raha", "रही": "rahi", "रहे": "rahe", "गया": "gaya", "गई": "gayi gai", "गए": "gaye gae", "होगा": "hoga",
        "होगी": "hogi", "होंगे": "honge", "किया": "kiya", "करें": "karen kare", "करने": "karne", "लिए": "liye",
        "क्या": "kya kyaa", "कब": "kab", "क्यों": "kyu kyun kyon kyo kyoon", "कैसे": "kaise kese", "कौन": "kaun",
        "किसने": "kisne", "किसको": "kisko", "किसका": "kiska", "किसकी": "kiski", "किसके": "kiske", "कहां": "kahan",
        "बारे": "bare baare", "पर": "pe par", "कितना": "kitna", "कितनी": "kitni", "कितने": "kitne", "और": "aur",
        "भी": "bhi", "यह": "yeh", "वह": "woh", "बनाम": "vs versus",
    }.items()
    for latin in spellings.split()
}  # fmt: skip
"""Typed in Latin letters → the folded word that is meant. What is an English word or a name, too, is none (main,
is, us), except for those that hardly any Hindi question is without (me, he, par)."""


ENGLISH_FUNCTION_WORDS = frozenset((
    "and", "are", "at", "by", "did", "does", "for", "from", "how", "in", "of", "on", "or", "the", "was", "were",
    "what", "when", "where", "why", "with",
))  # fmt: skip
"""English words of grammar, except for those that are a name or a Hindi word, too: who types a query in English means
its other words."""
ENGLISH_BESIDE_OTHERS = frozenset((
    "a", "about", "an", "as", "be", "been", "can", "do", "had", "has", "have", "into", "is", "it", "its", "than",
    "that", "this", "to", "who", "whom", "will", "would",
))  # fmt: skip
"""English words of grammar that are names or Hindi words, too (is: इस), unless one of the others is beside them."""
_LATIN_WORD = re.compile("[A-Za-z']+")


def is_function_word(word: str) -> bool:
    """Return whether a word as typed is one of them."""
    return is_function_term(fold(word))


def is_function_term(term: str) -> bool:
    """Return whether a folded term is one of them, in either script."""
    return term in FUNCTION_WORDS or term in LATIN_FUNCTION_WORDS


def is_english_grammar(typed: str) -> bool:
    """Return whether a typed word is an English word of grammar whatever is beside it."""
    return typed in ENGLISH_FUNCTION_WORDS


def english_grammar(text: str) -> frozenset[str]:
    """Return the words of a query that are English words of grammar, in lower case: capitals are initials.

    >>> sorted(english_grammar("what is the price")), sorted(english_grammar("is sarkar"))
    (['is', 'the', 'what'], [])
    """
    words = frozenset(_LATIN_WORD.findall(text))
    found = words & ENGLISH_FUNCTION_WORDS
    return found | (words & ENGLISH_BESIDE_OTHERS) if found else found


def without_function_words(clause: AllOf) -> AllOf:
    """Return a clause without the single function words that it wants, exact or not; the same if it has no others."""
    must = tuple(part for part in clause.must if not _is_function_clause(part))
    return clause._replace(must=must) if must else clause


def _is_function_clause(clause: Clause) -> bool:
    if not isinstance(clause, PhraseClause) or not clause.is_plain_word or not clause.slots[0]:
        return False
    return is_function_word(clause.slots[0][0].term.removeprefix(EXACT))
