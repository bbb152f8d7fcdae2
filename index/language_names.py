"""Names of the languages that articles are in: ISO 639 codes, and what exports and queries call them."""

import unicodedata

LANGUAGE_NAMES = {
    "hi": "hi hin hindi हिंदी हिन्दी",
    "mr": "mr mar marathi मराठी",
    "ne": "ne nep nepali नेपाली",
    "sa": "sa san sanskrit संस्कृत",
    "bho": "bho bhojpuri भोजपुरी",
    "en": "en eng english अंग्रेजी अंग्रेज़ी",
    "ur": "ur urdu उर्दू",
    "mai": "mai maithili मैथिली",
    "pa": "pa punjabi पंजाबी",
    "gu": "gu gujarati गुजराती",
    "bn": "bn bengali बांग्ला",
    "ta": "ta tamil तमिल",
}
IN_DEVANAGARI = frozenset({"hi", "mr", "ne", "sa", "bho", "mai", "kok", "doi", "brx"})
"""Languages that are written in Devanagari."""


def plain_name(name: str) -> str:
    """Return a name without differences of case and of composed letters."""
    return unicodedata.normalize("NFC", name.casefold())


_CODES = {plain_name(name): code for code, names in LANGUAGE_NAMES.items() for name in names.split()}


def language_code(name: str) -> str:
    """Return the code of a language by any of its names; an unknown name stands for itself."""
    return _CODES.get(plain_name(name), plain_name(name))
