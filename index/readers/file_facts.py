"""What a file's beginning tells about all its records: the order of day and month, and addresses of no one article."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from index.readers.date_order import DateOrder, in_order, is_ambiguous
from index.readers.field_aliases import chosen
from index.readers.format import ReadOptions
from index.readers.shared_addresses import shared_addresses

MAX_SAMPLE_RECORDS = 500
"""Records at the beginning of a file by which is told which addresses are no article's own."""
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN_ELEMENTS = re.compile(r"\s*,\s*")
MAX_BEFORE_DATE = 20
"""Characters that may stand before a date's first digit (Mon, 6/3/2024)."""


class FileFacts(NamedTuple):
    """What comes first in dates of numbers, by column, and the addresses and ids that several articles have."""

    date_orders: Mapping[str, DateOrder] = MappingProxyType({})
    shared_values: tuple[str, ...] = ()

    @classmethod
    def of(cls, date_orders: Mapping[str, DateOrder], records: Iterable[Mapping[str, Any]]) -> "FileFacts":
        """Return the facts of a file with these orders of dates, of which some records are given."""
        return cls(date_orders, shared_addresses(islice(records, MAX_SAMPLE_RECORDS)))

    @classmethod
    def decoded(cls, line: bytes) -> "FileFacts":
        """Return facts as `encoded` wrote them; those that nothing told for b""."""
        orders, shared = json.loads(line) if line else ({}, [])
        return cls(orders, tuple(shared))

    def encoded(self) -> bytes:
        """Return the facts in one line."""
        return json.dumps([dict(self.date_orders), self.shared_values]).encode("ascii")

    def applied(self, options: ReadOptions) -> ReadOptions:
        """Return the options with these facts: the order in the column that says best when an article was published."""
        name = chosen(filter(None, self.date_orders), options.columns).get("date", "")
        order = self.date_orders.get(name) or self.date_orders.get("", "")
        return replace(options, date_order=order, shared_values=self.shared_values)


def as_file_tells(raw: Mapping[str, str], options: ReadOptions) -> Mapping[str, str]:
    """Return raw fields with a date that can be read in one way, or marked; an address of no one article is marked."""
    if options.shared_values and raw.get("url", "").strip() in options.shared_values:
        raw = {**raw, "shared_url": "yes"}
    if options.shared_values and raw.get("id", "").strip() in options.shared_values:
        raw = {**raw, "id": ""}
    date = raw.get("date", "").strip()
    if not any(letter.isdigit() for letter in date[:MAX_BEFORE_DATE]):
        return raw
    if (certain := in_order(date, options.date_order)) != date:
        return {**raw, "date": certain}
    return {**raw, "date_order": "unknown"} if not options.date_order and is_ambiguous(date) else raw


def objects_in_lines(head: bytes) -> Iterator[dict[str, Any]]:
    """Yield the objects at the beginning of a file that stand in a line each, as far as they are sound."""
    for line in head.split(b"\n"):
        try:
            record = json.loads(line.strip(b" \t\r\xef\xbb\xbf[,]"))
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def objects_in_list(head: bytes) -> Iterator[dict[str, Any]]:
    """Yield the objects at the beginning of the first list in a file, as far as they are sound."""
    text = head.decode("utf-8-sig", "ignore")
    position = text.find("[") + 1
    while position:
        try:
            record, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        if isinstance(record, dict):
            yield record
        rest = _BETWEEN_ELEMENTS.match(text, end)
        position = rest.end() if rest else 0
