"""Standing lists of names: what each finds in the archive now, as a page, a table and a feed."""

import threading
from urllib.parse import quote

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from index.errors import SourceError
from index.name_lists import NameList, NameLists
from index.settings import Settings
from search.archive import Archive
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.downloads.feeds import FeedEntry, atom_feed, tag
from web.i18n import page_url
from web.list_matches import ListMatches, list_matches
from web.middleware.errors import partial_problem
from web.middleware.route_policy import DATA_UNCACHED_SURVEY, DEFAULT, UNCACHED_SURVEY, policy
from web.middleware.work_slots import WorkSlots

CACHED_LISTS = 20
"""Answers that are remembered: a feed is asked for again and again while nothing changes."""


class _Lists:
    """The lists, and what they found in the present state of the archive."""

    def __init__(self, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
        self.stored = NameLists(settings.index, settings.max_list_names)
        self._archive, self._settings, self._slots = archive, settings, slots
        self._lock = threading.Lock()
        self._known: dict[tuple[str, NameList], ListMatches] = {}

    def read(self, name: str) -> NameList:
        """Return a list; end the request with 404 if there is none that can be read."""
        try:
            found = self.stored.read(name)
        except SourceError:
            found = None
        if found is None:
            abort(404)
        return found

    def matches(self, names: NameList) -> ListMatches:
        """Return what a list finds; work it out once a state of the archive."""
        key = self._archive.overview().revision, names
        if found := self._known.get(key):
            return found
        with self._slots.hold("list"):
            found = list_matches(self._archive, names, self._settings, self._settings.feed_entries)
        if found.is_whole:
            with self._lock:
                while len(self._known) >= CACHED_LISTS:
                    self._known.pop(next(iter(self._known)))
                self._known[key] = found
        return found


def add_lists_pages(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the list of lists, the page of each, its table and its feed."""
    lists = _Lists(archive, settings, slots)

    @pages.get("/lists")
    @policy(DEFAULT)
    def name_lists() -> str:
        return render_template("lists.html", names=lists.stored.names())

    @pages.get("/lists/<name>")
    @policy(UNCACHED_SURVEY)
    def name_list(name: str) -> str | Response:
        names = lists.read(name)
        found = lists.matches(names)
        if is_csv_wanted():
            return partial_problem(not found.is_whole) or csv_response("khabarkhoj-list.csv", _rows(found))
        return render_template("name_list.html", names=names, found=found)

    @pages.get("/lists/<name>/feed.atom")
    @policy(DATA_UNCACHED_SURVEY)
    def name_list_feed(name: str) -> Response:
        names = lists.read(name)
        found = lists.matches(names)
        if incomplete := partial_problem(not found.is_whole):
            return incomplete
        entries = [
            FeedEntry(entry.article, f"{', '.join(entry.names)}: {entry.passages[0]}")
            for entry in found.entries
        ]
        return atom_feed(
            names.name,
            tag(f"list/{quote(names.name, safe='')}"),
            page_url("name_list", name=name, _external=True),
            entries,
        )


def _rows(found: ListMatches) -> list[list[object]]:
    rows: list[list[object]] = [
        ["name", "articles", "short name", "article", "date", "source", "id", "passage"]
    ]
    rows += [
        [count.name, count.articles or 0, "yes" if count.is_noisy else "", "", "", "", "", ""]
        for count in found.counts
    ]
    for entry in found.entries:
        article = entry.article
        rows += [
            [
                name,
                "",
                "",
                article.headline,
                str(article.date or ""),
                article.source,
                article.id,
                passage,
            ]
            for name, passage in zip(entry.names, entry.passages, strict=True)
        ]
    return rows
