"""What a file's beginning tells about all its records: the order of day and month, and addresses of no one article."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from index.readers.date_order import DateOrder, in_order, is_ambiguous
from index.readers.format import ReadOptions
from index.readers.shared_addresses import shared_addresses

MAX_SAMPLE_RECORDS = 500
"""Records at the beginning of a file by which is told which addresses are no article's own."""
MAX_BEFORE_DATE = 20
"""Characters that may stand before a date's first digit (Mon, 6/3/2024)."""


class FileFacts(NamedTuple):
    """What comes first in a date of numbers, and the addresses and ids that several articles have."""

    date_order: DateOrder = ""
    shared_values: tuple[str, ...] = ()

    @classmethod
    def of(cls, date_order: DateOrder, records: Iterable[Mapping[str, Any]]) -> "FileFacts":
        """Return the facts of a file with this order of dates, of which some records are given."""
        return cls(date_order, shared_addresses(islice(records, MAX_SAMPLE_RECORDS)))

    @classmethod
    def decoded(cls, line: bytes) -> "FileFacts":
        """Return facts as `encoded` wrote them; those that nothing told for b""."""
        order, shared = json.loads(line) if line else ("", [])
        return cls(order, tuple(shared))

    def encoded(self) -> bytes:
        """Return the facts in one line."""
        return json.dumps(self).encode("ascii")

    def applied(self, options: ReadOptions) -> ReadOptions:
        """Return the options with these facts."""
        return replace(options, date_order=self.date_order, shared_values=self.shared_values)


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
