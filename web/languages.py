"""The table of the interface's languages, and texts in any of them outside of a page.

Texts stand in the code in Hindi and are their own keys; web/translations/ has a folder for each other language. To
add one: a row in LANGUAGES, and its catalogue.
"""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path

TRANSLATIONS = Path(__file__).with_name("translations")


@dataclass(frozen=True)
class Language:
    """A language of the interface: its code, its own name, its CLDR locale, and what its pages' paths begin with."""

    code: str
    name: str
    locale: str
    prefix: str


HINDI = Language("hi", "हिंदी", "hi_IN", "")
ENGLISH = Language("en", "English", "en_IN", "/en")
LANGUAGES = {language.code: language for language in (HINDI, ENGLISH)}
"""The first one has no prefix, and its texts are the keys of all others."""


def text_in(code: str, text: str) -> str:
    """Return a text in a language, outside of any page: for JSON and the command line."""
    return _catalogue(code).gettext(text)


def text_of_count_in(code: str, one: str, many: str, count: int) -> str:
    """Return a text for one thing or for several in a language."""
    return _catalogue(code).ngettext(one, many, count)


@cache
def _catalogue(code: str) -> GNUTranslations | NullTranslations:
    return translation("messages", TRANSLATIONS, [code], fallback=code == HINDI.code)
