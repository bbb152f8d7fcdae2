"""The blueprint of all pages, and the switch between languages."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.question import Question
from web.i18n import COOKIE, COOKIE_SECONDS, feed_url, page_language, page_url, switch_language_url
from web.languages import HINDI, LANGUAGES
from web.middleware.route_policy import PAGE, policy
from web.middleware.work_slots import WorkSlots
from web.pages.advanced import add_advanced_page
from web.pages.article import add_article_page
from web.pages.batch import add_batch_page
from web.pages.companions import add_companions_page
from web.pages.compare import add_compare_page
from web.pages.concordance import add_concordance_page
from web.pages.coverage import add_coverage_page
from web.pages.home import render_home
from web.pages.lists import add_lists_pages
from web.pages.search import add_search_page
from web.pages.sources import add_sources_page
from web.pages.spellings import add_spellings_page
from web.pages.subscribe import add_subscribe_page
from web.pages.versions import add_versions_pages
from web.url_params import to_params


def pages_blueprint(archive: Archive, settings: Settings, slots: WorkSlots) -> Blueprint:
    """Return all pages over one archive, to be registered once for each language."""
    pages = Blueprint("pages", __name__)

    @pages.app_context_processor
    def shared() -> dict[str, Any]:
        return {
            "max_query_chars": settings.max_query_chars,
            "max_workbook_rows": settings.max_workbook_rows,
            "question": Question(),
            "to_params": to_params,
            "page_url": page_url,
            "switch_language_url": switch_language_url,
            "feed_url": feed_url,
            "today": datetime.date.today,  # the reader's calendar is the server's
            "interface": page_language().code,
            "languages": LANGUAGES,
        }

    @pages.get("/")
    @policy(PAGE)
    def home() -> str | Response:
        chosen = LANGUAGES.get(request.cookies.get(COOKIE, ""), HINDI)
        if page_language() is HINDI and chosen is not HINDI:
            response = redirect(f"{chosen.prefix}/")
            response.headers["Vary"] = "Cookie"
            return response
        return render_home(archive)

    @pages.get("/help")
    @policy(PAGE)
    def guide() -> str:
        return render_template("help.html")

    @pages.get("/kept")
    @policy(PAGE)
    def kept() -> str:
        return render_template("kept.html")

    add_search_page(pages, archive, settings)
    add_spellings_page(pages, archive, settings, slots)
    add_companions_page(pages, archive, settings, slots)
    add_concordance_page(pages, archive, settings, slots)
    add_sources_page(pages, archive, settings, slots)
    add_article_page(pages, archive, settings)
    add_lists_pages(pages, archive, settings, slots)
    add_versions_pages(pages, archive, settings)
    add_advanced_page(pages, settings)
    add_subscribe_page(pages, settings)
    add_batch_page(pages, archive, settings, slots)
    add_compare_page(pages, archive, settings, slots)
    add_coverage_page(pages, archive, settings)
    return pages


def language_switch_blueprint() -> Blueprint:
    """Return /language?to=en&next=/…, which stores the language, and only that, and leads back."""
    switch = Blueprint("switch", __name__)

    @switch.get("/language")
    def choose() -> Response:
        language = LANGUAGES.get(request.args.get("to", ""), HINDI)
        response = redirect(_own_path(request.args.get("next", "")) or f"{language.prefix}/")
        response.set_cookie(
            COOKIE,
            language.code,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return switch


def _own_path(target: str) -> str:
    """Return the path if it is one of this site's own, else ""."""
    if (
        not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or any(ord(sign) < 33 for sign in target)
    ):
        return ""
    parts = urlsplit(target)
    return "" if parts.scheme or parts.netloc or "\\" in target else target
