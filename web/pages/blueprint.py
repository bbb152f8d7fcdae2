"""The web pages, in Hindi at / and in English below /en/. They work without any script."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.question import Question
from web.i18n import (
    COOKIE,
    COOKIE_SECONDS,
    ENGLISH,
    HINDI,
    LANGUAGES,
    NAMES,
    address,
    elsewhere,
    feed,
    language,
)
from web.pages.advanced import add_advanced
from web.pages.article import add_reading
from web.pages.batch import add_batch
from web.pages.compare import add_compare
from web.pages.search import add_results
from web.url_params import parameters


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """All pages over one archive; registered once for each language."""
    pages = Blueprint("pages", __name__)

    @pages.app_context_processor
    def shared() -> dict[str, Any]:
        return {
            "max_query_chars": settings.max_query_chars,
            "question": Question(),
            "kept": parameters,
            "address": address,
            "elsewhere": elsewhere,
            "feed": feed,
            "interface": language(),
            "languages": NAMES,
        }

    @pages.get("/")
    def home() -> str | Response:
        if language() == HINDI and request.cookies.get(COOKIE) == ENGLISH:
            response = redirect("/en/")
            response.headers["Vary"] = "Cookie"
            return response
        return render_template("home.html", overview=archive.overview())

    @pages.get("/help")
    def guide() -> str:
        return render_template("help.html")

    add_results(pages, archive, settings)
    add_reading(pages, archive, settings)
    add_advanced(pages, archive, settings)
    add_batch(pages, archive, settings)
    add_compare(pages, archive, settings)
    return pages


def language_switch() -> Blueprint:
    """/language?to=en&next=/…: remembers the language, and only that, and leads back."""
    switch = Blueprint("switch", __name__)

    @switch.get("/language")
    def choose() -> Response:
        code = request.args.get("to", HINDI)
        code = code if code in LANGUAGES else HINDI
        response = redirect(_own_path(request.args.get("next", "")) or ("/en/" if code == ENGLISH else "/"))
        response.set_cookie(
            COOKIE, code, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return switch


def _own_path(target: str) -> str:
    """The path, if it is one of this site's own and leads nowhere else."""
    if (
        not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or any(ord(sign) < 33 for sign in target)
    ):
        return ""
    parts = urlsplit(target)
    return "" if parts.scheme or parts.netloc or "\\" in target else target
