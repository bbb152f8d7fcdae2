"""Batch: a list of names becomes a table of counts by year or by source; each line has its own status."""

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, Response, render_template, request

from index.fields import YEAR
from index.name_lists import without_remark
from index.readers.encodings import SAMPLE_BYTES, WINDOWS, encoding_of
from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.messages import QueryWarning
from search.model.question import Question
from search.model.results import SearchRequest
from web.downloads.csv_response import csv_response
from web.downloads.csv_rows import BOM
from web.formatting import number_text
from web.i18n import gettext as _
from web.i18n import page_url
from web.languages import HINDI
from web.middleware.route_policy import BATCH, PAGE, policy
from web.middleware.work_slots import WorkSlots
from web.warnings import warning_text_in

SOURCE = "source"
COLUMNS = (YEAR, SOURCE)
"""What a table's columns may be."""
MAX_ADDRESS_CHARS = 2_000
"""Signs of an address that any program passes on; a longer list has none."""


class Status(StrEnum):
    """The outcome of a line."""

    FOUND = "found"
    NOTHING = "nothing"
    NOT_TOGETHER = "not-together"
    """No article has all its words."""
    NOT_SEARCHED = "not-searched"
    """The time was over, or there were too many lines."""


@dataclass(frozen=True)
class Line:
    """One line of the list and what it found."""

    text: str
    status: Status
    total: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    """Its articles by year or source."""
    without: int = 0
    """Its articles that have none."""
    added: tuple[str, ...] = ()
    """Other spellings that were counted."""
    warnings: tuple[QueryWarning, ...] = ()
    """How the line was read."""

    def count(self, column: str) -> int:
        """Return how many articles are of a year or source."""
        return dict(self.counts).get(column, 0)

    def others(self, columns: Iterable[str]) -> int:
        """Return how many articles are of no column that is shown."""
        shown = set(columns)
        return sum(count for column, count in self.counts if column not in shown)


def add_batch_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the form and of its table, as a page or, with format=csv, as a file."""

    @pages.get("/batch")
    @policy(PAGE)
    def batch_form() -> str:
        return render_template(
            "batch.html", lines=None, names=request.args.get("names", ""), by=_by(request.args)
        )

    @pages.post("/batch")
    @policy(BATCH)
    def batch() -> str | Response:
        try:
            texts = _sent()
        except UnicodeError:
            page = render_template("batch.html", lines=None, names="", by=YEAR, unreadable=True)
            return Response(page, 400)
        return counted_page(texts, request.form)

    @pages.get("/batch/table")
    @policy(BATCH)
    def batch_table() -> str | Response:
        return counted_page(lines_of(request.args.get("names", "")), request.args)

    def counted_page(texts: list[str], asked: Mapping[str, str]) -> str | Response:
        by = _by(asked)
        with slots.hold("batch"):
            lines = list(counted(archive, texts[: settings.max_batch_lines], settings, by))
        if len(texts) > settings.max_batch_lines:
            more = number_text(len(texts) - settings.max_batch_lines)
            lines.append(Line(_("… और %(n)s पंक्तियाँ", n=more), Status.NOT_SEARCHED))
            texts = texts[: settings.max_batch_lines]
        columns = _years(lines) if by == YEAR else _sources(lines, settings.max_listed_sources)
        if asked.get("format") == "csv":
            return _table(lines, columns, by)
        names = "\n".join(texts)
        address = page_url("batch_table", names=names, **({"by": by} if by != YEAR else {}))
        return render_template(
            "batch.html", lines=lines, columns=columns, names=names, by=by,
            has_others=any(line.others(columns) for line in lines),
            address=address if len(address) <= MAX_ADDRESS_CHARS else "",
        )  # fmt: skip


def _by(asked: Mapping[str, str]) -> str:
    """Return what the columns are."""
    return asked["by"] if asked.get("by") in COLUMNS else YEAR


def _sources(lines: Iterable[Line], most: int) -> list[str]:
    """Return the most frequent sources of all lines, the most frequent first."""
    totals: Counter[str] = Counter()
    for line in lines:
        totals.update(dict(line.counts))
    return [source for source, _count in totals.most_common(most)]


def _years(lines: Iterable[Line]) -> list[str]:
    """Return all years from the first to the last, without gaps."""
    years = {int(year) for line in lines for year, _count in line.counts}
    return [str(year) for year in range(min(years), max(years) + 1)] if years else []


def _sent() -> list[str]:
    """Return the lines of the form, or the first column of an upload. Raise UnicodeError for what is no text."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return lines_of(request.form.get("names", ""))
    raw = upload.read()
    encoding = encoding_of(raw[:SAMPLE_BYTES])
    text = raw.decode("cp1252" if encoding == WINDOWS else encoding, "replace").removeprefix(BOM)
    if "\0" in text:
        raise UnicodeError
    return first_column(text) if upload.filename.lower().endswith((".csv", ".tsv")) else lines_of(text)


def lines_of(text: str) -> list[str]:
    """Return one query a line; blank lines and remarks are left out."""
    lines = (without_remark(line.strip()) for line in text.splitlines())
    return [line for line in lines if line]


def first_column(table: str) -> list[str]:
    """Return the first column of a CSV or TSV; a row that cannot be read counts as it is."""
    found = []
    for line in lines_of(table.replace("\0", "")):
        try:
            cells = next(csv.reader([line], delimiter="\t" if "\t" in line else ","), [])
        except csv.Error:
            cells = [line]
        if cells and cells[0].strip():
            found.append(cells[0].strip())
    return found


def counted(archive: Archive, texts: Iterable[str], settings: Settings, by: str = YEAR) -> Iterator[Line]:
    """Yield one Line per text, counted by YEAR or SOURCE; a bad one never stops the others."""
    end = time.monotonic() + settings.max_batch_seconds
    for text in texts:
        if time.monotonic() > end:
            yield Line(text, Status.NOT_SEARCHED)
            continue
        yield _line(archive, text, by)


def _line(archive: Archive, text: str, by: str) -> Line:
    only = AggregationRequest(all_values=frozenset({by}), facets=frozenset({by}))
    page = archive.search(SearchRequest(Question(text, collapse=False), 1, 0, aggregations=only))
    added = tuple(expansion.spelling for expansion in page.added)
    if page.is_relaxed or page.is_partial:
        status = Status.NOT_TOGETHER if page.is_relaxed else Status.NOT_SEARCHED
        return Line(text, status, added=added, warnings=page.warnings)
    if not page.total or page.aggregations is None:
        return Line(text, Status.NOTHING, added=added, warnings=page.warnings)
    (facet,) = page.aggregations.facets
    counts = tuple((value.value, value.count) for value in facet.values)
    without = page.aggregations.timeline.undated if by == YEAR else facet.missing
    return Line(text, Status.FOUND, page.total, counts, without, added, page.warnings)


def status_text(status: Status) -> str:
    """Return a status as readers read it."""
    texts = {
        Status.FOUND: _("मिला"),
        Status.NOTHING: _("कुछ नहीं मिला"),
        Status.NOT_TOGETHER: _("सारे शब्द किसी एक ख़बर में नहीं"),
        Status.NOT_SEARCHED: _("नहीं खोजा गया: सूची लंबी है या समय पूरा हो गया"),
    }
    return texts[status]


def _table(lines: list[Line], columns: list[str], by: str) -> Response:
    without = "undated" if by == YEAR else "without source"
    others = ["other sources"] if any(line.others(columns) for line in lines) else []
    rows = [["name", "status", "articles", *columns, *others, without, "also counted", "read as"]]
    for line in lines:
        counts = [str(line.count(column)) for column in columns]
        counts += [str(line.others(columns)) for _ in others]
        notes = " ".join(warning_text_in(HINDI.code, warning) for warning in line.warnings)
        rows.append(
            [
                line.text,
                line.status.value,
                str(line.total),
                *counts,
                str(line.without),
                ", ".join(line.added),
                notes,
            ]
        )
    return csv_response("khabarkhoj-batch.csv", rows)
