"""Who and what stands out beside what was searched, each a click to add or to exclude."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.companions import Companions, CompanionScope
from search.model.messages import QueryWarning
from web.downloads.csv_response import csv_response
from web.i18n import page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.url_params import parse_view, question_of


def add_companions_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/companions")
    @policy(SURVEY)
    def companions() -> str | Response:
        question = question_of(request.args, settings)
        if question.is_empty:
            return redirect(page_url("home"))
        scope = _scope(request.args.get("scope", ""))
        with slots.held("companions"):
            found = archive.companions(question, scope)
        if request.args.get("format") == "csv":
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
            warnings=[QueryWarning.OUT_OF_TIME] if found.is_partial else [],
            links=Links(question, parse_view(request.args, 1), settings.recent_half_life_days),
        )


def _scope(text: str) -> CompanionScope:
    return CompanionScope(text) if text in tuple(CompanionScope) else CompanionScope.ARTICLE


def quoted(text: str) -> str:
    """Return a name as a query asks for it: of several words in quotes."""
    return f'"{text}"' if " " in text else text


def _rows(found: Companions) -> list[list[object]]:
    rows: list[list[object]] = [["word", "articles", "of", "in the archive", "of all", "strength"]]
    rows += [
        [each.text, each.articles, found.articles, each.background, found.documents, each.strength]
        for each in found.words
    ]
    return rows
