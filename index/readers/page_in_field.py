"""Whole pages in a field of a record, as crawlers keep them (`{"url": …, "html": "<!doctype html>…"}`)."""

import re
from collections.abc import Mapping
from typing import Any

from index.readers.outcome import Place

_WHOLE_PAGE = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,100}>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}", re.IGNORECASE)
MAX_FIELDS = 200


def page_of(record: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the name of a record's field that holds a whole page, and what the page says; "" and nothing for none."""
    for name, value in list(record.items())[:MAX_FIELDS]:
        if isinstance(value, str) and _WHOLE_PAGE.match(value[:300]):
            # Pages have tables, and tables have records.
            from index.readers.html_page import Page, read_page  # noqa: PLC0415

            stated = record.get("url")
            address = stated if isinstance(stated, str) and _ADDRESS.fullmatch(stated) else ""
            raw, _ = read_page(Page(value.encode("utf-8", "replace"), Place(""), address, "utf-8"))
            return name, raw
    return "", {}
