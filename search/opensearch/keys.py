"""ClusterKey: a document as an answer names it, with the article if it came along."""

from dataclasses import dataclass, field
from typing import Any

from index.article import Article
from index.opensearch.retrieval import article_of


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
