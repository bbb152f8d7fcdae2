"""Articles as lines of JSON that reindex reads back as they were."""

import html
import json

from index.article import Article
from index.readers.markup import has_codes, has_markup


def json_line(article: Article, text_version: int = 0) -> str:
    """Return an article as one line, with its end, and its text version if it has one."""
    raw = {
        "id": article.id, "title": _as_is(article.headline), "standfirst": _as_is(article.standfirst),
        "body": _as_is(article.body),
        "date": str(article.date or ""), "source": article.source, "section": article.section,
        "author": article.author, "agency": article.agency, "place": article.place, "edition": article.edition,
        "print_page": article.print_page, "url": article.url, "language": article.language,
    }  # fmt: skip
    if text_version:
        raw["version"] = str(text_version)
    return json.dumps(raw, ensure_ascii=False) + "\n"


def _as_is(text: str) -> str:
    """Return a text so written that reading it gives it back, whatever marks it holds."""
    return html.escape(text, quote=False) if has_markup(text) or has_codes(text) else text
