"""What the names of a standing list find: how often each, and which of the latest articles hold which."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.article import Article
from index.name_lists import NameList, is_noisy
from index.settings import Settings
from search.archive import Archive
from search.model.deadline import OutOfTimeError
from search.model.marked_text import MarkedText
from search.model.question import Question, SortOrder
from search.model.results import MarkedArticle

CONTEXT_CHARS = 60
"""Shown on each side of a name."""


@dataclass(frozen=True)
class NameCount:
    """A name and the number of articles with it in any spelling (None: there was no time to ask).

    `is_noisy`: the name is so short that it may be another word.
    """

    name: str
    articles: int | None
    is_noisy: bool


@dataclass(frozen=True)
class ListEntry:
    """An article with the names of the list that it holds, and a passage with each; "" where there was no time."""

    article: Article
    names: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class ListMatches:
    """What a list finds; `looked_at` latest articles were looked through for `entries`, the latest first."""

    counts: tuple[NameCount, ...]
    entries: tuple[ListEntry, ...]
    looked_at: int

    @property
    def is_whole(self) -> bool:
        """Whether there was time for every name."""
        return all(count.articles is not None for count in self.counts)


def question_for(names: Iterable[str]) -> Question:
    """Return the question for articles with any of some names in any spelling, the words of a name side by side."""
    text = " OR ".join(f'"{name}"~{max(1, len(name.split()) - 1)}' for name in names)
    return Question(text, sort=SortOrder.ARRIVED, collapse=False, any_word=False)


def list_matches(archive: Archive, names: NameList, settings: Settings, entries: int) -> ListMatches:
    """Search for every name of a list and tell which of the latest articles hold which names.

    Takes `max_batch_seconds` at most; names that are left then are not counted.
    """
    end = time.monotonic() + settings.max_batch_seconds
    latest = archive.arrivals(settings.max_list_articles)
    held: dict[str, list[str]] = {article.id: [] for article in latest}
    counts = []
    for name in names.names:
        found = _found(archive, name) if time.monotonic() < end else None
        counts.append(NameCount(name, None if found is None else len(found), is_noisy(name)))
        for article_id in held.keys() & (found or ()):
            held[article_id].append(name)
    shown = [article for article in latest if held[article.id]][:entries]
    return ListMatches(
        tuple(counts),
        tuple(_entry(archive, article, tuple(held[article.id]), end) for article in shown),
        len(latest),
    )


def _found(archive: Archive, name: str) -> frozenset[str] | None:
    try:
        return frozenset(archive.ids(question_for([name])))
    except OutOfTimeError:
        return None


def _entry(archive: Archive, article: Article, names: tuple[str, ...], end: float) -> ListEntry:
    passages = [_passage(archive, article, name) if time.monotonic() < end else "" for name in names]
    return ListEntry(article, names, tuple(passages))


def _passage(archive: Archive, article: Article, name: str) -> str:
    marked = archive.article(article.id, replace(question_for([name]), sort=SortOrder.RELEVANCE))
    return passage_of(marked) if marked else ""


def passage_of(marked: MarkedArticle) -> str:
    """Return the first marked words of an article with whole words around them; "" if nothing is marked."""
    texts = (marked.headline, marked.standfirst, marked.body)
    return next((_around(text) for text in texts if text.marks), "")


def _around(marked: MarkedText) -> str:
    start, end = marked.marks[0]
    text = marked.text
    begin, stop = max(0, start - CONTEXT_CHARS), min(len(text), end + CONTEXT_CHARS)
    before, after = text[begin:start], text[end:stop]
    if begin:
        before = "… " + before.partition(" ")[2]
    if stop < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())
