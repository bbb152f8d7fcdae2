"""Article ↔ the stored values of one Whoosh document."""

import datetime
from collections.abc import Mapping
from typing import Any

from index.article import Article

_PLAIN = ("id", "headline", "standfirst", "body", "source", "section", "author", "url", "language")


def to_document(article: Article) -> dict[str, Any]:
    """Keyword arguments for Whoosh's add_document; empty values are left out."""
    document: dict[str, Any] = {name: getattr(article, name) for name in _PLAIN if getattr(article, name)}
    if article.date is not None:
        document["day"] = document["day_order"] = article.date.toordinal()
    document["digest"] = article.digest()
    return document


def to_article(stored: Mapping[str, Any]) -> Article:
    """The article that to_document was given."""
    day = stored.get("day", 0)
    return Article(
        date=datetime.date.fromordinal(day) if day else None,
        **{name: stored.get(name, "") for name in _PLAIN},
    )
