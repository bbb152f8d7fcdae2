"""ClusterKey: a document as an answer names it, with the article if it came along."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from index.article import Article
from index.fields import TEXT_FIELDS, VALUE_FIELDS

DOCVALUES = ["id", "story", "is_copied", "day"]


@dataclass(frozen=True)
class ClusterKey:
    """See DocKey."""

    document: str
    """Its id in the cluster."""
    article_id: str
    story: str
    is_copied: bool
    day: int
    sort_values: tuple[float | str, ...] = field(default=(), compare=False)
    article: Article | None = field(default=None, compare=False, repr=False)


def key_of(hit: dict[str, Any]) -> ClusterKey:
    """Return the key of a hit that was asked for with its source."""
    source = hit["_source"]
    article = article_of(source)
    return ClusterKey(
        hit["_id"],
        article.id,
        source["story"],
        source["is_copied"],
        article.date.toordinal() if article.date else 0,
        tuple(hit.get("sort", ())),
        article,
    )


def article_of(source: dict[str, Any]) -> Article:
    """Return the article of a document."""
    texts = {name: source.get(name, "") for name in (*TEXT_FIELDS, "url", *VALUE_FIELDS)}
    date = source.get("date")
    return Article(id=source["id"], date=datetime.date.fromisoformat(date) if date else None, **texts)
