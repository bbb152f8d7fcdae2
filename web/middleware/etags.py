"""ETags: browsers keep pages, and ask whether they are still valid.

What a page shows follows from the archive's revision, the address, the day and this program. So the question
whether anything changed is answered before any work is done. Answers that took as long as a query may take can be
partial, and are never kept.
"""

import datetime
import hashlib
import time
from importlib.metadata import PackageNotFoundError, version

from flask import Flask, Response, g, request

from index.settings import Settings
from search.archive import Archive
from web.i18n import COOKIE
from web.middleware.route_policy import request_policy
from web.middleware.static_files import is_current

PRIVATE_CACHE = "private, no-cache"
"""Private caching with revalidation."""
STATIC_SECONDS = 365 * 24 * 3600
try:
    PROGRAM = version("khabarkhoj")
except PackageNotFoundError:  # not installed, only put on the path
    PROGRAM = "0"


def init_etags(app: Flask, archive: Archive, settings: Settings, program: str) -> None:
    """Answer 304 if a reader has the page already.

    `program` is a fingerprint of our own files. The ETag is computed before the view runs: computed afterwards,
    it could name a revision that was published in between.
    """

    def tag() -> str | None:
        if request_policy().caching != "revalidated" or request.method not in {"GET", "HEAD"}:
            return None
        try:
            revision = archive.overview().revision
        except Exception:  # noqa: BLE001 - whatever is wrong, the view will say it
            return None
        facts = (revision, request.full_path, request.host_url, datetime.date.today(), PROGRAM, program, settings,  # noqa: DTZ011
                request.cookies.get(COOKIE, ""), request.headers.get("Origin", ""))  # fmt: skip
        return hashlib.sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:32]

    def is_current_static() -> bool:
        return is_current(str((request.view_args or {}).get("filename", "")), request.args.get("v", ""))

    @app.before_request
    def known() -> Response | None:
        g.asked_at = time.monotonic()
        g.etag = tag()
        known_tags = request.if_none_match
        # "*" asks whether there is anything at all; that takes the work.
        if g.etag is None or known_tags.star_tag or not known_tags.contains_weak(g.etag):
            return None
        response = Response(status=304)
        response.set_etag(g.etag, weak=True)
        response.headers["Cache-Control"] = PRIVATE_CACHE
        response.vary.add("Accept-Encoding")
        return response

    @app.after_request
    def keep(response: Response) -> Response:
        if request_policy().caching == "immutable" and response.status_code == 200 and is_current_static():
            response.headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}, immutable"
        elif response.status_code == 200 and (etag := g.get("etag")):
            if time.monotonic() - g.asked_at < settings.max_query_seconds:
                response.set_etag(etag, weak=True)
            response.headers.setdefault("Cache-Control", PRIVATE_CACHE)
        elif response.status_code >= 400 or request.method == "POST":
            response.headers["Cache-Control"] = "no-store"
        return response
