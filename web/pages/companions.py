"""Who and what stands out beside what was searched, each a click to add or to exclude."""

import re
from functools import partial

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.companions import Companions, CompanionScope
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.i18n import page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.url_params import parse_question, parse_view
from web.warnings import with_out_of_time

_PLAIN = re.compile(r"[\w\u0900-\u097f\s]+")
"""Words without any sign of the query language."""


def add_companions_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/companions")
    @policy(SURVEY)
    def companions() -> str | Response:
        parsed = parse_question(request.args, settings)
        question = parsed.question
        if question.is_empty:
            return redirect(page_url("home"))
        scope = _scope(request.args.get("scope", ""))
        with slots.hold("companions"):
            found = archive.companions(question, scope)
        if is_csv_wanted():
            return partial_problem(found.is_partial) or csv_response(
                "khabarkhoj-companions.csv", _rows(found)
            )
        return render_template(
            "companions.html",
            question=question,
            query=question.text,
            found=found,
            scope=scope,
            scopes=tuple(CompanionScope),
            quoted=quoted,
            added=partial(with_companion, question.text, scope),
            warnings=with_out_of_time(parsed.warnings, found.is_partial),
            links=Links(question, parse_view(request.args, 1), settings.recent_half_life_days),
        )


def _scope(text: str) -> CompanionScope:
    return CompanionScope(text) if text in tuple(CompanionScope) else CompanionScope.ARTICLE


def quoted(text: str) -> str:
    """Return a name as a query asks for it: of several words in quotes."""
    return f'"{text}"' if " " in text else text


def with_companion(query: str, scope: CompanionScope, name: str) -> str:
    """Return a query for articles that have a name too, in the same part of the text where the query is plain words.

    >>> with_companion("राहुल गांधी", CompanionScope.SENTENCE, "अमित शाह")
    '"राहुल गांधी अमित शाह"~sentence'
    """
    if scope is CompanionScope.ARTICLE or not _is_plain(query):
        return f"{query} {quoted(name)}"
    return f'"{query} {name}"~{scope}'


def _is_plain(query: str) -> bool:
    return _PLAIN.fullmatch(query) is not None and not {"OR", "AND", "NOT"}.intersection(query.split())


def _rows(found: Companions) -> list[list[object]]:
    rows: list[list[object]] = [["word", "articles", "of", "in the archive", "of all", "strength"]]
    rows += [
        [
            companion.text,
            companion.articles,
            found.articles,
            companion.background,
            found.documents,
            companion.strength,
        ]
        for companion in found.words
    ]
    return rows
