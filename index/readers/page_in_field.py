"""Whole pages in a field of a record, as crawlers keep them (`{"url": …, "html": "<!doctype html>…"}`)."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from index.readers.outcome import Place
from index.readers.time_limit import UnreadableError

_WHOLE_PAGE = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,100}>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}", re.IGNORECASE)
MAX_FIELDS = 200


def page_of(record: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the name of a record's field that holds the page of an article, and what it says; "" and nothing for none.

    A page that cannot be read, or is no article, counts as a text with tags. Whoever reads records limits the time.
    """
    for name, value in list(record.items())[:MAX_FIELDS]:
        if isinstance(value, str) and _WHOLE_PAGE.match(value[:300]):
            # Pages have tables, and tables have records.
            from index.readers.html_page import Page, read_page  # noqa: PLC0415

            stated = record.get("url")
            address = stated if isinstance(stated, str) and _ADDRESS.fullmatch(stated) else ""
            with suppress(UnreadableError, ValueError, LookupError, TypeError, AttributeError):
                raw, kind = read_page(Page(value.encode("utf-8", "replace"), Place(""), address, "utf-8"))
                if not kind:
                    return name, raw
    return "", {}
