"""Names of fields in queries, Hindi and English: शीर्षक:मोदी, source:BBC, तारीख:2024-06."""

import re
import unicodedata

TEXT_FIELD_NAMES = {
    "headline": "headline title शीर्षक हेडलाइन",
    "standfirst": "standfirst उपशीर्षक",
    "body": "body मूलपाठ",
}
"""A word is asked to stand in this text field."""

VALUE_NAMES = {
    "source": "source स्रोत अखबार अख़बार",
    "section": "section अनुभाग खंड",
    "author": "author लेखक लेखिका",
    "language": "language lang भाषा",
}
"""The article is asked to have this value."""

DATE_NAMES = {
    "date": "date year तारीख तारीख़ दिनांक",
    "since": "since आरंभ",
    "until": "until अंत",
}
"""The article is asked to be of this time."""

LANGUAGES = {
    "hi": "hi hindi हिंदी हिन्दी", "mr": "mr marathi मराठी", "ne": "ne nepali नेपाली", "sa": "sa sanskrit संस्कृत",
    "bho": "bho bhojpuri भोजपुरी", "en": "en english अंग्रेजी अंग्रेज़ी", "ur": "ur urdu उर्दू", "mai": "mai maithili मैथिली",
    "pa": "pa punjabi पंजाबी", "gu": "gu gujarati गुजराती", "bn": "bn bengali बांग्ला", "ta": "ta tamil तमिल",
}  # fmt: skip
"""What people call the languages that articles are in; other codes stand for themselves."""

SENTENCE, PARAGRAPH = "sentence", "paragraph"
UNIT_NAMES = {SENTENCE: "sentence s वाक्य", PARAGRAPH: "paragraph para p पैराग्राफ पैराग्राफ़ पैरा अनुच्छेद"}
"""What "words"~ asks them to share."""


def _by_name(*tables: dict[str, str]) -> dict[str, str]:
    return {
        unicodedata.normalize("NFC", name): field
        for table in tables
        for field, names in table.items()
        for name in names.split()
    }


_FIELDS = _by_name(TEXT_FIELD_NAMES, VALUE_NAMES, DATE_NAMES)
_LANGUAGES = _by_name(LANGUAGES)
_UNITS = _by_name(UNIT_NAMES)
_SPELLED = sorted({*_FIELDS, *(name.replace("ख़", "\u0959") for name in _FIELDS)}, key=len, reverse=True)
FIELD = re.compile(rf"(?:{'|'.join(map(re.escape, _SPELLED))}):\s*(?=\S)", re.IGNORECASE)
"""A field's name with its colon, and something behind it; a space between them is forgiven."""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def field_of(name: str) -> str | None:
    """The field that a name in a query stands for."""
    return _FIELDS.get(_plain(name))


def language_code(name: str) -> str:
    """The code of a language by any of its names; the name itself where it is none of ours."""
    return _LANGUAGES.get(_plain(name), _plain(name))


def unit_of(name: str) -> str | None:
    """SENTENCE or PARAGRAPH by any of their names."""
    return _UNITS.get(_plain(name))
