"""How to cite an article: a Hindi style, APA and MLA. Each is a line of plain text."""

import datetime
from dataclasses import dataclass

from babel.dates import format_date

from index.article import Article
from web.formatting import cldr_locale


@dataclass(frozen=True)
class Citation:
    """A style's name, the language of the line, and the line."""

    style: str
    language: str
    text: str


def citations(article: Article, permalink: str, today: datetime.date) -> tuple[Citation, ...]:
    """Return the article in every style; `permalink` is our own copy's address."""
    address = article.url or permalink
    return (
        Citation("हिंदी", "hi", _hindi(article, permalink, today)),
        Citation("APA", "en", _apa(article, address)),
        Citation("MLA", "en", _mla(article, address, today)),
    )


def _date(date: datetime.date, pattern: str, code: str) -> str:
    return format_date(date, pattern, locale=cldr_locale(code))


def _hindi(article: Article, permalink: str, today: datetime.date) -> str:
    """Return a citation in Hindi: लेखक, “शीर्षक”, स्रोत, तारीख़। पता (देखा गया: तारीख़)."""
    date = _date(article.date, "d MMMM y", "hi") if article.date else "बिना तारीख़"
    facts = ", ".join(filter(None, (article.author, f"“{article.headline}”", article.source, date)))
    link = f"{article.url}, " if article.url else ""
    return f"{facts}। {link}ख़बरखोज: {permalink} (देखा गया: {_date(today, 'd MMMM y', 'hi')})।"


def _apa(article: Article, address: str) -> str:
    """Return Author. (Year, Month Day). Title. Source. Address (APA 7)."""
    date = _date(article.date, "y, MMMM d", "en") if article.date else "n.d."
    if not article.author:
        return _sentences(article.headline, f"({date})", article.source) + f" {address}"
    return _sentences(article.author, f"({date})", article.headline, article.source) + f" {address}"


def _mla(article: Article, address: str, today: datetime.date) -> str:
    """Return Author. “Title.” Source, Day Month Year, Address. Accessed Day Month Year (MLA 9)."""
    date = _date(article.date, "d MMM y", "en") if article.date else ""
    container = ", ".join(filter(None, (article.source, date, address)))
    title = f"“{_ended(article.headline)}”"
    author = f"{_ended(article.author)} " if article.author else ""
    return f"{author}{title} {container}. Accessed {_date(today, 'd MMM y', 'en')}."


def _sentences(*parts: str) -> str:
    return " ".join(_ended(part) for part in parts if part)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "।")) else f"{text}."
