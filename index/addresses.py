"""Addresses of articles: which can be linked, which name the same page, and the ids made of them."""

import hashlib
import re
from urllib.parse import parse_qs, urlsplit

_NO_ADDRESS = re.compile('[\\s<>"\\\\\u200e\u200f\u202a-\u202e\u2066-\u2069]')

_FRONT_PAGE = re.compile(r"/?(?:(?:index|home|default)(?:\.[a-z]{3,5})?/?)?")


def is_web_address(url: str) -> bool:
    """Return whether this is an http or https address with a host, and no more; nothing else is ever linked.

    A name before the host (https://paper.example@evil.example) and signs that turn its letters around mislead readers.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc) and "@" not in parts.netloc
    return is_web and not _NO_ADDRESS.search(url)


def behind_redirect(url: str) -> str:
    """Return the address that Google's alerts lead to, and not Google's own."""
    if "google." not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.path != "/url" or not re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", parts.netloc.lower()):
        return url
    asked = parse_qs(parts.query, max_num_fields=50)
    return next(
        (address for name in ("url", "q") for address in asked.get(name, []) if is_web_address(address)), url
    )


_TRACKING = re.compile(r"^(?:utm_[a-z]+|fbclid|gclid|igshid|mc_[ce]id|amp)(?:=|$)", re.IGNORECASE)


def plain_address(url: str) -> str:
    """Return an address without what names no other page: http or https, marks of campaigns, a place in the page.

    >>> plain_address("http://a.in/news?id=7&utm_source=fb#comments")
    'https://a.in/news?id=7'
    """
    if not url:
        return ""
    parts = urlsplit(without_tracking(url))
    return parts._replace(scheme="https", netloc=parts.netloc.lower(), fragment="").geturl()


def identifying_address(url: str) -> str:
    """Return the plain address of a page; "" for the front page of a site, which is no article's own.

    >>> identifying_address("https://a.in/"), identifying_address("https://a.in/?p=7")
    ('', 'https://a.in/?p=7')
    """
    parts = urlsplit(plain_address(url))
    return "" if not parts.query and _FRONT_PAGE.fullmatch(parts.path) else parts.geturl()


def without_tracking(url: str) -> str:
    """Return an address without the marks of campaigns and of AMP in its query.

    >>> without_tracking("https://a.in/news?id=7&amp=1&utm_source=fb")
    'https://a.in/news?id=7'
    """
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    return url if query == parts.query else parts._replace(query=query).geturl()


def derived_id(url: str, *content: str) -> str:
    """Return a stable id for a record without one: of its address, or else of all it says (16 hex digits).

    Addresses of articles are made of it, so it must never come out differently for the same record.
    """
    state = hashlib.sha256()
    for part in (url,) if url else content:
        encoded = part.encode("utf-8")
        state.update(len(encoded).to_bytes(8, "little"))
        state.update(encoded)
    return state.hexdigest()[:16]
