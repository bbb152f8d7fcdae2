"""One big JSON array, or JSON objects over several lines (ninjs, JSON Feed, an answer of some API).

Elements are decoded one after another, so that a broken one is refused alone: reading goes on at the
next place that begins like an article. (ijson, which reads arrays as a stream, cannot go on after an error.)
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from index.readers.date_order import LOOKED_AT, orders_in_json
from index.readers.field_aliases import chosen
from index.readers.file_facts import FileFacts, objects_in_list
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.json_lines import article_of, listed
from index.readers.json_shapes import fault_of_json, is_list_on_one_line
from index.readers.outcome import Outcome, Place, Refused, excerpt_of

UNIT = "record"
WINDOW = 1 << 13
"""Characters decoded at first; a longer element is tried again in a window eight times as long."""
MAX_TOKEN_CHARS = 16
"""A literal or escape that a window's end may cut."""
MAX_NESTED = 1 << 10
"""Characters that what is nested too deeply counts as having cost."""
MAX_ELEMENT_CHARS = 1 << 20
"""An element that is longer than this without an end is taken for broken, and the next is looked for."""
MAX_WRAPPER = 2_000
MAX_BRACKETS = 16
"""Unclosed brackets that are tolerated between two records."""
TRIES = 8
"""A split is scanned at most this many times its size in search of sound elements."""

_TOKEN = re.compile(rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|[{}\[\]]')
_SCRIPT = (
    r"(?:\)\]\}',?|(?://[^\n]{0,200}\n\s*)?(?:(?:export\s+default|(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]{0,80}\s*=)|"
    r"[A-Za-z_$][\w.$]{0,60}\()(?=\s*[\[{]))"
)
"""What scripts have before their JSON: a variable (X: window.YTD.… =), the call of JSONP, Angular's guard."""
_GAP = re.compile(rf"\ufeff?\s*{_SCRIPT}?(?:[\s,\[\]\ufeff;)]|//[^\n]*\n|/\*[^*]*\*/)*")
"""What stands between records, comments too."""
_GAP_BYTES = re.compile(_SCRIPT.join((r"\s*", r"?[\s,\[]*")).encode())
_START = re.compile(r'\{\s*"')
_FIRST_KEY = re.compile(rb'(?:\xef\xbb\xbf)?[\s,\[]*\{\s*("[^"\\\n]{1,100}")\s*:')
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEGINS = re.compile(
    _SCRIPT.join((r"(?:\xef\xbb\xbf)?\s*", "")).encode("latin-1")
    + rb'|(?:\xef\xbb\xbf)?\s*(?:\[\s*\[?\s*[\{\]]|\{\s*\n|\{\s*"[^\n]*[,{\[]\s*\n)'
)
_DECODER = json.JSONDecoder()
_OPENING = re.compile(
    r'\{\s*(?:"[^"\\]{1,60}"\s*:\s*(?:[\[{]|"[^"\\]{0,200}"\s*,|[\w.+-]{1,40}\s*,)\s*){1,20}'
)
_CLOSING = re.compile(r"[\]}\s,]{1,20}")
"""What opens and closes around a list of articles: no record, where one of those is broken."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome for each element; objects that hold a list of articles give one for each of these."""
    text = part.content.decode("utf-8", "surrogateescape")
    options = FileFacts.decoded(part.context).applied(options)
    number, position, budget = part.before, _end_of(_GAP, text, 0), TRIES * len(text)
    if text.count("[", 0, position) > MAX_BRACKETS:
        number += 1
        yield Refused(
            part.path, number, "broken JSON: brackets that hold nothing", excerpt_of(text[:position]), UNIT
        )
    while position < len(text):
        number += 1
        record, end, fault = _decoded(text, position)
        if fault:
            budget -= end - position
            start, cost = _next_article(text, position + 1, budget)
            budget -= cost
            is_wrapper = _is_wrapper(text, position, start)
            number -= is_wrapper
            if not is_wrapper:
                yield Refused(part.path, number, fault, excerpt_of(text[position:start]), UNIT)
            position = start
            continue
        if fault := _fault_of(record, text, position, end, options.max_record_bytes):
            yield Refused(part.path, number, fault, excerpt_of(text[position:end]), UNIT)
        else:
            inner = listed(record)
            for article in inner or [record]:
                yield article_of(article, Place(part.path, number, UNIT), options)
                number += 1
            number -= 1
        begin, position = end, _end_of(_GAP, text, end)
        if text.count("[", begin, position) > MAX_BRACKETS:
            number += 1
            yield Refused(
                part.path,
                number,
                "broken JSON: brackets that hold nothing",
                excerpt_of(text[begin:position]),
                UNIT,
            )


def _is_wrapper(text: str, begin: int, end: int) -> bool:
    """Return whether a piece opens a text's list of articles, or closes it."""
    if end - begin > MAX_WRAPPER:
        return False
    is_first, is_last = not text[:begin].strip(), end >= len(text)
    return bool(
        (is_first and _OPENING.fullmatch(text, begin, end))
        or (is_last and _CLOSING.fullmatch(text, begin, end))
    )


def _fault_of(record: Any, text: str, begin: int, end: int, most: int) -> str:
    """Return why a decoded element is no article; "" for one."""
    if _ESCAPED.search(text, begin, end):
        return "not UTF-8; convert the file to UTF-8"
    if end - begin > most:
        return f"record longer than {most} characters; raise KHABARKHOJ_MAX_RECORD_BYTES"
    return "" if isinstance(record, dict) else "not an article: expected a JSON object"


def _decoded(text: str, position: int) -> tuple[Any, int, str]:
    """Return the value that begins here, where it ends, and why there is none (then: where it broke)."""
    # An error counts the lines before it, and a string is sought to its end: both in a window of the text.
    size = WINDOW
    while True:
        window = text[position : position + size]
        is_rest = position + size >= len(text)
        try:
            record, end = _DECODER.raw_decode(window)
        except json.JSONDecodeError as error:
            is_cut = error.msg.startswith("Unterminated string") or error.pos >= size - MAX_TOKEN_CHARS
            if is_rest or not is_cut:
                return (
                    None,
                    position + max(error.pos, 1),
                    f"broken JSON: {fault_of_json(error)}",
                )
        except (RecursionError, ValueError):
            return None, position + MAX_NESTED, "broken JSON: nested too deeply or a number without end"
        else:
            if is_rest or end < size:
                return record, position + end, ""
        size *= 8


def _next_article(text: str, position: int, budget: int) -> tuple[int, int]:
    """Return where the next sound object begins that says what an article says, and the letters gone through."""
    cost = 0
    while cost < budget and (found := _START.search(text, position)):
        record, end, fault = _decoded(text, found.start())
        if not fault and isinstance(record, dict) and (chosen(record).keys() & {"title", "body"}):
            return found.start(), cost
        cost += end - found.start()
        position = found.start() + 1 if fault else end
    return len(text), cost


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


class Elements:
    """Cuts between the elements of an array, or between objects that follow each other; the context is as of Lines."""

    def __init__(self, head: bytes = b"") -> None:
        self.context = FileFacts.of(orders_in_json(head), objects_in_list(head)).encoded()

    def last_end(self, content: bytes) -> int:
        """Return the offset after the last closed element; in a very long one, before what begins as the first did."""
        end, _ = _scan(content)
        if end or len(content) < MAX_ELEMENT_CHARS:
            return end
        starts = [found.end() for found in _like_first(content)]
        return starts[-1] if starts else 0

    def next_start(self, content: bytes) -> int:
        """Return the offset of the next object."""
        found = re.search(rb'\}\s*,?\s*(?=\{\s*")', content)
        return found.end() if found else -1

    def count(self, content: bytes) -> int:
        """Return how many elements are closed."""
        return max(1, _scan(content)[1])


def _scan(content: bytes) -> tuple[int, int]:
    """Return where the last closed element ends, with the comma after it, and how many are closed."""
    depth = end = closed = 0
    opening = _GAP_BYTES.match(content)
    for token in _TOKEN.finditer(content, opening.end() if opening else 0):
        letter = token[0][:1]
        if letter in b"{[":
            depth += 1
        elif letter in b"}]":
            depth = max(0, depth - 1)
            if depth == 0 and letter == b"}":
                end, closed = token.end(), closed + 1
    if end:
        gap = _GAP_BYTES.match(content, end)
        end = gap.end() if gap else end
    return end, closed


def _like_first(content: bytes) -> Iterator[re.Match[bytes]]:
    first = _FIRST_KEY.match(content)
    if first is None:
        return iter(())
    return re.finditer(rb"\}\s*,?\s*(?=\{\s*" + re.escape(first[1]) + rb"\s*:)", content)


def _recognises(head: bytes) -> bool:
    """Return whether a file begins as an array or an object over several lines, or is one line that holds articles."""
    return is_list_on_one_line(head) or _BEGINS.match(head) is not None


FORMAT = Format(
    name="json",
    title="an array of JSON objects, objects over several lines, ninjs, JSON Feed",
    suffixes=(".json",),
    read=read,
    recognises=_recognises,
    splitter=Elements,
    looked_at=LOOKED_AT,
    line_unit=UNIT,
)
