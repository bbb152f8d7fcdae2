"""Cursor: how far a reader of all results has come, as a text that interfaces hand out and take back."""

import base64
import binascii
import json
from dataclasses import dataclass

MAX_CHARS = 1_000
START = "*"


@dataclass(frozen=True)
class Cursor:
    """How many results were read, and the id of the last one, after which reading goes on."""

    offset: int = 0
    last_id: str = ""

    def __str__(self) -> str:
        text = json.dumps([self.offset, self.last_id], separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode("utf-8", "replace")).decode("ascii").rstrip("=")


def parse_cursor(text: str) -> Cursor | None:
    """Return the cursor of a text, None for an invalid one; "*" is where reading begins."""
    if text == START:
        return Cursor()
    if len(text) > MAX_CHARS:
        return None
    try:
        offset, last_id = json.loads(
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    is_cursor = type(offset) is int and offset >= 0 and isinstance(last_id, str)
    return Cursor(offset, last_id) if is_cursor else None
