"""Cursor: how far a reader of all results has come, as a text that interfaces hand out and take back."""

import base64
import binascii
import json
import math
from typing import NamedTuple

MAX_CHARS = 1_000
MAX_SORT_VALUES = 3
START = "*"


class Cursor(NamedTuple):
    """A position in a result list: how many were read, the last one's id, and what it was sorted by.

    An engine that seeks by the values of the sort puts them into `sort_values`; the embedded one needs none.
    """

    offset: int = 0
    last_id: str = ""
    sort_values: tuple[float | str, ...] = ()

    def __str__(self) -> str:
        facts = [self.offset, self.last_id, *self.sort_values]
        text = json.dumps(facts, separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode("utf-8", "replace")).decode("ascii").rstrip("=")


def parse_cursor(text: str) -> Cursor | None:
    """Return the cursor of a text, None for an invalid one; "*" is where reading begins."""
    if text == START:
        return Cursor()
    if len(text) > MAX_CHARS:
        return None
    try:
        offset, last_id, *sort_values = json.loads(
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        )
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    if type(offset) is not int or offset < 0 or not isinstance(last_id, str):
        return None
    if len(sort_values) > MAX_SORT_VALUES or not all(map(_is_sort_value, sort_values)):
        return None
    return Cursor(offset, last_id, tuple(sort_values))


def _is_sort_value(value: object) -> bool:
    """Return whether a cursor may hold a value: JSON as Python reads it has numbers that no answer holds."""
    return type(value) in {int, str} or (type(value) is float and math.isfinite(value))
