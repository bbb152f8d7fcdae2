"""Cursor: where a reader of all results has come to, as a text that doors hand out and take back."""

import base64
import binascii
import json
from dataclasses import dataclass

MOST_CHARS = 1_000
START = "*"


@dataclass(frozen=True)
class Cursor:
    """How many results were read, and the id of the last one, behind which reading goes on."""

    read: int = 0
    last: str = ""

    def __str__(self) -> str:
        told = json.dumps([self.read, self.last], separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(told.encode("utf-8", "replace")).decode("ascii").rstrip("=")


def parse_cursor(text: str) -> Cursor | None:
    """The cursor of a text, or None for what is none; "*" is where reading begins."""
    if text == START:
        return Cursor()
    if len(text) > MOST_CHARS:
        return None
    try:
        read, last = json.loads(
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    is_cursor = type(read) is int and read >= 0 and isinstance(last, str)
    return Cursor(read, last) if is_cursor else None
