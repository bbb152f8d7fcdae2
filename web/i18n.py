"""The language of the interface: Hindi at /, English below /en/. The address says it; nothing is tracked.

Texts stand in the templates in Hindi and are their own keys; web/translations/en/ has the English ones. A reader
who picks a language gets a cookie that holds "hi" or "en" and nothing else; it only decides where / leads.
"""

from typing import Any
from urllib.parse import quote

from babel import Locale
from flask import Flask, has_request_context, request, url_for
from flask_babel import Babel, gettext

HINDI, ENGLISH = "hi", "en"
LANGUAGES = {HINDI: Locale("hi", "IN"), ENGLISH: Locale("en", "IN")}
NAMES = {HINDI: "हिंदी", ENGLISH: "English"}
PREFIXES = {HINDI: "", ENGLISH: "/en"}
PLAIN = "/:@!$&'()*+,;=~-._"
"""Signs that stand in a path as they are."""
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600


def language() -> str:
    """The language of the page that is asked for."""
    if not has_request_context():
        return HINDI
    path = request.path
    return ENGLISH if path == PREFIXES[ENGLISH] or path.startswith(f"{PREFIXES[ENGLISH]}/") else HINDI


def locale() -> Locale:
    """CLDR's locale of that language in India."""
    return LANGUAGES[language()]


def say(text: str, **values: object) -> str:
    """A text in the language of the page; `%(name)s` stands for a value."""
    return str(gettext(text, **values))


def address(page: str, **values: Any) -> str:
    """The address of one of our pages, in the language of the present one."""
    return url_for(f"{language()}.{page}", **values)


def elsewhere(code: str) -> str:
    """The present page in another language."""
    path = request.path.removeprefix(PREFIXES[language()]) or "/"
    query = request.query_string.decode("ascii", "replace")
    return f"{PREFIXES[code]}{quote(path, safe=PLAIN)}{'?' if query else ''}{query}"


def feed(kind: str, **values: Any) -> str:
    """The address of a feed in the language of the present page."""
    return url_for(f"{'en_' if language() == ENGLISH else ''}feeds.{kind}", **values)


def speak(app: Flask) -> None:
    """Texts, dates and numbers in the language of each page."""
    app.config["BABEL_DEFAULT_LOCALE"] = HINDI
    Babel(app, locale_selector=language)
