"""Work that grows no faster than its input: counted in lines of Python, not in seconds."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

from tests.conftest import ROOT

SHAPES = {
    "one letter": "g", "dotted initials": "जी.", "a syllable": "क", "viramas": "क्", "marks": "़", "digits": "1१",
    "joiners": "\u200d", "brackets": "(", "pairs of brackets": "()", "quotes": '"', "hyphens": "क-", "words": "मोदी ",
    "Latin words": "ab ", "initials": "एस सी ", "emoji": "😀", "colons": "क:", "stops": "क.", "minus": " -क", "or": "क OR ",
    "tags": "<b>", "open tags": "<", "entities": "&amp;", "lines": "क\n", "nasals": "अंँ", "dates": "2024-", "stars": "*",
    "equals": "=", "tildes": '"क"~', "field names": "source:",
}  # fmt: skip
"""What strangers may repeat."""
OURS = tuple(str(ROOT / top) for top in ("index", "search", "web"))
ROOM = 1.35
"""Twice the input may cost so much more than twice the work: tables and first calls have their share."""
CONSTANT = 1_500


class _TooMuchError(BaseException):
    """More lines ran than any linear function needs."""


def lines_run(function: Callable[[], Any], most: int = 3_000_000) -> int:
    """Return how many lines of our own a call runs; `most` is where it is given up."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "line":
            count += 1
            if count > most:
                raise _TooMuchError
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    except _TooMuchError:
        pass
    finally:
        sys.settrace(before)
    return count


def grows_linearly(function: Callable[[str], Any], unit: str, times: int = 60) -> list[int]:
    """Return the work for a unit repeated n, 2n and 4n times if it more than doubles from one to the next, else []."""
    function(unit * (times // 2))  # tables and caches are made
    work = [lines_run(lambda n=n: function(unit * n)) for n in (times, 2 * times, 4 * times)]  # type: ignore[misc]
    return work if any(more > 2 * ROOM * less + CONSTANT for less, more in pairwise(work)) else []
