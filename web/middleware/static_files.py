"""Our own style sheet and scripts, by addresses that change when their content does."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import url_for

WEB = Path(__file__).parents[1]
STATIC_FOLDER = WEB / "static"
PACKAGES = ("index", "search", "web")


@lru_cache(maxsize=100)
def _fingerprint(name: str) -> str:
    return hashlib.sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """Return the address of a file in web/static/, which browsers may keep for ever."""
    return url_for("static", filename=name, v=_fingerprint(name))


def is_current(name: str, fingerprint: str) -> bool:
    """Return whether a file in web/static/ has this fingerprint: an older page may ask for an older file."""
    return fingerprint == _fingerprint(name)


def program_fingerprint() -> str:
    """Return a fingerprint of all modules, templates, static files and catalogues."""
    state = hashlib.sha256()
    for path in sorted(path for package in PACKAGES for path in (WEB.parent / package).rglob("*")):
        if path.is_file() and path.suffix in {".html", ".xml", ".css", ".js", ".svg", ".mo", ".py"}:
            state.update(path.read_bytes())
    return state.hexdigest()[:12]
