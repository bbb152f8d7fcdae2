"""Addresses and ids that many articles of one file share: those of a site or a form, and no article's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from index.readers.field_aliases import chosen

LEAST_SHARED = 3
"""Headlines under one address from which on it is none of theirs; two may be two versions of an article."""
MAX_SHARED = 20
MAX_ADDRESS_CHARS = 500
_NO_IDS = frozenset({"0", "-1", "1", "null", "none", "None", "nan", "N/A", "undefined"})
"""Ids that systems write into every record. Another that several headlines have is that of an article's versions."""


def shared_addresses(records: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the addresses and ids that at least LEAST_SHARED headlines of some records have; MAX_SHARED at most.

    Records that state a version are of one article. One whose headline changed three times without is told apart.

    >>> shared_addresses([{"title": title, "url": "https://a.in/news"} for title in "कखग"])
    ('https://a.in/news',)
    """
    headlines: defaultdict[str, set[str]] = defaultdict(set)
    names: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    for record in records:
        if tuple(record) != names:
            names = tuple(record)
            fields = chosen(names)
        url, own, title = (_text(record.get(fields.get(field, ""))) for field in ("url", "id", "title"))
        if record.get("version"):  # of one article
            continue
        for value in (url, own if own in _NO_IDS else ""):
            if value and title and len(value) <= MAX_ADDRESS_CHARS:
                headlines[value].add(title)
    shared = [value for value, titles in headlines.items() if len(titles) >= LEAST_SHARED]
    return tuple(shared[:MAX_SHARED])


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""
