"""Names in the query language, Hindi and English: शीर्षक:मोदी, source:BBC, तारीख:2024-06, "…"~वाक्य."""

import difflib
import re
import unicodedata

from index.fields import FIELDS
from index.language_names import plain_name
from index.text_units import TextUnit

CLOSE = 0.8
"""Share of letters in common (difflib's ratio) from which on a name was probably meant to be a field's."""
MAX_NAME_CHARS = 20
_UNIT_NAMES = {
    TextUnit.SENTENCE: "sentence s वाक्य",
    TextUnit.PARAGRAPH: "paragraph para p पैराग्राफ पैराग्राफ़ पैरा अनुच्छेद",
}
"""Units that "words"~unit may name."""

_FIELDS = {unicodedata.normalize("NFC", name): field.name for field in FIELDS for name in field.query_names}
_UNITS = {plain_name(name): unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
_SPELLED = sorted({*_FIELDS, *(name.replace("ख़", "\u0959") for name in _FIELDS)}, key=len, reverse=True)
FIELD = re.compile(rf"(?:{'|'.join(map(re.escape, _SPELLED))}):\s*(?=\S)", re.IGNORECASE)
"""A field's name with its colon, and something after it; a space between them is forgiven."""
_SPACED = re.compile(rf"(?<![^\s(|])({'|'.join(map(re.escape, _SPELLED))}):(?=\s)", re.IGNORECASE)


def without_spaced_fields(text: str) -> str:
    """Return a query with fields' names before a colon and a space as words: they may be of a pasted headline.

    >>> without_spaced_fields("स्रोत: पीटीआई source:BBC")
    'स्रोत  पीटीआई source:BBC'
    """
    return _SPACED.sub(r"\1 ", text)


def field_of(name: str) -> str | None:
    """Return the field that a name in a query stands for."""
    return _FIELDS.get(plain_name(name))


def looks_like_field(name: str) -> bool:
    """Return whether a name is one letter or two from a field's: sorce, titel, शीर्षिक.

    >>> looks_like_field("sorce"), looks_like_field("source"), looks_like_field("कोरोना")
    (True, False, False)
    """
    name = plain_name(name[:MAX_NAME_CHARS])
    return name not in _FIELDS and bool(difflib.get_close_matches(name, _FIELDS, n=1, cutoff=CLOSE))


def unit_of(name: str) -> TextUnit | None:
    """Return a unit by any of its names."""
    return _UNITS.get(plain_name(name))
