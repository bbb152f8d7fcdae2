"""The language of a page: Hindi at /, English below /en/. The address decides; nothing is tracked.

A reader who picks a language gets a cookie that holds its code and nothing else; it only decides where / leads.
"""

from typing import Any
from urllib.parse import quote

from flask import Flask, has_request_context, request, url_for

from web.languages import HINDI, LANGUAGES, Language, text_in, text_of_count_in

PLAIN_PATH_SIGNS = "/:@!$&'()*+,;=~-._"
_PREFIXED = tuple((language.prefix, language) for language in LANGUAGES.values() if language.prefix)
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600


def page_language() -> Language:
    """Return the language of the page that is asked for; the first one outside of a request."""
    if has_request_context():
        path = request.path
        for prefix, language in _PREFIXED:
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in {"", "/"}:
                return language
    return HINDI


def page_language_code() -> str:
    """Return the code of the page's language."""
    return page_language().code


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the page; `%(name)s` stands for a value."""
    found = text_in(page_language_code(), text)
    return found % values if values else found


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return a text for one thing or for several, in the language of the page."""
    return text_of_count_in(page_language_code(), one, many, count) % {"num": count, **values}


def page_url(page: str, **values: Any) -> str:
    """Return the address of one of our pages, in the language of the present one."""
    return url_for(f"{page_language_code()}.{page}", **values)


def feed_url(kind: str, **values: Any) -> str:
    """Return the address of a feed in the language of the present page."""
    return url_for(f"{feeds_endpoint(page_language())}.{kind}", **values)


def permalink(article_id: str) -> str:
    """Return the full address of an article's page, in the first language, as citations and files name it."""
    return url_for(f"{HINDI.code}.article", id=article_id, _external=True)


def feeds_endpoint(language: Language) -> str:
    """Return the name under which the feeds of a language are registered."""
    return "feeds" if language is HINDI else f"{language.code}_feeds"


def switch_language_url(code: str) -> str:
    """Return the address of the present page in another language."""
    path = request.path.removeprefix(page_language().prefix) or "/"
    query = request.query_string.decode("ascii", "replace")
    return f"{LANGUAGES[code].prefix}{quote(path, safe=PLAIN_PATH_SIGNS)}{'?' if query else ''}{query}"


def init_i18n(app: Flask) -> None:
    """Show texts, dates and numbers in the language of each page."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: text_in(page_language_code(), text),
        lambda one, many, count: text_of_count_in(page_language_code(), one, many, count),
        newstyle=True,
    )
