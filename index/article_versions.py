"""Earlier versions of an article: what it said before a later capture or version replaced it.

They are stored with the article (`Article.versions`), so that merging, going back, taking down and a cluster
treat them as part of it. They are neither searched nor part of its digest.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from index.article import Article

TEXTS = ("headline", "standfirst", "body")
FIRST_MOMENT = 600_000_000
"""A revision from here on is a moment in seconds (1989 and later), below it the number of a version."""
LAST_MOMENT = 4_102_444_800
"""2100."""


@dataclass(frozen=True)
class ArticleVersion:
    """The texts of an article, and until when they were its texts (ISO 8601, UTC)."""

    replaced: str
    headline: str
    standfirst: str
    body: str


def versions_of(article: Article) -> tuple[ArticleVersion, ...]:
    """Return the earlier versions that are kept of an article, the latest first."""
    if not article.versions:
        return ()
    return tuple(ArticleVersion(**each) for each in json.loads(article.versions))


def with_history(
    article: Article, earlier: Article, revision: int, now: datetime.datetime, kept: int
) -> Article:
    """Return an article that replaces another, with the other's texts as a version of its own.

    `kept` is the number of versions that stay, the oldest go first; with 0 there is no history at all. `revision` is
    what the reader said: where it is a moment, that is when the article changed, else `now`. The day of a change is
    noted only if it is after the article's own day. What changed besides the texts is no version.
    """
    if not kept:
        return article
    if _texts(article) == _texts(earlier):
        return replace(article, versions=_encoded(versions_of(earlier)[:kept]), changed=earlier.changed)
    moment = _moment(revision, now)
    last = ArticleVersion(
        moment.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        earlier.headline,
        earlier.standfirst,
        earlier.body,
    )
    day = moment.date()
    first = min(filter(None, (article.date, earlier.date)), default=None)
    return replace(
        article,
        versions=_encoded([last, *versions_of(earlier)][:kept]),
        changed=earlier.changed if first is not None and day <= first else day.isoformat(),
    )


def _texts(article: Article) -> tuple[str, ...]:
    return tuple(getattr(article, name) for name in TEXTS)


def _encoded(versions: Iterable[ArticleVersion]) -> str:
    found = [asdict(each) for each in versions]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _moment(revision: int, now: datetime.datetime) -> datetime.datetime:
    if FIRST_MOMENT <= revision < LAST_MOMENT:
        return datetime.datetime.fromtimestamp(revision).astimezone()
    return now
