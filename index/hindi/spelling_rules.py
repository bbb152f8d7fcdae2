"""Tier 1: spellings that are the same word, folded to one term so that no word is lost.

Each rule is a value: its name, why the two spellings are one word and who says so, two
examples that merge and one that must not. RULES is applied in order (index/hindi/spelling.py).
Sources: CHD = Central Hindi Directorate, देवनागरी लिपि तथा हिंदी वर्तनी का मानकीकरण (2010; 2016);
Unicode = The Unicode Standard, chapter 12 and UAX #15.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from index.hindi.dotted import is_dotted
from index.hindi.script import (
    ABBREVIATION,
    ANUSVARA,
    AVAGRAHA,
    CHANDRABINDU,
    CONSONANTS,
    INVISIBLE,
    NUKTA,
    SIBILANTS,
    STOPS,
    VIRAMA,
    VISARGA,
    VOWEL_SIGNS,
    VOWELS,
)

Pair = tuple[str, str]
_TOLD_APART = frozenset({"हँस"})
"""The one word that only a chandrabindu tells from another."""


class Rule(NamedTuple):
    """One free alternation. `merges` and `keeps` are checked by the tests through all of RULES."""

    name: str
    why: str
    apply: Callable[[str], str]
    merges: tuple[Pair, Pair]
    keeps: Pair


def _replacing(table: dict[str, str]) -> Callable[[str], str]:
    translation = str.maketrans(table)
    return lambda word: word.translate(translation)


def _substituting(pattern: str, replacement: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda word: compiled.sub(replacement, word)


_SPLIT_VOWELS = {
    "अा": "आ", "अॉ": "ऑ", "अॅ": "ऍ", "अे": "ए", "अै": "ऐ", "अो": "ओ", "अौ": "औ", "अि": "इ", "अी": "ई",
    "आे": "ओ", "आै": "औ", "एे": "ऐ", "ाे": "ो", "ाै": "ौ", "ेा": "ो", "ैा": "ौ", "ाॅ": "ॉ", "ॅा": "ॉ",
}  # fmt: skip
_SPLIT_PATTERN = re.compile("|".join(sorted(_SPLIT_VOWELS)))


def _join_split_vowels(word: str) -> str:
    return _SPLIT_PATTERN.sub(lambda match: _SPLIT_VOWELS[match.group()], word)


_LATIN_MARKS = re.compile("[\u0300-\u036f]+")


def _canonical(word: str) -> str:
    text = unicodedata.normalize("NFKD", word).casefold().replace("’", "'")
    return text if " " in word else text.replace(" ", "")  # a few signs decompose into a space and a mark


def _without_final_halant(word: str) -> str:
    letters = sum(char in CONSONANTS or char in VOWELS or char in VOWEL_SIGNS for char in word)
    return word[:-1] if word.endswith(VIRAMA) and letters > 3 else word


_HOMORGANIC = "|".join(
    f"{nasal}{VIRAMA}(?=[{stops}])"
    for nasal, stops in (("ङ", "कखगघ"), ("ञ", "चछजझ"), ("ण", "टठडढ"), ("म", "पफबभ"))
)
_ASPIRATED = {
    "क": "ख",
    "ग": "घ",
    "च": "छ",
    "ज": "झ",
    "ट": "ठ",
    "ड": "ढ",
    "त": "थ",
    "द": "ध",
    "प": "फ",
    "ब": "भ",
}
_DOUBLED = "|".join(
    [f"(?<=र{VIRAMA}){c}{VIRAMA}(?={c})" for c in CONSONANTS if c != "र"]
    + [f"(?<=र{VIRAMA}){c}{VIRAMA}(?={h})" for c, h in _ASPIRATED.items()]
)
_GLIDES = {"ये": "ए", "यी": "ई", "यि": "इ"}
_GLIDE_PATTERN = re.compile(f"(?<=[^{VIRAMA}])य[ेीि]")


RULES: tuple[Rule, ...] = (
    Rule(
        "canonical form",
        "Unicode: composed and decomposed nukta letters, full-width and capital Latin letters, "
        "straight and curly apostrophes are one text",
        _canonical,
        (("ख\u093cबर", "\u0959बर"), ("SCO", "sco")),
        ("खबर", "खबरें"),
    ),
    Rule(
        "accents",
        "Latin accents are dropped in Indian newspapers; no Devanagari mark lies in this range",
        lambda word: _LATIN_MARKS.sub("", word),
        (("café", "cafe"), ("Erdoğan", "erdogan")),
        ("cafe", "cage"),
    ),
    Rule(
        "invisible characters",
        "Unicode: joiners, soft hyphen, BOM and direction marks shape text, they do not spell it",
        _replacing(dict.fromkeys(INVISIBLE, "")),
        (("केन्\u200dद्र", "केन्द्र"), ("दिल्\u200cली", "दिल्ली")),
        ("केंद्र", "केंद्रीय"),
    ),
    Rule(
        "Vedic marks",
        "accents of recitation (U+0951–0954, U+1CD0–1CFF, U+A8E0–A8F1) are not spelling",
        _substituting("[\u0951-\u0954\u1cd0-\u1cff\ua8e0-\ua8f1]+", ""),
        (("अ॒ग्नि", "अग्नि"), ("स॑र्व", "सर्व")),
        ("अग्नि", "अग्र"),
    ),
    Rule(
        "digits",
        "CHD: international digits are the official form, Devanagari digits an allowed one; "
        "commas only group them",
        lambda word: re.sub(
            "(?<=[0-9]),(?=[0-9])",
            "",
            "".join(str(unicodedata.digit(c)) if "०" <= c <= "९" else c for c in word),
        ),
        (("२०२४", "2024"), ("१,२३,४५६", "123456")),
        ("2024", "2042"),
    ),
    Rule(
        "avagraha and abbreviation sign",
        "ऽ only marks an elided or drawn-out vowel, ॰ only that a word was shortened",
        _replacing({AVAGRAHA: "", ABBREVIATION: ""}),
        (("डॉ॰", "डॉ"), ("कोऽपि", "कोपि")),
        ("डॉ", "डी"),
    ),
    Rule(
        "dots of an abbreviation",
        "CHD: ॰ is the sign of an abbreviation; newspapers type a full stop for it, or nothing (भा.ज.पा., भाजपा)",
        lambda word: word.replace(".", "") if is_dotted(word) else word,
        (("भा.ज.पा", "भाजपा"), ("उ.प्र", "उप्र")),
        ("है.में", "हैमें"),
    ),
    Rule(
        "श़",
        "the zh of English in words like version is typed श़ or ज़",
        _substituting(f"श{NUKTA}", "ज"),
        ((f"वर्श{NUKTA}न", f"वर्ज{NUKTA}न"), (f"ट्रेश{NUKTA}र", "ट्रेजर")),
        ("दर्शन", "दर्जन"),
    ),
    Rule(
        "nukta",
        "CHD: the dot is optional in words at home in Hindi; newspapers drop it freely, also in ड़ ढ़",
        _replacing({NUKTA: ""}),
        (("ज़मीन", "जमीन"), ("लड़का", "लडका")),
        ("जमीन", "जामिन"),
    ),
    Rule(
        "vowels built of two signs",
        "old keyboards typed अ+ा for आ and ा+े for ो; the shape is the same",
        _join_split_vowels,
        (("अाज", "आज"), ("काेई", "कोई")),
        ("आज", "ओज"),
    ),
    Rule(
        "sign typed before its halant",
        "Unicode: a vowel sign never stands before a halant; converted fonts put it before र, य and व below (टे्रन)",
        _substituting(f"([{VOWEL_SIGNS}])((?:{VIRAMA}[रयव])+)", r"\2\1"),
        (("टे्रन", "ट्रेन"), ("कि्रकेट", "क्रिकेट")),
        ("ट्रेन", "टर्न"),
    ),
    Rule(
        "halant after a vowel sign",
        "Unicode: a halant takes the inherent vowel away, so after a vowel sign it is a slip of the keyboard",
        _substituting(f"(?<=[{VOWEL_SIGNS}]){VIRAMA}(?![रयव])", ""),
        (("सु्प्रीम", "सुप्रीम"), ("ज्यो्ति", "ज्योति")),
        ("सुप्रीम", "स्प्रीम"),
    ),
    Rule(
        "vowels of other languages",
        "Marathi and transcription vowels (ॅ ऍ ॲ, short ए ओ) stand for the nearest Hindi ones",
        _replacing({"ॅ": "ै", "ऍ": "ऐ", "ॲ": "ऐ", "ऎ": "ए", "ॆ": "े", "ऒ": "ओ", "ॊ": "ो"}),
        (("बॅंक", "बैंक"), ("ॲप", "ऐप")),
        ("हॉल", "हाल"),
    ),
    Rule(
        "chandrabindu",
        "CHD 3.6: anusvara may stand for chandrabindu wherever print makes it hard, but a laugh (हँस) is no swan (हंस)",
        lambda word: word if word in _TOLD_APART else word.replace(CHANDRABINDU, ANUSVARA),
        (("पाँच", "पांच"), ("हँसी", "हंसी")),
        ("हँस", "हंस"),
    ),
    Rule(
        "om",
        "the sign of the syllable and its letters are one word",
        _replacing({"ॐ": "ओम"}),
        (("ॐ", "ओम"), ("ॐकार", "ओमकार")),
        ("ॐ", "आम"),
    ),
    Rule(
        "nasal before its own class",
        "CHD 3.6.1: a class nasal before a stop of its class is written as anusvara",
        _substituting(_HOMORGANIC, ANUSVARA),
        (("मुम्बई", "मुंबई"), ("उत्तराखण्ड", "उत्तराखंड")),
        ("जन्म", "जंम"),
    ),
    Rule(
        "repeated vowel sign",
        "the same sign twice on one letter prints as one; a slip of the keyboard",
        _substituting(f"([{VOWEL_SIGNS}])\\1+", r"\1"),
        (("मेें", "में"), ("मंत्रीी", "मंत्री")),
        ("मंत्री", "मंत्रि"),
    ),
    Rule(
        "ध्द",
        "no Hindi word has ध before द; old fonts drew द्ध so, and converters left it (युध्द)",
        _substituting(f"ध{VIRAMA}द", f"द{VIRAMA}ध"),
        (("युध्द", "युद्ध"), ("प्रसिध्द", "प्रसिद्ध")),
        ("बुध", "बुद्ध"),
    ),
    Rule(
        "द्वारा",
        "द्व is printed like द्द and द्ध; no word द्दारा or द्धारा exists",
        _substituting(f"^द{VIRAMA}[दध]ारा$", f"द{VIRAMA}वारा"),
        (("द्दारा", "द्वारा"), ("द्धारा", "द्वारा")),
        ("धारा", "द्वारा"),
    ),
    Rule(
        "अ after ए",
        "loans with English -air are written with य or अ, by the house (एयर, एअर); बेअसर is another word",
        _substituting("(?<=[एे])अ(?=र)", "य"),
        (("एअरपोर्ट", "एयरपोर्ट"), ("शेअर", "शेयर")),
        ("बेअसर", "बेयसर"),
    ),
    Rule(
        "अंतर्",
        "the reph of the prefix is typed a letter too early (अर्न्तराष्ट्रीय); no other word begins so",
        _substituting(
            f"^अर{VIRAMA}(?:न{VIRAMA}|{ANUSVARA})त(?:र{VIRAMA})?(?=[{CONSONANTS}])", f"अंतर{VIRAMA}"
        ),
        (("अर्न्तगत", "अंतर्गत"), ("अर्न्तराष्ट्रीय", "अंतर्राष्ट्रीय")),
        ("अर्थ", "अंत"),
    ),
    Rule(
        "English possessive",
        "'s ends no Hindi word and no name (Modi's)",
        _substituting("(?<=.{3})'s$", ""),
        (("modi's", "modi"), ("India’s", "india")),
        ("bus", "bu"),
    ),
    Rule(
        "dental nasal",
        "न् before any stop or sibilant is heard and printed as anusvara (इन्कार, सन्सद)",
        _substituting(f"न{VIRAMA}(?=[{STOPS}{SIBILANTS}])", ANUSVARA),
        (("सम्बन्ध", "संबंध"), ("इन्कार", "इंकार")),
        ("अन्य", "अंय"),
    ),
    Rule(
        "repeated anusvara",
        "two dots on one letter are a slip of the keyboard",
        _substituting(f"{ANUSVARA}{{2,}}", ANUSVARA),
        (("हैंं", "हैं"), ("मेंं", "में")),
        ("हैं", "है"),
    ),
    Rule(
        "visarga",
        "CHD 3.9: visarga is dropped in words at home in Hindi (दुःख → दुख); "
        "an ASCII colon between letters stands for it",
        _replacing({VISARGA: "", ":": ""}),
        (("दुःख", "दुख"), ("नि:शुल्क", "निशुल्क")),
        ("दुख", "दुखी"),
    ),
    Rule(
        "glide",
        "CHD 3.8: where य is not heard the vowel is written (गये → गए); never first, never after a halant",
        lambda word: _GLIDE_PATTERN.sub(lambda match: _GLIDES[match.group()], word),
        (("गये", "गए"), ("जायेगा", "जाएगा")),
        ("ये", "ए"),
    ),
    Rule(
        "doubling after र्",
        "Sanskrit grammar (Ashtadhyayi 8.4.46) makes doubling after r optional; CHD prefers one letter",
        _substituting(_DOUBLED, ""),
        (("कर्त्ता", "कर्ता"), ("मूर्च्छा", "मूर्छा")),
        ("पता", "पत्ता"),
    ),
    Rule(
        "त्त्व",
        "the middle त of त्त्व is not heard; both forms are in every dictionary",
        _substituting(f"त{VIRAMA}(?=त{VIRAMA}व)", ""),
        (("तत्त्व", "तत्व"), ("महत्त्व", "महत्व")),
        ("सत्ता", "सता"),
    ),
    Rule(
        "द्ध्य",
        "द्ध्य and ध्य are printed for each other inside a word",
        _substituting(f"(?<=.)द{VIRAMA}(?=ध{VIRAMA}य)", ""),
        (("समृद्ध्यर्थ", "समृध्यर्थ"), ("बुद्ध्य", "बुध्य")),
        ("बुद्ध", "बुध"),
    ),
    Rule(
        "शृ",
        "शृ, श्रृ and श्र are one cluster in print (शृंगार, श्रृंगार, श्रंगार)",
        _substituting(f"श(?:{VIRAMA}रृ|ृ)", f"श{VIRAMA}र"),
        (("शृंगार", "श्रृंगार"), ("शृंखला", "श्रंखला")),
        ("श्रम", "शर्म"),
    ),
    Rule(
        "final halant",
        "CHD 3.10: the halant at the end of a Sanskrit word may be left out; short words keep it",
        _without_final_halant,
        (("अर्थात्", "अर्थात"), ("श्रीमान्", "श्रीमान")),
        ("सत्", "सत"),
    ),
)

SURFACE_RULES = tuple(
    rule
    for rule in RULES
    if rule.name in {"canonical form", "invisible characters", "vowels built of two signs"}
)
"""What even `=शब्द` looks through: differences that no reader can see."""
