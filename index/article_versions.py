"""Earlier versions of an article: what it said before a later capture or version replaced it.

They are stored with the article (`Article.versions`), so that merging, going back, taking down and a cluster
treat them as part of it. They are neither searched nor part of its digest.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from index.article import Article
from index.dates import INDIA
from index.fields import TEXT_FIELDS

FIRST_MOMENT = 10**17
"""A text version from here on is a moment in nanoseconds (1973 and later); the number of a version has fifteen digits
at most."""
NANO = 10**9
MAX_BYTES = 8 * 1024 * 1024
"""Earlier texts of an article that are kept in all, however many versions may be."""


@dataclass(frozen=True)
class ArticleVersion:
    """The texts of an article, and until when they were its texts (ISO 8601, UTC; "" where nothing tells)."""

    replaced: str
    headline: str
    standfirst: str
    body: str

    @property
    def replaced_at(self) -> datetime.datetime | None:
        """`replaced` as a moment in Indian time."""
        return datetime.datetime.fromisoformat(self.replaced).astimezone(INDIA) if self.replaced else None


def versions_of(article: Article) -> tuple[ArticleVersion, ...]:
    """Return the earlier versions that are kept of an article, the latest first."""
    if not article.versions:
        return ()
    return tuple(ArticleVersion(**fields) for fields in json.loads(article.versions))


def with_history(
    article: Article, earlier: Article, text_version: int, now: datetime.datetime, kept: int
) -> Article:
    """Return an article that replaces another, with the other's texts as a version of its own.

    `kept`: number of versions to keep; the oldest are dropped first, 0 keeps no history. `text_version` is
    what the reader said: where it is a moment, that is when the article changed, else `now`. The day of a change is
    noted only if it is after the article's own day. What changed besides the texts is no version.
    """
    if not kept:
        return article
    if _texts(article) == _texts(earlier):
        return replace(article, versions=_encoded(versions_of(earlier)[:kept]), changed=earlier.changed)
    moment = _moment(text_version, now)
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


def with_succession(
    article: Article,
    older: Sequence[tuple[Article, int]],
    text_version: int,
    now: datetime.datetime,
    kept: int,
) -> Article:
    """Return an article with older texts of one run as versions: `older` are texts with their text versions.

    The oldest stands first. What its history has already is not added again: a rebuild reads the same texts once more.
    If text versions are plain numbers, the time of replacement is unknown; the change is then dated by the articles'
    own days.
    """
    if not kept or not older:
        return article
    known = {_texts(article), *(_texts(version) for version in versions_of(article))}
    added: list[ArticleVersion] = []
    later = text_version
    for earlier, own in reversed(older):
        if _texts(earlier) not in known:
            known.add(_texts(earlier))
            added.append(
                ArticleVersion(_stated(later, now), earlier.headline, earlier.standfirst, earlier.body)
            )
        later = own
    if not added:
        return article
    first = min(
        (state.date for state in (article, *(state for state, _ in older)) if state.date), default=None
    )
    day = _moment(text_version, now).date() if _stated(text_version, now) else article.date
    changed = day.isoformat() if day and (first is None or day > first) else ""
    return replace(
        article,
        versions=_encoded([*added, *versions_of(article)][:kept]),
        changed=max(article.changed, changed),
    )


def _stated(text_version: int, now: datetime.datetime) -> str:
    """Return the moment of a text version (ISO 8601, UTC), "" where it is none."""
    if not FIRST_MOMENT <= text_version <= now.timestamp() * NANO:
        return ""
    return datetime.datetime.fromtimestamp(text_version // NANO, datetime.UTC).isoformat(timespec="seconds")


def _texts(article: Article | ArticleVersion) -> tuple[str, ...]:
    return tuple(" ".join(getattr(article, name).split()) for name in TEXT_FIELDS)


def _encoded(versions: Iterable[ArticleVersion]) -> str:
    found, size = [], 0
    for version in versions:
        size += sum(len(getattr(version, name).encode()) for name in TEXT_FIELDS)
        if size > MAX_BYTES:
            break
        found.append(asdict(version))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _moment(text_version: int, now: datetime.datetime) -> datetime.datetime:
    stated = _stated(text_version, now)
    return (datetime.datetime.fromisoformat(stated) if stated else now).astimezone(INDIA)
